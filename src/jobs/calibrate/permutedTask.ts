import type { MeasureName } from '../../facts/measures';
import { isOfWholeSamples } from '../../facts/measures/ofWholeSamples';
import type { CompareOptions } from '../../facts/options';
import {
  permutedOfBases,
  permutedOfProducts,
  scoresAtPlaces,
  type Places,
} from '../../similarity/calibration/permutedScores';
import type { PermutedScores } from '../../similarity/measures/kernel';
import { pairProducts, productsOfSamples } from '../../similarity/measures/products';
import { wantedOf, type MeasureKernels } from '../../similarity/measures/wanted';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import type { PairSamples } from '../../similarity/samples/sideSamples';
import { wholesOfPair } from '../../similarity/samples/wholesOfPair';
import type { HeldPair } from '../../similarity/trust/heldSide';

/** What is permuted: a pair whose singular vectors are held, for all measures that these decide; or what a measure asks of samples. */
export type Permuted =
  | { kind: 'bases'; pair: HeldPair; measures: MeasureName[] }
  | {
      kind: 'products';
      factors: PairFactors;
      samples: PairSamples | undefined;
      measure: MeasureName;
      /** Rows of the products that belong to one sample. */
      rowsPerSample: number;
    };

/** The scores of a pair at some places; its large matrices in shared memory, so that tasks cost nothing to send. */
export interface PermutedSpec {
  permuted: Permuted;
  places: Places;
  options: CompareOptions;
}

/** Likenesses by score and place, null where one is not defined. `tell` hears of each place. @throws NotConvergedError. */
export function permutedTask(
  { permuted, places, options }: PermutedSpec,
  tell: (places: number) => void,
  kernels: MeasureKernels,
): Record<string, (number | null)[]> {
  return scoresAtPlaces(readied(permuted, options, kernels), places, () => tell(1));
}

function readied(permuted: Permuted, options: CompareOptions, kernels: MeasureKernels): PermutedScores {
  if (permuted.kind === 'bases') return permutedOfBases(permuted.pair, options, permuted.measures, kernels);
  const { factors, samples, measure, rowsPerSample } = permuted;
  const [kernel] = wantedOf({ measures: [measure] }, kernels);
  const products = pairProducts(factors, kernel!.directions === true, samples);
  const names = { a: factors.a.name, b: factors.b.name };
  const whole = samples && isOfWholeSamples(kernel!.facts) ? wholesOfPair(samples, names) : undefined;
  const own = whole && !('refused' in whole) ? productsOfSamples(products, whole) : products;
  return permutedOfProducts(kernel!, own, options, rowsPerSample);
}
