import type { CalibratedTables } from '../../facts/analyses/calibratedParts';
import type { ScoreName } from '../../facts/measures';
import { codeSpan, numbersTable } from '../markdownText';
import type { ShownNumbers } from '../../facts/python/section';

/** Calibrated values in a markdown table behind that of their scores. */
export function calibratedTable(
  measure: ScoreName,
  { values }: CalibratedTables,
  columns: readonly string[],
  rows: readonly string[],
): string {
  const table = numbersTable(
    columns,
    rows.map((name, i) => ({ name, values: values[i] ?? [] })),
  );
  return `\n\nCalibrated, ${codeSpan(measure)} (thresholds, in likeness, and p are with the numbers above):\n\n${table}`;
}

/** The same with thresholds and p, in full, by the names of the document; `before`: what they stand in there, with its point. */
export function calibratedShown(before: string, { values, thresholds, p }: CalibratedTables): ShownNumbers {
  const key = `${before}calibrated`;
  return { [`${key}.values`]: values, [`${key}.thresholds`]: thresholds, [`${key}.p`]: p };
}
