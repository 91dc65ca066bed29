import type { AnalysisName, ResultOf } from '../../facts/analyses';
import type { NotebookCell } from '../nbformat';
import type { PathOf } from '../readExpression';
import { classesNotebook } from './classesNotebook';
import { dynamicsNotebook } from './dynamicsNotebook';
import { groupsNotebook } from './groupsNotebook';
import { matrixNotebook } from './matrixNotebook';
import type { ShownAnalysis } from './shownAnalysis';

/** The cells that recompute each analysis. */
export const cellsOfAnalyses: {
  [Name in AnalysisName]: (shown: ShownAnalysis<ResultOf<Name>>, pathOf: PathOf) => NotebookCell[];
} = {
  matrix: matrixNotebook,
  dynamics: dynamicsNotebook,
  groups: groupsNotebook,
  classes: classesNotebook,
};
