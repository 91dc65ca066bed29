import type {
  AnalysisResult,
  ClassesResult,
  DynamicsResult,
  GroupsResult,
  MatrixResult,
} from '../../src/protocol/analysis';
import { filesChanged } from '../../src/protocol/staleFiles';
import { matrixMeasures } from '../../src/protocol/worker';
import { csv, type Cell } from './csv';

function matrixRows({ rows, columns, values }: MatrixResult): Cell[][] {
  const lines: Cell[][] = [['a', 'b', 'measure', 'value']];
  for (const measure of matrixMeasures) {
    const table = values[measure] ?? [];
    if (!table.some((row) => row.some((value) => value !== null))) continue;
    rows.forEach((a, i) => columns.forEach((b, j) => lines.push([a.path, b.path, measure, table[i]?.[j] ?? null])));
  }
  return lines;
}

function dynamicsRows({ models, measure }: DynamicsResult): Cell[][] {
  const lines = models.flatMap(({ model, checkpoints, layers, values }) =>
    checkpoints.flatMap((checkpoint, i) =>
      layers.map((layer, j): Cell[] => [model, checkpoint, layer, measure, values[i]?.[j] ?? null]),
    ),
  );
  return [['model', 'checkpoint', 'layer', 'measure', 'value'], ...lines];
}

function groupsRows({ cells, measure }: GroupsResult): Cell[][] {
  const lines = cells.map(({ layer, a, b, mean, interval, pairs }): Cell[] => {
    const [low, high] = interval ?? [null, null];
    return [layer, a, b, measure, mean, low, high, pairs.length];
  });
  return [['layer', 'group_a', 'group_b', 'measure', 'mean', 'low', 'high', 'pairs'], ...lines];
}

function classesRows({ classes, layers }: ClassesResult): Cell[][] {
  const lines = layers.flatMap(({ model, checkpoint, layer, R, adjusted }) =>
    classes.map(({ name }, i): Cell[] => [model, checkpoint, layer, name, R[i] ?? null, adjusted[i] ?? null]),
  );
  return [['model', 'checkpoint', 'layer', 'class', 'R', 'adjusted'], ...lines];
}

/**
 * The numbers of an analysis in long form, one a line, with the columns that the command line writes: values unrounded, missing ones empty.
 * Matrix `a,b,measure,value` for every measure that has any value; dynamics `model,checkpoint,layer,measure,value`; groups
 * `layer,group_a,group_b,measure,mean,low,high,pairs` (low and high: the interval); classes `model,checkpoint,layer,class,R,adjusted`. Numbers that
 * are not of their files any more carry that in each line, in a column `remark`.
 */
export function analysisCsv(result: AnalysisResult): string {
  const [head = [], ...lines] = rowsOf(result);
  const stale = result.warnings.find(({ code }) => code === filesChanged);
  if (!stale) return csv([head, ...lines]);
  return csv([[...head, 'remark'], ...lines.map((line) => [...line, stale.message])]);
}

function rowsOf(result: AnalysisResult): Cell[][] {
  switch (result.analysis) {
    case 'matrix':
      return matrixRows(result);
    case 'dynamics':
      return dynamicsRows(result);
    case 'groups':
      return groupsRows(result);
    case 'classes':
      return classesRows(result);
  }
}
