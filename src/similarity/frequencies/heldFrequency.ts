import { embedded, isZero } from './complexCca';
import { centreAndClear, type ComplexColumns } from './frequencyTransform';
import { holdSide, samplesOfMatrix, type HeldPair } from '../trust/heldSide';
import type { SideName } from '../routes/rowPasses';

/**
 * Two sides of complex columns (samples x channels, centred, more samples than channels), factored for draws of their samples; undefined where a side
 * is 0 throughout. The real and the imaginary row of a sample stay together. Rotations of samples are real: what Gaussian maps with the covariances
 * that these have, be they real at a frequency or of any phase, would give. The same rotation of every frequency keeps what frequencies have in common.
 * @throws NotConvergedError.
 */
export function holdFrequency(
  A: ComplexColumns,
  B: ComplexColumns,
  names: Record<SideName, string>,
): HeldPair | undefined {
  if (isZero(A) || isZero(B)) return undefined;
  return { a: holdSide(embedded(A), names.a), b: holdSide(embedded(B), names.b), rowsPerSample: 2 };
}

/** Some of the samples of a frequency as a transform of these alone has them. `noise`: of the transform that the columns are from. */
export function samplesOfFrequency(
  { real, imaginary }: ComplexColumns,
  samples: ArrayLike<number>,
  noise: Float64Array,
): ComplexColumns {
  const some = { real: samplesOfMatrix(real, samples, 1), imaginary: samplesOfMatrix(imaginary, samples, 1) };
  centreAndClear(some, noise);
  return some;
}
