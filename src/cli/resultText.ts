import type { AnalysisResult } from '../facts/analyses';
import { analysesOnCommandLine } from './analyses';

/** The result of any analysis as a person reads it in a terminal. */
export function resultText(result: AnalysisResult): string {
  // Each text is of the result under whose name it stands.
  const { text } = analysesOnCommandLine[result.analysis] as { text(result: AnalysisResult): string };
  return text(result);
}
