import type { PairAnalysisName, ResultOf } from '../facts/analyses';
import { dynamicsAnalysis } from './dynamics/dynamicsAnalysis';
import { groupsAnalysis } from './groups/groupsAnalysis';
import { matrixAnalysis } from './matrix/matrixAnalysis';
import type { PairAnalysis } from './pairs/pairAnalysis';
import type { PairPlan } from './pairs/pairPlan';

/** The analyses that are made of pairs of layers, those first that are proposed first: what asks more of the arrays is the better guess. */
export const pairAnalyses: { [Name in PairAnalysisName]: PairAnalysis<PairPlan, ResultOf<Name>> } = {
  dynamics: dynamicsAnalysis,
  groups: groupsAnalysis,
  matrix: matrixAnalysis,
};
