import type { Matrix } from '../linalg/matrix';
import type { PairFactors } from './pairFactors';
import type { CkaReport } from './report';
import { powerSum } from './sharedSpectrum';
import { sum } from './summaries';

/**
 * Linear CKA, ||X'Y||^2 / (||X'X|| ||Y'Y||) (Kornblith et al., arXiv 1905.00414), and its debiased form with the unbiased HSIC estimator of Song
 * et al. 2012. `covariance`: the pair's covariance in its bases. Debiased is null below 4 samples and when a self term is not positive.
 */
export function ckaReport({ samples: n, a, b }: PairFactors, covariance: Matrix): CkaReport {
  const across = covariance.data.reduce((total, value) => total + value * value, 0);
  const selfA = powerSum(a.singularValues, 4);
  const selfB = powerSum(b.singularValues, 4);
  const linear = Math.min(1, across / Math.sqrt(selfA * selfB));
  if (n < 4) return { linear, debiased: null };
  const k = a.squaredRowNorms;
  const l = b.squaredRowNorms;
  const crossTerm = unbiased(across, k, l, n);
  const termA = unbiased(selfA, k, k, n);
  const termB = unbiased(selfB, l, l, n);
  return { linear, debiased: termA > 0 && termB > 0 ? crossTerm / Math.sqrt(termA * termB) : null };
}

/** n (n - 3) HSIC_u of centred data from ||X'Y||^2 and the squared row norms k, l: 1'K = 0, so the zeroed diagonals leave only sums of k and l. */
function unbiased(across: number, k: Float64Array, l: Float64Array, n: number): number {
  let products = 0;
  for (let i = 0; i < n; i++) products += k[i]! * l[i]!;
  return across - products + (sum(k) * sum(l)) / ((n - 1) * (n - 2)) - (2 / (n - 2)) * products;
}
