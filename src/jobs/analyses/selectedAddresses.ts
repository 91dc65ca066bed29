import type { SelectedArray } from '../../protocol/selection';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { Notice } from '../../facts/reportParts';
import { listed } from '../../analysis/pairs/inOrder';
import { shortNames } from '../../facts/shortNames';

/** The ids of the first array that has some. */
export function firstIds(arrays: readonly SelectedArray[]): string | undefined {
  return arrays.find(({ ids }) => ids !== undefined)?.ids;
}

/**
 * Selected arrays as addresses. Where arrays have ids of their samples, all are put in the order of `wanted`, by default the first ones; those
 * without are taken to be in the order of the first.
 */
export function selectedAddresses(arrays: readonly SelectedArray[], wanted = firstIds(arrays)): ArrayAddress[] {
  const first = firstIds(arrays);
  return arrays.map(({ path, more, as, mask, ids: own = first }) => ({
    path,
    ...(more && more.length > 0 ? { more } : {}),
    ...(as ? { as } : {}),
    ...(mask !== undefined ? { mask } : {}),
    ...(wanted !== undefined && own !== undefined && own !== wanted ? { order: { own, wanted } } : {}),
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
