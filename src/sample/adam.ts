import { gradients } from './gradients';
import type { Network } from './network';
import type { Random } from '../linalg/random';

/** Pictures as rows, with the class that each is to be given. */
export interface TrainingSet {
  /** samples x inputs, row-major. */
  inputs: Float64Array;
  labels: Uint8Array;
}

/** Trains a network further, one pass over the training set at a time. */
interface Trainer {
  /** Takes every sample once, in a new random order and in batches, and changes the network's weights. */
  epoch(): void;
}

/**
 * A trainer by Adam (arXiv 1412.6980, algorithm 1) with the paper's decay rates.
 * @param network is trained in place.
 * @param random decides the order of samples.
 */
export function adamTrainer(network: Network, set: TrainingSet, random: Random, learningRate: number): Trainer {
  const batchSize = 32;
  const parameters = network.layers.flatMap(({ weights, biases }) => [weights, biases]);
  const moments = parameters.map(({ length }) => ({
    first: new Float64Array(length),
    second: new Float64Array(length),
  }));
  const decay = { first: 0.9, second: 0.999 };
  // 1 - decay^steps, by products: Math.pow may differ between machines in its last bit.
  const remaining = { first: 1, second: 1 };

  function step(batch: Float64Array, labels: Uint8Array): void {
    const slopes = gradients(network, batch, labels).flatMap(({ weights, biases }) => [weights, biases]);
    remaining.first *= decay.first;
    remaining.second *= decay.second;
    const rate = (learningRate * Math.sqrt(1 - remaining.second)) / (1 - remaining.first);
    parameters.forEach((values, at) => {
      const slope = slopes[at]!;
      const { first, second } = moments[at]!;
      for (let i = 0; i < values.length; i++) {
        const g = slope[i]!;
        const m = (first[i] = decay.first * first[i]! + (1 - decay.first) * g);
        const v = (second[i] = decay.second * second[i]! + (1 - decay.second) * g * g);
        values[i] = values[i]! - (rate * m) / (Math.sqrt(v) + 1e-8);
      }
    });
  }

  function epoch(): void {
    const samples = set.labels.length;
    const width = set.inputs.length / samples;
    const order = random.permutation(samples);
    for (let start = 0; start < samples; start += batchSize) {
      const chosen = order.subarray(start, start + batchSize);
      const batch = new Float64Array(chosen.length * width);
      chosen.forEach((sample, row) =>
        batch.set(set.inputs.subarray(sample * width, (sample + 1) * width), row * width),
      );
      step(
        batch,
        Uint8Array.from(chosen, (sample) => set.labels[sample]!),
      );
    }
  }

  return { epoch };
}
