import type { AnalysisName, ClassesChoice, DynamicsChoice, SelectedArray, Selection } from '../../protocol/analysis';
import { checkOptions } from './checkOptions';
import { isRecord } from '../../facts/isRecord';
import { Checker } from './checker';
import { scoreNames } from '../../facts/measures/scores';

// Every name once, so that the compiler names this place when one is added.
const analyses: Record<AnalysisName, true> = { matrix: true, dynamics: true, groups: true, classes: true };

/**
 * A selection of an unknown value, which may come from a document, from a page or from its kept state; or every problem with it, each a clause
 * that names the place: `arrays[3].layer is missing`. Properties that are null count as absent where they may be.
 */
export function parseSelection(value: unknown): { selection: Selection } | { problems: string[] } {
  const check = new Checker();
  if (!isRecord(value)) return { problems: ['it is no JSON object'] };
  const { text, oneOf, optional } = check;
  check.keys(value, '', [
    ['schema', 'kind', 'analysis', 'arrays', 'options', 'measure'],
    ['$schema', 'matrix', 'dynamics', 'groups', 'classes'],
  ]);
  if (value.schema !== undefined && value.schema !== 1) check.wrong('schema', '1', value.schema);
  if (value.kind !== undefined && value.kind !== 'cca-lens-selection')
    check.wrong('kind', '"cca-lens-selection"', value.kind);
  const selection = {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis: oneOf(value.analysis, 'analysis', Object.keys(analyses) as AnalysisName[]),
    arrays: parseArrays(check, value.arrays),
    options: checkOptions(check, value.options, 'options'),
    measure: oneOf(value.measure, 'measure', scoreNames),
    ...optional(value, 'matrix', (matrix) => {
      if (!check.object(matrix, 'matrix', [['rows', 'columns'], []])) return undefined;
      return { rows: text(matrix.rows, 'matrix.rows', true), columns: text(matrix.columns, 'matrix.columns', true) };
    }),
    ...optional(value, 'dynamics', (dynamics) => parseDynamics(check, dynamics)),
    ...optional(value, 'groups', (groups) => check.texts(groups, 'groups')),
    ...optional(value, 'classes', (classes) => parseClasses(check, classes)),
  };
  return check.problems.length > 0 ? { problems: check.problems } : { selection: selection as Selection };
}

function parseArrays(check: Checker, value: unknown): (SelectedArray | undefined)[] | undefined {
  const arrays = check.list(value, 'arrays', (array, place) => parseArray(check, array, place));
  const seen = new Map<string, number>();
  arrays?.forEach((array, i) => {
    if (typeof array?.path !== 'string') return;
    const first = seen.get(array.path);
    if (first === undefined) seen.set(array.path, i);
    else check.problems.push(`arrays[${i}].path is that of arrays[${first}]`);
  });
  return arrays;
}

function parseArray(check: Checker, value: unknown, place: string): SelectedArray | undefined {
  const keys = [
    ['path', 'model', 'checkpoint', 'layer', 'include'],
    ['more', 'as', 'group', 'ids'],
  ] as const;
  if (!check.object(value, place, keys)) return undefined;
  const { text, optional } = check;
  return {
    path: text(value.path, `${place}.path`),
    ...optional(value, 'more', (more) => check.texts(more, `${place}.more`)),
    ...optional(value, 'as', (as) => check.oneOf(as, `${place}.as`, ['bfloat16'])),
    model: text(value.model, `${place}.model`, true),
    checkpoint: text(value.checkpoint, `${place}.checkpoint`, true),
    layer: text(value.layer, `${place}.layer`),
    ...optional(value, 'group', (group) => text(group, `${place}.group`)),
    ...optional(value, 'ids', (ids) => text(ids, `${place}.ids`)),
    include: check.flag(value.include, `${place}.include`),
  } as SelectedArray;
}

function parseDynamics(check: Checker, value: unknown): DynamicsChoice | undefined {
  if (!check.object(value, 'dynamics', [['threshold', 'grid'], ['final']])) return undefined;
  const { text, optional } = check;
  return {
    ...optional(value, 'final', (final) => text(final, 'dynamics.final', true)),
    threshold: check.number(value.threshold, 'dynamics.threshold', 'a number from 0 to 1', (x) => x >= 0 && x <= 1),
    grid: check.flag(value.grid, 'dynamics.grid'),
  } as DynamicsChoice;
}

function parseClasses(check: Checker, value: unknown): ClassesChoice | undefined {
  const keys = [
    ['labels', 'logits'],
    ['names', 'subset'],
  ] as const;
  if (!check.object(value, 'classes', keys)) return undefined;
  const { text, optional } = check;
  const isIndex = (x: number) => Number.isInteger(x) && x >= 0;
  return {
    labels: text(value.labels, 'classes.labels'),
    ...optional(value, 'names', (names) => text(names, 'classes.names')),
    ...optional(value, 'subset', (subset) =>
      check.list(subset, 'classes.subset', (index, place) =>
        check.number(index, place, 'a whole number from 0', isIndex),
      ),
    ),
    logits: check.oneOf(value.logits, 'classes.logits', ['columns', 'argmax']),
  } as ClassesChoice;
}
