import type { MeasureName, ScoreName } from '../../facts/measures';
import { permutedOfProducts } from '../../similarity/calibration/permutedScores';
import { gaussianScores } from '../../similarity/trust/gaussianNull';
import { multiplyTransposed } from '../../linalg/multiply';
import { factorsWith, innerProduct, type HeldPair, type SamplesOfDraw } from '../../similarity/trust/heldSide';
import { pairProducts } from '../../similarity/measures/products';
import { blockOf, measureSome } from '../../similarity/measures/measures';
import { factsOfScore, samplesWanted, type MeasureKernels } from '../../similarity/measures/wanted';
import { samplesOfHeld, type PairSamples } from '../../similarity/samples/sideSamples';
import type { CompareOptions } from '../../facts/options';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import { drawnOrder, permutationScores, type Draws } from '../../similarity/trust/permutationNull';

/** Some draws of data without a relation. */
export interface NullSpec {
  kind: 'permutation' | 'gaussian';
  /** Its large matrices in shared memory, so that tasks cost nothing to send. */
  pair: HeldPair;
  /** What a measure that permutes by itself asks of the samples, in shared memory as well. */
  samples?: PairSamples | undefined;
  draws: Draws;
  measure: ScoreName;
  options: CompareOptions;
}

/** The score of each draw, null where it is not defined. @throws NotConvergedError. */
export function nullScores(
  { kind, pair, samples: held, draws, measure, options }: NullSpec,
  kernels: MeasureKernels,
): (number | null)[] {
  const { facts, score } = factsOfScore(measure, kernels);
  if (held) return permutedByItself(pair, held, { draws, measure, options }, kernels);
  const measures = [facts.id as MeasureName];
  const wanted = samplesWanted({ measures }, kernels);
  const valueOf = (factors: PairFactors, samples: SamplesOfDraw): number | null => {
    const given = wanted && samplesOfHeld(samples(), wanted);
    const block = blockOf(measureSome(factors, options, measures, given, kernels), facts);
    return block === undefined ? null : score.value(block);
  };
  if (kind === 'permutation') return permutationScores(pair, draws, valueOf);
  return gaussianScores(pair, draws, wanted !== undefined || score.bySample === true, valueOf);
}

/** The score of each permutation of a measure that permutes by itself: of what it is made of, nothing is made anew. */
function permutedByItself(
  pair: HeldPair,
  samples: PairSamples,
  { draws, measure, options }: Pick<NullSpec, 'draws' | 'measure' | 'options'>,
  kernels: MeasureKernels,
): (number | null)[] {
  const { facts, score } = factsOfScore(measure, kernels);
  const kernel = kernels.find((each) => each.facts.id === facts.id)!;
  const { a, b, rowsPerSample } = pair;
  const factors = factorsWith(pair, multiplyTransposed(a.U, b.U), innerProduct(a.norms, b.norms));
  const products = pairProducts(factors, kernel.directions === true, samples);
  const permuted = permutedOfProducts(kernel, products, options, rowsPerSample);
  return Array.from({ length: draws.to - draws.from }, (_, k) => {
    const likeness = permuted(drawnOrder(draws.seed, draws.from + k, a.U.rows / rowsPerSample))[measure] ?? null;
    return likeness !== null && score.distance ? score.distance.ofLikeness(likeness) : likeness;
  });
}
