/** The label of a score within a sentence: `mean CCA`, but `PWCCA`, and names of people as they are. */
export function labelInSentence(label: string): string {
  return label.replace(/^(Mean|Thresholded|Linear|Debiased|Angular|Distance|Mutual|One-to-one|Best)\b/, (word) =>
    word.toLowerCase(),
  );
}
