import { procrustes, procrustesDistance, type ProcrustesReport } from '../../facts/measures/procrustes';
import type { SideFactors } from '../routes/sideFactors';
import type { MeasureKernel } from './kernel';
import { withinOne } from './withinOne';

/** Orthogonal Procrustes of the two centred sides, each scaled to Frobenius norm 1. */
export const procrustesKernel: MeasureKernel<ProcrustesReport> = {
  facts: procrustes,
  measure(products) {
    const { samples, a, b } = products.factors;
    const similarity = withinOne(products.nuclearNorm() / Math.sqrt(a.variance * b.variance));
    const chance = nullProcrustes(samples, a, b);
    const block: ProcrustesReport = {
      similarity,
      distanceSquared: Math.max(0, 2 - 2 * similarity),
      distance: procrustesDistance(similarity),
      angular: Math.acos(similarity),
      null: { similarity: chance, distance: procrustesDistance(chance) },
    };
    return { block };
  },
};

/** What its level needs of a side. */
type SideWithSpectrum = Pick<SideFactors, 'variance' | 'rank' | 'singularValues'>;

/**
 * An upper bound of the mean similarity of unrelated data (see nullLevels.ts), which has no closed form: sqrt(min(E_a, E_b) / (n - 1)), at most 1, with
 * E = ||X||_*^2 / ||X||_F^2, 1 to rank. For X = U S V' the nuclear norm of X'PY is at most the sum over i of s_i ||u_i'PY||, whose mean square is
 * s_i^2 ||Y||_F^2 / (n - 1); Jensen's inequality bounds the mean by its root, and the sides may change places. Directions beyond the rank, which are
 * rounding, are left out.
 */
function nullProcrustes(samples: number, a: SideWithSpectrum, b: SideWithSpectrum): number {
  return withinOne(Math.sqrt(Math.min(nuclearShare(a), nuclearShare(b)) / (samples - 1)));
}

function nuclearShare({ variance, rank, singularValues }: SideWithSpectrum): number {
  const nuclear = singularValues!.subarray(0, rank).reduce((total, value) => total + value, 0);
  return nuclear ** 2 / variance;
}
