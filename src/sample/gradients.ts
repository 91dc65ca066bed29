import { addProduct } from './addProduct';
import { activations, type Layer, type Network } from './network';

/** The derivative of the loss by every weight and bias, in the shape of the network's layers. */
type Gradients = Pick<Layer, 'weights' | 'biases'>[];

/**
 * The gradients of the mean cross-entropy between the softmax of the logits and the labels, by backpropagation.
 * @param batch samples x inputs, row-major.
 * @param labels the class of each sample, 0 .. classes - 1.
 */
export function gradients(network: Network, batch: Float64Array, labels: ArrayLike<number>): Gradients {
  const samples = labels.length;
  const answers = activations(network, batch, samples);
  const result: Gradients = [];
  let errors = logitErrors(answers.at(-1)!, labels);
  for (let depth = network.layers.length - 1; depth >= 0; depth--) {
    const layer = network.layers[depth]!;
    const input = depth === 0 ? batch : answers[depth - 1]!;
    result.unshift(layerGradients(layer, input, errors, samples));
    if (depth > 0) errors = inputErrors(layer, input, errors, samples);
  }
  return result;
}

/** (softmax - one-hot) / samples: the loss by each logit, samples x classes. */
function logitErrors(logits: Float64Array, labels: ArrayLike<number>): Float64Array {
  const samples = labels.length;
  const classes = logits.length / samples;
  const errors = new Float64Array(logits.length);
  for (let i = 0; i < samples; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    // The largest is taken off so that exp cannot overflow.
    const largest = Math.max(...row);
    let sum = 0;
    for (let j = 0; j < classes; j++) sum += errors[i * classes + j] = Math.exp(row[j]! - largest);
    for (let j = 0; j < classes; j++) errors[i * classes + j] = errors[i * classes + j]! / sum / samples;
    errors[i * classes + labels[i]!]! -= 1 / samples;
  }
  return errors;
}

function layerGradients(layer: Layer, input: Float64Array, errors: Float64Array, samples: number): Gradients[number] {
  const { inputs, outputs } = layer;
  const weights = new Float64Array(inputs * outputs);
  const biases = new Float64Array(outputs);
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < outputs; j++) biases[j]! += errors[i * outputs + j]!;
  }
  addProduct(weights, inputs, { values: input, across: 1, along: inputs }, errors, samples, outputs);
  return { weights, biases };
}

/** The loss by each input of a layer; 0 where ReLU gave 0, since nothing passes back there. */
function inputErrors(layer: Layer, input: Float64Array, errors: Float64Array, samples: number): Float64Array {
  const { inputs, outputs, weights } = layer;
  const result = new Float64Array(samples * inputs);
  for (let i = 0; i < samples; i++) {
    for (let k = 0; k < inputs; k++) {
      if (input[i * inputs + k] === 0) continue;
      let sum = 0;
      for (let j = 0; j < outputs; j++) sum += errors[i * outputs + j]! * weights[k * outputs + j]!;
      result[i * inputs + k] = sum;
    }
  }
  return result;
}
