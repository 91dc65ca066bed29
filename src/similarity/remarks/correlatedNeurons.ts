import type { Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import type { SideFactors } from '../routes/sideFactors';

/** Standard errors by which the squared correlations of neurons must exceed those of independent ones. */
const clear = 4;
/** Of a side with more neurons than samples: share of the participation ratio of independent neurons below which they are not. */
const share = 0.9;

/**
 * Whether the neurons of a side are correlated among each other, as those of any layer of a network are and those of noise are not: the sum of their
 * squared correlations against its mean and standard error for independent normal neurons (Schott 2005), whatever their scales.
 */
export function neuronsCorrelate(side: SideFactors, samples: number): boolean {
  const d = side.columns.length;
  const covariance = side.gram ?? (side.basis && multiplyTransposed(side.basis, side.basis));
  if (!covariance) {
    const independent = (d * (samples - 1)) / (d + samples - 1);
    return side.variance ** 2 / side.covarianceNorm < share * independent;
  }
  const pairs = (d * (d - 1)) / 2;
  return squaredCorrelations(covariance) * (samples - 1) > pairs + clear * Math.sqrt(2 * pairs);
}

/** Sum over all pairs of columns. */
function squaredCorrelations({ rows: d, data }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) sum += data[i * d + j]! ** 2 / (data[i * d + i]! * data[j * d + j]!);
  }
  return sum;
}
