import type { MatrixResult } from '../../facts/analyses/matrix';
import type { PairAnalysis } from '../pairs/pairAnalysis';
import { matrixPlan, type MatrixPlan } from './matrixPlan';
import { matrixResult } from './matrixResult';

/** All pairs of a selection's arrays, or of two models' arrays. */
export const matrixAnalysis: PairAnalysis<MatrixPlan, MatrixResult> = {
  plan: matrixPlan,
  result: (plan, outcomes, { measure }, finished) => matrixResult(plan, outcomes, measure, finished),
  whileRunning: true,
  proposal(included) {
    if (included.length < 2) return undefined;
    const models = new Set(included.map(({ model }) => model)).size;
    const of = models > 1 ? ` of ${models} models` : '';
    return `There are ${included.length} arrays${of}, each of which can be compared with each.`;
  },
};
