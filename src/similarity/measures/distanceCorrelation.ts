import { LensError } from '../../facts/errors';
import { distanceCorrelation, type DistanceCorrelationReport } from '../../facts/measures/distanceCorrelation';
import type { SampleProducts } from '../samples/sampleProducts';
import { distancesBelow } from '../samples/triangles';
import { doublyCentred, uCentred } from '../samples/unitMatrices';
import { centredProducts, centredScore, centredSide, permutedCentred, type CentredSide } from './centredPair';
import type { MeasureKernel } from './kernel';

/**
 * Distance correlation of Euclidean distances, doubly centred (Székely et al. 2007), and its bias-corrected square, U-centred (Székely and Rizzo 2014).
 */
export const distanceCorrelationKernel: MeasureKernel<DistanceCorrelationReport> = {
  facts: distanceCorrelation,
  acrossAlone: true,
  measure({ factors, a, b }) {
    const sides = [sideOf(a), sideOf(b)] as const;
    const [first, second] = sides;
    if (!first || !second)
      return { refused: new LensError('no-variance', sameDistances(factors[first ? 'b' : 'a'].name)) };
    const { biased, corrected, level } = centredProducts(first, second);
    const plain = { biased: Math.sqrt(biased), null: { biased: Math.sqrt(level) } };
    if (corrected !== null)
      return {
        block: {
          biased: plain.biased,
          biasCorrectedSquared: corrected,
          null: { ...plain.null, biasCorrectedSquared: 0 },
        },
      };
    return {
      block: plain,
      skipped: [
        {
          measure: 'distanceCorrelationCorrected',
          code: 'too-few-samples',
          message: 'Bias-corrected distance correlation needs more samples: at least 4 that are not all equally far.',
        },
      ],
    };
  },
  permuted({ a, b }) {
    const [first, second] = [sideOf(a), sideOf(b)];
    if (!first || !second) return () => ({ distanceCorrelation: null, distanceCorrelationCorrected: null });
    const permuted = permutedCentred(first, second);
    return (order) => {
      const { biased, corrected } = permuted(order);
      return { distanceCorrelation: Math.sqrt(biased), distanceCorrelationCorrected: corrected };
    };
  },
  units: {
    of(side, score) {
      const { samples } = side;
      const below = distancesBelow(side.gramian());
      return score === 'distanceCorrelation'
        ? doublyCentred(samples, below, new Float64Array(samples))
        : uCentred(samples, below);
    },
    score(inner, score) {
      return score === 'distanceCorrelation' ? Math.sqrt(centredScore(inner, false)) : centredScore(inner, true);
    },
  },
};

function sameDistances(name: string): string {
  return `Distance correlation is not defined here: no sample of ${name} is at another place than the others.`;
}

function sideOf(side: SampleProducts): CentredSide | undefined {
  return side.made('distances', () =>
    centredSide(side.samples, distancesBelow(side.gramian()), new Float64Array(side.samples)),
  );
}
