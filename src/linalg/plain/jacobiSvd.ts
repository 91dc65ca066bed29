import { largestOf } from '../../facts/extremes';
import { descendingOrder } from '../descendingOrder';
import { NotConvergedError } from '../errors';
import { matrix, type Matrix } from '../matrix';
import type { Svd } from '../decompositions';
import { transpose } from '../transpose';

const mostSweeps = 60;

/**
 * The singular value decomposition for rows >= columns, by rotating pairs of columns until all are orthogonal: A V = U S. After Hestenes 1958;
 * singular values keep their relative accuracy (Demmel & Veselic 1992).
 */
export function svd(A: Matrix): Svd {
  const { rows: m, columns: n } = A;
  const W = transpose(A).data;
  const V = new Float64Array(n * n);
  for (let i = 0; i < n; i++) V[i * n + i] = 1;
  orthogonalise(W, m, n, V);
  const lengths = columnLengths(W, m, n);
  const order = descendingOrder(lengths);
  const U = new Float64Array(n * m);
  order.forEach((from, j) => U.set(W.subarray(from * m, (from + 1) * m), j * m));
  const S = Float64Array.from(order, (j) => lengths[j]!);
  normalise(U, m, S);
  const rows = new Float64Array(n * n);
  order.forEach((from, j) => rows.set(V.subarray(from * n, (from + 1) * n), j * n));
  return { U: transpose(matrix(n, m, U)), S, V: transpose(matrix(n, n, rows)) };
}

/** The singular values alone, descending; for rows >= columns. */
export function singularValues(A: Matrix): Float64Array {
  const W = transpose(A).data;
  orthogonalise(W, A.rows, A.columns, undefined);
  return columnLengths(W, A.rows, A.columns).sort().reverse();
}

/** Sweeps over all pairs of the n rows of W (each of m) until a sweep finds every pair orthogonal; V's rows are rotated with them. */
function orthogonalise(W: Float64Array, m: number, n: number, V: Float64Array | undefined): void {
  const negligible = Number.EPSILON * Math.sqrt(m);
  // Columns this small are rounding noise of the others, whose angles never settle.
  const noise = (Number.EPSILON * largestOf(columnLengths(W, m, n))) ** 2 * 1e-8;
  for (let sweep = 0; ; sweep++) {
    let rotated = false;
    if (sweep === mostSweeps) throw new NotConvergedError('The singular value decomposition');
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const pp = dot(W, p * m, p * m, m);
        const qq = dot(W, q * m, q * m, m);
        if (pp <= noise || qq <= noise) continue;
        const pq = dot(W, p * m, q * m, m);
        if (!(Math.abs(pq) > negligible * Math.sqrt(pp) * Math.sqrt(qq))) continue;
        rotated = true;
        const zeta = (qq - pp) / (2 * pq);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        rotate(W, p * m, q * m, m, c, c * t);
        if (V !== undefined) rotate(V, p * n, q * n, n, c, c * t);
      }
    }
    if (!rotated) return;
  }
}

function dot(W: Float64Array, p: number, q: number, m: number): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < m; i += 2) {
    even += W[p + i]! * W[q + i]!;
    odd += W[p + i + 1]! * W[q + i + 1]!;
  }
  if (i < m) even += W[p + i]! * W[q + i]!;
  return even + odd;
}

function rotate(W: Float64Array, p: number, q: number, m: number, c: number, s: number): void {
  for (let i = 0; i < m; i++) {
    const x = W[p + i]!;
    const y = W[q + i]!;
    W[p + i] = c * x - s * y;
    W[q + i] = s * x + c * y;
  }
}

function columnLengths(W: Float64Array, m: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, j) => Math.sqrt(dot(W, j * m, j * m, m)));
}

/** Makes the rows of U orthonormal: each over its length, or, where that is nothing beside the first, a direction that no other row has. */
function normalise(U: Float64Array, m: number, S: Float64Array): void {
  const floor = S[0]! * Number.EPSILON * 1e-3;
  let axis = 0;
  for (let j = 0; j < S.length; j++) {
    const row = U.subarray(j * m, (j + 1) * m);
    if (S[j]! > floor) {
      for (let i = 0; i < m; i++) row[i]! /= S[j]!;
      continue;
    }
    // Some axis keeps at least 1 / m of its squared length after the others are taken out.
    for (let length = 0; length ** 2 < 0.5 / m; axis++) {
      row.fill(0);
      row[axis % m] = 1;
      for (let pass = 0; pass < 2; pass++) {
        for (let k = 0; k < j; k++) {
          const along = dot(U, k * m, j * m, m);
          for (let i = 0; i < m; i++) row[i]! -= along * U[k * m + i]!;
        }
        if (pass === 0) length = Math.sqrt(dot(U, j * m, j * m, m));
      }
      const final = Math.sqrt(dot(U, j * m, j * m, m));
      if (final > 0) for (let i = 0; i < m; i++) row[i]! /= final;
    }
  }
}
