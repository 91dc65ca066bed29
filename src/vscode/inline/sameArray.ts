import type { ArrayAddress } from '../../protocol/arrayAddress';

/** All of an address that tells which numbers are read, in what order; not how they are taken (`recipe`). */
export function arrayKey({ path, as, more, order, mask }: ArrayAddress): string {
  return JSON.stringify([path, as, more, order?.own, order?.wanted, mask]);
}

/** Whether two addresses are of the same numbers; two that are missing are the same as well. */
export function sameArray(one: ArrayAddress | undefined, other: ArrayAddress | undefined): boolean {
  return one === undefined || other === undefined ? one === other : arrayKey(one) === arrayKey(other);
}
