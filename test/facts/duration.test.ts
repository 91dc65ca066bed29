import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { duration, timeLeft } from '../../src/facts/duration';

describe('facts/duration', () => {
  it('says times as people do', () => {
    assert.deepEqual([0.2, 8.4, 89, 119, 5400, 9000].map(duration), [
      'under a second',
      '8 s',
      '89 s',
      '2 min',
      '1 h 30 min',
      '2 h 30 min',
    ]);
    assert.equal(duration(7200), '2 h');
  });

  it('says what is left by the rate so far, once there is one', () => {
    assert.equal(timeLeft(1208 / 20100, 8), ', about 2 min left');
    assert.equal(timeLeft(0.5, 10), ', about 10 s left');
    assert.equal(timeLeft(0.5, 1), '', 'a rate that begins');
    assert.equal(timeLeft(0, 60), '');
    assert.equal(timeLeft(0.99, 60), '', 'the last second');
  });
});
