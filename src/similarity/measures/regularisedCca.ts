import { block } from '../../linalg/blocks';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply, multiplyTransposed } from '../../linalg/multiply';
import { qrR } from '../../linalg/qr';
import { singularValues } from '../../linalg/svd';
import { solveTriangularRight } from '../../linalg/triangular';
import { clipped } from './canonical';
import { coefficientsReport } from './coefficientsReport';
import type { CcaReport } from '../../facts/measures/ccaReport';
import type { DroppedNeuron } from '../../facts/reportParts';
import type { SideFactors } from '../routes/sideFactors';

interface ShrunkSide {
  /** rank x kept neurons: Q times this is the regularised whitened side. */
  whitened: Matrix;
  /** One flag a neuron of the file: true when it takes part. */
  kept: boolean[];
  dropped: DroppedNeuron[];
}

/** Regularised CCA and the neurons that google's rule left out on each side. */
interface RegularisedCca {
  report: CcaReport;
  a: DroppedNeuron[];
  b: DroppedNeuron[];
}

/**
 * CCA as google/svcca computes it with epsilon > 0: each covariance divided by its largest entry (the largest variance), neurons whose scaled
 * variance is below epsilon dropped, epsilon added to both diagonals. With X = Q B, c = (n - 1) * largest variance and the triangle T of
 * [B / sqrt(c); sqrt(epsilon) I], the regularised covariance is T'T, so the coefficients are the singular values of (B_a T_a^-1)' Q_a'Q_b
 * (B_b T_b^-1) / (c_a c_b)^0.5: no covariance is formed and none is inverted. Both sides must have a basis. `between`: Q_a'Q_b.
 * @throws NotConvergedError.
 */
export function regularisedCca(
  sides: { a: SideFactors; b: SideFactors },
  between: Matrix,
  epsilon: number,
  threshold: number,
): RegularisedCca {
  const a = shrink(sides.a, epsilon);
  const b = shrink(sides.b, epsilon);
  const shrunk = multiply(multiplyTransposed(a.whitened, between), b.whitened);
  const coefficients = new Float64Array(Math.min(count(a.kept), count(b.kept)));
  const values = clipped(singularValues(shrunk));
  coefficients.set(values.subarray(0, coefficients.length));
  const report = coefficientsReport(coefficients, threshold);
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

/** The same of the pair turned round. */
export function turnedRegularised({ report, a, b }: RegularisedCca): RegularisedCca {
  const { google } = report;
  const turned = google && { google: { ...google, x_idxs: google.y_idxs, y_idxs: google.x_idxs } };
  return { report: { ...report, ...turned }, a: b, b: a };
}

function shrink(side: SideFactors, epsilon: number): ShrunkSide {
  const { columns } = side;
  const basis = side.basis!;
  const d = columns.length;
  const sumOfSquares = new Float64Array(d);
  basis.data.forEach((value, at) => (sumOfSquares[at % d]! += value * value));
  const largest = sumOfSquares.reduce((most, value) => Math.max(most, value), 0);
  const stays = Array.from(sumOfSquares, (value) => value / largest >= epsilon);
  const kept = new Array<boolean>(side.neurons).fill(false);
  const dropped: DroppedNeuron[] = [];
  stays.forEach((stay, at) => {
    kept[columns[at]!] = stay;
    if (!stay) dropped.push({ index: columns[at]!, reason: 'low-variance' });
  });
  const staying = stays.flatMap((stay, j) => (stay ? [j] : []));
  const width = staying.length;
  const stacked = matrix(basis.rows + width, width);
  for (let i = 0; i < basis.rows; i++) {
    staying.forEach((j, k) => (stacked.data[i * width + k] = basis.data[i * d + j]! / Math.sqrt(largest)));
  }
  for (let k = 0; k < width; k++) stacked.data[(basis.rows + k) * width + k] = Math.sqrt(epsilon);
  const whitened = solveTriangularRight(block(stacked, 0, basis.rows, 0, width), qrR(stacked));
  return { whitened, kept, dropped };
}

function count(flags: boolean[]): number {
  return flags.filter(Boolean).length;
}
