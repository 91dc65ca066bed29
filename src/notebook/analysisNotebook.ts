import type { Selection } from '../protocol/analysis';
import type { AnalysisResult } from '../protocol/analysisResults';
import type { ArraysAsRead } from '../protocol/asRead';
import { classesNotebook } from './analyses/classesNotebook';
import { dynamicsNotebook } from './analyses/dynamicsNotebook';
import { groupsNotebook } from './analyses/groupsNotebook';
import { matrixNotebook } from './analyses/matrixNotebook';
import { notebookText, type NotebookCell } from './nbformat';
import type { PathOf } from './readExpression';

/** An analysis as it was shown, and how its arrays were read. */
interface ShownAnalysis {
  selection: Selection;
  result: AnalysisResult;
  asRead: ArraysAsRead;
}

/** A notebook (the text of an .ipynb) that recomputes the numbers of an analysis with numpy alone. */
export function analysisNotebook(shown: ShownAnalysis, pathOf: PathOf): string {
  return notebookText(cellsOf(shown, pathOf));
}

function cellsOf({ selection, result, asRead }: ShownAnalysis, pathOf: PathOf): NotebookCell[] {
  switch (result.analysis) {
    case 'matrix':
      return matrixNotebook(result, asRead, pathOf);
    case 'dynamics':
      return dynamicsNotebook(result, asRead, pathOf);
    case 'groups':
      return groupsNotebook(result, asRead, pathOf);
    case 'classes':
      return classesNotebook(result, asRead, selection, pathOf);
    default: {
      const unknown: never = result;
      throw new Error(`There is no analysis ${String(unknown)}.`);
    }
  }
}
