import type { SelectedArray, Selection } from '../../protocol/analysis';
import type { Notice } from '../../facts/reportParts';
import { dynamicsPlan } from '../dynamics/dynamicsPlan';
import { groupsPlan } from '../groups/groupsPlan';
import { matrixPlan } from '../matrix/matrixPlan';
import { PlanError } from './planError';

/** The arrays that an analysis uses, and which of them are compared with which. */
export interface PairPlan {
  arrays: SelectedArray[];
  /** Places in `arrays`, side a then side b; no two pairs are the same, also turned round. */
  pairs: [number, number][];
  /** What was left out, and why. */
  notices: Notice[];
}

/** The pairs of a selection for any analysis that is made of pairs. @throws PlanError. */
export function pairPlan(selection: Selection): PairPlan {
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
