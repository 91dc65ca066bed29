import type { AnalysisResult } from '../facts/analyses';
import { analysesHere } from './analyses';

/** The result of any analysis as a person reads it in a terminal. */
export function resultText(result: AnalysisResult): string {
  // Each text is of the result under whose name it stands.
  const { text } = analysesHere[result.analysis] as { text(result: AnalysisResult): string };
  return text(result);
}
