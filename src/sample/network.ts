import { addProduct } from './addProduct';
import type { Random } from '../linalg/random';

/** One fully connected layer: outputs = inputs x weights + biases. */
export interface Layer {
  inputs: number;
  outputs: number;
  /** inputs x outputs, row-major. */
  weights: Float64Array;
  /** One for each output. */
  biases: Float64Array;
}

/** A multi-layer perceptron: ReLU after each layer but the last, whose outputs are the logits. */
export interface Network {
  layers: Layer[];
}

/**
 * A network before training: weights by He's rule (normal, variance 2 / inputs; arXiv 1502.01852, section 2.2), biases 0.
 * @param sizes neurons from the input to the logits, e.g. [256, 64, 10].
 */
export function createNetwork(sizes: readonly number[], random: Random): Network {
  const layers = sizes.slice(1).map((outputs, depth) => {
    const inputs = sizes[depth]!;
    const deviation = Math.sqrt(2 / inputs);
    const weights = Float64Array.from({ length: inputs * outputs }, () => deviation * random.normal());
    return { inputs, outputs, weights, biases: new Float64Array(outputs) };
  });
  return { layers };
}

/**
 * What every layer answers to a batch, first layer first: samples x neurons each, row-major, after ReLU except for the logits.
 * @param batch samples x (inputs of the first layer).
 */
export function activations(network: Network, batch: Float64Array, samples: number): Float64Array[] {
  const answers: Float64Array[] = [];
  let input = batch;
  network.layers.forEach((layer, depth) => {
    const output = affine(layer, input, samples);
    if (depth < network.layers.length - 1) rectify(output);
    answers.push(output);
    input = output;
  });
  return answers;
}

/**
 * The share of samples, 0 to 1, whose largest logit is that of their label.
 * @param logits samples x classes, row-major, one row for each label.
 */
export function accuracy(logits: Float64Array, labels: ArrayLike<number>): number {
  const classes = logits.length / labels.length;
  let right = 0;
  for (let i = 0; i < labels.length; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    if (row.indexOf(Math.max(...row)) === labels[i]) right++;
  }
  return right / labels.length;
}

function affine(layer: Layer, batch: Float64Array, samples: number): Float64Array {
  const { inputs, outputs, weights, biases } = layer;
  const result = new Float64Array(samples * outputs);
  for (let i = 0; i < samples; i++) result.set(biases, i * outputs);
  addProduct(result, samples, { values: batch, across: inputs, along: 1 }, weights, inputs, outputs);
  return result;
}

function rectify(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
}
