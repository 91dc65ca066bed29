import type { PairPlan } from '../../analysis/pairs/pairPlan';
import type { Estimate } from '../../protocol/analysisRun';
import type { CompareOptions } from '../../facts/options';
import { openPairs, type OpenedPairs } from '../arrays/openPairs';
import { checkIds, idsOfOtherAxis } from './checkIds';
import { selectedAddresses } from './selectedAddresses';

/** The pairs of a plan with their samples in one order, and what is wrong with the ids that say it; notices of both. */
export async function openSelected(
  { arrays, pairs }: PairPlan,
  options: CompareOptions,
): Promise<{ opened: OpenedPairs; idsProblems: Estimate['problems'] }> {
  const ids = await checkIds(arrays, { options });
  const { saidTurned } = ids;
  const opened = await openPairs({ arrays: selectedAddresses(ids.arrays), pairs, options, saidTurned });
  return {
    opened: { ...opened, notices: [...ids.notices, ...opened.notices] },
    idsProblems: [...ids.problems, ...idsOfOtherAxis(ids, opened)],
  };
}
