import { matrix, type Matrix } from '../../linalg/matrix';
import { canonicalCorrelations } from '../measures/canonical';
import { factorPair } from '../routes/factorPair';
import type { ComplexColumns } from './frequencyTransform';
import { memoryPasses } from '../routes/memoryPasses';
import { basesProduct, type PairFactors } from '../routes/pairFactors';
import { inOrder } from '../routes/pairOrder';
import type { RouteReport } from '../../facts/reportParts';
import type { SideName } from '../routes/rowPasses';

/** Canonical correlations of complex columns. */
export interface ComplexCca {
  /** min(rank a, rank b) of them, descending, 0 to 1; none where a side is 0 throughout. */
  coefficients: Float64Array;
  /** 0 for a side without variance; null for one that was not looked at because the other has none. */
  rank: { a: number | null; b: number | null };
  /** Directions at this frequency that were left out as rounding (see complexRounding). */
  roundingDimensions: { a: number; b: number };
  route: RouteReport['name'];
}

/**
 * Canonical correlations of two sides of complex columns (samples x channels, centred, more samples than channels), with the hermitian inner
 * product. Complex numbers are taken as 2 x 2 real matrices, [[Re, -Im], [Im, Re]]: every coefficient then comes twice.
 * @throws NotConvergedError.
 */
export async function complexCca(
  A: ComplexColumns,
  B: ComplexColumns,
  names: Record<SideName, string>,
): Promise<ComplexCca> {
  const [emptyA, emptyB] = [isZero(A), isZero(B)];
  const roundingDimensions = { a: A.roundingDimensions ?? 0, b: B.roundingDimensions ?? 0 };
  if (emptyA || emptyB) {
    const rank = { a: emptyA ? 0 : null, b: emptyB ? 0 : null };
    return { coefficients: new Float64Array(0), rank, roundingDimensions, route: 'gram' };
  }
  const factors = await factorPair(memoryPasses(embedded(A), embedded(B), names), names);
  const coefficients = complexCoefficients(factors);
  const rank = { a: Math.ceil(factors.a.rank / 2), b: Math.ceil(factors.b.rank / 2) };
  return { coefficients, rank, roundingDimensions, route: factors.route.name };
}

/** The canonical correlations of a pair of {@link embedded} columns, each of which comes twice there. @throws NotConvergedError. */
export function complexCoefficients(factors: PairFactors): Float64Array {
  return canonicalCorrelations(basesProduct(inOrder(factors))).filter((_, k) => k % 2 === 0);
}

/** Whether columns hold nothing but zeros. */
export function isZero({ real, imaginary }: ComplexColumns): boolean {
  return [real, imaginary].every(({ data }) => data.every((value) => value === 0));
}

/** Complex columns as a real matrix of twice as many rows and columns: two rows beside each other for each sample. */
export function embedded({ real, imaginary }: ComplexColumns): Matrix {
  const { rows, columns } = real;
  const E = matrix(2 * rows, 2 * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const [x, y] = [real.data[i * columns + j]!, imaginary.data[i * columns + j]!];
      const [upper, lower] = [4 * i * columns + j, (4 * i + 2) * columns + j];
      E.data[upper] = x;
      E.data[upper + columns] = -y;
      E.data[lower] = y;
      E.data[lower + columns] = x;
    }
  }
  return E;
}
