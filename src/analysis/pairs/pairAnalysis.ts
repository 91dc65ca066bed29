import type { AnalysisResult } from '../../facts/analyses';
import type { SelectedArray, Selection } from '../../protocol/selection';
import type { PairOutcomes } from './pairOutcomes';
import type { PairPlan } from './pairPlan';

/** What an analysis that is made of pairs of layers computes: the pairs that it wants of a selection, and its result of what they come to. */
export interface PairAnalysis<Plan extends PairPlan, Result extends AnalysisResult> {
  /** @throws PlanError where the selection has no pairs for it. */
  plan(selection: Selection): Plan;
  /** `finished`: false while cells are missing. */
  result(plan: Plan, outcomes: PairOutcomes, selection: Selection, finished: boolean): Result;
  /** The result is shown while it is computed. */
  whileRunning?: true;
  /** Why the included arrays ask for it, in a sentence; undefined where they do not. */
  proposal(included: readonly SelectedArray[]): string | undefined;
}
