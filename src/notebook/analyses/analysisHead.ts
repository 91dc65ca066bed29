import type { AnalysisResult } from '../../facts/analyses';
import type { NotebookHead } from '../program';

/** The title and the facts that all analyses have in common; `about` says what it compares. */
export function analysisHead(title: string, about: string, result: AnalysisResult): NotebookHead {
  const { samples, refused, warnings, options } = result;
  const lines = [
    `# ${title}`,
    '',
    `${about} As CCA Lens showed it, recomputed here with numpy alone; layers are samples x neurons, their columns centred, in float64.`,
    '',
    `- ${samples} samples${options.dropNonFinite ? '; those that hold NaN or infinities are left out, pair by pair' : ''}.`,
    ...(refused.length > 0 ? [refusedLine(refused)] : []),
    ...warnings.map(({ message }) => `- ${message}`),
  ];
  return { prose: lines.join('\n'), imports: ['from functools import lru_cache'] };
}

function refusedLine(refused: AnalysisResult['refused']): string {
  const reasons = [...new Set(refused.map(({ message }) => message))];
  const count =
    refused.length === 1 ? '1 could not be computed and is' : `${refused.length} could not be computed and are`;
  return `- ${count} left empty: ${reasons.slice(0, 3).join(' ')}`;
}
