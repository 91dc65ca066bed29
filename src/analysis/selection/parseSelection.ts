import type { SelectedArray, Selection } from '../../protocol/selection';
import { analyses, analysisNames } from '../../facts/analyses';
import { checkOptions } from './checkOptions';
import { isRecord } from '../../facts/isRecord';
import { Checker } from '../../facts/checker';
import { scoreNames } from '../../facts/measures/scores';

const withChoice = analyses.filter(({ choice }) => choice);

/**
 * A selection of an unknown value, which may come from a document, from a page or from its kept state; or every problem with it, each a clause
 * that names the place: `arrays[3].layer is missing`. Properties that are null count as absent where they may be.
 */
export function parseSelection(value: unknown): { selection: Selection } | { problems: string[] } {
  const check = new Checker();
  if (!isRecord(value)) return { problems: ['it is no JSON object'] };
  const { oneOf, optional } = check;
  check.keys(value, '', [
    ['schema', 'kind', 'analysis', 'arrays', 'options', 'measure'],
    ['$schema', ...withChoice.map(({ id }) => id)],
  ]);
  if (value.schema !== undefined && value.schema !== 1) check.wrong('schema', '1', value.schema);
  if (value.kind !== undefined && value.kind !== 'cca-lens-selection')
    check.wrong('kind', '"cca-lens-selection"', value.kind);
  const selection = {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis: oneOf(value.analysis, 'analysis', analysisNames),
    arrays: parseArrays(check, value.arrays),
    options: checkOptions(check, value.options, 'options'),
    measure: oneOf(value.measure, 'measure', scoreNames),
    ...Object.assign(
      {},
      ...withChoice.map(({ id, choice }) => optional(value, id, (own) => choice!.check(check, own))),
    ),
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
    ['more', 'as', 'group', 'ids', 'mask'],
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
    ...optional(value, 'mask', (mask) => text(mask, `${place}.mask`)),
    include: check.flag(value.include, `${place}.include`),
  } as SelectedArray;
}
