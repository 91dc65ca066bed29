import type { SelectedArray } from '../../protocol/analysis';
import type { ArrayAddress } from '../../protocol/worker';
import type { Notice } from '../../similarity/report';
import { listed } from '../../analysis/pairs/inOrder';
import { shortNames } from '../arrays/shortNames';

/** Selected arrays as addresses. Where arrays have ids of their samples, all are put in the order of the first one that has. */
export function selectedAddresses(arrays: readonly SelectedArray[]): ArrayAddress[] {
  const wanted = arrays.find(({ ids }) => ids !== undefined)?.ids;
  return arrays.map(({ path, more, ids }) => ({
    path,
    ...(more && more.length > 0 ? { more } : {}),
    ...(wanted !== undefined && ids !== undefined && ids !== wanted ? { order: { own: ids, wanted } } : {}),
  }));
}

/** The remark that some arrays have no ids of their samples where others have: their order can only be taken on trust. None when all or none have. */
export function idsNotices(arrays: readonly SelectedArray[]): Notice[] {
  const names = shortNames(arrays.map(({ path }) => path));
  const without = names.filter((_, i) => arrays[i]!.ids === undefined);
  if (without.length === 0 || without.length === arrays.length) return [];
  const message = `Some arrays have sample ids and others have none (${listed(without, 3)}): those are taken to be in the order of the first ids, so give them ids too if they are not.`;
  return [{ code: 'ids-missing', message }];
}
