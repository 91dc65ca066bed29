import { multiplyTransposed } from '../../linalg/multiply';
import { qrR } from '../../linalg/qr';
import { squaredNorm } from '../../linalg/squaredNorm';
import { svd } from '../../linalg/svd';
import type { Matrix } from '../../linalg/matrix';
import type { BySide, PermutedBySide } from '../measures/kernel';
import type { PairProducts } from '../measures/products';
import { withinOne } from '../measures/withinOne';
import { leftSingular } from '../routes/qrRoute';
import type { SideName } from '../routes/rowPasses';
import { adjustedR2 } from './adjustedR2';
import { rowsLess } from './centredPart';
import { foldCount } from './folds';
import { predictFolds } from './predictFolds';
import { predictingSide, type PredictingSide } from './predictingSide';

/** One direction under permutations. `order`: the sample of the targets beside each of the predictors. */
type Direction = (order: Uint32Array) => {
  linear: number | null;
  linearAdjusted: number | null;
  linearInSample: number;
};

/**
 * Linear predictivity under permutations: the samples of the targets are permuted, the predictors and their folds stay as they are, so that nothing is
 * factored anew. @throws NotConvergedError.
 */
export function permutedLinear(products: PairProducts): PermutedBySide {
  const [bFromA, aFromB] = [directionOf(products, 'a'), directionOf(products, 'b')];
  return (order) => {
    const [ofB, ofA] = [bFromA(order), aFromB(inverseOf(order))];
    const bySide = (score: keyof typeof ofB): BySide => ({ a: ofA[score], b: ofB[score] });
    return {
      linear: bySide('linear'),
      linearAdjusted: bySide('linearAdjusted'),
      linearInSample: bySide('linearInSample'),
    };
  };
}

function directionOf({ factors, ...products }: PairProducts, predictors: SideName): Direction {
  const targets = predictors === 'a' ? 'b' : 'a';
  const { samples } = products[predictors];
  const sideOf = (side: SideName): PredictingSide => predictingSide(products[side], factors[side].neurons);
  const [from, to] = [sideOf(predictors), sideOf(targets)];
  const folds = samples < foldCount ? undefined : from.folds();
  const Y = to.rows();
  const variance = squaredNorm(Y.data);
  const rank = Math.min(factors[predictors].rank, samples - 1);
  const Q = rank < samples - 1 ? orthonormalBasis(from.rows(), rank) : undefined;
  return (order) => {
    // Of n - 1 directions all of the targets' variance is explained, in whatever order.
    const explained = Q ? withinOne(squaredNorm(multiplyTransposed(Q, inOrder(Y, order)).data) / variance) : 1;
    const linear = folds ? (predictFolds(from.rows(), folds, Y, order)?.score ?? null) : null;
    return { linear, linearAdjusted: adjustedR2(explained, rank, samples), linearInSample: explained };
  };
}

/** The leading left singular vectors of X, of at most so many directions: samples x rank. */
function orthonormalBasis(X: Matrix, most: number): Matrix {
  const factor = svd(qrR(X));
  const floor = X.rows * Number.EPSILON * factor.S[0]!;
  return leftSingular(X, factor, Math.min(most, factor.S.filter((value) => value > floor).length));
}

function inOrder(Y: Matrix, order: Uint32Array): Matrix {
  return rowsLess(Y, order, new Float64Array(Y.columns));
}

function inverseOf(order: Uint32Array): Uint32Array {
  const inverse = new Uint32Array(order.length);
  order.forEach((to, from) => (inverse[to] = from));
  return inverse;
}
