import type { ArrayRemark } from './sampleFacts';

const does = {
  scores: 'padding alone makes arrays alike, by flatten, last and mean',
  classes: 'padding tells how long a sequence is, by flatten, last and mean, and of its class no more than that',
};

/** The remark on sequences most of which end in steps that repeat one vector, as padding does. */
export const paddedSequences: ArrayRemark = {
  code: 'padded-sequences',
  sentence({ name, padding }, purpose) {
    if (!padding || 2 * padding.padded <= padding.sequences) return undefined;
    const { sequences, padded, steps, paddedSteps } = padding;
    return `${name}: ${padded} of ${sequences} sequences looked at end in steps that are all zeros or repeat one vector (${paddedSteps} of ${steps} steps), as padding is: ${does[purpose]}; save the steps that are not padding, as rows or averaged.`;
  },
};
