import type { PairFactors } from '../routes/pairFactors';
import { timesPowerOfTwo } from '../routes/powerOfTwo';
import type { PlsReport } from '../../facts/measures/pls';

/**
 * Partial least squares: singular values of Xc'Yc / (n - 1), in the files' units, min(neurons) of them (those beyond the rank are 0). `spectrum`:
 * singular values of the pair's covariance.
 */
export function plsReport(factors: PairFactors, spectrum: Float64Array): PlsReport {
  const values = new Array<number>(Math.min(factors.a.features, factors.b.features)).fill(0);
  const exponent = factors.a.scaleExponent + factors.b.scaleExponent;
  spectrum.forEach((value, i) => (values[i] = finite(timesPowerOfTwo(value / (factors.samples - 1), exponent))));
  return { singularValues: values };
}

/** A value beyond the range of doubles is told as the largest of them: a report holds no infinity. */
export function finite(value: number): number {
  return Math.min(value, Number.MAX_VALUE);
}
