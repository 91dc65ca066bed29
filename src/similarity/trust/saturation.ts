import { standingOf } from '../../facts/standing';
import type { ComparisonReport } from '../../facts/report';
import type { Notice } from '../../facts/reportParts';

/** Code of the remark on scores whose null level is near 1. */
export const saturatedCode = 'saturated';

const cut = '(--svcca-dims, or a smaller share of variance)';
const keepFewer = `keep fewer dimensions ${cut}`;

/** One of the scores that may be saturated, by its name in documents: of debiased CKA unrelated data give 0 whatever their size. */
type SaturableScore =
  'cca' | 'ccaThresholded' | 'ccaSquared' | 'svcca' | 'pwcca' | 'cka' | 'procrustes' | 'procrustesDistance';

/** As a sentence names a score before its level, what else than more samples helps, and the score that it goes with. */
interface ScoreWords {
  name: string;
  remedy?: string;
  with?: SaturableScore;
}

const scores: Readonly<Record<SaturableScore, ScoreWords>> = {
  svcca: { name: 'SVCCA', remedy: keepFewer },
  cca: { name: 'mean CCA', remedy: `read SVCCA of fewer dimensions ${cut}` },
  ccaThresholded: { name: 'thresholded mean CCA', with: 'cca' },
  ccaSquared: { name: 'mean squared CCA', with: 'cca' },
  pwcca: { name: 'PWCCA', with: 'cca' },
  cka: { name: 'linear CKA', remedy: 'read debiased CKA' },
  procrustes: { name: 'Procrustes similarity of up to' },
  procrustesDistance: { name: 'Procrustes distances of at least', with: 'procrustes' },
};

/** What unrelated data give by a score; `of`: what it was computed of, where that tells more. */
export interface ScoreLevel {
  score: SaturableScore;
  level: number;
  of?: string;
  /** By frequency of maps, which have CCA alone. */
  byFrequency?: boolean;
}

/** The null levels of the scores that a report has. */
export function levelsOf({
  cca,
  svcca,
  pwcca,
  null: unrelated,
  cka,
  procrustes,
  dft,
}: Pick<ComparisonReport, 'cca' | 'svcca' | 'pwcca' | 'null' | 'cka' | 'procrustes' | 'dft'>): ScoreLevel[] {
  const found: (Omit<ScoreLevel, 'level'> & { level: number | null | undefined })[] = [
    { score: 'svcca', level: svcca?.null.mean, of: svcca && `${svcca.kept.join(' and ')} dimensions` },
    { score: 'cca', level: cca && unrelated?.mean },
    { score: 'ccaThresholded', level: cca && unrelated?.thresholdedMean },
    { score: 'ccaSquared', level: cca && unrelated?.meanSquared },
    { score: 'pwcca', level: pwcca && unrelated?.mean },
    { score: 'cca', level: dft?.null?.mean, byFrequency: true },
    { score: 'ccaThresholded', level: dft?.null?.thresholdedMean, byFrequency: true },
    { score: 'cka', level: cka?.null?.linear },
    { score: 'procrustes', level: procrustes?.null?.similarity },
    { score: 'procrustesDistance', level: procrustes?.null?.distance },
  ];
  return found.flatMap(({ level, ...more }) => (level === undefined || level === null ? [] : [{ level, ...more }]));
}

/**
 * The remark on those of some scores that are saturated: SVCCA that keeps nearly as many directions as there are samples, CCA and PWCCA of nearly as
 * many neurons, CKA and Procrustes of many more. A score that goes with another one of them is not named beside it.
 */
export function saturatedNotice(levels: readonly ScoreLevel[]): Notice[] {
  const all = levels.filter(({ score, level }) => standingOf(level, level, isDistance(score)) === 'saturated');
  const there = new Set(all.map(({ score }) => score));
  const found = all.flatMap((each) => {
    const words = scores[each.score];
    return words.with !== undefined && there.has(words.with) ? [] : [{ ...each, ...words }];
  });
  if (found.length === 0) return [];
  const words = found.map(
    ({ name, level, of, byFrequency }) =>
      `${name}${byFrequency ? ' by frequency' : ''}${of === undefined ? '' : ` (of ${of})`} ${level.toFixed(3)}`,
  );
  const said = [words.slice(0, -1).join(', '), words.at(-1)!].filter((part) => part !== '').join(' and ');
  const end = found.every(({ score }) => isDistance(score)) ? 0 : 1;
  const remedies = new Set([...found.flatMap((each) => remedyOf(each, there) ?? []), 'use more samples']);
  const message = `Saturated: unrelated data of this size give ${said}, so near to ${end} that the score tells next to nothing: ${[...remedies].join(', or ')}.`;
  return [{ code: saturatedCode, message }];
}

function remedyOf({ score, byFrequency }: ScoreLevel, there: ReadonlySet<SaturableScore>): string | undefined {
  if (byFrequency) return undefined;
  const { remedy } = scores[scores[score].with ?? score];
  return remedy === scores.cca.remedy && there.has('svcca') ? keepFewer : remedy;
}

function isDistance(score: SaturableScore): boolean {
  return score === 'procrustesDistance';
}
