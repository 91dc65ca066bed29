import { scaledCholesky } from '../../linalg/cholesky';
import { gram } from '../../linalg/gram';
import { matrix, type Matrix } from '../../linalg/matrix';
import type { RowMoments } from './rowMoments';

/** The loss (2.2e-16 x condition^2) up to which rows are replaced by a triangle of their covariance: a tenth of what covariances may lose by themselves. */
const mostLost = 1e-11;
/** Rows to a column from which on that takes less than QR of the rows. */
const fewestRows = 4;

/**
 * The same moments with a triangle of as many rows as there are columns, from Cholesky of the rows' covariance, which takes half as long as their QR;
 * undefined where the covariance does not know the rows well enough, or they are few. Columns of zeros stay.
 */
export function compressed(moments: RowMoments): RowMoments | undefined {
  const { rows, columns } = moments.factor;
  if (rows < fewestRows * columns) return undefined;
  const G = gram(moments.factor);
  const live = Array.from({ length: columns }, (_, j) => j).filter((j) => G.data[j * columns + j]! > 0);
  const found = live.length > 0 ? scaledCholesky(among(G, live)) : undefined;
  if (found === undefined || !(Number.EPSILON * found.condition ** 2 <= mostLost)) return undefined;
  const factor = matrix(live.length, columns);
  live.forEach((j, at) => {
    for (let i = 0; i <= at; i++) factor.data[i * columns + j] = found.R.data[i * live.length + at]!;
  });
  return { ...moments, factor };
}

function among(G: Matrix, places: readonly number[]): Matrix {
  if (places.length === G.columns) return G;
  const part = matrix(places.length, places.length);
  places.forEach((i, row) =>
    places.forEach((j, column) => (part.data[row * places.length + column] = G.data[i * G.columns + j]!)),
  );
  return part;
}
