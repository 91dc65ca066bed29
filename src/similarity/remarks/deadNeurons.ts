import type { ArrayRemark } from './sampleFacts';

/** Fewer than one in so many is what training leaves in most layers behind a ReLU; those are listed among constant neurons. */
const oneIn = 10;

/** The remark on neurons that are 0 in every sample, where they are a considerable share of all. */
export const deadNeurons: ArrayRemark = {
  code: 'dead-neurons',
  sentence({ name, neurons, dead }) {
    if (!dead || oneIn * dead.count < neurons) return undefined;
    const { count, first } = dead;
    const are = count === 1 ? 'is 0 in every sample (dead)' : 'are 0 in every sample (dead)';
    return `${name}: ${count} of ${neurons} neurons ${are}, the first ${first}: it is compared as a layer of ${neurons - count}; check the layer, or whether these samples are those that it should have seen.`;
  },
  where: ({ dead }) => ({ neuron: dead!.first }),
};
