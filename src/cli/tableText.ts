/** Rows of numbers to four places, a dash where there is none; with names of rows and columns where they are given. */
export function tableText(
  values: readonly (readonly (number | null)[])[],
  names?: { rows: readonly string[]; columns: readonly string[] },
): string[] {
  const widest = names ? Math.max(...names.rows.map(({ length }) => length)) : 0;
  const columnOf = (j: number): number => Math.max(8, (names?.columns[j]?.length ?? 0) + 2);
  const cell = (value: number | null, j: number): string =>
    (value === null ? '-' : value.toFixed(4)).padStart(columnOf(j));
  const lines = values.map((row, i) => (names ? names.rows[i]!.padEnd(widest) : '') + row.map(cell).join(''));
  if (!names) return lines;
  return [' '.repeat(widest) + names.columns.map((name, j) => name.padStart(columnOf(j))).join(''), ...lines];
}
