import type { AnalysisResult } from '../../../src/facts/analyses';
import type { CalibratedNumber, CalibratedTables } from '../../../src/facts/analyses/calibratedParts';
import { calibratedAt } from '../../../src/facts/analyses/calibratedParts';
import { calibrationSaid } from '../../../src/facts/analyses/calibrationSaid';
import { shortCalibration } from '../../../src/facts/calibratedWords';
import { factsHtml, noticesHtml, tableHtml } from './reportHtml';

/** Calibrated numbers with p, a table of them. */
export function calibratedTable(
  caption: string,
  corner: string,
  { rows, columns }: { rows: readonly string[]; columns: readonly string[] },
  tables: CalibratedTables,
): string {
  return tableHtml({
    caption,
    head: [corner, ...columns],
    rows: rows.map((name, row) => [
      name,
      ...columns.map((_column, column) => calibratedCell(calibratedAt(tables, row, column))),
    ]),
  });
}

/** A calibrated number with p in a cell; empty where it was not permuted. */
export function calibratedCell(number: CalibratedNumber | undefined): string {
  return number ? shortCalibration(number) : '';
}

/** How the numbers of a result were calibrated, the best of many layers of a matrix, and why some were not. */
export function calibrationHtml(result: AnalysisResult): string[] {
  const said = calibrationSaid(result);
  if (!said) return [];
  const best =
    said.best === '' ? [] : [['Best of many layers', said.best.replace('Best of many layers: ', '')] as const];
  return [factsHtml([...best, ['Calibrated', said.convention]]), noticesHtml(said.without)];
}
