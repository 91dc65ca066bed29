import type { Matrix } from '../linalg/matrix';
import type { PairFactors } from './pairFactors';
import type { CkaReport } from './report';

/**
 * Linear CKA, ||X'Y||^2 / (||X'X|| ||Y'Y||) (Kornblith et al., arXiv 1905.00414), and its debiased form with the unbiased HSIC estimator of Song
 * et al. 2012. `covariance`: the pair's covariance, or one of the same norm. Debiased is null below 4 samples and when a self term is not positive.
 */
export function ckaReport({ samples: n, a, b, cross }: PairFactors, covariance: Matrix): CkaReport {
  const across = covariance.data.reduce((total, value) => total + value * value, 0);
  const linear = Math.min(1, across / Math.sqrt(a.covarianceNorm * b.covarianceNorm));
  if (n < 4) return { linear, debiased: null };
  const [k, l] = [a.norms, b.norms];
  const crossTerm = unbiased(across, cross.normProduct, k.sum * l.sum, n);
  const termA = unbiased(a.covarianceNorm, k.squares, k.sum * k.sum, n);
  const termB = unbiased(b.covarianceNorm, l.squares, l.sum * l.sum, n);
  return { linear, debiased: termA > 0 && termB > 0 ? crossTerm / Math.sqrt(termA * termB) : null };
}

/**
 * n (n - 3) HSIC_u of centred data from ||X'Y||^2 and, of the squared row norms k and l, sum k_i l_i and sum k sum l: 1'K = 0, so the zeroed
 * diagonals leave only these.
 */
function unbiased(across: number, products: number, sums: number, n: number): number {
  return across - products + sums / ((n - 1) * (n - 2)) - (2 / (n - 2)) * products;
}
