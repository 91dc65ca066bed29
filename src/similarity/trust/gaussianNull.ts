import { scaled } from '../../linalg/blocks';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { derivedSeed, seededRandom, type Random } from '../../linalg/random';
import { apartTerms } from './apartPair';
import { selfTerm } from '../measures/cka';
import { factorsWith, innerProduct, turnedRows, withUnbiased, type HeldPair, type TurnedRows } from './heldSide';
import { mixedAgain, mixedContrasts } from './mixedContrasts';
import { orthogonalCorner } from './orthogonalCorner';
import type { PairFactors } from '../routes/pairFactors';
import type { Draws } from './permutationNull';
import { squaredRowNorms } from '../routes/prepareSide';

/** Tells this generator's draws from others of the same seed. */
const stream = 2;
/** Draws of rotated samples from one start. */
const perStart = 16;

/**
 * Scores of independent Gaussian data with the covariances (and so the ranks, spectra and SVCCA dimensions) that the sides have. Of Gaussian data
 * the directions of the samples are independent of the covariance and uniform, so that only U_a'U_b has to be drawn, as a corner of a random
 * orthogonal matrix: exact, whatever the number of samples. Where a score also looks at single samples (`bySample`: debiased CKA), or rows belong
 * together, side b's samples are rotated at random instead, which keeps the dependence between rows of one sample. The rotation depends on nothing but
 * the draw and the number of samples: pairs over the same samples are rotated alike.
 */
export function gaussianScores<Score>(
  pair: HeldPair,
  draws: Draws,
  bySample: boolean,
  score: (factors: PairFactors, rows: TurnedRows) => Score,
): Score[] {
  const draw = bySample || pair.rowsPerSample > 1 ? rotations(pair, draws.seed, bySample) : independent;
  const scores: Score[] = [];
  for (let i = draws.from; i < draws.to; i++)
    scores.push(score(...draw(pair, seededRandom(derivedSeed(draws.seed, stream, i)), i)));
  return scores;
}

/** A draw: factors, and the samples that they are of. */
type Drawn = [PairFactors, TurnedRows];

function independent(pair: HeldPair, random: Random): Drawn {
  const { a, b } = pair;
  const product = orthogonalCorner(a.U.rows - 1, a.U.columns, b.U.columns, random);
  const noSamples = (): never => {
    throw new Error('No samples are drawn where directions alone are.');
  };
  return [factorsWith(pair, product, innerProduct(a.norms, b.norms)), noSamples];
}

/** Draws of rotated samples, the start of which is made anew after every {@link perStart}. */
function rotations(
  { a, b, rowsPerSample, apart: held }: HeldPair,
  seed: number,
  bySample: boolean,
): (pair: HeldPair, random: Random, draw: number) => Drawn {
  const U = matrix(b.U.rows, b.U.columns);
  const apart = held && apartTerms(held);
  let start: { number: number; contrasts: Matrix } | undefined;
  return (pair, random, draw) => {
    const number = Math.floor(draw / perStart);
    if (start?.number !== number) {
      const contrasts = mixedContrasts(b.U, rowsPerSample, seededRandom(derivedSeed(seed, stream, number, perStart)));
      start = { number, contrasts };
    }
    mixedAgain(start.contrasts, rowsPerSample, random, U);
    const product = multiplyTransposed(a.U, U);
    const rows = turnedRows(pair, U);
    if (!bySample) return [factorsWith(pair, product, innerProduct(a.norms, b.norms)), rows];
    const Y = scaled(U, undefined, b.side.singularValues!);
    const norms = squaredRowNorms(Y);
    const side = { ...b.side, norms: { sum: b.side.norms.sum, squares: innerProduct(norms, norms) } };
    const factors = factorsWith(pair, product, innerProduct(a.norms, norms), side);
    return [withUnbiased(factors, apart?.against(Y, selfTerm(side, U.rows))), rows];
  };
}
