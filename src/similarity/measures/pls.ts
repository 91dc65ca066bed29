import { pls, type PlsReport } from '../../facts/measures/pls';
import { timesPowerOfTwo } from '../routes/powerOfTwo';
import { finite } from './finite';
import type { MeasureKernel } from './kernel';

/** Partial least squares: singular values of Xc'Yc / (n - 1), in the files' units, min(neurons) of them (those beyond the rank are 0). */
export const plsKernel: MeasureKernel<PlsReport> = {
  facts: pls,
  measure(products) {
    const { samples, a, b } = products.factors;
    const singularValues = new Array<number>(Math.min(a.neurons, b.neurons)).fill(0);
    const exponent = a.scaleExponent + b.scaleExponent;
    products
      .covarianceSpectrum()
      .forEach((value, i) => (singularValues[i] = finite(timesPowerOfTwo(value / (samples - 1), exponent))));
    return { block: { singularValues } };
  },
};
