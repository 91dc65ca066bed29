import { meanStanding } from '../../facts/standingIn';
import type { ClassesOfLayer, LayerNumbers } from '../../facts/analyses/classes';
import type { ClassFit } from '../../similarity/classes/classSimilarity';
import type { FrequencyGrid } from '../../similarity/frequencies/frequencyGrid';
import { adjustedR2, nullR2 } from '../../similarity/classes/multipleCorrelation';
import { nullCorrelations } from '../../similarity/trust/nullCorrelations';
import { classStandings, wholeStanding } from './classStanding';

/**
 * A layer of maps as the analysis of classes found it frequency by frequency: each number is the mean over the frequencies of the grid at which the
 * layer varies (as the mean of CCA by frequency is), R of R_f, `adjusted` of each frequency's adjusted R^2, `nullR2` of rank_f / (n - 1), and
 * `whole` of the mean CCA with all columns of the labels and what unrelated data give in its place. A frequency with no sample to spare
 * (rank_f >= n - 1) fits every target wholly, which says nothing; it is left out as well. `rank` is the largest of a frequency. `whole.coefficients`
 * are the mean spectrum: the k-th is the mean of the k-th of each frequency, 0 where that has fewer.
 * @param fits one for each distinct frequency. @param all samples of the files. Undefined when the layer varies at no frequency.
 */
export function classesOfMaps(
  { height, width, same }: Pick<FrequencyGrid, 'height' | 'width' | 'same'>,
  fits: readonly ClassFit[],
  classes: readonly number[],
  all: number,
): LayerNumbers | undefined {
  const varying = Array.from(same, (at) => fits[at]!).filter(({ rank }) => rank > 0);
  if (varying.length === 0) return undefined;
  const { samples } = varying[0]!;
  const rank = varying.reduce((most, fit) => Math.max(most, fit.rank), 0);
  const used = varying.filter((fit) => fit.rank < samples - 1);
  const R = classes.map((c) => meanOf(used.map((fit) => fit.R[c] ?? null)));
  const adjusted = classes.map((c) => meanOf(used.map((fit) => adjustedR2(fit.R[c] ?? null, samples, fit.rank))));
  const level = meanOf(varying.map((fit) => nullR2(samples, fit.rank)))!;
  return {
    rank,
    ...(samples !== all ? { samples } : {}),
    R,
    adjusted,
    nullR2: level,
    ...classStandings(adjusted, { rank, nullR2: level }, samples),
    whole: wholeOf(used, { rank, nullR2: level }),
    frequencies: { height, width, used: used.length },
  };
}

function wholeOf(fits: readonly ClassFit[], layer: Pick<ClassesOfLayer, 'rank' | 'nullR2'>): ClassesOfLayer['whole'] {
  const varying = fits.flatMap(({ whole, ...fit }) => (whole && whole.length > 0 ? [{ ...fit, whole }] : []));
  const mean = meanOf(varying.map(({ whole }) => meanOf(whole)));
  if (mean === null) return null;
  const longest = varying.reduce((most, { whole }) => Math.max(most, whole.length), 0);
  const coefficients = Array.from({ length: longest }, (_, k) => meanOf(varying.map(({ whole }) => whole[k] ?? 0))!);
  const { samples, targetRank } = varying[0]!;
  // The same targets at every frequency.
  const levels = new Map<number, number>();
  for (const { rank } of varying)
    if (!levels.has(rank)) levels.set(rank, nullCorrelations(samples, rank, targetRank).mean);
  const nullCca = meanOf(varying.map(({ rank }) => levels.get(rank)!))!;
  const found = { mean, coefficients, nullCca };
  const adjusted = meanOf(varying.map(({ whole, rank }) => adjustedR2(whole[0]!, samples, rank)));
  return { ...found, ...meanStanding(wholeStanding(found, { targetRank, adjusted }, layer, samples)) };
}

/** Null where there is nothing to average, or something of it is not defined. */
function meanOf(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum / values.length;
}
