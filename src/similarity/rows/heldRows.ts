import { matrix, type Matrix } from '../../linalg/matrix';
import { apart } from '../measures/debiasedTerms';

/** The rows of a pair that lie farthest from where they are counted from, on either side: should a few dominate, sums need them apart. */
export interface HeldRows {
  /** So many x columns of both sides. */
  rows: Matrix;
  /** Their places among all rows of the pair. */
  places: number[];
}

/** None. */
export function noHeldRows(columns: number): HeldRows {
  return { rows: matrix(0, columns), places: [] };
}

/**
 * The rows that are to be held of those that are and of further ones Z, the farthest by each side, and the others of both, in Z's memory where that has
 * room. @param first columns of side a. @param places of the further rows.
 */
export function heldOf(
  held: HeldRows,
  Z: Matrix,
  places: ArrayLike<number>,
  first: number,
): { held: HeldRows; rest: Matrix } {
  const { columns } = Z;
  const [before, after] = [squaredNorms(held.rows, first), squaredNorms(Z, first)];
  const chosen = new Set<number>();
  for (const side of [0, 1] as const) for (const at of farthest(before[side], after[side], apart)) chosen.add(at);
  const entering = [...chosen].filter((at) => at >= held.places.length).map((at) => at - held.places.length);
  if (entering.length === 0) return { held, rest: Z };
  const leaving = held.places.map((_, at) => at).filter((at) => !chosen.has(at));
  const staying = [...chosen].filter((at) => at < held.places.length);
  const rows = matrix(chosen.size, columns);
  const kept: number[] = [];
  for (const at of staying.sort((x, y) => x - y)) {
    rows.data.set(rowOf(held.rows, at), kept.length * columns);
    kept.push(held.places[at]!);
  }
  entering.sort((x, y) => x - y);
  for (const at of entering) {
    rows.data.set(rowOf(Z, at), kept.length * columns);
    kept.push(places[at]!);
  }
  return { held: { rows, places: kept }, rest: exchanged(Z, entering, held.rows, leaving) };
}

/** Of two lists of numbers, one behind the other, the places of the largest ones. */
function farthest(before: Float64Array, after: Float64Array, count: number): number[] {
  const best: { at: number; value: number }[] = [];
  let least = -1;
  const offer = (at: number, value: number): void => {
    if (best.length === count && !(value > least)) return;
    best.push({ at, value });
    best.sort((x, y) => y.value - x.value);
    if (best.length > count) best.pop();
    least = best.at(-1)!.value;
  };
  before.forEach((value, at) => offer(at, value));
  after.forEach((value, at) => offer(before.length + at, value));
  return best.map(({ at }) => at);
}

/** Squared norms of the rows on either side. */
export function squaredNorms({ rows, columns, data }: Matrix, first: number): [Float64Array, Float64Array] {
  const [a, b] = [new Float64Array(rows), new Float64Array(rows)];
  for (let i = 0, at = 0; i < rows; i++) {
    let [k, l] = [0, 0];
    for (let j = 0; j < first; j++, at++) k += data[at]! * data[at]!;
    for (let j = first; j < columns; j++, at++) l += data[at]! * data[at]!;
    a[i] = k;
    b[i] = l;
  }
  return [a, b];
}

/** Z without the rows that enter, in whose places others come that leave; what is over is filled from the end, or stands behind it. */
function exchanged(Z: Matrix, entering: number[], H: Matrix, leaving: readonly number[]): Matrix {
  const { columns, data } = Z;
  const free = [...entering];
  const over: Float64Array[] = [];
  for (const at of leaving) {
    const place = free.shift();
    if (place === undefined) over.push(rowOf(H, at));
    else data.set(rowOf(H, at), place * columns);
  }
  let rows = Z.rows;
  for (const place of free.sort((x, y) => y - x)) {
    rows--;
    if (place !== rows) data.copyWithin(place * columns, rows * columns, (rows + 1) * columns);
  }
  const left = rows * columns;
  if (over.length === 0) return matrix(rows, columns, data.subarray(0, left));
  const all = new Float64Array(left + over.length * columns);
  all.set(data.subarray(0, left));
  over.forEach((row, at) => all.set(row, left + at * columns));
  return matrix(rows + over.length, columns, all);
}

function rowOf({ columns, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * columns, (i + 1) * columns);
}
