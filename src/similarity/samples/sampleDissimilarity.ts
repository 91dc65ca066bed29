import type { Matrix } from '../../linalg/matrix';
import type { SampleProfile } from './sampleProfile';
import { distanceRounding } from './squaredDistances';

/** How unlike two samples are over the neurons, 1 - their cosine or correlation, of all pairs of samples: a row at a time, so that no second matrix is held. */
export interface SampleDissimilarity {
  readonly samples: number;
  /** Samples of which there is none, by their places among these, in order: 1 to all others. */
  readonly undefined: readonly number[];
  /** What rounding is a share of: at most 1, less where all samples point nearly one way, as of a common offset far above what they differ by. */
  readonly scale: number;
  /** Writes that of sample `i` to the first `count` samples into `out`, from 0 to 2. */
  row(i: number, count: number, out: Float64Array): void;
  /** The same of samples `i` and `j`, to the last bit. */
  of(i: number, j: number): number;
}

/** 1 - cosines of samples as they are. Undefined of those that are all 0. `gramian`: of the centred samples. */
export function cosineDissimilarity(gramian: Matrix, profile: SampleProfile): SampleDissimilarity {
  const { norms, alongMean, meanSquare } = profile;
  return dissimilarity(gramian, { norms, along: alongMean, meanSquare, ofSums: new Float64Array(norms.length) });
}

/** 1 - Pearson's correlations of samples over their neurons. Undefined of those whose neurons are all equal. `gramian`: of the centred samples. */
export function correlationDissimilarity(gramian: Matrix, profile: SampleProfile): SampleDissimilarity {
  const { neurons, spreads, alongContrast, contrastSquare, sums } = profile;
  const ofSums = sums.map((sum) => sum / Math.sqrt(neurons));
  return dissimilarity(gramian, { norms: spreads, along: alongContrast, meanSquare: contrastSquare, ofSums });
}

/** Samples x = z + m, of which z have inner products: their norms, z'm, m'm, and of each z the length along a direction that is left out of all. */
interface Parts {
  norms: Float64Array;
  along: Float64Array;
  meanSquare: number;
  ofSums: Float64Array;
}

/**
 * 1 - cos = (‖x - y‖² - (‖x‖ - ‖y‖)²) / (2 ‖x‖ ‖y‖): from what samples differ by, so that a common offset, however far above it, takes no digits; of that the difference of
 * norms, too, by each norm less that of the mean, (z'z + 2 z'm) / (‖x‖ + ‖m‖).
 */
function dissimilarity({ rows: n, data }: Matrix, { norms, along, meanSquare, ofSums }: Parts): SampleDissimilarity {
  const squares = norms.map((_, i) => data[i * n + i]!);
  const meanNorm = Math.sqrt(meanSquare);
  const excess = norms.map((norm, i) =>
    norm === 0 ? 0 : (squares[i]! - ofSums[i]! ** 2 + 2 * along[i]!) / (norm + meanNorm),
  );
  let scale = 0;
  for (let i = 0; i < n; i++) if (norms[i]! > 0) scale = Math.max(scale, squares[i]! / norms[i]! ** 2);
  const of = (i: number, j: number): number => {
    const product = norms[i]! * norms[j]!;
    if (product === 0) return 1;
    const both = squares[i]! + squares[j]!;
    const apart = both - 2 * data[i * n + j]! - (ofSums[i]! - ofSums[j]!) ** 2 - (excess[i]! - excess[j]!) ** 2;
    // None, and no more than opposite samples have, but for rounding.
    return apart > distanceRounding * both ? Math.min(2, (0.5 * apart) / product) : 0;
  };
  return {
    samples: n,
    undefined: Array.from(norms.keys()).filter((i) => norms[i] === 0),
    scale: scale > 0 ? Math.min(1, scale) : 1,
    row(i, count, out) {
      for (let j = 0; j < count; j++) out[j] = of(i, j);
    },
    of,
  };
}
