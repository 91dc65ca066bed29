import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkpointNumbers, compareCheckpoints } from '../../../src/analysis/names/checkpointOrder';

describe('compareCheckpoints', () => {
  const inOrder = [
    ['epoch_0', 'epoch_1', 'epoch_2', 'epoch_5', 'epoch_10', 'epoch_20'],
    ['init', 'step_500', 'step_2k', 'step_10k', 'step_1m', 'final'],
    ['untrained', 'ckpt-9', 'ckpt-10', 'ckpt_best', 'ckpt_last'],
    ['epoch=1-step=90', 'epoch=2-step=10', 'epoch=10-step=1'],
    ['random_init', '100', '1000', 'best', 'last', 'final', 'end'],
  ];
  for (const names of inOrder) {
    it(`follows a training: ${names.join(', ')}`, () => {
      assert.deepEqual([...names].reverse().sort(compareCheckpoints), names);
      assert.deepEqual([...names].sort().sort(compareCheckpoints), names);
    });
  }

  it('knows thousands, millions and milliards', () => {
    assert.deepEqual(checkpointNumbers('step_1.5k'), [1500]);
    assert.deepEqual(checkpointNumbers('2M'), [2e6]);
    assert.deepEqual(checkpointNumbers('epoch=3-step=500'), [3, 500]);
    assert.deepEqual(checkpointNumbers('end'), []);
  });
});
