import assert from 'node:assert/strict';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { identity } from './spectra';

/** A - B. */
export function difference(A: Matrix, B: Matrix): Matrix {
  assert.deepEqual([A.rows, A.columns], [B.rows, B.columns]);
  return matrix(
    A.rows,
    A.columns,
    A.data.map((value, i) => value - B.data[i]!),
  );
}

/** The Frobenius norm, of entries of any size. */
export function frobenius(A: Matrix): number {
  return Math.hypot(...chunks(A.data).map((part) => Math.hypot(...part)));
}

// Math.hypot takes its numbers as arguments, of which there may only be some ten thousand.
function chunks(data: Float64Array): Float64Array[] {
  return Array.from({ length: Math.ceil(data.length / 4096) }, (_, i) => data.subarray(i * 4096, (i + 1) * 4096));
}

/** ||Q'Q - I||_F. */
export function lossOfOrthogonality(Q: Matrix): number {
  return frobenius(difference(plainKernels.gram(Q), identity(Q.columns)));
}

/** Fails when a value is above its bound, naming both. */
export function atMost(value: number, bound: number, what: string): void {
  assert.ok(value <= bound, `${what} is ${value.toExponential(2)}, more than ${bound.toExponential(2)}`);
}
