import type { ClassesResult, DynamicsResult, GroupsResult, MatrixResult } from '../protocol/analysis';
import type { MatrixMeasure, MatrixOutcome } from '../protocol/worker';

type Field = string | number | null;

/** A matrix in long form, one line a cell and measure: a,b,measure,value. */
export function matrixCsv({ paths, values }: MatrixOutcome, measures: readonly MatrixMeasure[]): string {
  const lines = measures.flatMap((measure) =>
    paths.flatMap((a, i) => paths.map((b, j): Field[] => [a, b, measure, values[measure][i]![j]!])),
  );
  return csv(['a', 'b', 'measure', 'value'], lines);
}

/** The same of arrays that were read as models, checkpoints and layers, and of the result's measure alone. */
export function matrixResultCsv({ rows, columns, measure, values }: MatrixResult): string {
  const lines = rows.flatMap((a, i) =>
    columns.map((b, j): Field[] => [a.path, b.path, measure, values[measure][i]![j]!]),
  );
  return csv(['a', 'b', 'measure', 'value'], lines);
}

/** The course of every layer: model,checkpoint,layer,measure,value. */
export function dynamicsCsv({ models, measure }: DynamicsResult): string {
  const lines = models.flatMap(({ model, checkpoints, layers, values }) =>
    checkpoints.flatMap((checkpoint, c) =>
      layers.map((layer, l): Field[] => [model, checkpoint, layer, measure, values[c]![l]!]),
    ),
  );
  return csv(['model', 'checkpoint', 'layer', 'measure', 'value'], lines);
}

/**
 * Means of groups over the pairs that have a value; low and high are the interval where there is one, else their range:
 * layer,group_a,group_b,measure,mean,low,high,pairs.
 */
export function groupsCsv({ cells, measure }: GroupsResult): string {
  const lines = cells.map(({ layer, a, b, mean, range, interval, pairs }): Field[] => {
    const [low, high] = interval ?? range ?? [null, null];
    const known = pairs.filter(({ value }) => value !== null).length;
    return [layer, a, b, measure, mean, low, high, known];
  });
  return csv(['layer', 'group_a', 'group_b', 'measure', 'mean', 'low', 'high', 'pairs'], lines);
}

/** Every layer against every class: model,checkpoint,layer,class,R,adjusted. */
export function classesCsv({ layers, classes }: ClassesResult): string {
  const lines = layers.flatMap(({ model, checkpoint, layer, R, adjusted }) =>
    classes.map(({ name }, i): Field[] => [model, checkpoint, layer, name, R[i] ?? null, adjusted[i] ?? null]),
  );
  return csv(['model', 'checkpoint', 'layer', 'class', 'R', 'adjusted'], lines);
}

/** Lines of fields; a missing number is empty, and text is quoted where it must be. Without the last line's end, which printing adds. */
function csv(header: readonly string[], lines: readonly (readonly Field[])[]): string {
  return [header, ...lines].map((line) => line.map(field).join(',')).join('\n');
}

function field(value: Field): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
