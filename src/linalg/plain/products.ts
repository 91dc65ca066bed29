import { matrix, type Matrix } from '../matrix';
import { transpose } from '../transpose';

/** A B. */
export function multiply(A: Matrix, B: Matrix): Matrix {
  const C = matrix(A.rows, B.columns);
  for (let i = 0; i < A.rows; i++) {
    addRows(C.data, i * B.columns, A.data, i * A.columns, 1, A.columns, B);
  }
  return C;
}

/** A'B. */
export function multiplyTransposed(A: Matrix, B: Matrix, into?: Matrix): Matrix {
  const C = into ?? matrix(A.columns, B.columns);
  into?.data.fill(0);
  // Blocks of rows keep the touched part of B in cache while every column of A passes over it; of whole fours, so that A'B is B'A to the last bit.
  const block = Math.max(4, Math.floor(8192 / Math.max(1, B.columns)) * 4);
  for (let first = 0; first < A.rows; first += block) {
    const rows = Math.min(block, A.rows - first);
    const part = matrix(rows, B.columns, B.data.subarray(first * B.columns, (first + rows) * B.columns));
    for (let i = 0; i < A.columns; i++) {
      addRows(C.data, i * B.columns, A.data, first * A.columns + i, A.columns, rows, part);
    }
  }
  return C;
}

/** A A', symmetric to the last bit. */
export function multiplyByTranspose(A: Matrix, into?: Matrix): Matrix {
  return gram(transpose(A), into);
}

/** X'X, symmetric to the last bit. */
export function gram(X: Matrix, into?: Matrix): Matrix {
  const d = X.columns;
  const G = into ?? matrix(d, d);
  into?.data.fill(0);
  const g = G.data;
  const x = X.data;
  let i = 0;
  for (; i + 3 < X.rows; i += 4) {
    const r0 = i * d;
    const r1 = r0 + d;
    const r2 = r1 + d;
    const r3 = r2 + d;
    for (let j = 0; j < d; j++) {
      const x0 = x[r0 + j]!;
      const x1 = x[r1 + j]!;
      const x2 = x[r2 + j]!;
      const x3 = x[r3 + j]!;
      const row = j * d;
      for (let k = j; k < d; k++) g[row + k]! += x0 * x[r0 + k]! + x1 * x[r1 + k]! + x2 * x[r2 + k]! + x3 * x[r3 + k]!;
    }
  }
  for (; i < X.rows; i++) {
    const r = i * d;
    for (let j = 0; j < d; j++) {
      const xj = x[r + j]!;
      for (let k = j; k < d; k++) g[j * d + k]! += xj * x[r + k]!;
    }
  }
  for (let j = 0; j < d; j++) for (let k = 0; k < j; k++) g[j * d + k] = g[k * d + j]!;
  return G;
}

/** target += sum over k of source[k] * row k of B, four rows at a time: the row of the product stays in registers and first-level cache. */
function addRows(
  target: Float64Array,
  targetStart: number,
  source: Float64Array,
  sourceStart: number,
  sourceStep: number,
  count: number,
  B: Matrix,
): void {
  const width = B.columns;
  const b = B.data;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    const s0 = source[sourceStart + k * sourceStep]!;
    const s1 = source[sourceStart + (k + 1) * sourceStep]!;
    const s2 = source[sourceStart + (k + 2) * sourceStep]!;
    const s3 = source[sourceStart + (k + 3) * sourceStep]!;
    const row0 = k * width;
    const row1 = row0 + width;
    const row2 = row1 + width;
    const row3 = row2 + width;
    for (let j = 0; j < width; j++) {
      target[targetStart + j]! += s0 * b[row0 + j]! + s1 * b[row1 + j]! + s2 * b[row2 + j]! + s3 * b[row3 + j]!;
    }
  }
  for (; k < count; k++) {
    const s = source[sourceStart + k * sourceStep]!;
    const row = k * width;
    for (let j = 0; j < width; j++) target[targetStart + j]! += s * b[row + j]!;
  }
}
