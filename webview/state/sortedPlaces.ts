/** What a row is sorted by: a number, a text, or nothing. */
export type SortKey = number | string | null;

/** By which column rows stand, and whether the largest come first. */
export interface TableOrder {
  column: number;
  descending: boolean;
}

const natural = new Intl.Collator('en', { numeric: true });

/** Rows in order: numbers by value, before texts in natural order; equal ones as they stood, those without a key last either way. */
export function sortedPlaces(keys: readonly SortKey[], descending: boolean): number[] {
  const rising = (a: number | string, b: number | string): number => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a === 'string' && typeof b === 'string') return natural.compare(a, b);
    return typeof a === 'number' ? -1 : 1;
  };
  return Array.from(keys.keys()).sort((one, other) => {
    const [a, b] = [keys[one], keys[other]];
    if (a === null || b === null) return Number(a === null) - Number(b === null) || one - other;
    return (descending ? rising(b, a) : rising(a, b)) || one - other;
  });
}

/** What a cell that holds only words is sorted by: the number that they are (`1,208`, `97.5%`), else the words; a dash is nothing. */
export function keyOfText(text: string): SortKey {
  const bare = text.trim();
  if (bare === '' || bare === '–' || bare === '—') return null;
  const number = /^[+\-−]?[\d,]*\.?\d+(e[+-]?\d+)?%?$/i.test(bare)
    ? Number(bare.replace(/[,%]/g, '').replace('−', '-'))
    : NaN;
  return Number.isNaN(number) ? bare : number;
}

/**
 * The order after a press on a column's head: numbers are looked at from their large end, names from their beginning; then the other way round, then as
 * the rows stood at first.
 */
export function turnedOrder(
  order: TableOrder | undefined,
  column: number,
  fromLargest: boolean,
): TableOrder | undefined {
  if (order?.column !== column) return { column, descending: fromLargest };
  return order.descending === fromLargest ? { column, descending: !fromLargest } : undefined;
}
