import type { RowTransform } from '../../linalg/accumulator';
import { matrix, type Matrix } from '../../linalg/matrix';
import { NoVarianceError } from '../errors';
import { timesPowerOfTwo } from './powerOfTwo';
import type { SideFactors } from './sideFactors';

/**
 * What the products of a side's augmented rows (x - shift, 1, ||x - shift||^2) say of it: means, the neurons that vary, X'X of the centred
 * rows, and the sums that debiased CKA needs. Nothing is subtracted twice: the shift is near the mean, so that the correction n d d' is small.
 * @param unit unit roundoff of the values as they are stored.
 * @throws NoVarianceError when no neuron varies or there are fewer than two samples.
 */
export function momentsOf(products: Matrix, transform: RowTransform, name: string, unit: number): SideFactors {
  const d = products.columns - 2;
  const at = (i: number, j: number): number => products.data[i * (d + 2) + j]!;
  const n = at(d, d);
  const among = transform.columns;
  const varying: number[] = [];
  for (let j = 0; j < d; j++) if (at(j, j) > 0) varying.push(j);
  if (varying.length === 0 || n < 2) throw new NoVarianceError(name);
  const offsetOf = (j: number): number => at(j, d) / n;
  const columns = Int32Array.from(varying, (j) => (among ? among[j]! : j));
  const gram = centred(products, varying, n);
  const { neurons, scaleExponent, shift } = transform;
  const offset = new Float64Array(neurons);
  varying.forEach((j, k) => (offset[columns[k]!] = offsetOf(j)));
  let uncentred = at(d, d + 1);
  for (let j = 0; j < neurons; j++) uncentred += n * shift[j]! * (shift[j]! + 2 * offset[j]!);
  let variance = 0;
  for (let k = 0; k < varying.length; k++) variance += gram.data[k * varying.length + k]!;
  return {
    name,
    neurons,
    mean: shift.map((value, j) => timesPowerOfTwo(value + offset[j]!, scaleExponent)),
    shift,
    offset,
    scaleExponent,
    columns,
    constant: complement(columns, neurons),
    dependent: [],
    uncentredNorm: Math.sqrt(Math.max(0, uncentred)),
    variance,
    covarianceNorm: gram.data.reduce((sum, value) => sum + value * value, 0),
    norms: { sum: variance, squares: normProduct(products) },
    magnitudes: Float64Array.from(columns, (j, k) =>
      Math.hypot(Math.sqrt(Math.max(0, gram.data[k * varying.length + k]!) / n), shift[j]! + offset[j]!),
    ),
    unit,
    rank: columns.length,
    roundingDimensions: 0,
    condition: null,
    offsetShare: offsetShare(products),
    gram,
  };
}

/**
 * By how much the sums of products were larger than the covariance that is left of them: the largest n d^2 / (variance sum) of a varying neuron, d
 * being the distance of its mean from its shift. Cancellation costs that many digits.
 */
export function offsetShare(products: Matrix): number {
  const d = products.columns - 2;
  const n = products.data[d * (d + 2) + d]!;
  let share = 0;
  for (let j = 0; j < d; j++) {
    const square = products.data[j * (d + 2) + j]!;
    const mean = products.data[j * (d + 2) + d]!;
    const centredSquare = square - (mean * mean) / n;
    if (square > 0) share = Math.max(share, (mean * mean) / n / Math.max(centredSquare, Number.MIN_VALUE));
  }
  return share;
}

/** X'Y of the centred rows of both sides, over the columns of each that are listed: products of augmented rows, corrected by their sums. */
export function centredCross(products: Matrix, a: ArrayLike<number>, b: ArrayLike<number>): Matrix {
  const [p, q] = [products.rows - 2, products.columns - 2];
  const width = q + 2;
  const { data } = products;
  const ones = p * width;
  const n = data[ones + q]!;
  const C = matrix(a.length, b.length);
  const c = C.data;
  for (let i = 0, at = 0; i < a.length; i++) {
    const row = a[i]! * width;
    const mean = data[row + q]! / n;
    for (let k = 0; k < b.length; k++) {
      const j = b[k]!;
      c[at++] = data[row + j]! - mean * data[ones + j]!;
    }
  }
  return C;
}

function centred(products: Matrix, varying: number[], n: number): Matrix {
  const d = products.columns - 2;
  const count = varying.length;
  const G = matrix(count, count);
  for (let i = 0; i < count; i++) {
    const row = varying[i]! * (d + 2);
    const mean = products.data[row + d]! / n;
    for (let j = i; j < count; j++) {
      const value = products.data[row + varying[j]!]! - mean * products.data[varying[j]! * (d + 2) + d]!;
      G.data[i * count + j] = value;
      G.data[j * count + i] = value;
    }
  }
  return G;
}

/**
 * Sum over the samples of k_i l_i, the squared norms of the centred rows of both sides, from the products of their augmented rows: k_i =
 * ||y_i||^2 - 2 y_i'd + d'd for rows y with mean d.
 */
export function normProduct(products: Matrix): number {
  const [p, q] = [products.rows - 2, products.columns - 2];
  const width = q + 2;
  const { data } = products;
  const ones = p * width;
  const norms = ones + width;
  const n = data[ones + q]!;
  const offsetA = Float64Array.from({ length: p }, (_, i) => data[i * width + q]! / n);
  const offsetB = data.slice(ones, ones + q).map((sum) => sum / n);
  const squareA = square(offsetA);
  const squareB = square(offsetB);
  let sum =
    data[norms + q + 1]! + squareB * data[norms + q]! + squareA * data[ones + q + 1]! - 3 * n * squareA * squareB;
  for (let j = 0; j < q; j++) sum -= 2 * offsetB[j]! * data[norms + j]!;
  for (let i = 0; i < p; i++) {
    const row = i * width;
    let along = 0;
    for (let j = 0; j < q; j++) along += data[row + j]! * offsetB[j]!;
    sum += offsetA[i]! * (4 * along - 2 * data[row + q + 1]!);
  }
  return sum;
}

function square(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function complement(columns: Int32Array, neurons: number): number[] {
  const present = new Uint8Array(neurons);
  for (const j of columns) present[j] = 1;
  const rest: number[] = [];
  for (let j = 0; j < neurons; j++) if (present[j] === 0) rest.push(j);
  return rest;
}
