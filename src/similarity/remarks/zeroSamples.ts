import type { ArrayRemark } from './sampleFacts';

/** Fewer than one in so many is what a ReLU leaves now and then. */
const oneIn = 20;

const are = {
  scores: 'they are alike whatever they were made of; leave them out of all arrays',
  classes: 'no class can be told from them; leave them out, or give them no class,',
};

/** The remark on samples whose values are all 0, as dead layers and padding leave them. */
export const zeroSamples: ArrayRemark = {
  code: 'zero-samples',
  sentence({ name, word, samples, zeros }, purpose) {
    if (zeros < 2 || oneIn * zeros < samples) return undefined;
    return `${name}: ${zeros} of ${samples} ${word}s are all zeros: ${are[purpose]} if they are padding.`;
  },
};
