import type { GroupsResult } from '../../facts/analyses/groups';
import type { PairAnalysis } from '../pairs/pairAnalysis';
import { groupsPlan, type GroupsPlan } from './groupsPlan';
import { groupsResult } from './groupsResult';

/** A selection's groups of networks against themselves and each other, layer by layer. */
export const groupsAnalysis: PairAnalysis<GroupsPlan, GroupsResult> = {
  plan: groupsPlan,
  result: (plan, outcomes, { measure }) => groupsResult(plan, outcomes, measure),
  proposal(included) {
    const groups = new Map<string, Set<string>>();
    for (const { group, model } of included) {
      if (group !== undefined) groups.set(group, (groups.get(group) ?? new Set()).add(model));
    }
    if (groups.size < 2) return undefined;
    const list = [...groups].map(([name, models]) => `${models.size} named ${name}`);
    return `There are networks of ${groups.size} kinds: ${list.join(', ')}.`;
  },
};
