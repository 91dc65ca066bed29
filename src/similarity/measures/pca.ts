import { finite } from './pls';
import { timesPowerOfTwo } from '../routes/powerOfTwo';
import type { PcaReport } from '../../facts/measures/pca';
import type { SideFactors } from '../routes/sideFactors';
import { withinOne } from './withinOne';

/**
 * Principal components of one side, whose singular values must be there, over `samples`: singular values of the centred matrix in the file's
 * units, min(samples, neurons) of them.
 */
export function pcaReport(side: SideFactors, samples: number): PcaReport {
  const length = Math.min(samples, side.features);
  const values = new Array<number>(length).fill(0);
  const explainedVariance = new Array<number>(length).fill(0);
  side.singularValues!.forEach((value, i) => {
    values[i] = finite(timesPowerOfTwo(value, side.scaleExponent));
    explainedVariance[i] = withinOne(value ** 2 / side.variance);
  });
  return {
    singularValues: values,
    explainedVariance,
    participationRatio: side.variance ** 2 / side.covarianceNorm,
  };
}
