import { matrix, type Matrix } from '../linalg/matrix';
import { multiply } from '../linalg/multiply';
import { qrR } from '../linalg/qr';
import { singularValues } from '../linalg/svd';
import { triangleDependencies } from '../linalg/triangleDependencies';
import { NoVarianceError } from './errors';
import { centredCross } from './moments';
import { transformOf } from './primalRoute';
import { numericalRank } from './rank';
import type { RowPasses } from './rowPasses';
import type { SideFactors } from './sideFactors';
import { choleskyTwiceSuffices, covarianceSuffices, secondFactor } from './whitening';

/** An orthonormal basis Q of a layer's centred rows, as the triangle that leads to it. */
export interface LayerBasis {
  /** Places, among the side's varying neurons, of linearly independent ones that span all of them. */
  places: Int32Array;
  /** rank x rank, upper triangular: those neurons are Q R. */
  R: Matrix;
}

/**
 * The basis of side a of the passes, once its moments are known: from its covariance where that keeps 1e-10, from Cholesky QR twice (one more
 * pass), or from Householder QR over the stream of rows, which also tells which neurons are combinations of others.
 * @param side from a pass over the same rows.
 * @throws NoVarianceError when nothing but rounding varies; NotConvergedError.
 */
export async function layerBasis(passes: RowPasses, side: SideFactors): Promise<LayerBasis> {
  const d = side.columns.length;
  const every = Int32Array.from({ length: d }, (_, k) => k);
  if (side.basis && covarianceSuffices(side)) return { places: every, R: side.basis };
  if (side.basis && choleskyTwiceSuffices(side)) {
    const wanted = { kind: 'products' as const, gramA: true, gramB: false, cross: false };
    const { gramA } = await passes.sum({ a: transformOf(side, side.basis) }, wanted, 0.4);
    const second = secondFactor(centredCross(gramA!, every, every));
    if (second) return { places: every, R: multiply(second, side.basis) };
  }
  const { triangle } = await passes.sum({ a: transformOf(side) }, { kind: 'triangle' }, 0.6);
  const { features, uncentredNorm, name } = side;
  const rank = numericalRank(singularValues(triangle!), { samples: passes.samples, features, uncentredNorm });
  if (rank === 0) throw new NoVarianceError(name);
  if (rank === d) return { places: every, R: triangle! };
  const dependent = new Set(triangleDependencies(triangle!, rank));
  const places = every.filter((k) => !dependent.has(k));
  return { places, R: qrR(columnsOf(triangle!, places)) };
}

/** The columns of A that are listed. */
function columnsOf(A: Matrix, columns: Int32Array): Matrix {
  const result = matrix(A.rows, columns.length);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < columns.length; k++) result.data[i * columns.length + k] = A.data[i * A.columns + columns[k]!]!;
  }
  return result;
}
