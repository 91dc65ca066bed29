import { block, scaled } from '../../linalg/blocks';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply } from '../../linalg/multiply';
import { qrR } from '../../linalg/qr';
import { svd } from '../../linalg/svd';
import { solveTriangularRight } from '../../linalg/triangular';
import { triangleDependencies } from '../../linalg/triangleDependencies';
import { centredCross } from '../routes/moments';
import { transformOf } from '../routes/primalRoute';
import { countDirections } from '../routes/rank';
import { roundingLevels } from '../routes/rounding';
import type { RowPasses } from '../routes/rowPasses';
import type { SideFactors } from '../routes/sideFactors';
import { choleskyTwiceSuffices, covarianceSuffices } from '../routes/routeCriteria';
import { secondFactor } from '../routes/whitening';

/** An orthonormal basis Q of a layer's centred rows, as what leads to it. */
export interface LayerBasis {
  /** Places, among the side's varying neurons, of some whose products lead to the basis: linearly independent ones, or all. */
  places: Int32Array;
  rank: number;
  /** Y'Q (targets x rank) from Y'X over those neurons (targets x places). */
  along(products: Matrix): Matrix;
}

/**
 * The basis of side a of the passes, once its moments are known: from its covariance where that keeps 1e-10, from Cholesky QR twice (one more
 * pass), or from Householder QR over the stream of rows, which also tells which neurons are combinations of others, and which directions are
 * but the rounding of stored values: no choice of neurons is free of those, so that singular vectors lead to the basis then.
 * @param side from a pass over the same rows.
 * @throws NoVarianceError when nothing but rounding varies; NotConvergedError.
 */
export async function layerBasis(passes: RowPasses, side: SideFactors): Promise<LayerBasis> {
  const d = side.columns.length;
  const every = Int32Array.from({ length: d }, (_, k) => k);
  if (side.basis && covarianceSuffices(side)) return ofTriangle(every, side.basis);
  if (side.basis && choleskyTwiceSuffices(side)) {
    const wanted = { kind: 'products' as const, gramA: true, gramB: false, cross: false };
    const { gramA } = await passes.sum({ a: transformOf(side, side.basis) }, wanted, 0.4);
    const second = secondFactor(centredCross(gramA!, every, every));
    if (second) return ofTriangle(every, multiply(second, side.basis));
  }
  const { triangle } = await passes.sum({ a: transformOf(side) }, { kind: 'triangle' }, 0.6);
  const { S, V } = svd(triangle!);
  const { samples } = passes;
  const { rank, roundingDimensions } = countDirections(side, samples, S, roundingLevels(V, { ...side, samples }));
  if (roundingDimensions > 0) {
    const inverse = S.subarray(0, rank).map((value) => 1 / value);
    const toBasis = scaled(block(V, 0, d, 0, rank), undefined, inverse);
    return { places: every, rank, along: (products) => multiply(products, toBasis) };
  }
  if (rank === d) return ofTriangle(every, triangle!);
  const dependent = new Set(triangleDependencies(triangle!, rank));
  const places = every.filter((k) => !dependent.has(k));
  return ofTriangle(places, qrR(columnsOf(triangle!, places)));
}

/** Neurons that are Q R. */
function ofTriangle(places: Int32Array, R: Matrix): LayerBasis {
  return { places, rank: places.length, along: (products) => solveTriangularRight(products, R) };
}

/** The columns of A that are listed. */
function columnsOf(A: Matrix, columns: Int32Array): Matrix {
  const result = matrix(A.rows, columns.length);
  for (let i = 0; i < A.rows; i++) {
    for (let k = 0; k < columns.length; k++) result.data[i * columns.length + k] = A.data[i * A.columns + columns[k]!]!;
  }
  return result;
}
