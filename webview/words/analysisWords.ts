import type { AnalysisName } from '../../src/protocol/analysis';
import { samplesDiffer, type AnalysisResult } from '../../src/protocol/analysisResults';
import { duration } from './estimateText';
import { count, counted } from '../../src/facts/numbers';

/** What each analysis is called, and the question that it answers. */
export const analysisWords: Record<AnalysisName, { title: string; question: string }> = {
  matrix: { title: 'Similarity matrix', question: 'Which layers are alike? All pairs, within a model or between two.' },
  dynamics: {
    title: 'Learning dynamics',
    question: 'When does each layer settle? Every checkpoint against the final one.',
  },
  groups: {
    title: 'Groups of networks',
    question: 'Are networks of one kind more alike than those of another, layer by layer?',
  },
  classes: { title: 'Classes', question: 'At which layer can each class be read off? Layers against labels.' },
};

/** What a result is made of, in one line. */
export function resultFacts(result: AnalysisResult): string {
  const parts: string[] = [];
  switch (result.analysis) {
    case 'matrix':
      parts.push(
        result.square
          ? counted(result.rows.length, 'layer')
          : `${count(result.rows.length)} × ${counted(result.columns.length, 'layer')}`,
      );
      break;
    case 'dynamics':
      parts.push(
        counted(result.models.length, 'model'),
        counted(result.models[0]?.checkpoints.length ?? 0, 'checkpoint'),
      );
      break;
    case 'groups':
      parts.push(counted(result.groups.length, 'group'), counted(result.layers.length, 'layer'));
      break;
    case 'classes':
      parts.push(counted(result.classes.length, 'class', 'classes'), counted(result.layers.length, 'layer'));
      break;
  }
  const differ = result.warnings.some(({ code }) => code === samplesDiffer);
  parts.push(`${differ ? 'up to ' : ''}${counted(result.samples, 'sample')}`);
  if (result.known > 0) parts.push(`${count(result.known)} known from before`);
  if (result.timings.total > 0) parts.push(duration(result.timings.total / 1000));
  return parts.join(' · ');
}
