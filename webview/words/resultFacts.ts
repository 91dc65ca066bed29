import { analysisFacts, type AnalysisResult } from '../../src/facts/analyses';
import { samplesDiffer } from '../../src/facts/analyses/resultParts';
import { duration } from '../../src/facts/duration';
import { count, counted } from '../../src/facts/numbers';

/** What a result is of, in one line. */
export function resultSize(result: AnalysisResult): string {
  const differ = result.warnings.some(({ code }) => code === samplesDiffer);
  const samples = `${differ ? 'up to ' : ''}${counted(result.samples, 'sample')}`;
  return [...analysisFacts(result.analysis).size(result), samples].join(' · ');
}

/** What a result is made of, in one line, with what its computation took. */
export function resultFacts(result: AnalysisResult): string {
  const parts = [resultSize(result)];
  if (result.known > 0) parts.push(`${count(result.known)} known from before`);
  if (result.timings.total > 0) parts.push(duration(result.timings.total / 1000));
  return parts.join(' · ');
}
