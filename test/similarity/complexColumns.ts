import { matrix, type Matrix } from '../../src/linalg/matrix';
import type { ComplexColumns } from '../../src/similarity/frequencies/frequencyTransform';

/** Columns less their means. */
export function centredColumns(X: Matrix): Matrix {
  const means = Array.from({ length: X.columns }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < X.rows; i++) sum += X.data[i * X.columns + j]!;
    return sum / X.rows;
  });
  return matrix(
    X.rows,
    X.columns,
    X.data.map((value, at) => value - means[at % X.columns]!),
  );
}

/** Centred columns without an imaginary part. */
export function realColumns(X: Matrix): ComplexColumns {
  return { real: centredColumns(X), imaginary: matrix(X.rows, X.columns) };
}
