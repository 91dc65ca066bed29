import { filesChanged } from './filesChanged';
import { fewPermutations } from './fewPermutations';
import { joinedWords } from './joinedWords';
import { clearDeviations } from './measures/chanceDeviation';
import type { FamilyName } from './measures/families';
import { counted, percent } from './numbers';
import { usualCalibration } from './options';
import { familiesReading, mostOfTheWay } from './reading/familiesReading';
import { heldScores, type HeldScore } from './reading/heldScores';
import { levelsOf, silentClause, valuesOf } from './reading/scoreWords';
import { mostOfIt, spannedIn } from './reading/spannedDirections';
import { notGiven } from './repeatedSamples';
import type { ComparisonReport } from './report';
import { standings } from './standing';
import { clearOfNull } from './verdictRule';

/** The rule by which {@link pairReading} speaks, for documentation and tooltips. */
export const pairRule = `The scores of the summary of which it is known what unrelated data of the same size give are held against that, a distance by its likeness. A score stands clear of it at ${clearOfNull} of the way from there to 1, or more; one whose level is near 1 is saturated and tells nothing, nor do scores less than about ${clearDeviations} standard deviations above what so few unrelated samples give. A calibrated score is held against its permutations in place of that: clear with p of at most alpha, a calibrated value of ${clearOfNull} or more, and those standard deviations; one of several alone only where p times their number is at most alpha. All that tell stand clear: alike, where the scores named are at least half of the way, else partly alike. None does: not clearly more alike than unrelated data, or hardly, where p times the number of scores is at most alpha. Some do: scores disagree; where they are calibrated, or of more than directions and geometry, by how many of them, in what and in what not. All are saturated, samples repeat, or the permutations are too few for alpha: it cannot be told. Named is of each family the first score that tells. Most of it lies in as many canonical directions as hold ${percent(mostOfIt)} of what coefficients are above the largest that unrelated data give; told where these are at most half of all.`;

/** The families of scores that every comparison has. */
const usualFamilies: readonly FamilyName[] = ['directions', 'geometry'];

/** Remarks on samples that make arrays alike, or not, whatever was learnt, and what they are of. */
const cautions: Readonly<Record<string, string>> = {
  'dominating-sample': 'one sample that holds most of the variance',
  'zero-samples': 'samples of zeros',
  'padded-sequences': 'padding',
};

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
  const few = report.options.calibrate && fewPermutations(report.options.calibrate);
  if (few !== undefined && held.some(({ calibrated }) => calibrated)) return `Cannot be told by calibration: ${few}.`;
  const families = held.some(({ calibrated, family }) => calibrated || !usualFamilies.includes(family));
  const { text, found } = families
    ? familiesReading(held, report.samples, (report.options.calibrate ?? usualCalibration).alpha)
    : usualReading(held, report.samples);
  return `${text}${found ? cautionOf(remarked) + directionsClause(held, report) : ''}.`;
}

/** What is said of the scores that every comparison has, without its full stop; and whether they are found to be alike in something. */
function usualReading(held: readonly HeldScore[], samples: number): { text: string; found: boolean } {
  const of = (standing: HeldScore['standing']): HeldScore[] => held.filter((one) => one.standing === standing);
  const [clear, few, chance, saturated] = [of(undefined), of('few'), of('chance'), of('saturated')];
  if (clear.length + few.length + chance.length === 0) {
    const text = `Cannot be told: ${against(named(held))} (${standings.saturated.words}, as there are too few samples)`;
    return { text, found: false };
  }
  const silent = silentClause(saturated);
  if (clear.length === 0) {
    const shown = named(held.filter(({ standing }) => standing !== 'saturated'));
    const chanceAlone = shown.some(({ standing }) => standing === 'few')
      ? `, and ${counted(samples, 'sample')} are too few to tell that from chance`
      : '';
    const text = `Not clearly more alike than unrelated data of this size: ${valuesOf(shown)} where those give ${levelsOf(shown)}${chanceAlone}${silent}`;
    return { text, found: false };
  }
  if (chance.length === 0) {
    const shown = named(held.filter(({ standing }) => standing === undefined || standing === 'few'));
    const alike = shown.every(({ height }) => height >= mostOfTheWay);
    return { text: `${alike ? 'Alike' : 'Partly alike'}: ${against(shown)}${silent}`, found: true };
  }
  const [ahead, behind] = [named(clear), named(chance)];
  const text = `Scores disagree: ${valuesOf(ahead)} ${ahead.length > 1 ? 'stand' : 'stands'} clear of unrelated data (${levelsOf(ahead)}), ${valuesOf(behind)} ${behind.length > 1 ? 'do' : 'does'} not (${levelsOf(behind)})${silent}`;
  return { text, found: true };
}

/** Those that a sentence names: the first of correlations alone, and the first of the others. */
function named(held: readonly HeldScore[]): HeldScore[] {
  return [true, false].flatMap((kind) => held.find(({ canonical }) => canonical === kind) ?? []);
}

function against(held: readonly HeldScore[]): string {
  return `${valuesOf(held)} where unrelated data of this size give ${levelsOf(held)}`;
}

/** In how many directions most of it lies, by the first score of directions that stands clear; empty where that says nothing. */
function directionsClause(held: readonly HeldScore[], report: ComparisonReport): string {
  const by = held.find(({ canonical, standing }) => canonical && standing === undefined);
  const spanned = by && spannedIn(report, by.score.id === 'svcca' ? 'svcca' : 'cca');
  return spanned ? `; most of it lies in ${spanned.directions} of ${counted(spanned.of, 'direction')}` : '';
}

function cautionOf(remarked: (code: string) => boolean): string {
  const found = Object.entries(cautions).flatMap(([code, words]) => (remarked(code) ? [words] : []));
  return found.length === 0 ? '' : `, which may be of ${joinedWords(found)} alone (see the remarks)`;
}
