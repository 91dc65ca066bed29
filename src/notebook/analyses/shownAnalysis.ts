import type { AnalysisResult } from '../../facts/analyses';
import type { Selection } from '../../protocol/selection';
import type { ArraysAsRead } from '../../protocol/asRead';

/** An analysis as it was shown, and how its arrays were read. */
export interface ShownAnalysis<Result extends AnalysisResult = AnalysisResult> {
  selection: Selection;
  result: Result;
  asRead: ArraysAsRead;
}
