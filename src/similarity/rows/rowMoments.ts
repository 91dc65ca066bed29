import { kernels } from '../../linalg/activeKernels';
import { matrix, type Matrix } from '../../linalg/matrix';
import { noNorms, shiftedNorms, type NormSums } from './normSums';

/**
 * What some rows z = [x y] of both sides of a pair come to, from which every measure of second moments, and debiased CKA, follows, and which adds up over
 * rows: of p + q columns, those of side a first.
 */
export interface RowMoments {
  samples: number;
  /** Columns of side a. */
  first: number;
  /** Mean of each column. */
  mean: Float64Array;
  /** F with F'F that of the centred rows: upper triangular and square where moments were merged. */
  factor: Matrix;
  /** Of the squared norms of the centred rows. */
  norms: NormSums;
}

/** Those of no row; `columns`: of both sides together. */
export function noMoments(first: number, columns: number): RowMoments {
  return {
    samples: 0,
    first,
    mean: new Float64Array(columns),
    factor: matrix(columns, columns),
    norms: noNorms(columns),
  };
}

/**
 * The moments of rows Z (samples x columns), of which the means are taken off in place and which then are the factor. A column of zeros keeps them; what
 * rounding leaves of a mean is taken off as well.
 */
export function momentsOfRows(Z: Matrix, first: number): RowMoments {
  const { rows, columns, data } = Z;
  const mean = new Float64Array(columns);
  for (let pass = 0; pass < 2 && rows > 0; pass++) {
    const sum = new Float64Array(columns);
    for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < columns; j++) sum[j]! += data[at++]!;
    for (let j = 0; j < columns; j++) mean[j]! += sum[j]! /= rows;
    for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[at++]! -= sum[j]!;
  }
  return { samples: rows, first, mean, factor: Z, norms: normsOfRows(Z, first) };
}

/**
 * The moments of two sets of rows together. The triangle of both factors and of the weighted difference of the means is found by QR (Chan et al. 1979 for
 * the means, Demmel et al. 2012 for triangles of stretches of rows), so that nothing is squared. What is given stays as it was.
 * @param one its factor is triangular, as that of {@link noMoments} and of merged ones is.
 */
export function mergedMoments(one: RowMoments, other: RowMoments): RowMoments {
  const samples = one.samples + other.samples;
  if (samples === 0) return one;
  const { first } = one;
  const apart = other.mean.map((value, j) => value - one.mean[j]!);
  const [shareOne, shareOther] = [one.samples / samples, other.samples / samples];
  const norms = added(
    shiftedNorms(
      one,
      apart.map((value) => -shareOther * value),
    ),
    shiftedNorms(
      other,
      apart.map((value) => shareOne * value),
    ),
  );
  const factor = matrix(one.factor.rows, one.factor.columns, one.factor.data.slice());
  kernels().absorbRows(factor, other.factor);
  const weight = Math.sqrt(one.samples * shareOther);
  // Of a single row, and of the first rows, there is no difference to take up.
  if (weight > 0)
    kernels().absorbRows(
      factor,
      matrix(
        1,
        apart.length,
        apart.map((value) => weight * value),
      ),
    );
  const mean = one.samples === 0 ? other.mean : one.mean.map((value, j) => value + shareOther * apart[j]!);
  return { samples, first, mean, factor, norms };
}

function normsOfRows({ rows, columns, data }: Matrix, first: number): NormSums {
  const sums = noNorms(columns);
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * columns, (i + 1) * columns);
    let [k, l] = [0, 0];
    for (let j = 0; j < first; j++) k += row[j]! * row[j]!;
    for (let j = first; j < columns; j++) l += row[j]! * row[j]!;
    sums.a += k;
    sums.b += l;
    sums.aa += k * k;
    sums.bb += l * l;
    sums.ab += k * l;
    const { alongA, alongB } = sums;
    for (let j = 0; j < columns; j++) {
      alongA[j]! += k * row[j]!;
      alongB[j]! += l * row[j]!;
    }
  }
  return sums;
}

function added(one: NormSums, other: NormSums): NormSums {
  return {
    a: one.a + other.a,
    b: one.b + other.b,
    aa: one.aa + other.aa,
    bb: one.bb + other.bb,
    ab: one.ab + other.ab,
    alongA: one.alongA.map((value, j) => value + other.alongA[j]!),
    alongB: one.alongB.map((value, j) => value + other.alongB[j]!),
  };
}
