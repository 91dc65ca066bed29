import { block, scaled } from '../linalg/blocks';
import type { Matrix } from '../linalg/matrix';
import { multiply, multiplyTransposed, transpose } from '../linalg/multiply';
import { singularValues, svd } from '../linalg/svd';
import { clipped } from './canonical';
import { ccaReport } from './cca';
import type { PairFactors, SideFactors } from './pairFactors';
import type { CcaReport, DroppedNeuron } from './report';

interface ShrunkSide {
  /** rank x kept directions; the regularised basis is U times this. */
  basis: Matrix;
  /** One flag a neuron of the file: true when it takes part. */
  kept: boolean[];
  dropped: DroppedNeuron[];
}

/** Regularised CCA and the neurons that google's rule left out on each side. */
export interface RegularisedCca {
  report: CcaReport;
  a: DroppedNeuron[];
  b: DroppedNeuron[];
}

/**
 * CCA as google/svcca computes it with epsilon > 0: each covariance divided by its largest entry (the largest variance), neurons whose scaled
 * variance is below epsilon dropped, epsilon added to both diagonals. In the singular basis X = U S V' the whitened X is U diag(s / sqrt(s^2 +
 * epsilon c)) up to rotation, c = (n - 1) * largest variance, so the coefficients are the singular values of D_a U_a'U_b D_b: no covariance is
 * formed and none is inverted.
 * @throws NotConvergedError.
 */
export function regularisedCca(
  factors: PairFactors,
  right: { a: Matrix; b: Matrix },
  epsilon: number,
  threshold: number,
): RegularisedCca {
  const a = shrink(factors.a, right.a, epsilon);
  const b = shrink(factors.b, right.b, epsilon);
  const shrunk = multiply(multiplyTransposed(a.basis, factors.cross), b.basis);
  const coefficients = new Float64Array(Math.min(count(a.kept), count(b.kept)));
  coefficients.set(clipped(singularValues(shrunk)).subarray(0, coefficients.length));
  const report = ccaReport(coefficients, threshold);
  const google = {
    cca_coef1: report.coefficients,
    mean: report.thresholdedMean,
    sum: report.sum,
    x_idxs: a.kept,
    y_idxs: b.kept,
    epsilon,
  };
  return { report: { ...report, regularised: true, google }, a: a.dropped, b: b.dropped };
}

function shrink(side: SideFactors, right: Matrix, epsilon: number): ShrunkSide {
  const { rank, singularValues: s, columns } = side;
  const SVt = scaled(transpose(right), s, undefined);
  const sumOfSquares = new Float64Array(columns.length);
  for (let i = 0; i < rank; i++)
    for (let j = 0; j < columns.length; j++) sumOfSquares[j]! += SVt.data[i * columns.length + j]! ** 2;
  const largest = sumOfSquares.reduce((most, value) => Math.max(most, value), 0);
  const stays = Array.from(sumOfSquares, (value) => value / largest >= epsilon);
  const kept = new Array<boolean>(side.features).fill(false);
  const dropped: DroppedNeuron[] = [];
  stays.forEach((stay, at) => {
    kept[columns[at]!] = stay;
    if (!stay) dropped.push({ index: columns[at]!, reason: 'low-variance' });
  });
  const weight = (value: number): number => value / Math.sqrt(value * value + epsilon * largest);
  if (dropped.length === 0) {
    const identity = { rows: rank, columns: rank, data: new Float64Array(rank * rank) };
    for (let i = 0; i < rank; i++) identity.data[i * rank + i] = weight(s[i]!);
    return { basis: identity, kept, dropped };
  }
  // With neurons gone the rest has another singular basis: S V' of the kept columns = P S2 V2', and U P takes the place of U.
  const part = svd(keepColumns(SVt, stays));
  return { basis: scaled(block(part.U, 0, rank, 0, part.S.length), undefined, part.S.map(weight)), kept, dropped };
}

function keepColumns(A: Matrix, stays: boolean[]): Matrix {
  const at = stays.flatMap((stay, j) => (stay ? [j] : []));
  const result = { rows: A.rows, columns: at.length, data: new Float64Array(A.rows * at.length) };
  for (let i = 0; i < A.rows; i++) at.forEach((j, k) => (result.data[i * at.length + k] = A.data[i * A.columns + j]!));
  return result;
}

function count(flags: boolean[]): number {
  return flags.filter(Boolean).length;
}
