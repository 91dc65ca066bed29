import type { ArrayRemark } from './sampleFacts';

/** The remark on integers of 64 bits that float64, in which everything is computed, does not hold exactly. */
export const roundedIntegers: ArrayRemark = {
  code: 'integers-rounded',
  sentence({ name, roundedIntegers: count, samples, neurons }) {
    if (count === 0) return undefined;
    return `${name}: ${count.toLocaleString('en-US')} of ${(samples * neurons).toLocaleString('en-US')} values are whole numbers of 2^53 and beyond, which are rounded to float64: subtract what they have in common before saving, if their last digits count.`;
  },
};
