import type { ArrayAddress } from './arrayAddress';

/** The paths that an array is read from: its own, those of batches that follow, and ids of samples. */
export function pathsOf({ path, more = [], order }: ArrayAddress): string[] {
  return [path, ...more, ...(order ? [order.own, order.wanted] : [])];
}
