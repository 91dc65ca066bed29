import { clearDeviations, isWithinChance } from './measures/chanceDeviation';
import { filesChanged } from './filesChanged';
import { joinedWords } from './joinedWords';
import { shownBlocks, type AnyScore } from './measures';
import { isOne } from './measures/readings';
import { usualScore } from './measures/scores';
import { standingOfScore } from './measures/standingOfScore';
import { counted } from './numbers';
import { notGiven } from './repeatedSamples';
import type { ComparisonReport } from './report';
import { areSaturated, standings, type Standing } from './standing';
import { clearOfNull } from './verdictRule';

/** Of the way from the null level to 1: what every score that is named must have behind it where a pair is called alike, and not partly so. */
const mostOfTheWay = 0.5;

/** The rule by which {@link pairReading} speaks, for documentation and tooltips. */
export const pairRule = `The scores of the summary of which it is known what unrelated data of the same size give are held against that. A score stands clear of it at ${clearOfNull} of the way from there to 1, or more; one whose level is near 1 is saturated and tells nothing, nor do scores less than about ${clearDeviations} standard deviations above what so few unrelated samples give. All that tell stand clear: alike, where the scores named are at least half of the way, else partly alike. None does: not clearly more alike than unrelated data. Some do: scores disagree. All are saturated, or samples repeat: it cannot be told. Named are SVCCA and CKA where they tell, else the next of their kind.`;

/** Remarks on samples that make arrays alike, or not, whatever was learnt, and what they are of. */
const cautions: Readonly<Record<string, string>> = {
  'dominating-sample': 'one sample that holds most of the variance',
  'zero-samples': 'samples of zeros',
  'padded-sequences': 'padding',
};

/** A similarity of a summary with what unrelated data give. */
interface HeldScore {
  score: AnyScore;
  /** Looks at directions by their correlation alone, and not by their variance. */
  canonical: boolean;
  value: number;
  level: number;
  /** `few`: further than unrelated data would be on average, and not so far that chance does not bring so few samples there. */
  standing: Standing | 'few' | undefined;
}

/**
 * Whether a and b are alike, in a sentence, by {@link pairRule}: never of what does not stand clear, of the same array twice, or of samples that repeat. Where files
 * have changed since, it begins with that.
 */
export function pairReading(report: ComparisonReport): string {
  const remarked = (code: string): boolean => report.warnings.some((warning) => warning.code === code);
  const stale = remarked(filesChanged) ? 'Not current, as files have changed since. ' : '';
  return stale + said(report, remarked);
}

function said(report: ComparisonReport, remarked: (code: string) => boolean): string {
  if (remarked('same-file')) return 'a and b are one array, whose likeness with itself is no finding.';
  if (remarked('same-array')) return 'a and b hold the same values, so that their likeness is no finding.';
  const held = heldScores(report);
  const all = named(held);
  if (all.length === 0)
    return 'Whether they are alike cannot be told: no score with a level of unrelated data is there.';
  if (remarked('duplicate-samples')) return `Whether they are alike is ${notGiven}: ${valuesOf(all)}.`;
  const of = (standing: HeldScore['standing']): HeldScore[] => held.filter((one) => one.standing === standing);
  const [clear, few, chance, saturated] = [of(undefined), of('few'), of('chance'), of('saturated')];
  if (clear.length + few.length + chance.length === 0)
    return `Cannot be told: ${against(all)} (${standings.saturated.words}, as there are too few samples).`;
  const silent = saturated.length === 0 ? '' : `; ${namesOf(saturated)} ${areSaturated(saturated.length)}`;
  if (clear.length === 0) {
    const shown = named(held.filter(({ standing }) => standing !== 'saturated'));
    const chanceAlone = shown.some(({ standing }) => standing === 'few')
      ? `, and ${counted(report.samples, 'sample')} are too few to tell that from chance`
      : '';
    return `Not clearly more alike than unrelated data of this size: ${valuesOf(shown)} where those give ${levelsOf(shown)}${chanceAlone}${silent}.`;
  }
  const caution = cautionOf(remarked);
  if (chance.length === 0) {
    const shown = named(held.filter(({ standing }) => standing === undefined || standing === 'few'));
    const alike = shown.every(({ value, level }) => (value - level) / (1 - level) >= mostOfTheWay);
    return `${alike ? 'Alike' : 'Partly alike'}: ${against(shown)}${silent}${caution}.`;
  }
  const [ahead, behind] = [named(clear), named(chance)];
  return `Scores disagree: ${valuesOf(ahead)} ${ahead.length > 1 ? 'stand' : 'stands'} clear of unrelated data (${levelsOf(ahead)}), ${valuesOf(behind)} ${behind.length > 1 ? 'do' : 'does'} not (${levelsOf(behind)})${silent}${caution}.`;
}

/** The similarities of the summary that have a value and a level, the usual score first. */
function heldScores(report: ComparisonReport): HeldScore[] {
  const held = shownBlocks.flatMap(({ id, scores, ofCanonical, ofCut }): HeldScore[] => {
    const block: unknown = report[id];
    if (block === undefined) return [];
    return (scores as readonly AnyScore[]).flatMap((score) => {
      const value = score.value(block);
      const level = score.nullLevel(block, report) ?? null;
      if (!score.inSummary || score.distance || value === null || level === null) return [];
      const canonical = ofCanonical === true || ofCut === true;
      const few = isWithinChance(score, block, report);
      const standing = standingOfScore(score, block, report) ?? (few ? 'few' : undefined);
      return [{ score, canonical, value, level, standing }];
    });
  });
  const usual = held.filter(({ score }) => score.id === usualScore);
  return [...usual, ...held.filter(({ score }) => score.id !== usualScore)];
}

/** Those that a sentence names: the first of correlations alone, and the first of the others. */
function named(held: readonly HeldScore[]): HeldScore[] {
  return [true, false].flatMap((kind) => held.find(({ canonical }) => canonical === kind) ?? []);
}

function against(held: readonly HeldScore[]): string {
  return `${valuesOf(held)} where unrelated data of this size give ${levelsOf(held)}`;
}

function valuesOf(held: readonly HeldScore[]): string {
  return joinedWords(held.map(({ score, value }) => `${score.term} ${hundredths(value)}`));
}

function levelsOf(held: readonly HeldScore[]): string {
  const bounded = ({ score, level }: HeldScore): string => [score.bound?.words, hundredths(level)].join(' ').trim();
  return joinedWords(held.map(bounded));
}

function namesOf(held: readonly HeldScore[]): string {
  return joinedWords(held.map(({ score }) => score.term));
}

function cautionOf(remarked: (code: string) => boolean): string {
  const found = Object.entries(cautions).flatMap(([code, words]) => (remarked(code) ? [words] : []));
  return found.length === 0 ? '' : `, which may be of ${joinedWords(found)} alone (see the remarks)`;
}

/** A score to two decimals, as a sentence has it: what is not quite 1 never reads as 1. */
function hundredths(value: number): string {
  if (isOne(value)) return '1';
  const text = value.toFixed(2);
  return text === '1.00' ? '>0.99' : text === '-0.00' ? '0.00' : text;
}
