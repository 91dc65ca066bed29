import { matrix, type Matrix } from '../../linalg/matrix';
import type { Random } from '../../linalg/random';

/**
 * A (columns of mean 0) under a random rotation of its samples, each of `rowsPerSample` rows that stay together in their order, by Kac's walk:
 * samples are paired at random and each pair is turned by a random angle, 2 log2(samples) times over, so that every sample ends as a mixture of
 * all (the walk comes near the uniform distribution over rotations in O(n log n) turns; Pillai & Smith 2017). Whatever samples looked like, they
 * come to be normal, with the covariance between rows of a sample that they had. The mean sample stays as it is, and columns orthonormal. In
 * contrasts: the first sample is the mean (times the root of their number), the others are what {@link mixedAgain} goes on from;
 * {@link reflectMean} makes samples of them.
 */
export function mixedContrasts(A: Matrix, rowsPerSample: number, random: Random): Matrix {
  const mixed = matrix(A.rows, A.columns, A.data.slice());
  const samples = A.rows / rowsPerSample;
  const length = rowsPerSample * A.columns;
  // The first sample stands for the mean while the others, which are then n - 1 contrasts, are turned.
  reflectMean(mixed.data, samples, length);
  const sweeps = 2 * Math.ceil(Math.log2(Math.max(2, samples)));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const order = random.permutation(samples - 1);
    for (let k = 0; k + 1 < order.length; k += 2)
      turn(mixed.data, (order[k]! + 1) * length, (order[k + 1]! + 1) * length, length, random);
  }
  return mixed;
}

/**
 * Another rotation of the samples, into `out`, from their {@link mixedContrasts}: those in random order and with random signs, and samples again. By
 * itself each is as random as the rotation that it starts from; a few from one start hardly know of each other, and cost a copy each.
 */
export function mixedAgain(contrasts: Matrix, rowsPerSample: number, random: Random, out: Matrix): void {
  const samples = contrasts.rows / rowsPerSample;
  const length = rowsPerSample * contrasts.columns;
  out.data.set(contrasts.data.subarray(0, length));
  random.permutation(samples - 1).forEach((other, i) => {
    const sign = random.uniform() < 0.5 ? -1 : 1;
    const [from, to] = [(other + 1) * length, (i + 1) * length];
    for (let at = 0; at < length; at++) out.data[to + at] = sign * contrasts.data[from + at]!;
  });
  reflectMean(out.data, samples, length);
}

/** Turns two samples, `length` numbers from `first` and from `second` on, into each other by an angle that is uniform on the circle. */
function turn(data: Float64Array, first: number, second: number, length: number, random: Random): void {
  const [x, y] = [random.normal(), random.normal()];
  const size = Math.hypot(x, y) || 1;
  const [c, s] = [x / size, y / size];
  for (let at = 0; at < length; at++) {
    const p = data[first + at]!;
    const q = data[second + at]!;
    data[first + at] = c * p - s * q;
    data[second + at] = s * p + c * q;
  }
}

/** The reflection that exchanges the first axis of the samples, `length` numbers each, with (1, .., 1), in place: twice is nothing. */
export function reflectMean(data: Float64Array, samples: number, length: number): void {
  if (samples < 2) return;
  const weight = (i: number): number => 1 / Math.sqrt(samples) - (i === 0 ? 1 : 0);
  const along = new Float64Array(length);
  for (let i = 0; i < samples; i++) {
    const w = weight(i);
    for (let at = 0, from = i * length; at < length; at++, from++) along[at]! += w * data[from]!;
  }
  // 2 / ||w||^2
  const beta = 1 / (1 - 1 / Math.sqrt(samples));
  for (let i = 0; i < samples; i++) {
    const w = beta * weight(i);
    for (let at = 0, to = i * length; at < length; at++, to++) data[to]! -= w * along[at]!;
  }
}
