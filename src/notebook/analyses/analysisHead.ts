import type { AnalysisResult } from '../../facts/analyses';
import { calibrationSaid } from '../../facts/analyses/calibrationSaid';
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
    ...calibrationLines(result),
  ];
  return { prose: lines.join('\n'), imports: ['from functools import lru_cache'] };
}

function refusedLine(refused: AnalysisResult['refused']): string {
  const reasons = [...new Set(refused.map(({ message }) => message))];
  const count =
    refused.length === 1 ? '1 could not be computed and is' : `${refused.length} could not be computed and are`;
  return `- ${count} left empty: ${reasons.slice(0, 3).join(' ')}`;
}

/** How scores were calibrated, and the best of many layers; calibrated numbers stand beside the scores, and are not recomputed. */
function calibrationLines(result: AnalysisResult): string[] {
  const said = calibrationSaid(result);
  if (!said) return [];
  const how = `Scores were calibrated, as they stand below; the permutations are not drawn again here. Calibrated: ${said.convention}`;
  return [said.best, how, ...said.without].filter((line) => line !== '').map((line) => `- ${line}`);
}
