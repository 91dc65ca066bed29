import type { Tile } from '../../formats/rows/fileOrder';
import type { ExactExtremes } from '../../formats/values/wideIntegers';
import type { ColumnCounts, ColumnSummary, ExactDigits } from '../../protocol/arraySummary';
import type { ColumnTally } from './columnTally';

/** Constant columns that are named where columns are counted alone. */
const named = 20;

/** The statistics of each column, before there are any. */
export function noColumns(): ColumnSummary {
  return {
    mean: [],
    standardDeviation: [],
    zeroFraction: [],
    minimum: [],
    maximum: [],
    nan: [],
    infinite: [],
    negativeInfinite: [],
    constant: [],
  };
}

/** Adds the columns of a settled tally, each of `elements` elements, to those before them. */
export function listColumns(summary: ColumnSummary, tally: ColumnTally, [from, to]: Tile, elements: number): void {
  const { finite, zeros, shift, sum, squares, minimum, maximum } = tally;
  for (let j = 0; j < to - from; j++) {
    const seen = finite[j]!;
    const offset = seen === 0 ? 0 : sum[j]! / seen;
    summary.mean.push(seen === 0 ? null : finiteOrNull(shift[j]! + offset));
    const spread = seen === 0 ? 0 : Math.max(0, squares[j]! / seen - offset * offset);
    summary.standardDeviation.push(seen === 0 ? null : finiteOrNull(Math.sqrt(spread)));
    summary.zeroFraction.push(zeros[j]! / elements);
    summary.minimum.push(seen === 0 ? null : minimum[j]!);
    summary.maximum.push(seen === 0 ? null : maximum[j]!);
    summary.nan.push(tally.nan[j]!);
    summary.infinite.push(tally.infinite[j]!);
    summary.negativeInfinite.push(tally.negativeInfinite[j]!);
    if (isConstant(tally, j)) summary.constant.push(from + j);
  }
}

/** Adds the columns of a settled tally, each of `elements` elements, to the counts of those before them. */
export function countColumns(counts: ColumnCounts, tally: ColumnTally, [from, to]: Tile, elements: number): void {
  counts.columns += to - from;
  for (let j = 0; j < to - from; j++) {
    if (tally.zeros[j] === elements) counts.zero++;
    if (isConstant(tally, j)) addConstant(counts, from + j);
  }
}

/** The digits of extremes added to those of the columns before them. */
export function listDigits(digits: NonNullable<ExactDigits['columns']>, { minimum, maximum }: ExactExtremes): void {
  for (const value of minimum) digits.minimum.push(String(value));
  for (const value of maximum) digits.maximum.push(String(value));
}

/** Takes out those columns of a tile that are constant in float64 alone. */
export function keepConstant(constant: number[], [from, to]: Tile, { minimum, maximum }: ExactExtremes): number[] {
  return constant.filter((j) => j < from || j >= to || minimum[j - from] === maximum[j - from]);
}

/** Counts the constant columns of a tile by their exact extremes, each of `elements` integers. */
export function countConstant(
  counts: ColumnCounts,
  [from, to]: Tile,
  { minimum, maximum }: ExactExtremes,
  elements: number,
): void {
  for (let j = from; j < to; j++) if (elements > 1 && minimum[j - from] === maximum[j - from]) addConstant(counts, j);
}

function addConstant(counts: ColumnCounts, column: number): void {
  counts.constant++;
  if (counts.firstConstant.length < named) counts.firstConstant.push(column);
}

/** Two finite elements or more, all equal. */
function isConstant({ finite, minimum, maximum }: ColumnTally, j: number): boolean {
  return finite[j]! > 1 && minimum[j] === maximum[j];
}

/** Sums of values near the end of the double range can leave it; a summary holds no infinity. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
