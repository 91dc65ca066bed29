import type { Selection } from '../protocol/analysis';
import { dynamicsPlan } from './dynamics/dynamicsPlan';
import { groupsPlan } from './groups/groupsPlan';
import { matrixPlan } from './matrix/matrixPlan';
import type { PairPlan } from './pairs/pairPlan';
import { PlanError } from './pairs/planError';

/** The pairs of a selection for any analysis that is made of pairs. @throws PlanError. */
export function planOfSelection(selection: Selection): PairPlan {
  const { analysis } = selection;
  switch (analysis) {
    case 'matrix':
      return matrixPlan(selection);
    case 'dynamics':
      return dynamicsPlan(selection);
    case 'groups':
      return groupsPlan(selection);
    case 'classes':
      throw new PlanError('The analysis of classes compares each layer with labels, not pairs of layers.');
    default: {
      const unknown: never = analysis;
      throw new Error(`There is no analysis ${String(unknown)}.`);
    }
  }
}
