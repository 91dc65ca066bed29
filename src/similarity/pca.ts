import type { SideFactors } from './pairFactors';
import { finite } from './pls';
import { timesPowerOfTwo } from './prepareSide';
import type { PcaReport } from './report';
import { powerSum } from './sharedSpectrum';

/** Principal components of one side over `samples`: singular values of the centred matrix in the file's units, min(samples, neurons) of them. */
export function pcaReport(side: SideFactors, samples: number): PcaReport {
  const length = Math.min(samples, side.features);
  const singularValues = new Array<number>(length).fill(0);
  const explainedVariance = new Array<number>(length).fill(0);
  const total = powerSum(side.singularValues, 2);
  side.singularValues.forEach((value, i) => {
    singularValues[i] = finite(timesPowerOfTwo(value, side.scaleExponent));
    explainedVariance[i] = value ** 2 / total;
  });
  return { singularValues, explainedVariance, participationRatio: total ** 2 / powerSum(side.singularValues, 4) };
}
