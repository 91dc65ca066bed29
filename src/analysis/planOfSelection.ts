import { isOfPairs } from '../facts/analyses';
import type { Selection } from '../protocol/selection';
import { pairAnalyses } from './pairAnalyses';
import type { PairPlan } from './pairs/pairPlan';
import { PlanError } from './pairs/planError';

/** The pairs of a selection for any analysis that is made of pairs. @throws PlanError. */
export function planOfSelection(selection: Selection): PairPlan {
  const { analysis } = selection;
  if (isOfPairs(analysis)) return pairAnalyses[analysis].plan(selection);
  throw new PlanError(`The analysis of ${analysis} compares each layer with labels, not pairs of layers.`);
}
