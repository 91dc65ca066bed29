import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gradients } from '../../src/sample/gradients';
import { activations, createNetwork } from '../../src/sample/network';
import { seededRandom } from '../../src/linalg/random';

describe('gradients', () => {
  it('agree with central differences of the loss for every weight and bias', () => {
    const random = seededRandom(5);
    const network = createNetwork([6, 5, 4, 3], random);
    for (const { biases } of network.layers) biases.forEach((_, j) => (biases[j] = 0.1 * random.normal()));
    const labels = [0, 2, 1, 1, 2, 0, 1];
    const batch = Float64Array.from({ length: labels.length * 6 }, () => random.normal());

    const loss = (): number => {
      const logits = activations(network, batch, labels.length).at(-1)!;
      let sum = 0;
      labels.forEach((label, i) => {
        const row = [...logits.subarray(i * 3, i * 3 + 3)];
        sum += Math.log(row.reduce((total, logit) => total + Math.exp(logit), 0)) - row[label]!;
      });
      return sum / labels.length;
    };

    // The error of a central difference is about h^2 + 1e-16 / h, some 1e-10 here.
    const h = 1e-6;
    const found = gradients(network, batch, labels);
    network.layers.forEach((layer, depth) => {
      for (const part of ['weights', 'biases'] as const) {
        layer[part].forEach((value, i) => {
          layer[part][i] = value + h;
          const above = loss();
          layer[part][i] = value - h;
          const below = loss();
          layer[part][i] = value;
          const difference = (above - below) / (2 * h);
          assert.ok(Math.abs(found[depth]![part][i]! - difference) < 1e-8, `layer ${depth}, ${part} ${i}`);
        });
      }
    });
    assert.ok(found.some(({ weights }) => weights.some((slope) => Math.abs(slope) > 0.01)));
  });

  it('stay finite for logits whose exponential overflows', () => {
    const network = createNetwork([1, 2], seededRandom(1));
    network.layers[0]!.weights.set([1000, -1000]);
    const [only] = gradients(network, Float64Array.of(1), [1]);
    assert.deepEqual([...only!.biases], [1, -1]);
  });
});
