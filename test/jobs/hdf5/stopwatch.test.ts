import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stopwatch } from '../../../src/jobs/hdf5/stopwatch';

describe('the stopwatch of the HDF5 library', () => {
  const of = (wall: number, processors: number, read = 0): number => {
    const at = { wall: 1000, processors: 500, read: 7 };
    const took = stopwatch(() => at.read, { now: () => at.wall, processors: () => at.processors });
    Object.assign(at, { wall: 1000 + wall, processors: 500 + processors, read: 7 + read });
    return took();
  };

  it('counts the time of a thread that is alone', () => {
    assert.equal(of(400, 400), 400);
  });

  it('leaves out what it has read, and what other programs have had of the machine', () => {
    assert.equal(of(400, 100, 300), 100);
    assert.equal(of(4000, 400), 400);
  });

  it('takes a share of what all threads of the process have computed', () => {
    assert.equal(of(400, 1600), 100);
  });
});
