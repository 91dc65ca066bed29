import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { accuracy, activations, createNetwork, type Network } from '../../src/sample/network';
import { seededRandom } from '../../src/linalg/random';

describe('activations', () => {
  it('agrees with a network worked by hand: ReLU inside, logits as they are', () => {
    const network: Network = {
      layers: [
        { inputs: 2, outputs: 2, weights: Float64Array.of(1, -1, 2, 1), biases: Float64Array.of(0, 0.5) },
        { inputs: 2, outputs: 1, weights: Float64Array.of(-1, 2), biases: Float64Array.of(1) },
      ],
    };
    // (1, 1): (3, 0.5) -> -3 + 1 + 1 = -1. (1, -1): (-1, -1.5) -> (0, 0) -> 1.
    const [hidden, logits] = activations(network, Float64Array.of(1, 1, 1, -1), 2);
    assert.deepEqual([...hidden!], [3, 0.5, 0, 0]);
    assert.deepEqual([...logits!], [-1, 1]);
  });
});

describe('createNetwork', () => {
  it('starts with weights of variance 2 / inputs and without biases', () => {
    const { layers } = createNetwork([200, 100, 10], seededRandom(1));
    assert.deepEqual(
      layers.map(({ inputs, outputs }) => [inputs, outputs]),
      [
        [200, 100],
        [100, 10],
      ],
    );
    const { weights, biases } = layers[0]!;
    const variance = weights.reduce((sum, weight) => sum + weight * weight, 0) / weights.length;
    // Five standard errors of a variance over 20,000 numbers: 5 * sqrt(2 / 20000) = 5 %.
    assert.ok(Math.abs(variance / (2 / 200) - 1) < 0.05);
    assert.ok(biases.every((bias) => bias === 0));
  });
});

describe('accuracy', () => {
  it('is the share of rows whose largest logit is the label', () => {
    assert.equal(accuracy(Float64Array.of(1, 2, 3, 3, 2, 1, -3, -2, -1, 0, 5, 0), [2, 0, 0, 1]), 0.75);
  });
});
