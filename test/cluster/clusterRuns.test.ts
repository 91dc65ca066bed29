import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { run } from '../cli/calls';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { hasSlurm } from './ensureSlurm';
import { merged, saidOfShard, statuses, undisturbed, type Status } from './savedRuns';
import {
  arrayEnded,
  pausedIn,
  pauseShard,
  resumeShard,
  shardLog,
  shardPaused,
  submitShards,
  submittedByProgram,
  type ShardArray,
} from './shardArray';
import { startSlurm, type Slurm } from './slurm';
import { smallSweep, writeSweep } from './sweep';
import { until } from './until';

if (hasSlurm('shards on Slurm'))
  describe('shards on a real Slurm', () => {
    let slurm: Slurm;
    let folder: string;
    let document: string;
    let whole: string;
    before(async () => {
      slurm = await startSlurm({ nodes: 4 });
      folder = temporaryFolder('cluster');
      document = await writeSweep(folder, smallSweep, 'dynamics');
      whole = undisturbed(document);
    });
    after(() => slurm?.stop());

    /** Shards into a folder of results of this name. */
    const shards = (name: string, count: number, more: Partial<ShardArray> = {}): ShardArray => ({
      document,
      results: join(folder, name),
      count,
      folder: join(folder, `${name}-tasks`),
      ...more,
    });

    it('come to the document of one run, when one is cancelled, one killed, one requeued and a node drained', async () => {
      const array = shards('faults', 8);
      const { results, folder: tasks } = array;
      for (const task of [2, 3, 4]) pauseShard(tasks, task, 10);
      const job = submitShards(slurm, array);
      await Promise.all([2, 3, 4].map((task) => shardPaused(tasks, task)));
      // What runs on a node that is drained goes on to its end.
      const drained = slurm.tasks(job).get(4)!.node;
      slurm.run('scontrol', 'update', `nodename=${drained}`, 'state=drain', 'reason=test');
      slurm.run('scontrol', 'requeue', `${job}_4`);
      slurm.run('scancel', `${job}_2`);
      const { pid, state } = saidOfShard(results, 3);
      assert.equal(state, 'running');
      process.kill(pid, 'SIGKILL');
      const states = await arrayEnded(slurm, job);
      const completed = [1, 4, 5, 6, 7, 8].map((task) => [task, 'COMPLETED']);
      assert.deepEqual(states, Object.fromEntries([...completed, [2, 'CANCELLED'], [3, 'FAILED']]));
      assert.notEqual(slurm.tasks(job).get(4)!.node, drained);
      assert.match(shardLog(tasks, 4), /Shard 4 of 8: 90 pairs, 80 computed, 10 known before\.\n$/);

      const [status] = statuses(results);
      assert.deepEqual(status!.again, [2, 3]);
      assert.deepEqual([status!.pairs, status!.missing], [720, 160]);
      const early = run('run', document, '--results', results, '--merge');
      assert.deepEqual([early.code, early.out], [2, '']);
      assert.match(
        early.err,
        /^cca-lens: results-missing: 160 pairs of 720 have no result in .* run shards 2-3 of 8 again/,
      );

      slurm.run('scontrol', 'update', `nodename=${drained}`, 'state=resume');
      const again = { ...array, tasks: status!.again.join(',') };
      assert.deepEqual(await arrayEnded(slurm, submitShards(slurm, again)), { 2: 'COMPLETED', 3: 'COMPLETED' });
      for (const task of [2, 3]) {
        assert.match(shardLog(tasks, task), /Shard \d of 8: 90 pairs, 80 computed, 10 known before\.\n$/);
      }
      assert.equal(merged(document, results), whole);
    });

    it('of two arrays in one folder at once, cut differently, come to the same', async () => {
      const arrays = [shards('both', 4), shards('both', 3, { folder: join(folder, 'both-others') })];
      const jobs = arrays.map((array) => submitShards(slurm, array));
      for (const job of jobs) {
        assert.deepEqual([...new Set(Object.values(await arrayEnded(slurm, job)))], ['COMPLETED']);
      }
      for (const { again, missing } of statuses(arrays[0]!.results)) assert.deepEqual([again, missing], [[], 0]);
      assert.equal(merged(document, arrays[0]!.results), whole);
    });

    it('say in one sentence that the disk is full, lose nothing, and are completed when there is room', async function () {
      const array = shards('disk', 4, { tasks: '1-4%1' });
      const { results, folder: tasks } = array;
      mkdirSync(results);
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'none', results]).status !== 0)
        return void process.stdout.write(
          '    (shards on Slurm: no disk can be mounted here; a full one is not tested)\n',
        );
      try {
        pauseShard(tasks, 2, 10);
        const job = submitShards(slurm, array);
        await shardPaused(tasks, 2);
        const ballast = join(results, 'ballast');
        const { bavail, bsize } = statfsSync(results);
        writeFileSync(ballast, new Uint8Array(bavail * bsize));
        resumeShard(tasks, 2);
        await until(() => shardLog(tasks, 2).includes('results-unwritable'));
        rmSync(ballast);
        const states = await arrayEnded(slurm, job);
        assert.equal(states[2], 'FAILED');
        assert.match(
          shardLog(tasks, 2),
          /^cca-lens: results-unwritable: The results could not be kept in .* \(the disk is full\): make room there [^\n]*\n$/,
        );
        const [status] = statuses(results);
        assert.ok(status!.again.includes(2));
        await arrayEnded(slurm, submitShards(slurm, { ...array, tasks: status!.again.join(',') }));
        assert.match(shardLog(tasks, 2), /Shard 2 of 4: 180 pairs, 170 computed, 10 known before\.\n$/);
        assert.equal(merged(document, results), whole);
      } finally {
        spawnSync('umount', [results]);
      }
    });

    it('are submitted by the program, into a folder whose name no shell may read, and again where one was killed', async () => {
      const results = join(folder, `it's "R" $(touch read) %j`);
      const tasks = join(folder, 'submitted-tasks');
      const words = [document, '--results', results];
      pauseShard(tasks, 3, 10);
      const { job } = submittedByProgram(slurm, pausedIn(tasks), ...words, '--shards', '4', '--throttle', '1');
      await shardPaused(tasks, 3);
      const [{ standing, again: lacking }] = statuses(results, slurm.env) as [Status];
      assert.deepEqual([standing.done, standing.running, standing.waiting, lacking], [[1, 2], [3], [4], []]);
      process.kill(saidOfShard(results, 3).pid, 'SIGKILL');
      assert.equal((await arrayEnded(slurm, job))[3], 'FAILED');
      const again = submittedByProgram(slurm, pausedIn(tasks), ...words, '--rerun');
      assert.match(again.out, /: 1 shard of 4 \(3\)\.$/m);
      assert.deepEqual(await arrayEnded(slurm, again.job), { 3: 'COMPLETED' });
      const logs = join(results, 'plans', readdirSync(join(results, 'plans'))[0]!, 'logs');
      assert.match(shardLog(logs, 3), /Shard 3 of 4: 180 pairs, 170 computed, 10 known before\.\n$/);
      assert.equal(merged(document, results), whole);
      assert.ok(!readdirSync(folder).includes('read'));
    });

    it('are refused, and not computed as a whole, on tasks of an array that does not tell how many there are', async () => {
      const array = shards('unclear', 8, { tasks: '3,7', shard: 'auto' });
      assert.deepEqual(await arrayEnded(slurm, submitShards(slurm, array)), { 3: 'FAILED', 7: 'FAILED' });
      for (const task of [3, 7]) assert.match(shardLog(array.folder, task), /^cca-lens: shard-unclear: [^\n]+\n$/);
    });
  });
