import type { PairPlan } from '../../analysis/pairs/pairPlan';
import type { Estimate } from '../../protocol/analysis';
import type { CompareOptions } from '../../similarity/options';
import { openPairs, type OpenedPairs } from '../arrays/openPairs';
import { checkIds, idsOfOtherAxis } from './checkIds';
import { selectedAddresses } from './selectedAddresses';

/** The pairs of a plan with their samples in one order, and what is wrong with the ids that say it. */
export async function openSelected(
  { arrays, pairs }: PairPlan,
  options: CompareOptions,
): Promise<{ opened: OpenedPairs; idsProblems: Estimate['problems'] }> {
  const { transposeA, transposeB } = options;
  const ids = await checkIds(arrays, { transposed: transposeA === transposeB ? transposeA : undefined });
  const opened = await openPairs({ arrays: selectedAddresses(ids.arrays), pairs, options });
  return { opened, idsProblems: [...ids.problems, ...idsOfOtherAxis(ids, opened)] };
}
