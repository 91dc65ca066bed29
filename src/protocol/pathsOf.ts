import type { ArrayAddress } from './arrayAddress';

/** The paths that an array is read from: its own, those of batches that follow, ids of samples, and a mask of steps. */
export function pathsOf({ path, more = [], order, mask }: ArrayAddress): string[] {
  return [path, ...more, ...(order ? [order.own, order.wanted] : []), ...(mask === undefined ? [] : [mask])];
}
