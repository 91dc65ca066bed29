import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readSbatchAnswer, scancelArguments } from '../../src/cluster/sbatchAnswer';
import { arraysOf, readSubmission, withArray, type SubmittedArray } from '../../src/cluster/submission';

const first: SubmittedArray = {
  scheduler: 'slurm',
  job: '12',
  array: '1-8',
  throttle: 4,
  when: '2026-11-30T14:00:00.000Z',
};

describe('cluster/submission', () => {
  it('reads the number of a job in what sbatch answers', () => {
    assert.deepEqual(readSbatchAnswer('123\n'), { job: '123' });
    assert.deepEqual(readSbatchAnswer('123;north\n'), { job: '123', cluster: 'north' });
    assert.deepEqual(readSbatchAnswer('Submitted batch job 123\n'), { job: '123' });
    assert.deepEqual(readSbatchAnswer('Submitted batch job 123 on cluster north\n'), { job: '123', cluster: 'north' });
    assert.deepEqual(readSbatchAnswer('Welcome, 5 messages\nyour account: lab\n123\n'), { job: '123' });
    for (const text of ['', '\n', 'job 123', '123 ', 'abc', '-1', '12;a b']) {
      const found = readSbatchAnswer(text);
      assert.deepEqual(found, text === '123 ' ? { job: '123' } : undefined, JSON.stringify(text));
    }
  });

  it('names an array for scancel, or some of its tasks', () => {
    assert.deepEqual(scancelArguments({ job: '12' }), ['12']);
    assert.deepEqual(scancelArguments({ job: '12', cluster: 'north' }, '3,7'), ['--clusters=north', '12_[3,7]']);
  });

  it('keeps every array of a plan, the last in front', () => {
    const rerun = { ...first, job: '13', array: '3,7', cluster: 'north' };
    const both = withArray(withArray(undefined, first), rerun);
    assert.deepEqual(readSubmission(JSON.stringify(both)), { ...rerun, earlier: [first] });
    assert.deepEqual(arraysOf(both), [first, rerun]);
    assert.deepEqual(readSubmission(JSON.stringify(first)), { ...first, earlier: [] });
  });

  it('takes nothing else for one', () => {
    for (const wrong of [
      {},
      { ...first, job: '-1' },
      { ...first, job: '12 --wrap' },
      { ...first, job: 12 },
      { ...first, cluster: '-x' },
      { ...first, scheduler: 'cron' },
      { ...first, earlier: [{}] },
      { ...first, earlier: 'none' },
    ])
      assert.equal(readSubmission(JSON.stringify(wrong)), undefined, JSON.stringify(wrong));
    for (const text of ['', '{', 'null', '[]']) assert.equal(readSubmission(text), undefined);
  });
});
