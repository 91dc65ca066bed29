import { matrix, type Matrix } from '../../linalg/matrix';
import { multiplyByTranspose } from '../../linalg/gram';

/**
 * n (n - 3) HSIC_u of Song et al. 2012 (K, L with zeroed diagonals: tr KL + 1'K1 1'L1 / ((n - 1)(n - 2)) - 2 / (n - 2) 1'KL1) of a pair and of each
 * side with itself. It does not change when columns are shifted.
 */
export interface UnbiasedTerms {
  aa: number;
  bb: number;
  ab: number;
}

/** The terms from three sums. */
export function unbiasedFrom(trace: number, sumK: number, sumL: number, rowProducts: number, n: number): number {
  return trace + (sumK * sumL) / ((n - 1) * (n - 2)) - (2 / (n - 2)) * rowProducts;
}

/** The terms of two held sides (samples x neurons each, shifted to near the bulk of their samples), from samples x samples: no diagonal is ever in a sum. */
export function heldTerms(X: Matrix, Y: Matrix): UnbiasedTerms {
  const [K, L] = [kernelOf(X), kernelOf(Y)];
  return { aa: termOf(K, K), bb: termOf(L, L), ab: termOf(K, L) };
}

/** XX' with a diagonal of 0, and the sums of its rows. */
interface CentredKernel {
  K: Matrix;
  rows: Float64Array;
}

/** The kernel of a held side (samples x neurons). */
export function kernelOf(X: Matrix): CentredKernel {
  const K = multiplyByTranspose(X);
  const n = K.rows;
  const rows = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    K.data[i * n + i] = 0;
    for (let j = 0; j < n; j++) rows[i]! += K.data[i * n + j]!;
  }
  return { K, rows };
}

/** The term of two kernels. `order`: the sample of L that is paired with each of K; its own when absent. */
export function termOf(
  { K, rows: r }: CentredKernel,
  { K: L, rows: q }: CentredKernel,
  order?: ArrayLike<number>,
): number {
  const n = K.rows;
  let [trace, products] = [0, 0];
  for (let i = 0; i < n; i++) {
    const other = order ? order[i]! : i;
    products += r[i]! * q[other]!;
    for (let j = 0; j < n; j++) trace += K.data[i * n + j]! * L.data[other * n + (order ? order[j]! : j)]!;
  }
  return unbiasedFrom(trace, sum(r), sum(q), products, n);
}

/** Products of the augmented rows (x, 1, ||x||^2) of side a with (y, 1, ||y||^2) of side b over all samples but some, and those that were left out. */
interface SplitProducts {
  products: Matrix;
  /** The rows that were left out, shifted as those in the products: so many x neurons. */
  farA: Matrix;
  farB: Matrix;
}

/**
 * The term of two sides where some samples dominate: over the others from their products, to which what these samples take part in is added row
 * by row, so that no square of theirs is ever in a sum that it must be taken from again.
 */
export function splitTerm({ products, farA: F, farB: G }: SplitProducts): number {
  const [p, q] = [products.rows - 2, products.columns - 2];
  const at = (i: number, j: number): number => products.data[i * (q + 2) + j]!;
  const n = at(p, q) + F.rows;
  const sx = Float64Array.from({ length: p }, (_, i) => at(i, q));
  const sy = Float64Array.from({ length: q }, (_, j) => at(p, j));
  const [allX, allY] = [plusRows(sx, F), plusRows(sy, G)];
  const [K, L] = [kernelOf(F), kernelOf(G)];
  // C y for every y that is needed: of the sum of all rows, and of each row that was left out.
  const times = (y: Float64Array): Float64Array =>
    Float64Array.from({ length: p }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < q; j++) sum += at(i, j) * y[j]!;
      return sum;
    });
  let trace = -at(p + 1, q + 1);
  for (let i = 0; i < p; i++) for (let j = 0; j < q; j++) trace += at(i, j) ** 2;
  let rowProducts = dot(allX, times(allY)) + at(p + 1, q + 1);
  for (let i = 0; i < p; i++) rowProducts -= allX[i]! * at(i, q + 1);
  for (let j = 0; j < q; j++) rowProducts -= allY[j]! * at(p + 1, j);
  let [sumK, sumL] = [dot(allX, sx) - at(p + 1, q), dot(allY, sy) - at(p, q + 1)];
  for (let d = 0; d < F.rows; d++) {
    const [f, g] = [rowOf(F, d), rowOf(G, d)];
    trace += 2 * dot(f, times(g));
    for (let e = 0; e < F.rows; e++) trace += K.K.data[d * F.rows + e]! * L.K.data[d * F.rows + e]!;
    const [r, s] = [dot(f, sx) + K.rows[d]!, dot(g, sy) + L.rows[d]!];
    rowProducts += r * s;
    sumK += r;
    sumL += s;
  }
  return unbiasedFrom(trace, sumK, sumL, rowProducts, n);
}

function rowOf({ columns, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * columns, (i + 1) * columns);
}

function plusRows(sum: Float64Array, rows: Matrix): Float64Array {
  const total = sum.slice();
  for (let i = 0; i < rows.rows; i++) rowOf(rows, i).forEach((value, j) => (total[j]! += value));
  return total;
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}

function sum(x: Float64Array): number {
  return x.reduce((total, value) => total + value, 0);
}

/** Rows in the units of a pass: times 2^-scaleExponent, minus the shift, over the columns that it keeps. */
export function shiftedRows(
  rows: Matrix,
  { scaleExponent, shift, columns }: { scaleExponent: number; shift: Float64Array; columns?: Int32Array | undefined },
): Matrix {
  const kept = columns ?? Int32Array.from({ length: rows.columns }, (_, j) => j);
  const X = matrix(rows.rows, kept.length);
  for (let i = 0; i < rows.rows; i++) {
    kept.forEach((j, k) => {
      X.data[i * kept.length + k] = rows.data[i * rows.columns + j]! * 2 ** -scaleExponent - shift[j]!;
    });
  }
  return X;
}
