import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { arrayQueue } from '../../../src/jobs/cluster/arrayQueue';
import { LensError } from '../../../src/facts/errors';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { fakeSlurm, type FakeSlurm } from './fakeSlurm';

describe('jobs/cluster/arrayQueue', () => {
  let slurm: FakeSlurm;
  before(function () {
    if (process.platform === 'win32') return this.skip();
    slurm = fakeSlurm(join(temporaryFolder('queue'), 'bin'));
  });
  const programs = () => ({ sbatch: join(slurm.folder, 'sbatch') });

  it('asks for each array, and knows none of one that Slurm has forgotten', async () => {
    slurm.answers('squeue', { out: '2|RUNNING|None\n3|PENDING|Priority\n' });
    const found = await arrayQueue([{ job: '7' }, { job: '8', cluster: 'north' }], programs());
    assert.deepEqual([...found.keys()], [2, 3]);
    const [first, second] = slurm.calls('squeue');
    assert.ok(first!.includes('--jobs=7') && first!.includes('--array'));
    assert.ok(second!.includes('--jobs=8') && second!.includes('--clusters=north'));
    slurm.answers('squeue', { err: 'slurm_load_jobs error: Invalid job id specified\n', code: 1 });
    assert.equal((await arrayQueue([{ job: '7' }], programs())).size, 0);
  });

  it('does not take a Slurm that does not answer for an empty queue', async () => {
    slurm.answers('squeue', { err: 'slurm_load_jobs error: Unable to contact slurm controller\n', code: 1 });
    const isFailed = (error: unknown) => error instanceof LensError && error.code === 'scheduler-failed';
    await assert.rejects(arrayQueue([{ job: '7' }], programs()), isFailed);
    // It is ended before it can answer.
    slurm.answers('squeue', {});
    await assert.rejects(arrayQueue([{ job: '7' }], { ...programs(), patience: 1 }), /squeue did not answer\./);
  });
});
