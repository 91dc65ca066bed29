/** What stands between two commas; null and undefined leave it empty. */
export type CsvField = string | number | null | undefined;

/** Rows as CSV (RFC 4180, lines ending in `\n`), quoted where need be. */
export function csv(rows: readonly (readonly CsvField[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

function quoted(field: CsvField): string {
  if (field === null || field === undefined) return '';
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
