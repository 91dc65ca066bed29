import { scaled } from '../../linalg/blocks';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { derivedSeed, seededRandom } from '../../linalg/random';
import { apartTerms } from './apartPair';
import { selfTerm } from '../measures/cka';
import { factorsWith, innerProduct, samplesOfDraw, withUnbiased, type HeldPair, type SamplesOfDraw } from './heldSide';
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
  score: (factors: PairFactors, samples: SamplesOfDraw) => Score,
): Score[] {
  const draw =
    bySample || pair.rowsPerSample > 1 ? rotations(pair, draws.seed, bySample) : independent(pair, draws.seed);
  const scores: Score[] = [];
  for (let i = draws.from; i < draws.to; i++) scores.push(score(...draw(i)));
  return scores;
}

/** A draw: factors, and the samples that they are of. */
type Drawn = [PairFactors, SamplesOfDraw];

function independent(pair: HeldPair, seed: number): (draw: number) => Drawn {
  const { a, b } = pair;
  const noSamples = (): never => {
    throw new Error('No samples are drawn where directions alone are.');
  };
  return (draw) => {
    const random = seededRandom(derivedSeed(seed, stream, draw));
    const product = orthogonalCorner(a.U.rows - 1, a.U.columns, b.U.columns, random);
    return [factorsWith(pair, product, innerProduct(a.norms, b.norms)), noSamples];
  };
}

function rotations(pair: HeldPair, seed: number, bySample: boolean): (draw: number) => Drawn {
  const { a, b, rowsPerSample, apart: held } = pair;
  const apart = held && apartTerms(held);
  const rotated = rotating(b.U, rowsPerSample, seed);
  const rotatedRows = b.rows && rotating(b.rows, rowsPerSample, seed);
  return (draw) => {
    const U = rotated(draw);
    const product = multiplyTransposed(a.U, U);
    const samples = samplesOfDraw(pair, U, () => rotatedRows!(draw));
    if (!bySample) return [factorsWith(pair, product, innerProduct(a.norms, b.norms)), samples];
    const Y = scaled(U, undefined, b.side.singularValues!);
    const norms = squaredRowNorms(Y);
    const side = { ...b.side, norms: { sum: b.side.norms.sum, squares: innerProduct(norms, norms) } };
    const factors = factorsWith(pair, product, innerProduct(a.norms, norms), side);
    return [withUnbiased(factors, apart?.against(Y, selfTerm(side, U.rows))), samples];
  };
}

/** A (columns of mean 0) with its samples rotated by draw, each in the place of the last; what rotations start from is made anew after every {@link perStart}. */
function rotating(A: Matrix, rowsPerSample: number, seed: number): (draw: number) => Matrix {
  const rotated = matrix(A.rows, A.columns);
  let start: { number: number; contrasts: Matrix } | undefined;
  return (draw) => {
    const number = Math.floor(draw / perStart);
    if (start?.number !== number) {
      const random = seededRandom(derivedSeed(seed, stream, number, perStart));
      start = { number, contrasts: mixedContrasts(A, rowsPerSample, random) };
    }
    mixedAgain(start.contrasts, rowsPerSample, seededRandom(derivedSeed(seed, stream, draw)), rotated);
    return rotated;
  };
}
