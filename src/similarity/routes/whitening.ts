import { choleskyUpper, scaledCholesky } from '../../linalg/cholesky';
import { scaled } from '../../linalg/blocks';
import { symmetricEigen, symmetricEigenvalues } from '../../linalg/eigen';
import type { Matrix } from '../../linalg/matrix';
import { rankFloor } from './rank';
import { atLevel, roundingLevels, roundingNorm } from './rounding';
import type { SideFactors } from './sideFactors';
import { isAccurate } from './spectrum';

/**
 * The second half of Cholesky QR twice (Yamamoto et al. 2015): the factor R_2 of Q_1'Q_1, the covariance of rows that were whitened by a first
 * factor R_1; R_2 R_1 is the factor of the whole. Undefined when the first was too poor.
 */
export function secondFactor(whitenedGram: Matrix): Matrix | undefined {
  const d = whitenedGram.columns;
  for (let i = 0; i < d; i++) {
    let row = 0;
    for (let j = 0; j < d; j++) row += Math.abs(whitenedGram.data[i * d + j]! - (i === j ? 1 : 0));
    if (!(row < 0.5)) return undefined;
  }
  return choleskyUpper(whitenedGram);
}

/**
 * A side with its basis, the Cholesky factor of its covariance, and its condition number; without them where it has none, or where singular
 * values must decide whether a direction counts.
 * @throws NotConvergedError.
 */
export function whitenSide(side: SideFactors, samples: number): SideFactors {
  const { gram, neurons, uncentredNorm } = side;
  if (gram === undefined) return side;
  const found = scaledCholesky(gram);
  if (found === undefined) return side;
  const d = gram.columns;
  let shortest = Infinity;
  for (let j = 0; j < d; j++) shortest = Math.min(shortest, gram.data[j * d + j]!);
  // The smallest singular value is at least that of unit columns, times the shortest column; the largest at most the Frobenius norm.
  const smallest = Math.sqrt(shortest) / found.condition / 4;
  const counts = smallest > rankFloor({ samples, neurons, uncentredNorm }, Math.sqrt(side.variance));
  if (!counts) return side;
  const whitened = { ...side, basis: found.R, basisForm: 'triangular' as const, condition: found.condition };
  return withoutRounding(whitened, gram, samples) ?? side;
}

/** Levels are passed by more than this where they come from the covariance, or a triangle of the rows decides. */
const clearly = 1.2 * atLevel;

/**
 * The side where no direction of it can be rounding of its stored values, with what of its spectrum had to be looked at; undefined where one can be.
 * With the neurons over their root mean squares as columns Z, a direction's singular value is at least the smallest of Z times rms: of Z the condition
 * number tells a bound, which is all that is asked of most sides; else the singular vectors of the covariance tell the levels, or the smallest
 * singular value of Z does, where the neurons are of very different sizes.
 */
function withoutRounding(side: SideFactors, gram: Matrix, samples: number): SideFactors | undefined {
  const { magnitudes, condition } = side;
  const scale = { ...side, samples };
  const norm = roundingNorm(scale);
  if (norm === 0) return side;
  const d = gram.columns;
  let least = Infinity;
  for (let j = 0; j < d; j++) least = Math.min(least, Math.sqrt(gram.data[j * d + j]!) / magnitudes[j]!);
  if (least / condition! / 4 > clearly * norm) return side;
  const { values, vectors } = symmetricEigen(gram);
  const singularValues = values.map(rootOf);
  if (isAccurate(side, singularValues)) {
    const levels = roundingLevels(vectors, scale);
    const above = singularValues.every((value, k) => value > clearly * levels[k]!);
    return above ? { ...side, singularValues, valuesFrom: 'gram', right: vectors, directionsFrom: 'gram' } : undefined;
  }
  const inverse = magnitudes.map((magnitude) => 1 / magnitude);
  const relative = symmetricEigenvalues(scaled(gram, inverse, inverse)).map(rootOf);
  return isAccurate(side, relative) && relative[d - 1]! > clearly * norm ? side : undefined;
}

function rootOf(value: number): number {
  return Math.sqrt(Math.max(0, value));
}
