import type { Matrix } from './matrix';
import { dependentColumns } from './pivotedQr';

/** What is left of a dependent column after the earlier ones were projected out of it, as a share of its length, is at most this. */
const nothing = 1e-8;
/** How much more must be left of every independent column for the shares to decide. */
const gap = 1e3;

/**
 * The columns of X that are linear combinations of earlier ones, ascending, `columns - rank` of them, from the triangular factor R of X = QR: the
 * diagonal says what is left of each column beyond the earlier ones. Where that does not part them clearly, pivoting decides.
 */
export function triangleDependencies(R: Matrix, rank: number): number[] {
  const d = R.columns;
  if (rank >= d) return [];
  const left = Float64Array.from({ length: d }, (_, j) => {
    let square = 0;
    for (let i = 0; i <= j; i++) square += R.data[i * d + j]! ** 2;
    return square > 0 ? Math.abs(R.data[j * d + j]!) / Math.sqrt(square) : 0;
  });
  const order = Array.from(left.keys()).sort((i, j) => left[i]! - left[j]!);
  const dependent = order.slice(0, d - rank);
  const most = left[dependent[dependent.length - 1]!]!;
  const least = rank > 0 ? left[order[d - rank]!]! : Infinity;
  if (most > nothing || most * gap > least) return dependentColumns(R, rank);
  return dependent.sort((i, j) => i - j);
}
