import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkpointPositions } from '../../src/facts/checkpointPositions';

describe('checkpointPositions', () => {
  it('takes the numbers of names when all have one and they rise', () => {
    assert.deepEqual(checkpointPositions(['epoch_0', 'epoch_1', 'epoch_10']), [0, 1, 10]);
    assert.deepEqual(checkpointPositions(['run2-step0.5', 'run2-step12']), [0.5, 12]);
  });

  it('counts checkpoints otherwise', () => {
    assert.deepEqual(checkpointPositions(['epoch_0', 'epoch_5', 'end']), [0, 1, 2]);
    assert.deepEqual(checkpointPositions(['epoch_5', 'epoch_5b', 'epoch_6']), [0, 1, 2]);
    assert.deepEqual(checkpointPositions(['2', '1']), [0, 1]);
  });
});
