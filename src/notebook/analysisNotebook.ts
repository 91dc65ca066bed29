import type { Selection } from '../protocol/analysis';
import type { AnalysisResult } from '../protocol/analysisResults';
import type { ReadingsOutcome } from '../protocol/readings';
import { classesNotebook } from './analyses/classesNotebook';
import { dynamicsNotebook } from './analyses/dynamicsNotebook';
import { groupsNotebook } from './analyses/groupsNotebook';
import { matrixNotebook } from './analyses/matrixNotebook';
import { notebookText, type NotebookCell } from './nbformat';
import type { PathOf } from './reading';

/** An analysis as it was shown, and how its arrays were read. */
export interface ShownAnalysis {
  selection: Selection;
  result: AnalysisResult;
  readings: ReadingsOutcome;
}

/** A notebook (the text of an .ipynb) that recomputes the numbers of an analysis with numpy alone. */
export function analysisNotebook(shown: ShownAnalysis, pathOf: PathOf): string {
  return notebookText(cellsOf(shown, pathOf));
}

function cellsOf({ selection, result, readings }: ShownAnalysis, pathOf: PathOf): NotebookCell[] {
  switch (result.analysis) {
    case 'matrix':
      return matrixNotebook(result, readings, pathOf);
    case 'dynamics':
      return dynamicsNotebook(result, readings, pathOf);
    case 'groups':
      return groupsNotebook(result, readings, pathOf);
    case 'classes':
      return classesNotebook(result, readings, selection, pathOf);
    default: {
      const unknown: never = result;
      throw new Error(`There is no analysis ${String(unknown)}.`);
    }
  }
}
