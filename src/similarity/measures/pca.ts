import { pca, type PcaOfSides, type PcaReport } from '../../facts/measures/pca';
import { timesPowerOfTwo } from '../routes/powerOfTwo';
import type { SideFactors } from '../routes/sideFactors';
import { finite } from './finite';
import type { MeasureKernel } from './kernel';
import { withinOne } from './withinOne';

/** Principal components of each side by itself. */
export const pcaKernel: MeasureKernel<PcaOfSides> = {
  facts: pca,
  measure({ factors: { samples, a, b } }) {
    return { block: { a: componentsOf(a, samples), b: componentsOf(b, samples) } };
  },
};

/** Singular values of the centred matrix in the file's units, min(samples, neurons) of them. */
function componentsOf(side: SideFactors, samples: number): PcaReport {
  const length = Math.min(samples, side.neurons);
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
