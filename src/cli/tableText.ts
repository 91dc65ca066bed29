import { apartNames } from '../facts/apartNames';
import { largestOf } from '../facts/extremes';
import { signOf, signsText, type Standing } from '../facts/standing';

/** What stands beside a table's numbers. */
interface TableNames {
  rows?: readonly string[];
  columns?: readonly string[];
  /** Of cells that do not stand clear of their null level: each has its sign, which a line under the table explains. */
  standing?(row: number, column: number): Standing | undefined;
}

/** Lines longer than this are broken by terminals: names of columns then leave out what all of them have in common, which is said above them. */
const longestLine = 120;

/** Rows of numbers to four places, a dash where there is none; with names of rows and columns where they are given. */
export function tableText(
  values: readonly (readonly (number | null)[])[],
  { rows, columns: whole, standing }: TableNames = {},
): string[] {
  const found = values.map((row, i) => row.map((value, j) => (value === null ? undefined : standing?.(i, j))));
  const explained = signsText(found.flat());
  const sign = (of: Standing | undefined): string => (explained === '' ? '' : signOf(of));
  const widest = Math.max(0, largestOf((rows ?? []).map(({ length }) => length)));
  const isLong = (whole ?? []).reduce((sum, { length }) => sum + Math.max(8, length + 2), widest) > longestLine;
  const apart = isLong ? apartNames(whole ?? []) : undefined;
  const shared = apart && apart.before + apart.after !== '' ? `(columns: ${apart.before}*${apart.after})` : undefined;
  const columns = apart?.names ?? whole;
  const columnOf = (j: number): number => Math.max(8, (columns?.[j]?.length ?? 0) + 2);
  const cell = (value: number | null, i: number, j: number): string =>
    (value === null ? '-' : value.toFixed(4)).padStart(columnOf(j)) + sign(found[i]![j]);
  const lines = values.map(
    (row, i) => (rows?.[i] ?? '').padEnd(widest) + row.map((value, j) => cell(value, i, j)).join(''),
  );
  const head = (columns ?? []).map((name, j) => name.padStart(columnOf(j)) + sign(undefined)).join('');
  return [
    ...(shared === undefined ? [] : [shared]),
    ...(columns ? [' '.repeat(widest) + head] : []),
    ...lines,
    ...(explained === '' ? [] : [`(${explained})`]),
  ].map((line) => line.trimEnd());
}
