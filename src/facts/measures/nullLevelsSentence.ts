import { joinedWords } from '../joinedWords';
import { shownBlocks } from '.';

/** What the null level of each score is, for documentation and tooltips. */
export const nullLevelsSentence = `What unrelated data of this size give: ${sources()}. Every row counts as a sample.`;

/** The scores by where their levels are from. */
function sources(): string {
  const bySource = new Map<string, string[]>();
  for (const { label, nullFrom } of shownBlocks.flatMap(({ scores }) => scores))
    bySource.set(nullFrom, [...(bySource.get(nullFrom) ?? []), inSentence(label)]);
  return [...bySource].map(([source, labels]) => `of ${joinedWords(labels)} ${source}`).join('; ');
}

/** `mean CCA`, but `PWCCA`, and names of people as they are. */
function inSentence(label: string): string {
  return label.replace(/^(Mean|Thresholded|Linear|Debiased|Angular)\b/, (word) => word.toLowerCase());
}
