import { joinedWords } from '../joinedWords';
import { labelInSentence } from './labelInSentence';
import { shownBlocks, type AnyScore } from '.';

/** What the null level of each score is, for documentation and tooltips; of those alone that tables of many pairs have. */
export function nullLevelsSentence({ inSets }: { inSets?: true } = {}): string {
  const scores = shownBlocks.flatMap((block) => block.scores).filter((score) => !inSets || score.inSets);
  return `What unrelated data of this size give: ${sources(scores)}. Every row counts as a sample.`;
}

/** The scores by where their levels are from. */
function sources(scores: readonly Pick<AnyScore, 'label' | 'nullFrom'>[]): string {
  const bySource = new Map<string, string[]>();
  for (const { label, nullFrom } of scores)
    bySource.set(nullFrom, [...(bySource.get(nullFrom) ?? []), labelInSentence(label)]);
  return [...bySource].map(([source, labels]) => `of ${joinedWords(labels)} ${source}`).join('; ');
}
