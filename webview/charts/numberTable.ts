import type { NumberTable } from './figure';

/** Columns of different lengths side by side, numbered from `first`; null where a column has ended. */
export function numberTable(
  counter: string,
  columns: { head: string; values: readonly (number | null)[] }[],
  first = 1,
): NumberTable {
  const length = Math.max(0, ...columns.map((column) => column.values.length));
  const rows = Array.from({ length }, (_unused, index) => [
    index + first,
    ...columns.map((column) => column.values[index] ?? null),
  ]);
  return { head: [counter, ...columns.map((column) => column.head)], rows };
}
