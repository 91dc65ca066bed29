import { matrix, type Matrix } from '../../src/linalg/matrix';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { gaussian } from '../linalg/random';

/** A representation of `n` samples in `d` neurons: a signal that is the same for every seed, seen through a mixing and noise of its own. */
export function representation(n: number, d: number, seed: number, mean = 3): Matrix {
  const signal = gaussian(n, 6, 77);
  const mixed = plainKernels.multiply(signal, gaussian(6, d, seed));
  const noise = gaussian(n, d, seed + 1000);
  return mapped(mixed, (value, i) => value + 0.7 * noise.data[i]! + mean);
}

/** A matrix with each entry replaced; `at` counts row by row. */
export function mapped(X: Matrix, change: (value: number, at: number, i: number, j: number) => number): Matrix {
  const data = X.data.map((value, at) => change(value, at, Math.floor(at / X.columns), at % X.columns));
  return matrix(X.rows, X.columns, data);
}

/** The rows of X that `keep` says. */
export function keptRows(X: Matrix, keep: (i: number) => boolean): Matrix {
  const rows = Array.from({ length: X.rows }, (_, i) => i).filter(keep);
  const kept = matrix(rows.length, X.columns);
  rows.forEach((i, at) => kept.data.set(X.data.subarray(i * X.columns, (i + 1) * X.columns), at * X.columns));
  return kept;
}
