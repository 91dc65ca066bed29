import type { RowTransform } from '../../src/linalg/accumulator';
import type { Matrix } from '../../src/linalg/matrix';

/** A sum as its definition gives it, and beside each entry the sum of magnitudes that its rounding error is measured by. */
export interface SlowSum {
  value: number[][];
  size: number[][];
}

/** Rows as the transform leaves them before whitening: scaled, shifted, cut to the wanted columns. */
export function transformedRows(rows: number[][], side: RowTransform): number[][] {
  const columns = side.columns ? [...side.columns] : rows[0]!.map((_, j) => j);
  return rows.map((row) =>
    columns.map((j) => row[j]! * 2 ** -side.scaleExponent - (side.shift[j] ?? 0) - (side.offset[j] ?? 0)),
  );
}

/** The augmented rows (x R^-1, 1, x'x). */
export function augmentedRows(rows: number[][], side: RowTransform): number[][] {
  return transformedRows(rows, side).map((x) => [
    ...(side.whiten ? solvedRow(x, side.whiten) : x),
    1,
    x.reduce((sum, value) => sum + value * value, 0),
  ]);
}

/** Sum over the rows of x_i y_j. */
export function productsOf(X: number[][], Y: number[][]): SlowSum {
  // Columns as typed arrays: the definition stays, and is an order of magnitude faster than over arrays of arrays.
  const [left, right] = [columnsOf(X), columnsOf(Y)];
  const value = left.map(() => new Array<number>(right.length).fill(0));
  const size = left.map(() => new Array<number>(right.length).fill(0));
  left.forEach((x, i) =>
    right.forEach((y, j) => {
      let [sum, magnitude] = [0, 0];
      for (let r = 0; r < x.length; r++) {
        const product = x[r]! * y[r]!;
        sum += product;
        magnitude += Math.abs(product);
      }
      value[i]![j] = sum;
      size[i]![j] = magnitude;
    }),
  );
  return { value, size };
}

function columnsOf(X: number[][]): Float64Array[] {
  return X[0]!.map((_, j) => Float64Array.from(X, (row) => row[j]!));
}

/** Rows minus their means, the means, and the squared norms of what is left. */
export function centredRows(rows: number[][]): { X: number[][]; means: number[]; squares: number[] } {
  const means = rows.map((row) => row.reduce((sum, value) => sum + value / row.length, 0));
  const X = rows.map((row, r) => row.map((value) => value - means[r]!));
  return { X, means, squares: X.map((row) => row.reduce((sum, value) => sum + value * value, 0)) };
}

/** y with y R = x, R upper triangular. */
function solvedRow(x: number[], R: Matrix): number[] {
  const y: number[] = [];
  for (let j = 0; j < x.length; j++) {
    let rest = x[j]!;
    for (let i = 0; i < j; i++) rest -= y[i]! * R.data[i * R.columns + j]!;
    y.push(rest / R.data[j * R.columns + j]!);
  }
  return y;
}
