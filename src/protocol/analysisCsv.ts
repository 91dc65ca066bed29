import { csv, type CsvField } from '../facts/csv';
import { clearOr } from '../facts/standing';
import { standingIn, standingOfClass, standingOfMean } from '../facts/standingIn';
import type { AnalysisResult, ClassesResult, DynamicsResult, GroupsResult, MatrixResult } from './analysisResults';
import { filesChanged } from './staleFiles';
import { scoreNames } from '../facts/measures/scores';
import { type ScoreName } from '../facts/measures';

/**
 * The numbers of an analysis in long form, one a line: values unrounded, missing ones empty. Of a matrix every score that has any value, or
 * `measures` alone. The last column, `standing`, says how a score stands to its null level by the rule for verdicts: `clear`, `chance` or `saturated`,
 * empty where no level is known or none is asked for. Numbers that are not of their files any more carry that in each line, in a column `remark`.
 */
export function analysisCsv(result: AnalysisResult, measures?: readonly ScoreName[]): string {
  const [head, ...lines] = rowsOf(result, measures) as [CsvField[], ...CsvField[][]];
  const stale = result.warnings.find(({ code }) => code === filesChanged);
  if (!stale) return csv([head, ...lines]);
  return csv([[...head, 'remark'], ...lines.map((line) => [...line, stale.message])]);
}

/** What a matrix of rows and columns has for its table. */
type MatrixNumbers = Pick<MatrixResult, 'values' | 'nulls' | 'atChance' | 'saturated'>;

/** A matrix, one line a cell and measure: `a,b,measure,value,standing`; `rows` and `columns`: what its arrays are called. */
export function matrixCsv(
  rows: readonly string[],
  columns: readonly string[],
  numbers: MatrixNumbers,
  measures: readonly ScoreName[],
): string {
  return csv(matrixRows(rows, columns, numbers, measures));
}

function rowsOf(result: AnalysisResult, measures?: readonly ScoreName[]): CsvField[][] {
  switch (result.analysis) {
    case 'matrix': {
      const [rows, columns] = [result.rows, result.columns].map((arrays) => arrays.map(({ path }) => path));
      return matrixRows(rows!, columns!, result, measures ?? scoreNames.filter((one) => hasAny(result, one)));
    }
    case 'dynamics':
      return dynamicsRows(result);
    case 'groups':
      return groupsRows(result);
    case 'classes':
      return classesRows(result);
  }
}

function hasAny({ values }: MatrixNumbers, measure: ScoreName): boolean {
  return (values[measure] ?? []).some((row) => row.some((value) => value !== null));
}

function matrixRows(
  rows: readonly string[],
  columns: readonly string[],
  { values, nulls, atChance, saturated }: MatrixNumbers,
  measures: readonly ScoreName[],
): CsvField[][] {
  const lines = measures.flatMap((measure) => {
    const standing = standingIn(atChance?.[measure], saturated?.[measure]);
    return rows.flatMap((a, i) =>
      columns.map((b, j): CsvField[] => {
        const value = values[measure]?.[i]?.[j] ?? null;
        return [a, b, measure, value, clearOr(standing(i, j), value, nulls?.[measure]?.[i]?.[j])];
      }),
    );
  });
  return [['a', 'b', 'measure', 'value', 'standing'], ...lines];
}

/** The course of every layer; the final checkpoint, which is itself, takes part in no verdict. */
function dynamicsRows({ models, measure }: DynamicsResult): CsvField[][] {
  const lines = models.flatMap(({ model, checkpoints, final, layers, values, nulls, atChance, saturated }) => {
    const standing = standingIn(atChance, saturated);
    return checkpoints.flatMap((checkpoint, c) =>
      layers.map((layer, l): CsvField[] => {
        const value = values[c]?.[l] ?? null;
        const level = checkpoint === final ? null : nulls?.[c]?.[l];
        return [model, checkpoint, layer, measure, value, clearOr(standing(c, l), value, level)];
      }),
    );
  });
  return [['model', 'checkpoint', 'layer', 'measure', 'value', 'standing'], ...lines];
}

/** Means of groups over the pairs that have a value; low and high are the interval, min and max the range. */
function groupsRows({ cells, measure }: GroupsResult): CsvField[][] {
  const lines = cells.map((cell): CsvField[] => {
    const { layer, a, b, mean, range, interval, pairs, nulls } = cell;
    const known = pairs.filter(({ value }) => value !== null).length;
    const [[low, high], [min, max]] = [interval ?? [null, null], range ?? [null, null]];
    return [
      layer,
      a,
      b,
      measure,
      mean,
      low,
      high,
      min,
      max,
      known,
      clearOr(standingOfMean(cell), mean, nulls?.[measure]),
    ];
  });
  const head = ['layer', 'group_a', 'group_b', 'measure', 'mean', 'low', 'high', 'min', 'max', 'pairs', 'standing'];
  return [head, ...lines];
}

/** In the column of the classes, their mean CCA at once. */
const allClasses = 'all classes (mean CCA)';

/** Of every layer its classes, and after them all at once. Where samples repeat none is known to be clear. */
function classesRows({ layers, classes }: ClassesResult): CsvField[][] {
  const lines = layers.flatMap((at) => {
    const { model, checkpoint, layer, R, adjusted, nullR2, whole, repeats } = at;
    const ofClasses = classes.map(({ name }, i): CsvField[] => {
      const value = R[i] ?? null;
      const standing = clearOr(standingOfClass(at, i), value, repeats ? null : nullR2);
      return [model, checkpoint, layer, name, value, adjusted[i] ?? null, standing];
    });
    const mean = whole?.mean ?? null;
    const standing = clearOr(standingOfMean(whole), mean, repeats ? null : whole?.nullCca);
    return [...ofClasses, [model, checkpoint, layer, allClasses, mean, null, standing]];
  });
  return [['model', 'checkpoint', 'layer', 'class', 'R', 'adjusted', 'standing'], ...lines];
}
