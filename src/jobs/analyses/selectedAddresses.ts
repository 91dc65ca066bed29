import type { SelectedArray } from '../../protocol/analysis';
import type { ArrayAddress } from '../../protocol/worker';

/** Selected arrays as addresses. Where arrays have ids of their samples, all are put in the order of the first one that has. */
export function selectedAddresses(arrays: readonly SelectedArray[]): ArrayAddress[] {
  const wanted = arrays.find(({ ids }) => ids !== undefined)?.ids;
  return arrays.map(({ path, more, ids }) => ({
    path,
    ...(more && more.length > 0 ? { more } : {}),
    ...(wanted !== undefined && ids !== undefined && ids !== wanted ? { order: { own: ids, wanted } } : {}),
  }));
}
