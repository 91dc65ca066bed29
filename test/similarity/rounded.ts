import { matrix, type Matrix } from '../../src/linalg/matrix';
import { multiply } from '../../src/linalg/multiply';
import { svd } from '../../src/linalg/svd';
import { gaussian } from '../linalg/random';

/** Significant bits of float types, and their unit roundoffs. */
export const floats = {
  float16: { bits: 11, unit: 2 ** -11 },
  bfloat16: { bits: 8, unit: 2 ** -8 },
  float32: { bits: 24, unit: 2 ** -24 },
  float64: { bits: 53, unit: 2 ** -53 },
};

/** Values as a float type of so many significant bits stores them, its range aside. */
export function rounded({ rows, columns, data }: Matrix, bits: number): Matrix {
  const stored = data.map((value) => {
    if (value === 0 || bits === 53) return value;
    const step = 2 ** (Math.floor(Math.log2(Math.abs(value))) - bits + 1);
    return Math.round(value / step) * step;
  });
  return matrix(rows, columns, stored);
}

/** A layer of `neurons` mixtures of `inputs` independent inputs over n samples, and offsets of that size. */
export function mixture(n: number, inputs: number, neurons: number, seed: number, offset = 0): Matrix {
  const X = multiply(gaussian(n, inputs, seed), gaussian(inputs, neurons, seed + 1));
  const by = gaussian(1, neurons, seed + 2).data;
  return matrix(
    n,
    neurons,
    X.data.map((value, at) => value + offset * by[at % neurons]!),
  );
}

/** The rule of rounding in plain words, from the singular value decomposition of the matrix itself: rank without it, and with it. */
export function rankByRule(X: Matrix, unit: number): { present: number; rank: number } {
  const { rows: n, columns: d } = X;
  const largest = X.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const A = X.data.map((value) => value / largest);
  const [square, mean] = [new Float64Array(d), new Float64Array(d)];
  A.forEach((value, at) => {
    square[at % d]! += value ** 2 / n;
    mean[at % d]! += value / n;
  });
  const { S, V } = svd(
    matrix(
      n,
      d,
      A.map((value, at) => value - mean[at % d]!),
    ),
  );
  const levels = S.map((_, k) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += square[j]! * V.data[j * V.columns + k]! ** 2;
    return unit * (Math.sqrt(n) + Math.sqrt(d)) * Math.sqrt(sum);
  });
  const present = S.filter((value) => value > Math.max(n, d) * 2 ** -52 * S[0]!).length;
  let k = S.length;
  while (k > 0 && S[k - 1]! <= 2.5 * levels[k - 1]!) k--;
  const parted = k < S.length && (k === 0 || S[k - 1]! >= 10 * S[k]!);
  return { present, rank: parted ? Math.min(present, k) : present };
}
