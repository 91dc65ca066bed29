import { fewestMarked, mostHeld } from '../../facts/heldSamples';
import type { ArrayRemark } from './sampleFacts';

/** The remark that a large array was not looked at for samples that repeat others or are zeros. */
export const notLookedFor: ArrayRemark = {
  code: 'samples-not-looked-at',
  sentence({ name, word, samples, neurons, looked }) {
    if (looked) return undefined;
    return `${name}: whether ${word}s repeat or are zeros was not looked for among ${samples.toLocaleString('en-US')} x ${neurons.toLocaleString('en-US')} values (it is among up to ${mostHeld.toLocaleString('en-US')}, and in float32 and float64 matrices of ${fewestMarked} neurons and more with more samples than neurons).`;
  },
};
