import { cellsOfAnalyses } from './analyses';
import type { ShownAnalysis } from './analyses/shownAnalysis';
import { notebookText, type NotebookCell } from './nbformat';
import type { PathOf } from './readExpression';

/** A notebook (the text of an .ipynb) that recomputes the numbers of an analysis with numpy alone. */
export function analysisNotebook(shown: ShownAnalysis, pathOf: PathOf): string {
  // Each maker takes the result under whose name it stands.
  const cellsOf = cellsOfAnalyses[shown.result.analysis] as (shown: ShownAnalysis, pathOf: PathOf) => NotebookCell[];
  return notebookText(cellsOf(shown, pathOf));
}
