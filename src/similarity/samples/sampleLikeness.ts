import type { Matrix } from '../../linalg/matrix';
import type { SampleProfile } from './sampleProfile';

/** How alike two samples are over the neurons, of all pairs of samples: a row at a time, so that no second matrix is held. */
export interface SampleLikeness {
  readonly samples: number;
  /** Samples of which there is none, by their places among these, in order: 0 with all others. */
  readonly undefined: readonly number[];
  /** Writes that of sample `i` with the first `count` samples into `out`, from -1 to 1. */
  row(i: number, count: number, out: Float64Array): void;
  /** The same of samples `i` and `j`, to the last bit. */
  of(i: number, j: number): number;
}

/** Cosines of samples as they are. Undefined of those that are all 0. `gramian`: of the centred samples. */
export function cosines(gramian: Matrix, { norms, alongMean, meanSquare, sums }: SampleProfile): SampleLikeness {
  return likeness(gramian, norms, { along: alongMean, square: meanSquare, sums, share: 0 });
}

/** Pearson's correlations of samples over their neurons. Undefined of those whose neurons are all equal. `gramian`: of the centred samples. */
export function correlations(gramian: Matrix, profile: SampleProfile): SampleLikeness {
  const { neurons, spreads, alongContrast, sums, contrastSquare } = profile;
  return likeness(gramian, spreads, { along: alongContrast, square: contrastSquare, sums, share: 1 / neurons });
}

/** What is added to inner products of centred samples: along_i + along_j + square - share sum_i sum_j. */
interface Beside {
  along: Float64Array;
  square: number;
  sums: Float64Array;
  share: number;
}

/** Inner products with what is beside them, divided by norms. */
function likeness(
  { rows: n, data }: Matrix,
  norms: Float64Array,
  { along, square, sums, share }: Beside,
): SampleLikeness {
  return {
    samples: n,
    undefined: Array.from(norms.keys()).filter((i) => norms[i] === 0),
    row(i, count, out) {
      if (norms[i] === 0) {
        out.fill(0, 0, count);
        return;
      }
      const [own, ofSum] = [along[i]! + square, share * sums[i]!];
      const inverse = 1 / norms[i]!;
      for (let j = 0, at = i * n; j < count; j++, at++) {
        const product = data[at]! + own + along[j]! - ofSum * sums[j]!;
        const value = norms[j]! > 0 ? (product * inverse) / norms[j]! : 0;
        // Beyond 1 by rounding alone.
        out[j] = value > 1 ? 1 : value < -1 ? -1 : value;
      }
    },
    of(i, j) {
      if (norms[i] === 0 || norms[j] === 0) return 0;
      const product = data[i * n + j]! + (along[i]! + square) + along[j]! - share * sums[i]! * sums[j]!;
      return Math.max(-1, Math.min(1, (product * (1 / norms[i]!)) / norms[j]!));
    },
  };
}
