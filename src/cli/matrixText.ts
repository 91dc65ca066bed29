import type { MatrixResult } from '../facts/analyses/matrix';
import { append } from '../facts/append';
import { noticesOf } from '../facts/noticesOf';
import { calibratedLines } from './calibratedLines';
import { noticeLines } from './noticeLines';
import { samplesText } from './samplesText';
import { standingIn } from '../facts/standingIn';
import { tableText } from './tableText';

/** A matrix as a person reads it in a terminal: rows by name, columns by number, as names make columns too wide; the numbers are explained above. */
export function matrixText(result: MatrixResult): string {
  const { rows, columns, square, measure, values, warnings, refused } = result;
  const size = square ? `${rows.length} arrays` : `${rows.length} x ${columns.length} arrays`;
  const lines = [`${size}, ${samplesText(result)}; ${measure}, columns in this order:`];
  columns.forEach(({ name }, j) => lines.push(`  ${j + 1}. ${name}`));
  append(lines, noticeLines(noticesOf(warnings, measure), refused));
  const names = { rows: rows.map(({ name }) => name), columns: columns.map((_, j) => String(j + 1)) };
  const standing = standingIn(result.atChance?.[measure], result.saturated?.[measure]);
  if (result.reading) lines.push('', result.reading);
  append(lines, ['', ...tableText(values[measure] ?? [], { ...names, standing })]);
  if (result.calibrated) append(lines, calibratedLines(result.calibrated, result.options, { names, square }));
  return lines.join('\n');
}
