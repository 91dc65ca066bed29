import type { ArrayRemark } from './sampleFacts';

/** Fewer than one in so many is what a ReLU leaves now and then. */
const oneIn = 20;

/** The remark on samples whose values are all 0, as dead layers and padding leave them. */
export const zeroSamples: ArrayRemark = {
  code: 'zero-samples',
  sentence({ name, word, samples, zeros }) {
    if (zeros < 2 || oneIn * zeros < samples) return undefined;
    return `${name}: ${zeros} of ${samples} ${word}s are all zeros: they are alike whatever they were made of; leave them out of all arrays if they are padding.`;
  },
};
