import type { AnalysisResult } from '../protocol/analysis';

/** A result in long form: names of columns, then a row for each number of the result. Missing numbers are null. */
export interface ResultRows {
  columns: string[];
  rows: (string | number | null)[][];
}

/** Every number that an analysis is about, one a row. */
export function resultRows(result: AnalysisResult): ResultRows {
  switch (result.analysis) {
    case 'matrix': {
      const { rows, columns, measure, values } = result;
      return {
        columns: ['a', 'b', 'measure', 'value'],
        rows: rows.flatMap((a, i) =>
          columns.map((b, j) => [a.path, b.path, measure, values[measure][i]?.[j] ?? null]),
        ),
      };
    }
    case 'dynamics':
      return {
        columns: ['model', 'checkpoint', 'layer', 'measure', 'value'],
        rows: result.models.flatMap(({ model, checkpoints, layers, values }) =>
          checkpoints.flatMap((checkpoint, i) =>
            layers.map((layer, j) => [model, checkpoint, layer, result.measure, values[i]?.[j] ?? null]),
          ),
        ),
      };
    case 'groups':
      return {
        columns: ['layer', 'group_a', 'group_b', 'measure', 'mean', 'low', 'high', 'pairs'],
        rows: result.cells.map(({ layer, a, b, mean, interval, pairs }) => {
          const [low, high] = interval ?? [null, null];
          return [layer, a, b, result.measure, mean, low, high, pairs.length];
        }),
      };
    case 'classes':
      return {
        columns: ['model', 'checkpoint', 'layer', 'class', 'R', 'adjusted'],
        rows: result.layers.flatMap(({ model, checkpoint, layer, R, adjusted }) =>
          result.classes.map(({ name }, i) => [model, checkpoint, layer, name, R[i] ?? null, adjusted[i] ?? null]),
        ),
      };
    default: {
      const unknown: never = result;
      throw new Error(`There is no result ${JSON.stringify(unknown)}.`);
    }
  }
}

/** Rows as CSV (RFC 4180): numbers in full, missing ones empty. */
export function csvOf({ columns, rows }: ResultRows): string {
  const field = (value: string | number | null) => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => row.map(field).join(',')).join('\n');
}

/** Rows as a table for people: columns aligned, numbers with four digits, a dash for missing ones. */
export function tableOf({ columns, rows }: ResultRows): string {
  const text = (value: string | number | null) => {
    if (value === null) return '-';
    return typeof value === 'string' || Number.isInteger(value) ? String(value) : value.toFixed(4);
  };
  const cells = [columns, ...rows.map((row) => row.map(text))];
  const widths = columns.map((_, j) => Math.max(...cells.map((row) => row[j]!.length)));
  return cells.map((row) => row.map((cell, j) => cell.padEnd(widths[j]!)).join('  ').trimEnd()).join('\n');
}
