import type { PairReport } from '../reportParts';
import type { SideNeed } from './measure';

/** What is made of the neurons of rows, whatever these are. */
const ofRows: readonly SideNeed[] = ['spectrum', 'directions', 'basis', 'rows', 'folds', 'neuronPairs'];

/** Whether a measure is of samples among each other: a sample is all of an image or a sequence then, never a position or a step. */
export function isOfWholeSamples({ needs }: { needs: readonly SideNeed[] }): boolean {
  return !needs.includes('rows') && needs.some((need) => !ofRows.includes(need));
}

/** Of how many whole samples a measure's scores are, in words, where its report is over other rows; undefined elsewhere. */
export function wholeSamplesText(
  facts: { needs: readonly SideNeed[] },
  { wholeSamples }: Pick<PairReport, 'wholeSamples'>,
): string | undefined {
  if (!wholeSamples || !isOfWholeSamples(facts)) return undefined;
  const { samples, word } = wholeSamples;
  return `of ${samples.toLocaleString('en-US')} whole ${word}s`;
}
