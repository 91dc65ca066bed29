import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statfsSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { shardStates, tellShard, touchState, type ShardState } from '../../../src/jobs/shards/shardStates';
import type { KeptPlan } from '../../../src/jobs/shards/planFiles';
import { selectionOf } from '../../analysis/selections';
import { smallDisk } from '../../workbench/smallDisk';
import { temporaryFolder } from '../../workbench/temporaryFolder';

function planIn(folder: string): KeptPlan {
  return { id: '0123456789ab', folder, shards: 3, version: '0', created: '', selection: selectionOf('matrix', []) };
}

describe('states of shards', () => {
  const shard = { index: 2, count: 3 };
  const pathIn = (folder: string) => join(folder, 'shards', '000', '2.json');

  it('are those of the shards that were begun: running, then done or why they failed', async () => {
    const plan = planIn(temporaryFolder('states'));
    assert.equal((await shardStates(plan)).size, 0);
    const teller = tellShard(plan, shard, {});
    const running = (await shardStates(plan)).get(2)!;
    assert.deepEqual([running.state, running.alive, running.pid], ['running', true, process.pid]);
    teller.failed('no room');
    const failed = (await shardStates(plan)).get(2)!;
    assert.deepEqual([failed.state, failed.message], ['failed', 'no room']);
    const done = { pairs: 4, known: 1, computed: 3, refused: 0 };
    tellShard(plan, shard, {}).done(done);
    assert.deepEqual((await shardStates(plan)).get(2)!.done, done);
    assert.deepEqual(readdirSync(join(plan.folder, 'shards', '000')), ['2.json']);
  });

  it('of a process that is gone, or silent on another machine, are of none that is alive', async () => {
    const plan = planIn(temporaryFolder('states'));
    tellShard(plan, shard, {}).failed('');
    const path = pathIn(plan.folder);
    const put = (host: string, pid: number) => {
      const state: ShardState = { state: 'running', host, pid, started: '' };
      writeFileSync(path, JSON.stringify(state));
    };
    const alive = async () => (await shardStates(plan)).get(2)!.alive;
    const { pid } = spawnSync(process.execPath, ['--version']);
    put(hostname(), pid);
    assert.equal(await alive(), false);
    put(`not-${hostname()}`, pid);
    assert.equal(await alive(), true);
    utimesSync(path, 1, 1);
    assert.equal(await alive(), false);
    // A sign of life has the time of the file system, and leaves the state as it is.
    const text = readFileSync(path, 'utf8');
    await touchState(path);
    assert.equal(await alive(), true);
    assert.equal(readFileSync(path, 'utf8'), text);
    await touchState(join(plan.folder, 'not there'));
    assert.ok(!readdirSync(plan.folder).includes('not there'));
  });

  it('are none where a file says what no shard does', async () => {
    const plan = planIn(temporaryFolder('states'));
    tellShard(plan, shard, {}).failed('');
    const path = pathIn(plan.folder);
    const state = JSON.parse(readFileSync(path, 'utf8')) as ShardState;
    assert.equal((await shardStates(plan)).size, 1);
    const others = [
      { pid: '1' },
      { pid: -1 },
      { host: 4 },
      { memoryBytes: 'all' },
      { memoryBytes: -5 },
      { message: [] },
    ];
    for (const more of [...others, { state: 'sleeping' }]) {
      writeFileSync(path, JSON.stringify({ ...state, ...more }));
      assert.equal((await shardStates(plan)).size, 0, JSON.stringify(more));
    }
  });

  it('are told on a disk that has become full', async () => {
    const folder = smallDisk();
    if (folder === undefined)
      return void process.stdout.write('    (no disk can be mounted; a full one is not tested)\n');
    const plan = planIn(folder);
    const teller = tellShard(plan, shard, {});
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(join(folder, 'ballast'), new Uint8Array(bavail * bsize));
    teller.failed('The disk is full, and this sentence says so.');
    assert.match(
      readFileSync(pathIn(folder), 'utf8'),
      /^\{.*"message":"The disk is full, and this sentence says so\.".*\}\n$/,
    );
    assert.deepEqual(readdirSync(join(folder, 'shards', '000')), ['2.json']);
    // A link that somebody has put in its place leads into no file of theirs.
    const theirs = join(temporaryFolder('states'), 'theirs.txt');
    writeFileSync(theirs, 'precious');
    rmSync(pathIn(folder));
    symlinkSync(theirs, pathIn(folder));
    const left = statfsSync(folder);
    writeFileSync(join(folder, 'more ballast'), new Uint8Array(left.bavail * left.bsize));
    teller.failed('The disk is full, and this sentence says so.');
    assert.equal(readFileSync(theirs, 'utf8'), 'precious');
    for (const ballast of ['ballast', 'more ballast']) rmSync(join(folder, ballast));
  });
});
