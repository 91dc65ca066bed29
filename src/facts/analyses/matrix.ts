import type { CsvField } from '../csv';
import type { ByScore, ScoreName } from '../measures';
import { scoreNames } from '../measures/scores';
import { count, counted } from '../numbers';
import { clearOr } from '../standing';
import { standingIn } from '../standingIn';
import type { AnalysisFacts } from './analysis';
import {
  calibratedCell,
  calibratedColumns,
  calibratedLine,
  type CalibratedNumber,
  type CalibratedTables,
} from './calibratedParts';
import { matrixChoiceSchema, matrixSchema } from './matrixSchema';
import type { ArrayLabel, ResultBase } from './resultParts';

/** Rows and columns of different models: names of `SelectedArray.model`. Without it all included arrays are against each other. */
export interface MatrixChoice {
  rows: string;
  columns: string;
}

/** All pairs, row = side a, column = side b. */
export interface MatrixResult extends ResultBase {
  analysis: 'matrix';
  measure: ScoreName;
  rows: ArrayLabel[];
  columns: ArrayLabel[];
  /** True when rows and columns are the same arrays. */
  square: boolean;
  /** What the numbers say by `measure`, in a few sentences; absent while it runs, and from documents of earlier versions. */
  reading?: string | undefined;
  /** rows x columns by measure; null where a pair was refused, the measure is not defined, or (while it runs) not yet computed. */
  values: ByScore<(number | null)[][]>;
  /** Mean CCA of unrelated data of each pair's size. */
  nullCca: (number | null)[][];
  /**
   * What unrelated data of each pair's size give by each measure that has scores (of some a bound alone,
   * see src/facts/measures). Absent in documents saved before there was any.
   */
  nulls?: NumbersOfMeasures | undefined;
  /** Orders of rows (and columns, when square) by similarity, by the result's measure: optimal leaf order of average linkage. */
  clustered: { rows: number[]; columns: number[] };
  /** Cells (row, column) whose score is no higher than chance although shapes agree. */
  atNull: [number, number][];
  /** Cells (row, column) by measure whose score does not stand clear of its null level; measures without any have none, and it is absent where none has. */
  atChance?: CellsOfMeasures | undefined;
  /** The same of scores whose null level is near 1: they tell next to nothing. */
  saturated?: CellsOfMeasures | undefined;
  /** The scores of `measure` calibrated; absent where that was not asked for, and while it runs. */
  calibrated?: MatrixCalibrated | undefined;
}

/** Calibrated cells of a matrix; none of an array with itself. */
export interface MatrixCalibrated extends CalibratedTables {
  /** The score that is calibrated. */
  measure: ScoreName;
  /** The best of many layers; absent where no cell could be permuted. */
  best?: BestCell | undefined;
}

/** The cell that stands highest above its own null median, held against the highest of each permutation. */
export interface BestCell extends CalibratedNumber {
  /** Its place. */
  row: number;
  column: number;
  /** Cells that it is the best of. */
  cells: number;
  /** Its score, and the median of that and of its permuted ones: likenesses. */
  score: number;
  median: number;
}

/** Cells (row, column) of a matrix by measure. */
export type CellsOfMeasures = Partial<Record<ScoreName, [number, number][]>>;

/** Tables of a matrix by measure. */
export type NumbersOfMeasures = Partial<Record<ScoreName, (number | null)[][]>>;

/** Every layer against every other. */
export const matrixFacts = {
  id: 'matrix',
  title: 'Similarity matrix',
  question: 'Which layers are alike? All pairs, within a model or between two.',
  of: 'pairs',
  scores: 'all',
  choice: {
    schema: matrixChoiceSchema,
    check(check, value) {
      if (!check.object(value, 'matrix', [['rows', 'columns'], []])) return undefined;
      const { text } = check;
      return {
        rows: text(value.rows, 'matrix.rows', true),
        columns: text(value.columns, 'matrix.columns', true),
      } as MatrixChoice;
    },
    kept: (choice, { models }) =>
      models.includes(choice.rows) && models.includes(choice.columns) ? choice : undefined,
  },
  size: ({ square, rows, columns }) => [
    square ? counted(rows.length, 'layer') : `${count(rows.length)} × ${counted(columns.length, 'layer')}`,
  ],
  schema: matrixSchema,
  csv(result) {
    const [rows, columns] = [result.rows, result.columns].map((arrays) => arrays.map(({ path }) => path));
    return matrixRows(
      rows!,
      columns!,
      result,
      scoreNames.filter((one) => hasAny(result, one)),
    );
  },
} as const satisfies AnalysisFacts<MatrixResult, MatrixChoice>;

function hasAny({ values }: MatrixNumbers, measure: ScoreName): boolean {
  return (values[measure] ?? []).some((row) => row.some((value) => value !== null));
}

/** What a matrix of rows and columns has for its table. */
type MatrixNumbers = Pick<MatrixResult, 'values' | 'nulls' | 'atChance' | 'saturated' | 'calibrated'>;

/**
 * A matrix, one line a cell and measure: `a,b,measure,value,standing`, and where one measure is calibrated `calibrated,threshold,p` of its cells and, in the line
 * of the best of many, the same of it; `rows` and `columns`: what its arrays are called.
 */
export function matrixRows(
  rows: readonly string[],
  columns: readonly string[],
  { values, nulls, atChance, saturated, calibrated }: MatrixNumbers,
  measures: readonly ScoreName[],
): CsvField[][] {
  const lines = measures.flatMap((measure) => {
    const standing = standingIn(atChance?.[measure], saturated?.[measure]);
    return rows.flatMap((a, i) =>
      columns.map((b, j): CsvField[] => {
        const value = values[measure]?.[i]?.[j] ?? null;
        const line = [a, b, measure, value, clearOr(standing(i, j), value, nulls?.[measure]?.[i]?.[j])];
        return calibrated ? [...line, ...calibratedFields(calibrated, measure, i, j)] : line;
      }),
    );
  });
  const head = ['a', 'b', 'measure', 'value', 'standing'];
  return [calibrated ? [...head, ...calibratedColumns, ...bestColumns] : head, ...lines];
}

const bestColumns = calibratedColumns.map((name) => `best_${name}`);

function calibratedFields(calibrated: MatrixCalibrated, measure: ScoreName, i: number, j: number): CsvField[] {
  if (measure !== calibrated.measure) return Array<CsvField>(2 * calibratedColumns.length).fill(null);
  const { best } = calibrated;
  const own = best?.row === i && best.column === j ? best : undefined;
  return [...calibratedCell(calibrated, i, j), ...calibratedLine(own)];
}
