/** Elements that are no finite numbers, by kind. */
export interface NonFiniteCounts {
  nan: number;
  /** Either way. */
  infinite: number;
  /** How many of the infinite ones are below 0. */
  negativeInfinite: number;
}

/** NaN, +inf and -inf with how many there are of each, none left out; `written` writes a count. */
export function nonFiniteWords(
  { nan, infinite, negativeInfinite }: NonFiniteCounts,
  written: (count: number) => string = String,
): string {
  return `${written(nan)} NaN, ${written(infinite - negativeInfinite)} +inf, ${written(negativeInfinite)} -inf`;
}
