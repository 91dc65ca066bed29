import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mostHeld } from '../../src/facts/heldSamples';
import { remarksOn } from '../../src/similarity/remarks';
import type { SampleFacts } from '../../src/similarity/remarks/sampleFacts';

const facts: SampleFacts = {
  dead: undefined,
  halves: undefined,
  name: 'x.npy',
  word: 'sample',
  samples: 100,
  neurons: 10,
  zeros: 10,
  duplicates: { count: 20, first: [0, 80] },
  farthest: { sample: 3, share: 0.8 },
  widest: { neuron: 2, share: 0.9 },
  rounded: undefined,
  looked: true,
  padding: { sequences: 10, padded: 9, steps: 100, paddedSteps: 60 },
};
const ofScores = /p-value|scores?\b|alike|all arrays|CKA|Procrustes/;

describe('remarks on samples', () => {
  it('speak of scores where arrays are compared', () => {
    const said = remarksOn(facts);
    assert.equal(said.length, 5);
    for (const { message } of said) assert.match(message, ofScores);
  });

  it('speak of classes where these are told, of which the scale of neurons changes nothing', () => {
    const said = remarksOn(facts, 'classes');
    assert.deepEqual(
      said.map(({ code }) => code),
      ['padded-sequences', 'duplicate-samples', 'zero-samples', 'dominating-sample'],
    );
    for (const { message } of said) assert.doesNotMatch(message, ofScores);
  });

  it('say up to which size samples are looked at, where they were not', () => {
    const large = { ...facts, samples: mostHeld, neurons: 2, looked: false };
    const message = remarksOn(large).find(({ code }) => code === 'samples-not-looked-at')!.message;
    assert.match(message, / among 4,194,304 x 2 values \(it is among up to 4,194,304, .* of 256 neurons and more /);
  });
});
