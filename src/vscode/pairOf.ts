import type { SelectedArray, Selection } from '../protocol/selection';
import type { ComparisonRequest } from '../protocol/panel';
import type { ArrayAddress } from '../protocol/arrayAddress';

/** The comparison of two arrays of a selection, with its options; undefined when it does not hold both. */
export function pairOf(selection: Selection, a: string, b: string): ComparisonRequest | undefined {
  const [one, other] = [a, b].map((path) => selection.arrays.find((array) => array.path === path));
  if (!one || !other) return undefined;
  return { a: addressOf(one), b: { ...addressOf(other), ...orderOf(one, other) }, options: selection.options };
}

function addressOf({ path, more, as, mask }: SelectedArray): ArrayAddress {
  return { path, ...(more && { more }), ...(as && { as }), ...(mask && { mask }) };
}

/** How the samples of the other array come into the order of the first: by their ids, where these are not the same vector. */
function orderOf({ ids: wanted }: SelectedArray, { ids: own }: SelectedArray): Pick<ArrayAddress, 'order'> {
  return wanted !== undefined && own !== undefined && wanted !== own ? { order: { own, wanted } } : {};
}
