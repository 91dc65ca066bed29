/** Words that labels begin with, in capitals there alone. */
const first = /^(Mean|Thresholded|Linear|Debiased|Angular|Distance|Adjusted|In-sample|Mutual|One-to-one|Best)\b/;

/** The label of a score within a sentence: `mean CCA`, but `PWCCA`, and names of people as they are. */
export function labelInSentence(label: string): string {
  return label.replace(first, (word) => word.toLowerCase());
}
