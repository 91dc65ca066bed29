import { largestOf } from '../facts/extremes';

/** A name in a markdown text: as code, so that none of its characters means anything there. */
export function codeSpan(text: string): string {
  const plain = text.replaceAll(/[\r\n]+/g, ' ');
  const runs = [...plain.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, largestOf(runs)) + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** A table of markdown; a | within a cell is escaped, as a table would take it for its own even in code. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** What a table shows of a larger one. */
const most = 12;

/** A table of numbers as they were shown, of a large one the first rows and columns, which the text below it says. */
export function numbersTable(
  columns: readonly string[],
  rows: readonly { name: string; values: readonly (number | null)[] }[],
): string {
  const table = markdownTable(
    ['', ...columns.slice(0, most).map(codeSpan)],
    rows.slice(0, most).map(({ name, values }) => [codeSpan(name), ...values.slice(0, most).map(shownNumber)]),
  );
  const cut = columns.length > most || rows.length > most;
  return cut ? `${table}\n\nThe first of ${rows.length} rows and ${columns.length} columns.` : table;
}

/** A number as a table shows it: whole ones whole, others with six significant digits; a dash for none. */
export function shownNumber(value: number | null): string {
  if (value === null) return '–';
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1e-4 && size < 1e6 ? String(Number(value.toPrecision(6))) : value.toExponential(5);
}
