import { matrix, type Matrix } from '../../linalg/matrix';

/** The centred columns of a matrix, none of which is all zeros, each divided by its norm: products of two of them are their Pearson correlations. */
export function standardised({ rows: n, columns: d, data }: Matrix): Matrix {
  // By the largest first, so that no square of a column in small units vanishes.
  const largest = new Float64Array(d);
  for (let at = 0, j = 0; at < data.length; at++, j = j + 1 === d ? 0 : j + 1)
    largest[j] = Math.max(largest[j]!, Math.abs(data[at]!));
  const squares = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) squares[j]! += (data[i * d + j]! / largest[j]!) ** 2;
  const roots = squares.map(Math.sqrt);
  const X = matrix(n, d);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) X.data[i * d + j] = data[i * d + j]! / largest[j]! / roots[j]!;
  return X;
}
