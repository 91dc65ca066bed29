import type { ArrayRemark } from './sampleFacts';

/** Fewer than one in so many change no score and no p-value that is read. */
const oneIn = 100;

const counted = {
  scores: 'they count twice, and no p-value is given, as it would take them for independent',
  classes: 'they count twice, and the level of unrelated data, which takes them for independent, is too low',
};

/** The remark on samples that are in an array more than once. P-values of its pairs are not given: they count samples as independent. */
export const duplicateSamples: ArrayRemark = {
  code: 'duplicate-samples',
  sentence({ name, word, samples, duplicates }, purpose) {
    if (!duplicates || oneIn * duplicates.count < samples) return undefined;
    const { count, first, about } = duplicates;
    const are =
      count === 1
        ? `1 of ${samples} ${word}s repeats`
        : `${about ? 'about ' : ''}${count} of ${samples} ${word}s repeat`;
    return `${name}: ${are} an earlier one, value by value (${word} ${first[1]} is ${word} ${first[0]}): ${counted[purpose]}; save each once.`;
  },
  where: ({ duplicates }) => ({ sample: duplicates!.first[1] }),
};
