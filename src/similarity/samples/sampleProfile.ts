import type { Matrix } from '../../linalg/matrix';
import { powerSteps } from '../routes/powerOfTwo';

/**
 * What tells samples as they are from the centred ones, of which inner products are held: with x = z + m, z centred and m the mean sample, x_i'x_j =
 * z_i'z_j + z_i'm + z_j'm + m'm. Of their correlations over neurons the same of x and m less their own means. In units of a power of two, as inner products are.
 */
export interface SampleProfile {
  /** All neurons, those that do not vary as well. */
  neurons: number;
  /** m'm, and of m less its mean. */
  meanSquare: number;
  contrastSquare: number;
  /** Of each sample z'm, and z'(m less its mean). */
  alongMean: Float64Array;
  alongContrast: Float64Array;
  /** Of each sample the sum of z over the neurons. */
  sums: Float64Array;
  /** Of each sample ‖x‖, exactly 0 where all of it is 0, and ‖x less its mean‖, exactly 0 where all neurons are equal. */
  norms: Float64Array;
  spreads: Float64Array;
}

/** Takes samples up one by one. */
export interface ProfileTaker {
  /** The next sample: its neurons as they are stored. */
  add(row: Float64Array): void;
  profile: SampleProfile;
}

/** A profile of so many samples. `mean`: of each neuron, in units of 2^scaleExponent. */
export function profileTaker(samples: number, mean: Float64Array, scaleExponent: number): ProfileTaker {
  const neurons = mean.length;
  const [first, second] = powerSteps(-scaleExponent);
  const middle = mean.reduce((sum, value) => sum + value, 0) / neurons;
  const contrast = mean.map((value) => value - middle);
  const squared = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
  const vector = (): Float64Array => new Float64Array(samples);
  const profile: SampleProfile = {
    neurons,
    meanSquare: squared(mean),
    contrastSquare: squared(contrast),
    alongMean: vector(),
    alongContrast: vector(),
    sums: vector(),
    norms: vector(),
    spreads: vector(),
  };
  let at = 0;
  return {
    profile,
    add(row) {
      let [along, across, sum, own, square] = [0, 0, 0, 0, 0];
      let flat = true;
      for (let k = 0; k < neurons; k++) {
        const value = row[k]! * first * second;
        const z = value - mean[k]!;
        along += z * mean[k]!;
        across += z * contrast[k]!;
        sum += z;
        own += value;
        square += value * value;
        if (row[k] !== row[0]) flat = false;
      }
      const center = own / neurons;
      let spread = 0;
      if (!flat) for (let k = 0; k < neurons; k++) spread += (row[k]! * first * second - center) ** 2;
      profile.alongMean[at] = along;
      profile.alongContrast[at] = across;
      profile.sums[at] = sum;
      profile.norms[at] = Math.sqrt(square);
      profile.spreads[at++] = Math.sqrt(spread);
    },
  };
}

/** The profile of samples that are held (samples x neurons, as they are stored). */
export function profileOfRows(
  { rows, columns, data }: Matrix,
  mean: Float64Array,
  scaleExponent: number,
): SampleProfile {
  const { add, profile } = profileTaker(rows, mean, scaleExponent);
  for (let i = 0; i < rows; i++) add(data.subarray(i * columns, (i + 1) * columns));
  return profile;
}
