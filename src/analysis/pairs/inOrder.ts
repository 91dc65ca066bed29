import { joinedWords } from '../../facts/joinedWords';
import { counted } from '../../facts/numbers';

/** The different values of a list, in the order of their first appearance. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/**
 * The different values of several lists in an order that keeps that of each, as far as they agree: what only a later list has comes behind its
 * neighbour there, so that a layer that one checkpoint lacks does not go to the end.
 */
export function mergedOrder(lists: Iterable<readonly string[]>): string[] {
  const merged: string[] = [];
  for (const list of lists) {
    let place = 0;
    for (const value of list) {
      const known = merged.indexOf(value);
      if (known < 0) merged.splice(place++, 0, value);
      else place = Math.max(place, known + 1);
    }
  }
  return merged;
}

/** A list in its order by key; keys in the order of their first appearance. */
export function groupedBy<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/**
 * Names for a sentence that stays short however many there are: few in full, of more than `most` their number, the first and the last:
 * `48 layers (first l0, last l47)`. What stands in such a sentence is in full in the result beside it.
 */
export function firstAndLast(names: readonly string[], what: string, most = 6): string {
  return names.length > most
    ? `${counted(names.length, what)} (first ${names[0]!}, last ${names.at(-1)!})`
    : listed(names);
}

/** Some names for a sentence: `a`, `a and b`, `a, b and c`; `more` of a long list are counted only. */
export function listed(names: readonly string[], most = 6): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  return joinedWords(names);
}
