import { matrix, type Matrix } from './matrix';

/** Rows `rowStart` to `rowEnd` and columns `columnStart` to `columnEnd` (both exclusive) of A, as a copy. */
export function block(A: Matrix, rowStart: number, rowEnd: number, columnStart: number, columnEnd: number): Matrix {
  const width = columnEnd - columnStart;
  const part = matrix(rowEnd - rowStart, width);
  for (let i = rowStart; i < rowEnd; i++) {
    const start = i * A.columns;
    part.data.set(A.data.subarray(start + columnStart, start + columnEnd), (i - rowStart) * width);
  }
  return part;
}

/** [A B]: the columns of A, then those of B; both have the same rows. */
export function sideBySide(A: Matrix, B: Matrix): Matrix {
  const width = A.columns + B.columns;
  const joint = matrix(A.rows, width);
  for (let i = 0; i < A.rows; i++) {
    joint.data.set(A.data.subarray(i * A.columns, (i + 1) * A.columns), i * width);
    joint.data.set(B.data.subarray(i * B.columns, (i + 1) * B.columns), i * width + A.columns);
  }
  return joint;
}

/** diag(left) A diag(right), a copy; a side that is absent is the identity. */
export function scaled(A: Matrix, left: ArrayLike<number> | undefined, right: ArrayLike<number> | undefined): Matrix {
  const { rows, columns } = A;
  const data = A.data.slice();
  for (let i = 0, at = 0; i < rows; i++) {
    const factor = left === undefined ? 1 : left[i]!;
    if (right === undefined) for (let j = 0; j < columns; j++) data[at++]! *= factor;
    else for (let j = 0; j < columns; j++) data[at++]! *= factor * right[j]!;
  }
  return matrix(rows, columns, data);
}
