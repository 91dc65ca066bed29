import { largestOf } from '../facts/extremes';
import { signOf, signsText, type Standing } from '../facts/standing';

/** What stands beside a table's numbers. */
interface TableNames {
  rows?: readonly string[];
  columns?: readonly string[];
  /** Of cells that do not stand clear of their null level: each has its sign, which a line under the table explains. */
  standing?(row: number, column: number): Standing | undefined;
}

/** Rows of numbers to four places, a dash where there is none; with names of rows and columns where they are given. */
export function tableText(
  values: readonly (readonly (number | null)[])[],
  { rows, columns, standing }: TableNames = {},
): string[] {
  const found = values.map((row, i) => row.map((value, j) => (value === null ? undefined : standing?.(i, j))));
  const explained = signsText(found.flat());
  const sign = (of: Standing | undefined): string => (explained === '' ? '' : signOf(of));
  const widest = Math.max(0, largestOf((rows ?? []).map(({ length }) => length)));
  const columnOf = (j: number): number => Math.max(8, (columns?.[j]?.length ?? 0) + 2);
  const cell = (value: number | null, i: number, j: number): string =>
    (value === null ? '-' : value.toFixed(4)).padStart(columnOf(j)) + sign(found[i]![j]);
  const lines = values.map(
    (row, i) => (rows?.[i] ?? '').padEnd(widest) + row.map((value, j) => cell(value, i, j)).join(''),
  );
  const head = (columns ?? []).map((name, j) => name.padStart(columnOf(j)) + sign(undefined)).join('');
  return [
    ...(columns ? [' '.repeat(widest) + head] : []),
    ...lines,
    ...(explained === '' ? [] : [`(${explained})`]),
  ].map((line) => line.trimEnd());
}
