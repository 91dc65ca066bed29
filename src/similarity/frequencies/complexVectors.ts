import { matrix, type Matrix } from '../../linalg/matrix';

/** Complex vectors in one array: n real parts, then n imaginary ones; and complex numbers as pairs. */
export type Complex = readonly [real: number, imaginary: number];

/** x^H y. */
export function complexProduct(x: Float64Array, y: Float64Array): Complex {
  const n = x.length / 2;
  let [re, im] = [0, 0];
  for (let i = 0; i < n; i++) {
    re += x[i]! * y[i]! + x[n + i]! * y[n + i]!;
    im += x[i]! * y[n + i]! - x[n + i]! * y[i]!;
  }
  return [re, im];
}

/** x + s y. */
export function plusTimes(x: Float64Array, [re, im]: Complex, y: Float64Array): Float64Array {
  const n = x.length / 2;
  const sum = x.slice();
  for (let i = 0; i < n; i++) {
    sum[i]! += re * y[i]! - im * y[n + i]!;
    sum[n + i]! += re * y[n + i]! + im * y[i]!;
  }
  return sum;
}

/** s x. */
export function times(s: Complex, x: Float64Array): Float64Array {
  return plusTimes(new Float64Array(x.length), s, x);
}

/** Sum of the squared magnitudes. */
export function squaredNorm(x: Float64Array): number {
  return x.reduce((sum, value) => sum + value * value, 0);
}

/** |x_i|. */
export function magnitudes(x: Float64Array): Float64Array {
  const n = x.length / 2;
  return Float64Array.from({ length: n }, (_, i) => Math.hypot(x[i]!, x[n + i]!));
}

/** Column j of a matrix; real parts are its upper half where it stands for complex numbers. */
export function columnOf({ rows, columns, data }: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
}

/** Real vectors of `rows` numbers beside each other. */
export function fromColumns(vectors: readonly Float64Array[], rows: number): Matrix {
  const A = matrix(rows, vectors.length);
  vectors.forEach((vector, j) => vector.forEach((value, i) => (A.data[i * vectors.length + j] = value)));
  return A;
}
