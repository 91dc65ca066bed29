import { ShapeError } from './errors';
import { matrix, type Matrix } from './matrix';

/**
 * The product A B: rows of A x columns of B.
 * @throws ShapeError when A's columns are not B's rows.
 */
export function multiply(A: Matrix, B: Matrix): Matrix {
  if (A.columns !== B.rows) throw new ShapeError('multiply', `${A.columns} rows`, `${B.rows}`);
  const C = matrix(A.rows, B.columns);
  for (let i = 0; i < A.rows; i++) {
    addRows(C.data, i * B.columns, A.data, i * A.columns, 1, A.columns, B);
  }
  return C;
}

/**
 * The product A'B: columns of A x columns of B.
 * @throws ShapeError when the rows differ.
 */
export function multiplyTransposed(A: Matrix, B: Matrix): Matrix {
  if (A.rows !== B.rows) throw new ShapeError('multiplyTransposed', `${A.rows} rows`, `${B.rows}`);
  const C = matrix(A.columns, B.columns);
  // Blocks of rows keep the touched part of B in cache while every column of A passes over it.
  const block = Math.max(4, Math.floor(32768 / Math.max(1, B.columns)));
  for (let first = 0; first < A.rows; first += block) {
    const rows = Math.min(block, A.rows - first);
    const part = matrix(rows, B.columns, B.data.subarray(first * B.columns, (first + rows) * B.columns));
    for (let i = 0; i < A.columns; i++) {
      addRows(C.data, i * B.columns, A.data, first * A.columns + i, A.columns, rows, part);
    }
  }
  return C;
}

/** The transpose. */
export function transpose(A: Matrix): Matrix {
  const T = matrix(A.columns, A.rows);
  const tile = 32;
  for (let i0 = 0; i0 < A.rows; i0 += tile) {
    for (let j0 = 0; j0 < A.columns; j0 += tile) {
      const iEnd = Math.min(A.rows, i0 + tile);
      const jEnd = Math.min(A.columns, j0 + tile);
      for (let i = i0; i < iEnd; i++) {
        for (let j = j0; j < jEnd; j++) T.data[j * A.rows + i] = A.data[i * A.columns + j]!;
      }
    }
  }
  return T;
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
