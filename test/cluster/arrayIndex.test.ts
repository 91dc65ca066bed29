import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shardAsked, shardOfTask, type Environment } from '../../src/cluster/arrayIndex';
import { LensError } from '../../src/facts/errors';

/** What Slurm sets for a task of an array. */
function slurmTask(id: number, [min, max, step, count]: readonly [number, number, number, number]): Environment {
  return {
    SLURM_ARRAY_JOB_ID: '1234',
    SLURM_ARRAY_TASK_ID: String(id),
    SLURM_ARRAY_TASK_MIN: String(min),
    SLURM_ARRAY_TASK_MAX: String(max),
    SLURM_ARRAY_TASK_STEP: String(step),
    SLURM_ARRAY_TASK_COUNT: String(count),
  };
}

/** The sentence that variables are refused with, held to name each of these. */
function refused(environment: Environment, count: number | undefined, ...named: string[]): string {
  let found: string | undefined;
  assert.throws(
    () => shardOfTask(environment, count),
    (error) => {
      assert.ok(error instanceof LensError);
      assert.equal(error.code, 'shard-unclear');
      found = error.message;
      return true;
    },
    JSON.stringify(environment),
  );
  for (const name of named) assert.ok(found!.includes(name), `${found} does not say ${name}`);
  assert.match(found!, /^[^\n]+\.$/);
  return found!;
}

describe('cluster/arrayIndex', () => {
  it('takes the number of the task where the shards are counted', () => {
    const tasks: Environment[] = [
      slurmTask(3, [1, 8, 1, 8]),
      { SLURM_ARRAY_TASK_ID: '3' },
      // A rerun of two shards.
      slurmTask(3, [3, 7, 1, 2]),
      { JOB_COMPLETION_INDEX: '2' },
      { PBS_ARRAY_INDEX: '3', PBS_ARRAY_ID: '77[].server' },
      { PBS_ARRAYID: '3' },
      { SGE_TASK_ID: '3', SGE_TASK_FIRST: '1', SGE_TASK_LAST: '8', SGE_TASK_STEPSIZE: '1' },
      { LSB_JOBINDEX: '3' },
    ];
    for (const environment of tasks)
      assert.deepEqual(shardOfTask(environment, 8), { index: 3, count: 8 }, JSON.stringify(environment));
  });

  it('knows the first and the last shard', () => {
    assert.deepEqual(shardOfTask({ JOB_COMPLETION_INDEX: '0' }, 8), { index: 1, count: 8 });
    assert.deepEqual(shardOfTask({ JOB_COMPLETION_INDEX: '7' }, 8), { index: 8, count: 8 });
    assert.deepEqual(shardOfTask({ SLURM_ARRAY_TASK_ID: '8' }, 8), { index: 8, count: 8 });
  });

  it('counts by the array of Slurm alone where that is a whole range from 0 or 1', () => {
    assert.deepEqual(shardOfTask(slurmTask(1, [1, 8, 1, 8])), { index: 1, count: 8 });
    assert.deepEqual(shardOfTask(slurmTask(0, [0, 7, 1, 8])), { index: 1, count: 8 });
    assert.deepEqual(shardOfTask(slurmTask(7, [0, 7, 1, 8])), { index: 8, count: 8 });
    for (const range of [
      [3, 7, 1, 2],
      [1, 7, 1, 2],
      [3, 7, 1, 5],
      [1, 9, 2, 5],
      [0, 8, 2, 5],
    ] as const)
      refused(slurmTask(range[0], range), undefined, 'SLURM_ARRAY_TASK_COUNT', `"${range[3]}"`, 'auto/N');
    refused({ SLURM_ARRAY_TASK_ID: '3' }, undefined, 'SLURM_ARRAY_TASK_ID is "3"', 'auto/N');
    refused({ ...slurmTask(3, [1, 8, 1, 8]), SLURM_ARRAY_TASK_STEP: undefined }, undefined, 'auto/N');
  });

  it('does not know how many shards there are from any other scheduler', () => {
    refused({ JOB_COMPLETION_INDEX: '2' }, undefined, 'JOB_COMPLETION_INDEX is "2"', 'auto/N');
    const array = { SGE_TASK_ID: '3', SGE_TASK_FIRST: '1', SGE_TASK_LAST: '8', SGE_TASK_STEPSIZE: '1' };
    refused(array, undefined, 'SGE_TASK_ID is "3"');
    refused({ PBS_ARRAY_INDEX: '3' }, undefined, 'PBS_ARRAY_INDEX');
  });

  it('refuses where no array is', () => {
    const none: Environment[] = [
      {},
      { SGE_TASK_ID: 'undefined', SGE_TASK_FIRST: 'undefined', SGE_TASK_LAST: 'undefined' },
      { LSB_JOBINDEX: '0' },
      { SLURM_JOB_ID: '12', PBS_JOBID: '12' },
    ];
    for (const environment of none) refused(environment, 8, 'SLURM_ARRAY_TASK_ID', 'JOB_COMPLETION_INDEX');
  });

  it('refuses half an array, whatever else is set', () => {
    refused({ SLURM_ARRAY_JOB_ID: '12' }, 8, 'SLURM_ARRAY_JOB_ID is "12"', 'SLURM_ARRAY_TASK_ID is not set');
    refused({ SLURM_ARRAY_TASK_COUNT: '8' }, 8, 'SLURM_ARRAY_TASK_COUNT');
    refused({ SLURM_ARRAY_JOB_ID: '12', JOB_COMPLETION_INDEX: '0' }, 8, 'SLURM_ARRAY_JOB_ID');
    refused({ PBS_ARRAY_ID: '12[]' }, 8, 'PBS_ARRAY_ID is "12[]"', 'PBS_ARRAY_INDEX is not set');
    refused(
      { SGE_TASK_ID: 'undefined', SGE_TASK_FIRST: '1' },
      8,
      'SGE_TASK_FIRST is "1"',
      'SGE_TASK_ID is "undefined"',
    );
    refused({ SLURM_ARRAY_TASK_ID: '', SLURM_ARRAY_JOB_ID: '12' }, 8, 'SLURM_ARRAY_TASK_ID is empty');
  });

  it('refuses what is no number of a task', () => {
    for (const wrong of [
      '',
      ' 3',
      '3 ',
      '+3',
      '-1',
      '3.0',
      '1e0',
      '0x3',
      'three',
      '3\n',
      '９',
      '99999999999999999999',
      'NaN',
    ])
      for (const name of [
        'SLURM_ARRAY_TASK_ID',
        'JOB_COMPLETION_INDEX',
        'PBS_ARRAY_INDEX',
        'SGE_TASK_ID',
        'LSB_JOBINDEX',
      ])
        refused({ [name]: wrong }, 8, name);
    refused({ SLURM_ARRAY_TASK_ID: 'undefined' }, 8, '"undefined"');
    refused({ ...slurmTask(3, [1, 8, 1, 8]), SLURM_ARRAY_TASK_MAX: 'x' }, 8, 'SLURM_ARRAY_TASK_MAX is "x"');
    assert.ok(refused({ SLURM_ARRAY_TASK_ID: 'x'.repeat(5000) }, 8).length < 300);
  });

  it('refuses a number outside of the shards', () => {
    refused({ SLURM_ARRAY_TASK_ID: '0' }, 8, 'SLURM_ARRAY_TASK_ID is "0"', '8 shards', 'from 1 to 8');
    refused({ SLURM_ARRAY_TASK_ID: '9' }, 8, 'SLURM_ARRAY_TASK_ID is "9"');
    refused({ JOB_COMPLETION_INDEX: '8' }, 8, 'JOB_COMPLETION_INDEX is "8"', 'from 0 to 7');
    refused(slurmTask(1, [1, 20_000, 1, 20_000]), undefined, '20,000');
  });

  it('refuses a task that its own array does not have, and two that disagree', () => {
    refused(slurmTask(9, [1, 8, 1, 8]), 16, 'SLURM_ARRAY_TASK_ID is "9"', 'SLURM_ARRAY_TASK_MAX is "8"');
    refused({ SGE_TASK_ID: '1', SGE_TASK_FIRST: '2', SGE_TASK_LAST: '8' }, 8, 'SGE_TASK_FIRST is "2"');
    refused(
      { SLURM_ARRAY_TASK_ID: '3', JOB_COMPLETION_INDEX: '3' },
      8,
      'SLURM_ARRAY_TASK_ID',
      'JOB_COMPLETION_INDEX',
      '3 and 4',
    );
    refused({ PBS_ARRAY_INDEX: '2', PBS_ARRAYID: '3' }, 8, 'PBS_ARRAY_INDEX', 'PBS_ARRAYID');
    assert.deepEqual(shardOfTask({ SLURM_ARRAY_TASK_ID: '3', JOB_COMPLETION_INDEX: '2' }, 8), { index: 3, count: 8 });
  });

  it('takes i/N, auto/N, and auto with the count of a plan', () => {
    const task = { SLURM_ARRAY_TASK_ID: '3' };
    assert.deepEqual(shardAsked('5/8', task), { index: 5, count: 8 });
    assert.deepEqual(shardAsked('auto/8', task), { index: 3, count: 8 });
    assert.deepEqual(shardAsked('auto', task, 6), { index: 3, count: 6 });
    assert.throws(() => shardAsked('auto', task), /auto\/N/);
    for (const text of [
      '',
      'auto/',
      'auto/0',
      'auto/10001',
      'auto/x',
      'auto/8/2',
      'Auto',
      'auto/1/8',
      '0/8',
      '9/8',
      'x/8',
    ])
      assert.throws(() => shardAsked(text, task, 8), { code: 'usage' }, text);
  });
});
