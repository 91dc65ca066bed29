/** What stands between two commas; null and undefined leave it empty. */
export type CsvField = string | number | null | undefined;

/**
 * What spreadsheets take for the beginning of a formula, or skip before one: `=`, `+`, `-` and `@`, in their wide forms too, tabs and line ends. Layers,
 * classes and files may be called anything.
 */
const formulaStart = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n]/;

const plainNumber = String.raw`(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)`;
/** A number as text, a complex one included: no formula does more than that. */
const numberText = new RegExp(`^[+-]?${plainNumber}(?:[+-]${plainNumber}j)?$`, 'i');

/**
 * Rows as CSV (RFC 4180, lines ending in `\n`), quoted where need be. A text that a spreadsheet would take for a formula has an apostrophe before it
 * (`'=1+1`, `'@scope/fc1.npy`), so that opening the table runs nothing; numbers, also those given as text, stay numbers (`-1.5`, `-Infinity`).
 */
export function csv(rows: readonly (readonly CsvField[])[]): string {
  return rows.map((row) => `${row.map((field) => quoted(field, /[",\r\n]/)).join(',')}\n`).join('');
}

/** Rows of texts as spreadsheets take them when they are pasted, cells apart by tabs, with no more power than in CSV; the last line has no end. */
export function tsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((field) => quoted(field, /^"|[\t\r\n]/)).join('\t')).join('\n');
}

function quoted(field: CsvField, unsafe: RegExp): string {
  if (field === null || field === undefined) return '';
  const text = typeof field === 'string' ? withoutFormula(field) : String(field);
  return unsafe.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function withoutFormula(text: string): string {
  return formulaStart.test(text) && !numberText.test(text) ? `'${text}` : text;
}
