import { shareInWords, type ArrayRemark } from './sampleFacts';

/** More than all other neurons together hold. */
const most = 0.5;
/** Among fewer neurons one holds that much without being out of the ordinary. */
const fewest = 8;

/** The remark on a neuron that holds most of an array's variance. */
export const dominatingNeuron: ArrayRemark = {
  code: 'dominating-neuron',
  sentence({ name, neurons, widest }, purpose) {
    // How well classes can be told does not depend on the scale of neurons.
    if (purpose === 'classes') return undefined;
    if (neurons < fewest || !widest || !(widest.share > most)) return undefined;
    return `${name}: neuron ${widest.neuron} holds ${shareInWords(widest.share)} of the variance, so that CKA, Procrustes and SVCCA's cut say little of the others: check it, leave it out, or read CCA, which does not depend on scale.`;
  },
};
