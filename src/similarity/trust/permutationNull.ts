import { matrix, type Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { derivedSeed, seededRandom } from '../../linalg/random';
import { apartTerms } from './apartPair';
import {
  factorsWith,
  innerProduct,
  orderRows,
  samplesOfDraw,
  samplesOfMatrix,
  withUnbiased,
  type HeldPair,
  type SamplesOfDraw,
} from './heldSide';
import type { PairFactors } from '../routes/pairFactors';

/** Which draws of how many: draw i is the same whoever draws it, so that work can be shared out. */
export interface Draws {
  /** A whole number from 0 to 2^32 - 1. */
  seed: number;
  /** The first draw, and the one after the last. */
  from: number;
  to: number;
}

/** Tells this generator's draws from others of the same seed. */
const stream = 1;

/** The order of so many samples in a draw, each order equally likely: that of any pair of as many, whose sides are then permuted alike. */
export function drawnOrder(seed: number, draw: number, samples: number): Uint32Array {
  return seededRandom(derivedSeed(seed, stream, draw)).permutation(samples);
}

/**
 * Scores of a pair whose samples of side b are permuted: what the score is when nothing but the pairing of samples is lost. Rows that belong to one sample
 * move together (pixels of one image are not exchangeable by themselves).
 */
export function permutationScores<Score>(
  pair: HeldPair,
  draws: Draws,
  score: (factors: PairFactors, samples: SamplesOfDraw) => Score,
): Score[] {
  const permuted = permutedPair(pair, score);
  const samples = pair.b.U.rows / pair.rowsPerSample;
  const scores: Score[] = [];
  for (let i = draws.from; i < draws.to; i++) scores.push(permuted(drawnOrder(draws.seed, i, samples)));
  return scores;
}

/**
 * The score of a held pair when sample i of side a stands beside sample order[i] of side b, made ready once. Nothing is factored again: an order costs one
 * product of samples x rank x rank, and the score.
 */
export function permutedPair<Score>(
  pair: HeldPair,
  score: (factors: PairFactors, samples: SamplesOfDraw) => Score,
): (order: Uint32Array) => Score {
  const { a, b, rowsPerSample } = pair;
  const moved = matrix(b.U.rows, b.U.columns);
  const norms = matrix(b.norms.length, 1);
  const apart = pair.apart && apartTerms(pair.apart);
  return (order) => {
    orderRows(b.U, order, rowsPerSample, moved);
    orderRows(matrix(norms.rows, 1, b.norms), order, rowsPerSample, norms);
    const factors = factorsWith(pair, multiplyTransposed(a.U, moved), innerProduct(a.norms, norms.data));
    const ofOrder = withUnbiased(factors, apart?.permuted(rowOrder(order, rowsPerSample)));
    const permuted = (rows: Matrix): Matrix => samplesOfMatrix(rows, order, rowsPerSample);
    return score(ofOrder, samplesOfDraw(pair, moved, permuted));
  };
}

/** The row that each row is given by an order of samples, of so many rows each. */
export function rowOrder(order: Uint32Array, rowsPerSample: number): Uint32Array {
  return Uint32Array.from(
    { length: order.length * rowsPerSample },
    (_, row) => order[Math.floor(row / rowsPerSample)]! * rowsPerSample + (row % rowsPerSample),
  );
}
