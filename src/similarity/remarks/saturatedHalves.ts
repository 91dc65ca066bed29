import type { ArrayRemark } from './sampleFacts';

/** The largest finite number of float16. */
export const largestHalf = 65504;

/** The remark on values at the end of what float16 holds, and beyond it: what they were is lost. */
export const saturatedHalves: ArrayRemark = {
  code: 'float16-saturated',
  sentence({ name, halves }) {
    if (!halves) return undefined;
    const { count, of, infinite } = halves;
    const [some, all, beyond] = [count, of, infinite].map((value) => value.toLocaleString('en-US'));
    const which =
      infinite === count ? `infinite` : infinite === 0 ? `at ±65,504` : `at ±65,504 or infinite (${beyond})`;
    return `${name}: ${some} of ${all} values ${count === 1 ? 'is' : 'are'} ${which}, the end of what float16 holds, so that larger ones were lost: save this layer as float32.`;
  },
  where: ({ halves }) => ({ sample: halves!.sample, neuron: halves!.neuron }),
};
