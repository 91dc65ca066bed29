import { highestNull } from '../facts/highestNull';
import type { Canonical } from './canonical';
import type { PairFactors } from './pairFactors';
import type { ComparisonReport, Notice } from './report';
import type { SideFactors } from './sideFactors';

/** Coefficients nearer than this leave their canonical directions, and so the projection weights, undetermined. */
const tie = 1e-7;

/** More coefficients are exactly 1 than the data decide: two subspaces of ranks r_a + r_b > n - 1 must meet. */
export function forcedOnes({ samples, a, b }: PairFactors): Notice[] {
  const forced = a.rank + b.rank - (samples - 1);
  if (forced <= 0) return [];
  const message = `${forced} canonical correlations are exactly 1 whatever the data: the ranks ${a.rank} + ${b.rank} exceed ${samples} samples - 1.`;
  return [{ code: 'forced-ones', message }];
}

/** Fewer than five samples for each neuron of the wider side: correlations are then high by chance. */
export function fewSamples({ samples, a, b }: PairFactors): Notice[] {
  const widest = Math.max(a.columns.length, b.columns.length);
  if (samples >= 5 * widest) return [];
  const message = `${samples} samples for ${widest} neurons is fewer than 5 a neuron: correlations are high by chance, so read them against the null baseline.`;
  return [{ code: 'few-samples', message }];
}

/** Code of the remark on scores whose null level is near 1. */
export const saturatedCode = 'saturated';

/**
 * Scores whose null level is near 1: SVCCA that keeps nearly as many directions as there are samples, CCA of nearly as many neurons, CKA and Procrustes
 * of many more.
 */
export function saturatedScores({
  svcca,
  cca,
  null: unrelated,
  cka,
  procrustes,
  dft,
}: Pick<ComparisonReport, 'cca' | 'svcca' | 'null' | 'cka' | 'procrustes' | 'dft'>): Notice[] {
  const fewer = 'keep fewer dimensions (--svcca-dims, or a smaller share of variance)';
  const levels: { name: string; level: number | undefined; remedy?: string }[] = [
    { name: svcca ? `SVCCA (of ${svcca.kept.join(' and ')} dimensions)` : '', level: svcca?.null.mean, remedy: fewer },
    { name: 'mean CCA', level: cca && unrelated?.mean, remedy: fewer },
    { name: 'mean CCA by frequency', level: dft?.null?.mean },
    { name: 'linear CKA', level: cka?.null?.linear, remedy: 'read debiased CKA' },
    { name: 'Procrustes similarity of up to', level: procrustes?.null?.similarity },
  ];
  const found = levels.flatMap(({ level, ...more }) =>
    level !== undefined && level >= highestNull ? [{ level, ...more }] : [],
  );
  if (found.length === 0) return [];
  const words = found.map(({ name, level }) => `${name} ${level.toFixed(3)}`);
  const said = [words.slice(0, -1).join(', '), words.at(-1)!].filter((part) => part !== '').join(' and ');
  const remedies = new Set([...found.flatMap(({ remedy }) => remedy ?? []), 'use more samples']);
  const message = `Saturated: unrelated data of this size give ${said}, so near to 1 that the score tells next to nothing: ${[...remedies].join(', or ')}.`;
  return [{ code: saturatedCode, message }];
}

/** Equal coefficients (other than a comparison that is 1 throughout) make PWCCA depend on an arbitrary choice of directions. */
export function tiedCoefficients({ coefficients }: Canonical): Notice[] {
  if (coefficients.every((value) => value > 1 - tie)) return [];
  let tied = 0;
  for (let i = 1; i < coefficients.length; i++) if (coefficients[i - 1]! - coefficients[i]! < tie) tied++;
  if (tied === 0) return [];
  const message = `${tied + 1} canonical correlations are tied, so their directions are arbitrary: PWCCA weights are not determined, its value only to about 0.01.`;
  return [{ code: 'tied-coefficients', message }];
}

/** Directions of a side that are no more than the rounding of its values, which no measure of directions counts. */
export function roundingNotice({
  name,
  rank,
  roundingDimensions,
}: Pick<SideFactors, 'name' | 'rank' | 'roundingDimensions'>): Notice[] {
  if (roundingDimensions === 0) return [];
  const message = `${name}: ${roundingDimensions} of ${rank + roundingDimensions} directions are no more than the rounding of its stored values and do not count, which leaves a rank of ${rank} (--rank exact, or “Count directions of rounding” in the panel, counts them all).`;
  return [{ code: 'rounding-dimensions', message }];
}
