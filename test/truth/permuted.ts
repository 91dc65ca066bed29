import type { MeasureName } from '../../src/facts/measures';
import { defaultOptions } from '../../src/facts/options';
import type { Matrix } from '../../src/linalg/matrix';
import { multiplyTransposed } from '../../src/linalg/multiply';
import { permutedOfBases, permutedOfProducts, scoresAtPlaces } from '../../src/similarity/calibration/permutedScores';
import { measureKernels } from '../../src/similarity/measures';
import type { MeasureKernel } from '../../src/similarity/measures/kernel';
import { pairProducts } from '../../src/similarity/measures/products';
import { samplesWanted } from '../../src/similarity/measures/wanted';
import { samplesOfRows, type SideSamples } from '../../src/similarity/samples/sideSamples';
import { factorsWith, holdSide, innerProduct, turnedSquare, type HeldSide } from '../../src/similarity/trust/heldSide';
import { permutations } from './cells';

/** Neighbours that small samples have room for. */
const options = { ...defaultOptions, neighbours: 5 };

/** A side made ready for a measure. */
export interface ReadySide {
  held: HeldSide;
  samples: SideSamples | undefined;
}

/** The measures that have scores. */
export const scoring: readonly MeasureKernel<unknown>[] = measureKernels.filter(({ facts }) => facts.scores.length > 0);

/** A side (samples x neurons) made ready for a measure. */
export function ready(X: Matrix, { facts }: MeasureKernel<unknown>): ReadySide {
  const held = X.columns > X.rows ? holdSide(turnedSquare(X, 'x'), 'x') : holdSide(X, 'x');
  const wanted = samplesWanted({ measures: [facts.id as MeasureName] });
  return { held, samples: wanted && samplesOfRows(X, X.rows, wanted) };
}

/** Likenesses by score of the pair itself and of permutations of the samples of b: what the program's jobs compute, in this thread. */
export function permutedPair(
  a: ReadySide,
  b: ReadySide,
  kernel: MeasureKernel<unknown>,
  seed: number,
): Record<string, (number | null)[]> {
  const pair = { a: a.held, b: b.held, rowsPerSample: 1 };
  const places = { seed, samples: a.held.U.rows, from: 0, to: permutations + 1 };
  if (!kernel.permuted)
    return scoresAtPlaces(permutedOfBases(pair, options, [kernel.facts.id as MeasureName], measureKernels), places);
  const product = multiplyTransposed(a.held.U, b.held.U);
  const factors = factorsWith(pair, product, innerProduct(a.held.norms, b.held.norms));
  const samples = a.samples && b.samples && { a: a.samples, b: b.samples };
  const products = pairProducts(factors, kernel.directions === true, samples);
  return scoresAtPlaces(permutedOfProducts(kernel, products, options), places);
}
