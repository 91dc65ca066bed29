import { scaled } from '../linalg/blocks';
import { multiplyTransposed } from '../linalg/multiply';
import { derivedSeed, seededRandom, type Random } from '../linalg/random';
import { factorsWith, innerProduct, type HeldPair } from './heldSide';
import { mixedRows } from './mixedRows';
import { orthogonalCorner } from './orthogonalCorner';
import type { PairFactors } from './pairFactors';
import type { Draws } from './permutationNull';
import { squaredRowNorms } from './prepareSide';

/** Tells this generator's draws from others of the same seed. */
const stream = 2;

/**
 * Scores of independent Gaussian data with the covariances (and so the ranks, spectra and SVCCA dimensions) that the sides have. Of Gaussian data
 * the directions of the samples are independent of the covariance and uniform, so that only U_a'U_b has to be drawn, as a corner of a random
 * orthogonal matrix: exact, whatever the number of samples. Where a score also looks at single samples (`bySample`: debiased CKA), or rows belong
 * together, side b's samples are rotated at random instead, which keeps the dependence between rows of one sample.
 */
export function gaussianScores<Score>(
  pair: HeldPair,
  draws: Draws,
  bySample: boolean,
  score: (factors: PairFactors) => Score,
): Score[] {
  const draw = bySample || pair.rowsPerSample > 1 ? rotated : independent;
  const scores: Score[] = [];
  for (let i = draws.from; i < draws.to; i++)
    scores.push(score(draw(pair, seededRandom(derivedSeed(draws.seed, stream, i)))));
  return scores;
}

function independent(pair: HeldPair, random: Random): PairFactors {
  const { a, b } = pair;
  const product = orthogonalCorner(a.U.rows - 1, a.U.columns, b.U.columns, random);
  return factorsWith(pair, product, innerProduct(a.norms, b.norms));
}

function rotated(pair: HeldPair, random: Random): PairFactors {
  const { a, b, rowsPerSample } = pair;
  const U = mixedRows(b.U, rowsPerSample, random);
  const norms = squaredRowNorms(scaled(U, undefined, b.side.singularValues!));
  const squares = innerProduct(norms, norms);
  const side = { ...b.side, norms: { sum: b.side.norms.sum, squares } };
  return factorsWith(pair, multiplyTransposed(a.U, U), innerProduct(a.norms, norms), side);
}
