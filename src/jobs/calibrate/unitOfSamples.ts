import type { ScoreName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import { matrix } from '../../linalg/matrix';
import type { Units } from '../../similarity/measures/kernel';
import { factsOfScore, type MeasureKernels } from '../../similarity/measures/wanted';
import { sampleProducts } from '../../similarity/samples/sampleProducts';
import type { SideSamples } from '../../similarity/samples/sideSamples';
import type { UnitMatrix } from '../../similarity/samples/unitMatrices';
import { shared } from '../trust/readSamples';

/** A side, of whose samples a score that is an inner product of unit matrices has one made. */
export interface UnitSpec {
  samples: SideSamples;
  measure: ScoreName;
  options: CompareOptions;
}

/** Its unit matrix, in memory that threads share; null where the score is not defined. */
export function unitOfSamples({ samples, measure, options }: UnitSpec, kernels: MeasureKernels): UnitMatrix | null {
  if (samples.constant) return null;
  const unit = unitsOfScore(measure, kernels)!.of(sampleProducts(samples), measure, options);
  if (!unit) return null;
  const { diagonal } = unit;
  return {
    samples: unit.samples,
    below: sharedValues(unit.below),
    ...(diagonal ? { diagonal: sharedValues(diagonal) } : {}),
  };
}

/** How a score is an inner product of unit matrices; undefined where it is none. */
export function unitsOfScore(measure: ScoreName, kernels: MeasureKernels): Units | undefined {
  const { facts } = factsOfScore(measure, kernels);
  const { units } = kernels.find((kernel) => kernel.facts === facts)!;
  return units?.only?.includes(measure) === false ? undefined : units;
}

function sharedValues(values: Float64Array): Float64Array {
  return shared(matrix(1, values.length, values)).data;
}
