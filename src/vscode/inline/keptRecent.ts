import { isRecord } from '../../facts/isRecord';
import type { RecentComparison } from '../../protocol/inline';
import { parseAddress, parseOptions } from '../parseRequest';
import { sameArray } from './sameArray';

/** So many comparisons are kept. */
export const mostRecent = 30;

/** The two arrays of a comparison, whatever came out. */
export type ArrayPair = Pick<RecentComparison, 'a' | 'b'>;

/** The list with a comparison in front, in place of an earlier one of the same arrays; the oldest of too many goes. */
export function withNewest(list: readonly RecentComparison[], newest: RecentComparison): RecentComparison[] {
  return [newest, ...without(list, newest)].slice(0, mostRecent);
}

/** The list without a comparison. */
export function without(list: readonly RecentComparison[], pair: ArrayPair): RecentComparison[] {
  return list.filter((one) => !samePair(one, pair));
}

/** Whether two comparisons are of the same arrays on the same sides. */
export function samePair(one: ArrayPair, other: ArrayPair): boolean {
  return sameArray(one.a, other.a) && sameArray(one.b, other.b);
}

/** What of a kept list is exactly that; it may be of another version of the extension. */
export function parseRecent(value: unknown): RecentComparison[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => parseOne(entry) ?? []).slice(0, mostRecent);
}

function parseOne(value: unknown): RecentComparison | undefined {
  if (!isRecord(value) || !isRecord(value.names)) return undefined;
  const [a, b] = [parseAddress(value.a), parseAddress(value.b)];
  const { names, svcca, at } = value;
  if (!a || !b || typeof names.a !== 'string' || typeof names.b !== 'string') return undefined;
  if (svcca !== null && typeof svcca !== 'number') return undefined;
  const [files, options] = [parseMarks(value.files), parseOptions(value.options)];
  return {
    a,
    b,
    names: { a: names.a, b: names.b },
    svcca,
    ...(typeof at === 'number' && { at }),
    ...(options && { options }),
    ...(files && { files }),
  };
}

function parseMarks(value: unknown): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(entries);
}
