import type { Calibrated } from '../calibrated';
import type { CsvField } from '../csv';
import type { JsonSchema } from '../measures/measure';

/** Parts of result documents whose scores are calibrated; permutations, alpha and seed stand in the options. */

/** A number of a result held against the permutations. */
export type CalibratedNumber = Pick<Calibrated, 'value' | 'threshold' | 'p' | 'reason'>;

/** Tables of what is calibrated, of the form of the scores: null where there is none. */
export interface CalibratedTables {
  values: (number | null)[][];
  /** In likeness, also of a distance. */
  thresholds: (number | null)[][];
  p: (number | null)[][];
  /** Why cells have no value, each reason once. */
  without: { reason: string; cells: [number, number][] }[];
}

/** Numbers as tables. */
export function calibratedTables(cells: readonly (readonly (CalibratedNumber | undefined)[])[]): CalibratedTables {
  const table = (of: 'value' | 'threshold' | 'p'): (number | null)[][] =>
    cells.map((row) => row.map((cell) => cell?.[of] ?? null));
  const without = new Map<string, [number, number][]>();
  cells.forEach((row, i) =>
    row.forEach((cell, j) => {
      if (cell?.reason !== undefined) without.set(cell.reason, [...(without.get(cell.reason) ?? []), [i, j]]);
    }),
  );
  return {
    values: table('value'),
    thresholds: table('threshold'),
    p: table('p'),
    without: [...without].map(([reason, own]) => ({ reason, cells: own })),
  };
}

/** A cell of tables that may have been calibrated, with the reason where it has no value; undefined where it was not permuted. */
export function calibratedAt(tables: CalibratedTables, row: number, column: number): CalibratedNumber | undefined {
  const at = (table: CalibratedTables['values']): number | undefined => table[row]?.[column] ?? undefined;
  const { values, thresholds, p, without } = tables;
  const reason = without.find(({ cells }) => cells.some(([i, j]) => i === row && j === column))?.reason;
  const found = { value: at(values), threshold: at(thresholds), p: at(p), reason };
  return Object.values(found).some((part) => part !== undefined) ? (found as CalibratedNumber) : undefined;
}

/** Columns of CSV that calibrated numbers have. */
export const calibratedColumns = ['calibrated', 'threshold', 'p'];

/** A calibrated number in these columns. */
export function calibratedLine(number: CalibratedNumber | undefined): CsvField[] {
  return [number?.value ?? null, number?.threshold ?? null, number?.p ?? null];
}

/** A cell of tables in these columns. */
export function calibratedCell({ values, thresholds, p }: CalibratedTables, i: number, j: number): CsvField[] {
  return [values, thresholds, p].map((table) => table[i]?.[j] ?? null);
}

const table: JsonSchema = { $ref: '#/$defs/scoreTable' };
const place: JsonSchema = { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 };

/** The tables in media/analysis.schema.json. */
const calibratedTablesSchema: Readonly<Record<keyof CalibratedTables, JsonSchema>> = {
  values: { ...table, description: 'max(0, s - threshold) / (1 - threshold), 0 to 1.' },
  thresholds: {
    $ref: '#/$defs/table',
    description:
      'The ceil((1 - alpha)(permutations + 1))-th smallest of the permuted scores and the score itself, of a distance in its likeness.',
  },
  p: {
    ...table,
    description: '(1 + permuted scores that are no less) / (permutations + 1); null where samples repeat.',
  },
  without: {
    type: 'array',
    description: 'Why cells (row, column) have no calibrated score.',
    items: {
      type: 'object',
      required: ['reason', 'cells'],
      additionalProperties: false,
      properties: { reason: { type: 'string' }, cells: { type: 'array', items: place } },
    },
  },
};

/** The tables as an object, with what else there is of them. */
export function calibratedTablesObject(
  description: string,
  further: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  return {
    type: 'object',
    description: `${description} Permutations, alpha and seed are in the options. Absent where that was not asked for.`,
    required: Object.keys(calibratedTablesSchema),
    additionalProperties: false,
    properties: { ...calibratedTablesSchema, ...further },
  };
}

/** What a calibrated number has in media/analysis.schema.json. */
export const calibratedNumberProperties: Readonly<Record<keyof CalibratedNumber, JsonSchema>> = {
  value: { type: 'number', minimum: 0, maximum: 1, description: 'Absent where there is a reason.' },
  threshold: { type: 'number', description: 'In likeness, also of a distance.' },
  p: { type: 'number', exclusiveMinimum: 0, maximum: 1, description: 'Absent where samples repeat.' },
  reason: { type: 'string', description: 'Why there is no value.' },
};
