import type { ArrayBytes } from './rows';

/** An array in C order read with another shape of as many elements: the same bytes. */
export function reshaped({ header, ...array }: ArrayBytes, shape: number[]): ArrayBytes {
  return { ...array, header: { ...header, shape } };
}

/** Whether another shape is but another reading of the same bytes. */
export function isRowMajor({ header: { fortranOrder, shape } }: ArrayBytes): boolean {
  // With one axis longer than 1, both orders are the same.
  return !fortranOrder || shape.filter((length) => length > 1).length <= 1;
}
