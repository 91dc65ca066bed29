import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { openShards, plannedArray, taskResources } from '../../../src/jobs/cluster/plannedArray';
import { submitArray } from '../../../src/jobs/cluster/submitArray';
import { plansIn } from '../../../src/jobs/shards/planFiles';
import { readSubmissionOf } from '../../../src/jobs/shards/submissionFile';
import { LensError } from '../../../src/facts/errors';
import type { ShardPlan } from '../../../src/protocol/analysisRun';
import { sampleSelection } from '../../webview/sampleAnalyses';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { fakeSlurm } from './fakeSlurm';

const selection = sampleSelection(2, 1, 2);
const node = { own: '/opt/node' };

/** Three shards, of which the second is known. */
function samplePlan(): ShardPlan {
  const shards = [0, 2, 0].map((knownPairs, at) => ({
    index: at + 1,
    pairs: 2,
    knownPairs,
    arrays: 2,
    bytesToRead: 1e6,
    seconds: 700 * (at + 1),
    memoryBytes: 2 ** 31,
  }));
  return { pairs: 6, knownPairs: 2, shards, problems: [], notices: [] };
}

describe('an array that is submitted', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  const results = temporaryFolder('results');
  const slurm = fakeSlurm(join(results, 'bin'));
  const programs = { sbatch: join(slurm.folder, 'sbatch') };

  it('is of the shards that lack results, with memory and time of the plan unless people say otherwise', async () => {
    const plan = samplePlan();
    assert.deepEqual(openShards(plan), [1, 3]);
    const planned = await plannedArray(selection, results, plan, { partition: 'gpu' }, node);
    assert.deepEqual(planned.shards, [1, 3]);
    const told = ['--array=1,3%100', '--cpus-per-task=4', '--mem=3072M', '--time=140', '--partition=gpu'];
    for (const word of told) assert.ok(planned.args.includes(word), `${word} in ${planned.args.join(' ')}`);
    assert.equal(planned.args.at(-1), planned.scriptPath);
    assert.match(planned.script, new RegExp(`--shard auto/3 --memory 2560`));
    const wishes = { cpus: 2, memoryMib: 1000, time: '1-0', throttle: 3 };
    const wished = await plannedArray(selection, results, plan, wishes, node, [2]);
    const asked = ['--array=2%3', '--cpus-per-task=2', '--mem=1000M', '--time=1-0'];
    for (const word of asked) assert.ok(wished.args.includes(word), `${word} in ${wished.args.join(' ')}`);
    assert.deepEqual(taskResources(wishes), { workers: 2, memoryBytes: 500 * 2 ** 20 });
    assert.deepEqual(await plansIn(results), [], 'nothing is written before it is submitted');
  });

  it('is not submitted where nothing is missing, or a wish could be read as another option', async () => {
    const plan = samplePlan();
    const known = { ...plan, shards: plan.shards.map((shard) => ({ ...shard, knownPairs: shard.pairs })) };
    const code = (wanted: string) => (error: unknown) => error instanceof LensError && error.code === wanted;
    await assert.rejects(plannedArray(selection, results, known, {}, node), code('nothing-missing'));
    await assert.rejects(plannedArray(selection, results, plan, { account: '-x' }, node), code('usage'));
  });

  it('has its plan, program and script in the results folder, and its number beside them, also of a second one', async () => {
    const planned = await plannedArray(selection, results, samplePlan(), {}, node);
    const first = await submitArray(selection, planned, programs);
    assert.deepEqual(slurm.calls('sbatch'), [planned.args]);
    assert.equal(readFileSync(planned.scriptPath, 'utf8'), planned.script);
    assert.ok(readFileSync(planned.job.program, 'utf8').length > 0);
    const [plan] = await plansIn(results);
    assert.equal(plan!.id, planned.job.id);
    assert.deepEqual(await readSubmissionOf(plan!.folder), first);
    assert.deepEqual([first.job, first.array, first.earlier], ['4242', '1,3', []]);
    slurm.answers('sbatch', { out: '4243\n' });
    const again = await plannedArray(selection, results, samplePlan(), {}, node, [3]);
    const second = await submitArray(selection, again, programs);
    assert.deepEqual([second.job, second.array, second.earlier.map(({ job }) => job)], ['4243', '3', ['4242']]);
  });

  it('leaves no number where sbatch refuses', async () => {
    const other = temporaryFolder('refused');
    slurm.answers('sbatch', { err: 'sbatch: error: invalid partition specified: none\n', code: 1 });
    const planned = await plannedArray(selection, other, samplePlan(), {}, node);
    await assert.rejects(submitArray(selection, planned, programs), /invalid partition specified: none/);
    assert.equal(await readSubmissionOf(join(other, 'plans', planned.job.id)), undefined);
  });
});
