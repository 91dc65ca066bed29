import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import type { Worker } from 'node:worker_threads';
import { before, describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import { inThisThread } from '../../../src/jobs/pool/executor';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import type { TaskName, Tasks } from '../../../src/jobs/pool/tasks';
import { projectFolder } from '../../workbench/paths';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';

/** A worker's program that does with a task what its spec says. */
const stub = `
const { parentPort, threadId, workerData } = require('node:worker_threads');
const answer = (result) => parentPort.postMessage({ type: 'done', result });
parentPort.on('message', ({ task, spec }) => {
  if (spec.exit !== undefined) process.exit(spec.exit);
  if (spec.crash) throw new Error(spec.crash);
  if (spec.fail) return parentPort.postMessage({ type: 'failed', error: spec.fail });
  for (let i = 0; i < (spec.rows ?? 0); i++) parentPort.postMessage({ type: 'told', part: 10 });
  setTimeout(() => answer({ threadId, task, spec, kernels: workerData.kernels.own }), spec.wait ?? 0);
});
`;

interface StubSpec {
  exit?: number;
  crash?: string;
  fail?: { code: string; message: string };
  rows?: number;
  wait?: number;
  name?: string;
}

interface StubResult {
  threadId: number;
  task: TaskName;
  spec: StubSpec;
  kernels: string;
}

describe('WorkerPool', () => {
  let program: string;
  before(() => {
    program = join(temporaryFolder('pool'), 'stub.js');
    writeFileSync(program, stub);
  });

  /** A pool of stubs, and a way to ask it for what only stubs do. */
  async function stubs(
    workers: number,
  ): Promise<(spec: StubSpec, onRows?: (rows: number) => void) => Promise<StubResult>> {
    const pool = await WorkerPool.open(workers, program);
    assert.equal(pool.workers, workers);
    return (spec, onRows) =>
      pool.run('moments', spec as unknown as Tasks['moments']['spec'], onRows) as unknown as Promise<StubResult>;
  }

  it('hands tasks to workers with the kernels of this thread, and carries rows and results over', async () => {
    const run = await stubs(2);
    let rows = 0;
    const { task, spec, kernels } = await run({ rows: 3, name: 'x' }, (count) => (rows += count));
    assert.deepEqual([rows, task, spec.name], [30, 'moments', 'x']);
    assert.ok(['plain', 'simd', 'relaxed'].includes(kernels));
  });

  it('does tasks in the order in which they were asked for, as many at a time as there are workers', async () => {
    const run = await stubs(2);
    const done: string[] = [];
    const first = ['a', 'b', 'c', 'd', 'e'].map((name, i) =>
      run({ name, wait: i === 0 ? 300 : 20 }).then((result) => {
        done.push(name);
        return result.threadId;
      }),
    );
    const threads = await Promise.all(first);
    assert.deepEqual(done, ['b', 'c', 'd', 'e', 'a'], 'one worker is busy with a, the other goes through the rest');
    assert.equal(new Set(threads).size, 2);
    const again = await run({});
    assert.ok(threads.includes(again.threadId), 'workers stay warm');
  });

  it('gives a single task after another to the worker that is warmest', async () => {
    const run = await stubs(8);
    const threads = new Set<number>();
    for (let i = 0; i < 4; i++) threads.add((await run({})).threadId);
    assert.equal(threads.size, 1);
  });

  it("carries a task's refusal over whole, and goes on", async () => {
    const run = await stubs(1 + 1);
    const fail = { code: 'file-changed', message: 'x.npy has changed.' };
    const failed = run({ fail });
    await assert.rejects(failed, fail);
    await failed.catch((error: unknown) => assert.ok(error instanceof LensError));
    assert.equal((await run({ name: 'next' })).spec.name, 'next');
  });

  it('tells of a worker that dies, and gives the tasks behind it to others', async () => {
    const run = await stubs(2);
    for (const end of [{ exit: 3 }, { crash: 'torn' }] as StubSpec[]) {
      const both = [run({ ...end }), run({ ...end })];
      const behind = ['a', 'b', 'c'].map((name) => run({ name }));
      for (const lost of await Promise.allSettled(both)) {
        assert.ok(lost.status === 'rejected' && lost.reason instanceof LensError);
        assert.equal(lost.reason.code, 'worker-stopped');
        assert.match(lost.reason.message, end.crash ? /torn/ : /exit code 3/);
      }
      assert.deepEqual(
        (await Promise.all(behind)).map(({ spec }) => spec.name),
        ['a', 'b', 'c'],
      );
    }
  });

  it('is the calling thread where one worker is enough, or there is no program', async () => {
    assert.equal(await WorkerPool.open(1), inThisThread);
    assert.equal(await WorkerPool.open(4, join(program, '..', 'none.js')), inThisThread);
  });

  it('ends workers that have had nothing to do for a while, and starts others when there is work', async () => {
    // The pool's clock alone: threads have their own.
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const pool = await WorkerPool.open(2, program, 50);
      const ask = (): Promise<StubResult> => pool.run('moments', {} as never) as unknown as Promise<StubResult>;
      const pair = async (): Promise<number[]> => (await Promise.all([ask(), ask()])).map(({ threadId }) => threadId);
      const first = await pair();
      mock.timers.tick(49);
      assert.deepEqual((await pair()).sort(), [...first].sort(), 'who was idle for less is there still');
      mock.timers.tick(50);
      const later = await pair();
      assert.equal(new Set([...first, ...later]).size, 4, 'none is the same');
    } finally {
      mock.timers.reset();
    }
  });

  it('ends all workers on demand, idle ones and busy ones, and is done when they have ended', async () => {
    const threads: Worker[] = [];
    const watch = (worker: Worker): void => void threads.push(worker);
    process.on('worker', watch);
    try {
      const pool = (await WorkerPool.open(3, program)) as WorkerPool;
      const ask = (spec: StubSpec) => pool.run('moments', spec as never) as unknown as Promise<StubResult>;
      const endless = ask({ wait: 1e6 });
      const done = await ask({ name: 'done' });
      assert.equal(done.spec.name, 'done');
      const refused = assert.rejects(endless, { code: 'worker-stopped' });
      await pool.end();
      await refused;
      assert.equal(threads.length, 3);
      for (const { threadId } of threads) assert.ok(threadId < 0);
      // It can be used again, and has nothing left of what waited.
      const behind = [ask({ wait: 1e6 }), ask({ wait: 1e6 }), ask({ wait: 1e6 }), ask({})];
      const all = Promise.allSettled(behind);
      await pool.end();
      for (const { status } of await all) assert.equal(status, 'rejected');
      for (const { threadId } of threads) assert.ok(threadId < 0);
    } finally {
      process.off('worker', watch);
    }
  });

  it("brings real tasks' results and errors back from real workers", async () => {
    const pool = await WorkerPool.open(2);
    const folder = temporaryFolder('tasks');
    const path = await saveArray(folder, 'a', representation(300, 5, 1));
    const identity = {
      address: { path },
      byteLength: 1,
      mark: '2',
      shape: [300, 5],
      dtype: '<f8',
      transposed: false,
      layout: 'rows' as const,
      unit: 2 ** -53,
    };
    await assert.rejects(pool.run('side', { identity, name: 'a.npy', wanted: { values: false } }), {
      code: 'file-changed',
      message: /a\.npy/,
    });
  });

  it('keeps no process alive, whether it was used or not', async () => {
    // The bundle of worker.js runs a job on its pool in a process of its own, which must end by itself.
    const folder = temporaryFolder('exit');
    // Wide enough for a job to be worth its workers.
    const [a, b] = [
      await saveArray(folder, 'a', representation(3000, 190, 1), { descr: '<f4' }),
      await saveArray(folder, 'b', representation(3000, 180, 2), { descr: '<f4' }),
    ];
    const spec = {
      a: { path: a },
      b: { path: b },
      options: {
        svcca: { rule: 'variance', fraction: 0.99 },
        epsilon: 0,
        threshold: 0.98,
        dropNonFinite: false,
        robust: false,
      },
      resources: { workers: 2 },
    };
    const script = join(folder, 'script.cjs');
    writeFileSync(
      script,
      `const { Worker } = require('node:worker_threads');
       const worker = new Worker(${JSON.stringify(join(projectFolder, 'dist', 'worker.js'))});
       worker.postMessage({ type: 'run', id: 1, job: 'compare', spec: ${JSON.stringify(spec)} });
       worker.on('message', (message) => {
         if (message.type === 'progress') return;
         console.log(message.type, message.result?.report.cca.coefficients.length);
         worker.unref();
       });`,
    );
    assert.equal(await outputOf([script]), 'done 180');
    // A pool of the main thread itself, used and never used, whose idle workers would wait for longer than this test may take.
    assert.equal(
      await outputOf(['--import', 'tsx', join(projectFolder, 'test', 'jobs', 'pool', 'poolProgram.ts')]),
      '2 internal',
    );
  });
});

/** What a program of Node prints until it ends by itself, without an error. */
async function outputOf(args: string[]): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  assert.equal(await new Promise((resolve) => child.once('close', resolve)), 0);
  return out.trim();
}
