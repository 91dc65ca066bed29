import type { PairFactors } from './pairFactors';
import type { ProcrustesReport } from './report';
import { sum } from './summaries';
import { withinOne } from './withinOne';

/** Orthogonal Procrustes of the two centred sides, each scaled to Frobenius norm 1. `spectrum`: singular values of their covariance. */
export function procrustesReport({ a, b }: PairFactors, spectrum: Float64Array): ProcrustesReport {
  const similarity = withinOne(sum(spectrum) / Math.sqrt(a.variance * b.variance));
  const distanceSquared = Math.max(0, 2 - 2 * similarity);
  return { similarity, distanceSquared, distance: Math.sqrt(distanceSquared), angular: Math.acos(similarity) };
}
