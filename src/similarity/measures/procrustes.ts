import { nullProcrustes } from '../trust/nullLevels';
import type { PairFactors } from '../routes/pairFactors';
import type { ProcrustesReport } from '../../facts/measures/procrustes';
import { sum } from './summaries';
import { withinOne } from './withinOne';

/**
 * Orthogonal Procrustes of the two centred sides, each scaled to Frobenius norm 1, which must have their spectra. `spectrum`: singular values of their
 * covariance.
 */
export function procrustesReport({ samples, a, b }: PairFactors, spectrum: Float64Array): ProcrustesReport {
  const similarity = withinOne(sum(spectrum) / Math.sqrt(a.variance * b.variance));
  const chance = nullProcrustes(samples, a, b);
  return {
    similarity,
    distanceSquared: Math.max(0, 2 - 2 * similarity),
    distance: procrustesDistance(similarity),
    angular: Math.acos(similarity),
    null: { similarity: chance, distance: procrustesDistance(chance) },
  };
}

/** The distance of two shapes of norm 1 by their similarity. */
export function procrustesDistance(similarity: number): number {
  return Math.sqrt(Math.max(0, 2 - 2 * similarity));
}
