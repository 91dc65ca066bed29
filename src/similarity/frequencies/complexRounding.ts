import { largestOf } from '../../facts/extremes';
import { block } from '../../linalg/blocks';
import { choleskyUpper } from '../../linalg/cholesky';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply, multiplyTransposed } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { qrR } from '../../linalg/qr';
import { svd } from '../../linalg/svd';
import { embedded } from './complexCca';
import type { ComplexColumns } from './frequencyTransform';
import { numericalRank } from '../routes/rank';
import { atLevel, rankAboveRounding, roundingLevels, roundingNorm } from '../routes/rounding';

/** How large the rounding of stored maps can be at a frequency, whichever it is: a Fourier transform spreads independent errors over all alike. */
interface MapsRounding {
  /** Unit roundoff of the maps as they are stored; 0 for values that are exact. */
  unit: number;
  /** Of each channel: root of the sum over all positions of its mean square over the samples, in the units of the columns. */
  magnitudes: Float64Array;
}

/**
 * Complex columns (samples x channels, centred, more samples than channels) without the directions that are no more than the rounding of the stored
 * maps, by the rule of rounding.ts, and how many those are. What is left is exact but for float64's own rounding, so that whatever counts directions
 * afterwards counts the others alone. The columns themselves where all of them count, which a factorisation of their products tells. @throws NotConvergedError.
 */
export function withoutRounding(columns: ComplexColumns, { unit, magnitudes }: MapsRounding): ComplexColumns {
  const { rows: n, columns: d } = columns.real;
  const places = varyingPlaces(columns);
  if (unit === 0 || places.length === 0 || n <= d) return columns;
  const some = chosen(columns, places);
  const scale = { samples: n, neurons: d, unit, magnitudes: magnitudes.filter((_, c) => places.includes(c)) };
  if (isClear(some, atLevel * roundingNorm(scale) * largestOf(scale.magnitudes))) return columns;

  const E = embedded(some);
  const { S, V } = svd(qrR(E));
  // Half of a complex value's square is that of its real part: rows and columns of the real matrix are twice as many.
  const halves = Float64Array.from({ length: V.rows }, (_, j) => scale.magnitudes[j % places.length]! / Math.SQRT2);
  const twice = { samples: 2 * n, neurons: 2 * d, unit, magnitudes: halves };
  const norm = Math.sqrt(S.reduce((sum, value) => sum + value * value, 0));
  const all = numericalRank(S, { ...twice, uncentredNorm: norm });
  // Singular values of the real matrix come in pairs.
  const rank = 2 * Math.ceil(rankAboveRounding(S, roundingLevels(V, twice), all) / 2);
  const roundingDimensions = Math.ceil(all / 2) - rank / 2;
  if (roundingDimensions <= 0) return columns;
  const leading = block(V, 0, V.rows, 0, rank);
  const kept = multiply(multiply(E, leading), transpose(leading));
  return { ...spread(kept, columns.real, places), roundingDimensions };
}

/** Channels that are not 0 throughout. */
function varyingPlaces({ real, imaginary }: ComplexColumns): number[] {
  const varies = new Uint8Array(real.columns);
  for (const { columns, data } of [real, imaginary])
    data.forEach((value, at) => {
      if (value !== 0) varies[at % columns] = 1;
    });
  return [...varies.keys()].filter((c) => varies[c] === 1);
}

function chosen({ real, imaginary }: ComplexColumns, places: readonly number[]): ComplexColumns {
  if (places.length === real.columns) return { real, imaginary };
  const pick = (A: Matrix): Matrix => {
    const picked = matrix(A.rows, places.length);
    for (let i = 0; i < A.rows; i++)
      places.forEach((c, j) => (picked.data[i * places.length + j] = A.data[i * A.columns + c]!));
    return picked;
  };
  return { real: pick(real), imaginary: pick(imaginary) };
}

/** Whether every singular value of complex columns is above a limit: their products less its square are positive definite. */
function isClear({ real, imaginary }: ComplexColumns, limit: number): boolean {
  const d = real.columns;
  const [xx, yy, xy] = [
    multiplyTransposed(real, real),
    multiplyTransposed(imaginary, imaginary),
    multiplyTransposed(real, imaginary),
  ];
  const G = matrix(2 * d, 2 * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const same = xx.data[i * d + j]! + yy.data[i * d + j]!;
      const turned = xy.data[j * d + i]! - xy.data[i * d + j]!;
      G.data[i * 2 * d + j] = G.data[(i + d) * 2 * d + j + d] = same;
      G.data[i * 2 * d + j + d] = turned;
      G.data[(i + d) * 2 * d + j] = -turned;
    }
    G.data[i * 2 * d + i]! -= limit ** 2;
    G.data[(i + d) * 2 * d + i + d]! -= limit ** 2;
  }
  return choleskyUpper(G) !== undefined;
}

/** The complex columns that a real matrix stands for, at their places among all channels; 0 elsewhere. */
function spread(E: Matrix, { rows, columns }: Matrix, places: readonly number[]): ComplexColumns {
  const [real, imaginary] = [matrix(rows, columns), matrix(rows, columns)];
  const d = places.length;
  for (let i = 0; i < rows; i++) {
    places.forEach((c, j) => {
      real.data[i * columns + c] = E.data[4 * i * d + j]!;
      imaginary.data[i * columns + c] = -E.data[4 * i * d + d + j]!;
    });
  }
  return { real, imaginary };
}
