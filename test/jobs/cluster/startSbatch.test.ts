import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { before, describe, it } from 'mocha';
import { findProgram } from '../../../src/jobs/cluster/findProgram';
import { startSbatch, startScancel, startSlurm } from '../../../src/jobs/cluster/startSbatch';
import { hostileTexts } from '../../cluster/hostileTexts';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { fakeSlurm, type FakeSlurm } from './fakeSlurm';

describe('jobs/cluster/startSbatch', () => {
  let folder: string;
  let slurm: FakeSlurm;
  before(function () {
    if (process.platform === 'win32') return this.skip();
    folder = temporaryFolder('start sbatch');
    slurm = fakeSlurm(join(folder, 'bin of slurm'));
  });
  const programs = () => ({ sbatch: join(slurm.folder, 'sbatch') });

  it('hands arguments on as they are, without a shell, and yields the number of the job', async () => {
    const args = hostileTexts.map((text) => `--comment=${text}`);
    assert.deepEqual(await startSbatch(args, programs()), { job: '4242' });
    assert.deepEqual(slurm.calls('sbatch').at(-1), args);
  });

  it('cancels beside sbatch, an array or some of its tasks', async () => {
    await startScancel({ job: '4242' }, programs());
    await startScancel({ job: '4242', cluster: 'north' }, programs(), '3,7');
    assert.deepEqual(slurm.calls('scancel').slice(-2), [['4242'], ['--clusters=north', '4242_[3,7]']]);
    slurm.answers('squeue', { out: '4242_1 RUNNING\n' });
    assert.equal(await startSlurm('squeue', ['--job=4242'], programs()), '4242_1 RUNNING\n');
  });

  it('says what Slurm says where it refuses', async () => {
    const err =
      'sbatch: error: invalid partition specified: no\nsbatch: error: Batch job submission failed: Invalid partition name specified\n';
    slurm.answers('sbatch', { err, code: 1 });
    await assert.rejects(startSbatch([], programs()), {
      code: 'not-submitted',
      message:
        'sbatch did not do it: invalid partition specified: no; Batch job submission failed: Invalid partition name specified.',
    });
    slurm.answers('sbatch', { out: '' });
    await assert.rejects(startSbatch([], programs()), { code: 'not-submitted', message: /nothing and no number/ });
    slurm.answers('scancel', { err: 'scancel: error: Kill job error on job id 4242: Access denied\n', code: 1 });
    await assert.rejects(startScancel({ job: '4242' }, programs()), {
      code: 'not-cancelled',
      message: /Access denied\.$/,
    });
    await assert.rejects(startSbatch([], { sbatch: join(folder, 'none', 'sbatch') }), {
      code: 'no-scheduler',
      message: /is not in .*none/,
    });
  });

  it('finds programs in absolute folders of the PATH alone', async () => {
    const local = join(folder, 'local');
    mkdirSync(join(local, 'sbatch'), { recursive: true });
    const plain = join(folder, 'plain');
    mkdirSync(plain);
    writeFileSync(join(plain, 'sbatch'), '#!/bin/sh\n', { mode: 0o644 });
    const path = ['', '.', 'bin', local, plain, slurm.folder, '/usr/bin'].join(delimiter);
    assert.equal(await findProgram('sbatch', path), join(slurm.folder, 'sbatch'));
    assert.equal(await findProgram('sbatch', ['.', local, plain].join(delimiter)), undefined);
    assert.equal(await findProgram('sbatch', ''), undefined);
  });
});
