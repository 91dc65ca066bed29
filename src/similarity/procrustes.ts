import type { PairFactors } from './pairFactors';
import type { ProcrustesReport } from './report';
import { powerSum } from './sharedSpectrum';
import { sum } from './summaries';

/** Orthogonal Procrustes of the two centred sides, each scaled to Frobenius norm 1. `spectrum`: singular values of the covariance in the bases. */
export function procrustesReport({ a, b }: PairFactors, spectrum: Float64Array): ProcrustesReport {
  const norms = Math.sqrt(powerSum(a.singularValues, 2) * powerSum(b.singularValues, 2));
  const similarity = Math.min(1, sum(spectrum) / norms);
  const distanceSquared = Math.max(0, 2 - 2 * similarity);
  return { similarity, distanceSquared, distance: Math.sqrt(distanceSquared), angular: Math.acos(similarity) };
}
