import type { ProjectionBasis } from '../../facts/projectionBases';
import { block } from '../../linalg/blocks';
import { gram } from '../../linalg/gram';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { svd } from '../../linalg/svd';
import { canonicalDirections } from './directions';
import { RankTooLargeError, TooFewSamplesError } from '../errors';
import { covarianceOf, type PairFactors } from '../routes/pairFactors';
import { inOrder, standsTurned } from '../routes/pairOrder';
import type { SideFactors } from '../routes/sideFactors';
import { withSpectrum } from '../routes/spectrum';

/** The projection of a side's neurons onto the space of its first directions. */
export interface SideProjection {
  /** rank x neurons: P, whose rows are an orthonormal basis of that space; 0 at constant neurons. */
  basis: Matrix;
  /** neurons x neurons: the orthogonal projector P'P, symmetric and of rank `rank`. */
  projection: Matrix;
  /** neurons: the column means, which are taken off before and added after. */
  mean: Float64Array;
}

/**
 * Projections of both sides for network compression, as in tutorial 003 of google/svcca: a layer's row z becomes mean + (z - mean) P'P, with P of
 * `rank` orthonormal rows, so that the weights behind it need only its `rank` numbers P (z - mean)'. P spans, in the space of neurons, the first
 * `cca`: canonical weights (so that the first canonical variates stay exactly what they were); `pls`: singular vectors of X'Y on either side;
 * `pca`: principal axes of each side alone. The tutorial takes its CCA rows in whitened coordinates, where they are orthonormal, and leaves the
 * result whitened; here the space is the same and the result has the layer's own units.
 * @throws TooFewSamplesError where a side has no more samples than neurons; RankTooLargeError; NotConvergedError.
 */
export function projections(
  factors: PairFactors,
  by: ProjectionBasis,
  rank: number,
): { a: SideProjection; b: SideProjection } {
  const { a, b } = factors;
  if (a.basis === undefined || b.basis === undefined)
    throw new TooFewSamplesError('Projections need more samples than neurons on both sides: use more samples.');
  for (const side of [a, b]) {
    const most = by === 'pca' ? side.rank : Math.min(a.rank, b.rank);
    if (rank > most) throw new RankTooLargeError(side.name, by, rank, most);
  }
  const spans = spansOf(factors, by, rank);
  return { a: projector(a, spans.a), b: projector(b, spans.b) };
}

/** An orthonormal basis of the wanted space of each side, varying neurons x rank. */
function spansOf(factors: PairFactors, by: ProjectionBasis, rank: number): { a: Matrix; b: Matrix } {
  const { a, b } = factors;
  switch (by) {
    case 'cca': {
      const directions = canonicalDirections(factors);
      return { a: canonicalSpan(a, directions.a.weights, rank), b: canonicalSpan(b, directions.b.weights, rank) };
    }
    case 'pls': {
      const { U, V } = svd(covarianceOf(inOrder(factors)));
      const [first, second] = standsTurned(a, b) ? [V, U] : [U, V];
      return { a: inNeurons(factors, a, leading(first, rank)), b: inNeurons(factors, b, leading(second, rank)) };
    }
    case 'pca':
      return { a: principalSpan(a, rank), b: principalSpan(b, rank) };
    default: {
      const unknown: never = by;
      throw new Error(`There is no projection by ${String(unknown)}.`);
    }
  }
}

/** Orthonormal columns that span the first canonical weights, of which each may have a scale of its own. */
function canonicalSpan({ columns }: SideFactors, weights: Matrix, rank: number): Matrix {
  const W = matrix(columns.length, rank);
  for (let k = 0; k < rank; k++) {
    let largest = 0;
    for (const column of columns) largest = Math.max(largest, Math.abs(weights.data[column * weights.columns + k]!));
    let square = 0;
    columns.forEach((column, i) => {
      const value = weights.data[column * weights.columns + k]! / largest;
      W.data[i * rank + k] = value;
      square += value * value;
    });
    for (let i = 0; i < columns.length; i++) W.data[i * rank + k]! /= Math.sqrt(square);
  }
  return svd(W).U;
}

/** Singular vectors of X'Y over the neurons: {@link covarianceOf} gives those of a pair in singular bases over their coordinates. */
function inNeurons({ cross }: PairFactors, { right }: SideFactors, vectors: Matrix): Matrix {
  return cross.kind === 'singular' ? multiply(right!, vectors) : vectors;
}

function principalSpan(side: SideFactors, rank: number): Matrix {
  const { right } = withSpectrum(side, { values: true, vectorsFor: { rule: 'dimensions', count: rank } });
  return leading(right!, rank);
}

function leading(A: Matrix, count: number): Matrix {
  return block(A, 0, A.rows, 0, count);
}

/** P and P'P over all neurons of the file. */
function projector({ neurons, columns, mean }: SideFactors, span: Matrix): SideProjection {
  const rank = span.columns;
  const basis = matrix(rank, neurons);
  const P = transpose(span);
  columns.forEach((column, i) => {
    for (let k = 0; k < rank; k++) basis.data[k * neurons + column] = P.data[k * P.columns + i]!;
  });
  return { basis, projection: gram(basis), mean };
}
