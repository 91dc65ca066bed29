import type { MeasureName, ScoreName } from '../../facts/measures';
import { gaussianScores } from '../../similarity/trust/gaussianNull';
import type { HeldPair, SamplesOfDraw } from '../../similarity/trust/heldSide';
import { blockOf, measureSome } from '../../similarity/measures/measures';
import { factsOfScore, samplesWanted, type MeasureKernels } from '../../similarity/measures/wanted';
import { samplesOfHeld } from '../../similarity/samples/sideSamples';
import type { CompareOptions } from '../../facts/options';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import { permutationScores, type Draws } from '../../similarity/trust/permutationNull';

/** Some draws of data without a relation. */
export interface NullSpec {
  kind: 'permutation' | 'gaussian';
  /** Its large matrices in shared memory, so that tasks cost nothing to send. */
  pair: HeldPair;
  draws: Draws;
  measure: ScoreName;
  options: CompareOptions;
}

/** The score of each draw, null where it is not defined. @throws NotConvergedError. */
export function nullScores(
  { kind, pair, draws, measure, options }: NullSpec,
  kernels: MeasureKernels,
): (number | null)[] {
  const { facts, score } = factsOfScore(measure, kernels);
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
