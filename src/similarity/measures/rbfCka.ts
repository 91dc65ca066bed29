import { LensError } from '../../facts/errors';
import { rbfCka, type RbfCkaReport } from '../../facts/measures/rbfCka';
import { bandwidthOf, type CompareOptions } from '../../facts/options';
import { medianWithDiagonal } from '../samples/medianOf';
import type { SampleProducts } from '../samples/sampleProducts';
import { squaredDistancesBelow } from '../samples/triangles';
import { doublyCentred, uCentred } from '../samples/unitMatrices';
import { centredProducts, centredScore, centredSide, permutedCentred, type CentredSide } from './centredPair';
import type { MeasureKernel } from './kernel';
import type { PairProducts } from './products';

/**
 * CKA of Gaussian kernels exp(-d² / (2 t² m)), m the median of all squared distances with those of samples from themselves (Kornblith et al., arXiv
 * 1905.00414), and its debiased form with the unbiased HSIC estimator of Song et al. 2012.
 */
export const rbfCkaKernel: MeasureKernel<RbfCkaReport> = {
  facts: rbfCka,
  acrossAlone: true,
  measure(products, options) {
    const bandwidth = bandwidthOf(options);
    const sides = sidesOf(products, options);
    if (typeof sides === 'string') return { refused: new LensError('no-variance', sides) };
    const { biased, corrected, level } = centredProducts(...sides);
    if (corrected !== null)
      return { block: { bandwidth, biased, debiased: corrected, null: { biased: level, debiased: 0 } } };
    return {
      block: { bandwidth, biased, null: { biased: level } },
      skipped: [
        {
          measure: 'rbfCkaDebiased',
          code: 'too-few-samples',
          message: 'Debiased RBF CKA needs more samples: a self term of its estimator is not positive here.',
        },
      ],
    };
  },
  permuted(products, options) {
    const sides = sidesOf(products, options);
    if (typeof sides === 'string') return () => ({ rbfCka: null, rbfCkaDebiased: null });
    const permuted = permutedCentred(...sides);
    return (order) => {
      const { biased, corrected } = permuted(order);
      return { rbfCka: biased, rbfCkaDebiased: corrected };
    };
  },
  units: {
    of(side, score, options) {
      const below = kernelBelow(side, bandwidthOf(options));
      if (!below) return undefined;
      const { samples } = side;
      return score === 'rbfCka'
        ? doublyCentred(samples, below, new Float64Array(samples).fill(1))
        : uCentred(samples, below);
    },
    score: (inner, score) => centredScore(inner, score !== 'rbfCka'),
  },
};

/** Both sides' kernels, or why there is none. */
function sidesOf({ factors, a, b }: PairProducts, options: CompareOptions): [CentredSide, CentredSide] | string {
  const found: CentredSide[] = [];
  for (const [side, { name }] of [
    [a, factors.a],
    [b, factors.b],
  ] as const) {
    const kernel = kernelOf(side, bandwidthOf(options));
    if (!kernel)
      return `RBF CKA is not defined here: more than half of the samples of ${name} repeat others, or all are equally far from each other, so that their median distance tells no scale.`;
    found.push(kernel);
  }
  return found as [CentredSide, CentredSide];
}

function kernelOf(side: SampleProducts, bandwidth: number): CentredSide | undefined {
  return side.made(`rbf.${bandwidth}`, () => {
    const below = kernelBelow(side, bandwidth);
    return below && centredSide(side.samples, below, new Float64Array(side.samples).fill(1));
  });
}

/** The entries of a side's kernel below its diagonal of ones; undefined where the median distance is 0. */
function kernelBelow(side: SampleProducts, bandwidth: number): Float64Array | undefined {
  const below = squaredDistancesBelow(side.gramian());
  const width = 2 * bandwidth ** 2 * medianWithDiagonal(side.samples, below);
  if (!(width > 0)) return undefined;
  for (let at = 0; at < below.length; at++) below[at] = Math.exp(-below[at]! / width);
  return below;
}
