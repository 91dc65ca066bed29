import { Checker } from '../../facts/checker';
import { isRecord } from '../../facts/isRecord';
import type { SavedComparison, SavedSide } from '../../protocol/savedComparison';
import { checkOptions } from './checkOptions';

/**
 * A saved comparison of an unknown value, which may come from a document or a link; or every problem with it, each a clause that names the place, as
 * parseSelection has them. Properties that are null count as absent where they may be.
 */
export function parseComparison(value: unknown): { comparison: SavedComparison } | { problems: string[] } {
  const check = new Checker();
  if (!isRecord(value)) return { problems: ['it is no JSON object'] };
  check.keys(value, '', [['schema', 'kind', 'a', 'b', 'options'], ['$schema']]);
  if (value.schema !== undefined && value.schema !== 1) check.wrong('schema', '1', value.schema);
  check.oneOf(value.kind, 'kind', ['cca-lens-comparison']);
  const comparison = {
    schema: 1,
    kind: 'cca-lens-comparison',
    a: parseSide(check, value.a, 'a'),
    b: parseSide(check, value.b, 'b'),
    options: checkOptions(check, value.options, 'options'),
  };
  return check.problems.length > 0 ? { problems: check.problems } : { comparison: comparison as SavedComparison };
}

function parseSide(check: Checker, value: unknown, place: string): SavedSide | undefined {
  if (value === undefined) return undefined;
  if (!check.object(value, place, [['path'], ['as', 'more', 'order', 'mask']])) return undefined;
  const { text, optional } = check;
  return {
    path: text(value.path, `${place}.path`),
    ...optional(value, 'as', (as) => check.oneOf(as, `${place}.as`, ['bfloat16'])),
    ...optional(value, 'more', (more) => check.texts(more, `${place}.more`)),
    ...optional(value, 'order', (order) => {
      const at = `${place}.order`;
      if (!check.object(order, at, [['own', 'wanted'], []])) return undefined;
      return { own: text(order.own, `${at}.own`), wanted: text(order.wanted, `${at}.wanted`) };
    }),
    ...optional(value, 'mask', (mask) => text(mask, `${place}.mask`)),
  } as SavedSide;
}
