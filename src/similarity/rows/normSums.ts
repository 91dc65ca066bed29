import type { Matrix } from '../../linalg/matrix';

/** Sums over rows [x y] of a pair of their squared norms k = x'x and l = y'y, and of products with these, as debiased CKA needs them. */
export interface NormSums {
  /** Of k, and of l. */
  a: number;
  b: number;
  /** Of k^2, l^2 and k l. */
  aa: number;
  bb: number;
  ab: number;
  /** Of k [x y], and of l [x y]: one a column. */
  alongA: Float64Array;
  alongB: Float64Array;
}

/** Rows of which the sums are shifted: how many, columns of side a, a factor of their moments about their mean, and their sums about it. */
interface CentredSums {
  samples: number;
  first: number;
  factor: Matrix;
  norms: NormSums;
}

/** Sums of no row. */
export function noNorms(columns: number): NormSums {
  return { a: 0, b: 0, aa: 0, bb: 0, ab: 0, alongA: new Float64Array(columns), alongB: new Float64Array(columns) };
}

/**
 * The sums of the centred rows of moments when each is moved by d = [a b]: k becomes k + 2 a'x + a'a. All that is added of second order is a square, so that
 * rows that are moved away from their mean lose no digits.
 */
export function shiftedNorms({ samples: n, first, factor, norms }: CentredSums, d: Float64Array): NormSums {
  const part = (from: number, to: number): Float64Array => d.map((value, j) => (j >= from && j < to ? value : 0));
  const [a, b] = [part(0, first), part(first, d.length)];
  const [aa, bb] = [dot(a, a), dot(b, b)];
  if (aa === 0 && bb === 0) return norms;
  // Products of the centred rows with a and with b: F'(F a).
  const [alongA, alongB] = [momentsAlong(factor, a), momentsAlong(factor, b)];
  const { a: k, b: l } = norms;
  return {
    a: k + n * aa,
    b: l + n * bb,
    aa: norms.aa + 4 * dot(a, norms.alongA) + 4 * dot(a, alongA) + 2 * aa * k + n * aa * aa,
    bb: norms.bb + 4 * dot(b, norms.alongB) + 4 * dot(b, alongB) + 2 * bb * l + n * bb * bb,
    ab:
      norms.ab +
      2 * dot(b, norms.alongA) +
      bb * k +
      2 * dot(a, norms.alongB) +
      4 * dot(b, alongA) +
      aa * l +
      n * aa * bb,
    alongA: norms.alongA.map((value, j) => value + (k + n * aa) * d[j]! + 2 * alongA[j]!),
    alongB: norms.alongB.map((value, j) => value + (l + n * bb) * d[j]! + 2 * alongB[j]!),
  };
}

function momentsAlong({ rows, columns, data }: Matrix, v: Float64Array): Float64Array {
  const along = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * columns, (i + 1) * columns);
    const product = dot(row, v);
    if (product !== 0) for (let j = 0; j < columns; j++) along[j]! += product * row[j]!;
  }
  return along;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j]! * y[j]!;
  return sum;
}
