import { isRecord } from '../facts/isRecord';
import type { FromArray } from '../protocol/arrayMessages';
import { parseRecipe } from './parseRequest';

/**
 * What the page of an array viewer asks for, checked as all that comes from a page. Undefined for anything that is not exactly the thing; whether an
 * axis or a range lies in the array is for those to say who have read its header.
 */
export function parseArrayMessage(value: unknown): FromArray | undefined {
  if (!isRecord(value)) return undefined;
  const { type, name, axis, asked, what } = value;
  switch (type) {
    case 'member':
      return typeof name === 'string' ? { type, name } : undefined;
    case 'window':
      return parseWindow(value);
    case 'statistics':
      return typeof asked === 'boolean' && (axis === null || isIndex(axis)) ? { type, axis, asked } : undefined;
    case 'spectrum': {
      const recipe = parseRecipe(value.recipe);
      if (recipe === null || typeof asked !== 'boolean') return undefined;
      return { type, ...(recipe && { recipe }), asked };
    }
    case 'cancel':
      return what === 'statistics' || what === 'spectrum' || what === 'window' ? { type, what } : undefined;
    case 'bfloat16':
      return { type };
    default:
      return undefined;
  }
}

function parseWindow({ id, ranges, axes, texts }: Record<string, unknown>): FromArray | undefined {
  if (!isIndex(id) || typeof texts !== 'boolean') return undefined;
  if (!Array.isArray(ranges) || !ranges.every(isRange)) return undefined;
  if (!Array.isArray(axes) || new Set(axes).size !== axes.length) return undefined;
  if (!axes.every((axis): axis is number => isIndex(axis) && axis < ranges.length)) return undefined;
  return { type: 'window', id, ranges, axes, texts };
}

function isRange(value: unknown): value is [number, number] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to] = value as unknown[];
  return isIndex(from) && isIndex(to) && from <= to;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
