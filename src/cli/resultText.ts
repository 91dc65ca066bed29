import { append } from '../facts/append';
import { noticesOf } from '../facts/noticesOf';
import type { AnalysisResult, MatrixResult } from '../protocol/analysisResults';
import { classesText } from './classesText';
import { dynamicsText } from './dynamicsCommand';
import { groupsText } from './groupsCommand';
import { noticeLines } from './noticeLines';
import { samplesText } from './samplesText';
import { standingIn } from '../facts/standingIn';
import { tableText } from './tableText';

/** The result of any analysis as a person reads it in a terminal. */
export function resultText(result: AnalysisResult): string {
  switch (result.analysis) {
    case 'matrix':
      return matrixText(result);
    case 'dynamics':
      return dynamicsText(result);
    case 'groups':
      return groupsText(result);
    case 'classes':
      return classesText(result);
    default: {
      const unknown: never = result;
      throw new Error(`There is no result ${JSON.stringify(unknown)}.`);
    }
  }
}

/** Rows by name, columns by number, as names make columns too wide; the numbers are explained above. */
function matrixText(result: MatrixResult): string {
  const { rows, columns, square, measure, values, warnings, refused } = result;
  const size = square ? `${rows.length} arrays` : `${rows.length} x ${columns.length} arrays`;
  const lines = [`${size}, ${samplesText(result)}; ${measure}, columns in this order:`];
  columns.forEach(({ name }, j) => lines.push(`  ${j + 1}. ${name}`));
  append(lines, noticeLines(noticesOf(warnings, measure), refused));
  const names = { rows: rows.map(({ name }) => name), columns: columns.map((_, j) => String(j + 1)) };
  const standing = standingIn(result.atChance?.[measure], result.saturated?.[measure]);
  return [...lines, '', ...tableText(values[measure], { ...names, standing })].join('\n');
}
