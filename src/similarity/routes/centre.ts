import type { Matrix } from '../../linalg/matrix';
import { middle } from '../../linalg/middle';

/**
 * Subtracts the column means of X (samples x columns) in place and returns them. Means are found from differences to the middle one of three samples,
 * so that neither a large common offset nor one sample far from all others costs digits, and a constant column is left with exact zeros; then they are
 * corrected twice, for what rounding leaves of a mean is no variance.
 */
export function centre(X: Matrix): Float64Array {
  const { rows: n, columns: d, data: x } = X;
  const [half, last] = [(n >> 1) * d, (n - 1) * d];
  const shift = Float64Array.from({ length: d }, (_, j) => middle(x[j]!, x[half + j]!, x[last + j]!));
  const mean = new Float64Array(d);
  for (let pass = 0; pass < 2; pass++) {
    const sum = new Float64Array(d);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < d; j++) {
        const value = x[i * d + j]! - shift[j]!;
        x[i * d + j] = value;
        sum[j]! += value;
      }
    }
    // First pass: differences to one sample. Second: differences to their mean; the third loop below takes off what rounding left.
    for (let j = 0; j < d; j++) {
      mean[j]! += shift[j]!;
      shift[j] = sum[j]! / n;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) x[i * d + j]! -= shift[j]!;
  for (let j = 0; j < d; j++) mean[j]! += shift[j]!;
  return mean;
}
