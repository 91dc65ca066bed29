import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { adamTrainer } from '../../src/sample/adam';
import { accuracy, activations, createNetwork } from '../../src/sample/network';
import { seededRandom } from '../../src/linalg/random';

describe('adamTrainer', () => {
  it('moves every weight by the learning rate in its first step, against its gradient', () => {
    const network = createNetwork([1, 2], seededRandom(1));
    const before = [...network.layers[0]!.weights];
    adamTrainer(network, { inputs: Float64Array.of(1), labels: Uint8Array.of(0) }, seededRandom(2), 0.01).epoch();
    const moved = [...network.layers[0]!.weights].map((weight, i) => weight - before[i]!);
    // With both moments corrected the first step is rate * g / (|g| + 1e-8).
    assert.ok(Math.abs(moved[0]! - 0.01) < 1e-8);
    assert.ok(Math.abs(moved[1]! + 0.01) < 1e-8);
  });

  it('learns what no linear map can: exclusive or', () => {
    const random = seededRandom(3);
    const inputs = Float64Array.from({ length: 400 }, () => random.between(-1, 1));
    const labels = Uint8Array.from({ length: 200 }, (_, i) => (inputs[2 * i]! * inputs[2 * i + 1]! > 0 ? 1 : 0));
    const network = createNetwork([2, 16, 2], random);
    const share = () => accuracy(activations(network, inputs, 200).at(-1)!, labels);
    assert.ok(share() < 0.8);
    const trainer = adamTrainer(network, { inputs, labels }, random, 0.01);
    for (let epoch = 0; epoch < 60; epoch++) trainer.epoch();
    assert.ok(share() > 0.9, `${share()}`);
  });
});
