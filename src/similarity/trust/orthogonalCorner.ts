import { matrix, type Matrix } from '../../linalg/matrix';
import { transpose } from '../../linalg/transpose';
import { qrR } from '../../linalg/qr';
import type { Random } from '../../linalg/random';
import { solveTriangularRight } from '../../linalg/triangular';

/**
 * A p x q corner of a random orthogonal matrix of `order` rows (each equally likely), p and q at most `order`: exactly the product of orthonormal
 * bases of two independent sets of Gaussian data of p and q dimensions over order + 1 samples, at a cost that does not depend on samples. With
 * [G; H] the first q columns of Gaussian numbers, G of p rows, it is G R^-1 for R'R = G'G + H'H, and of H only the triangle of H'H is drawn
 * (Bartlett's decomposition of a Wishart matrix).
 */
export function orthogonalCorner(order: number, p: number, q: number, random: Random): Matrix {
  if (q > p) return transpose(orthogonalCorner(order, q, p, random));
  const rest = order - p;
  const below = Math.min(rest, q);
  const stacked = matrix(p + below, q);
  const top = matrix(p, q, stacked.data.subarray(0, p * q));
  for (let at = 0; at < top.data.length; at++) top.data[at] = random.normal();
  for (let i = 0; i < below; i++) {
    const row = (p + i) * q;
    // With fewer rows than columns H is drawn as it is.
    const from = rest < q ? 0 : i + 1;
    if (from > 0) stacked.data[row + i] = Math.sqrt(chiSquare(rest - i, random));
    for (let j = from; j < q; j++) stacked.data[row + j] = random.normal();
  }
  const R = qrR(stacked);
  // Only with a positive diagonal is G R^-1 uniform.
  for (let i = 0; i < q; i++) if (R.data[i * q + i]! < 0) for (let j = i; j < q; j++) R.data[i * q + j]! *= -1;
  return solveTriangularRight(top, R);
}

/** A draw of chi-square with a whole number of degrees of freedom above 0 (Marsaglia & Tsang 2000). */
export function chiSquare(df: number, random: Random): number {
  if (df === 1) return random.normal() ** 2;
  const d = df / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return 2 * d * v;
  }
}
