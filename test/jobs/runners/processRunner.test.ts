import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { defaultOptions } from '../../../src/facts/options';
import { processRunner } from '../../../src/jobs/runners/processRunner';
import { WorkerClient } from '../../../src/jobs/workerClient';
import { fixture } from '../../golden';
import { projectFolder } from '../../workbench/paths';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { whenFolder } from '../../workbench/whenFolder';
import { sameBits } from '../reportNumbers';

const dist = join(projectFolder, 'dist');
const [program, bundled] = [join(dist, 'jobProcess.js'), join(dist, 'worker.js')];
const pair = {
  a: { path: fixture('activations/model0_logits.npy') },
  b: { path: fixture('activations/model1_logits.npy') },
  options: defaultOptions,
};

/** Whether a process is there. */
function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Resolves when the process is not there any more; a test that waits for ever fails by the runner's limit. */
async function untilGone(pid: number): Promise<void> {
  while (runs(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('jobs in a process of their own', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('process-runner');
    if (!existsSync(program)) spawnSync(process.execPath, ['esbuild.mjs'], { cwd: projectFolder });
  });

  /** A client of a worker that only does what a test needs; it has `tell(id, phase)`, which tells progress. */
  function clientOf(name: string, body: string): WorkerClient {
    const path = join(folder, `${name}.cjs`);
    const tell = "const tell = (id, phase) => parentPort.postMessage({ type: 'progress', id, phase, fraction: 0 });";
    writeFileSync(path, `const { parentPort } = require('node:worker_threads');\n${tell}\n${body}`);
    return new WorkerClient(processRunner(program, path));
  }
  const anything = { array: { path: 'x' } };

  it('yields what a thread does, with progress, and again from what is known', async () => {
    // Another test may have let this process have relaxed SIMD, which another process has only where that is nothing new.
    const { CCA_LENS_KERNELS: forced } = process.env;
    process.env.CCA_LENS_KERNELS = 'simd';
    after(() => (forced === undefined ? delete process.env.CCA_LENS_KERNELS : (process.env.CCA_LENS_KERNELS = forced)));
    const [apart, here] = [new WorkerClient(processRunner(program, bundled)), new WorkerClient(bundled)];
    const phases = new Set<string>();
    const { report } = await apart.run('compare', pair, { onProgress: (phase) => phases.add(phase) });
    assert.ok(phases.size > 0);
    const other = new WorkerClient(processRunner(program, bundled));
    sameBits((await other.run('compare', pair)).report, report, 'in either process');
    // By other kernels, where other tests have switched some on in this process.
    const { cca } = (await here.run('compare', pair)).report;
    assert.ok(Math.abs(cca!.mean - report.cca!.mean) < 1e-12);
    assert.equal((await apart.run('compare', pair)).report.timings.read, 0);
    await assert.rejects(apart.run('summary', { array: { path: join(folder, 'none.npy') } }), {
      code: 'file-not-found',
      message: /none\.npy/,
    });
    await Promise.all([apart.dispose(), other.dispose(), here.dispose()]);
  });

  it('is another process, which is gone when it was disposed of', async () => {
    const client = clientOf('pid', "parentPort.on('message', (m) => tell(m.id, String(process.pid)));");
    const pid = await new Promise<number>((resolve) => {
      client.run('summary', anything, { onProgress: (phase) => resolve(Number(phase)) }).catch(() => undefined);
    });
    assert.ok(pid > 0 && pid !== process.pid && runs(pid));
    await client.dispose();
    assert.ok(!runs(pid));
  });

  it('ends in the middle of a computation that has no end, and removes what it was making', async () => {
    for (const [how, end] of [
      ['cancelled', 'for (;;);'],
      ['worker-stopped', 'process.exit(3);'],
      ['worker-stopped', 'process.abort();'],
      ['worker-stopped', "process.kill(process.pid, 'SIGKILL');"],
    ] as const) {
      const place = join(folder, `made-${end.replace(/\W/g, '')}`);
      mkdirSync(place);
      const [left, lasting] = [join(place, 'left'), join(place, 'lasting')];
      const client = clientOf(
        `making-${end.replace(/\W/g, '')}`,
        `const { mkdirSync, writeFileSync } = require('node:fs');
         parentPort.on('message', ({ id }) => {
           const [left, lasting] = ${JSON.stringify([left, lasting])};
           const draft = (path, there) => parentPort.postMessage({ type: 'draft', path, there });
           draft(left, true);
           mkdirSync(left);
           draft(lasting, true);
           writeFileSync(lasting, '');
           draft(lasting, false);
           tell(id, 'making');
           // What was told is on its way to the host before a process ends that nobody warns.
           setTimeout(() => { ${end} }, 50);
         });`,
      );
      const controller = new AbortController();
      const onProgress = () => how === 'cancelled' && controller.abort();
      const run = client.run('summary', anything, { signal: controller.signal, onProgress });
      await assert.rejects(run, { code: how }, end);
      await whenFolder(place, () => !existsSync(left));
      assert.deepEqual(readdirSync(place), ['lasting']);
      await client.dispose();
    }
  });

  it('tells a crash in one sentence, and the next run has a new process', async () => {
    const body = `parentPort.on('message', (m) => {
      if (m.job === 'summary') process.kill(process.pid, 'SIGKILL');
      parentPort.postMessage({ type: 'done', id: m.id, result: 'fine' });
    });`;
    const client = clientOf('crash', body);
    await assert.rejects(client.run('summary', anything), {
      code: 'worker-stopped',
      message: /^The computation stopped/,
    });
    assert.equal(await client.run('compare', pair), 'fine');
    await client.dispose();
    const missing = new WorkerClient(processRunner(join(folder, 'none.js'), bundled));
    await assert.rejects(missing.run('compare', pair), { code: 'worker-stopped', message: /program file is missing/ });
  });

  it('ends with its host, however that ends, and removes what it was making', async () => {
    const place = join(folder, 'orphan');
    mkdirSync(place);
    const worker = join(folder, 'orphan.cjs');
    writeFileSync(
      worker,
      `const { parentPort } = require('node:worker_threads');
       const { mkdirSync } = require('node:fs');
       parentPort.on('message', ({ id }) => {
         parentPort.postMessage({ type: 'draft', path: ${JSON.stringify(join(place, 'left'))}, there: true });
         mkdirSync(${JSON.stringify(join(place, 'left'))});
         parentPort.postMessage({ type: 'progress', id, phase: String(process.pid), fraction: 0 });
         for (;;);
       });`,
    );
    const host = join(folder, 'host.cjs');
    writeFileSync(
      host,
      `const { fork } = require('node:child_process');
       const child = fork(${JSON.stringify(program)}, [${JSON.stringify(worker)}], { serialization: 'advanced' });
       child.on('message', ({ phase }) => phase && console.log(phase));
       child.send({ type: 'run', id: 1, job: 'summary', spec: {} });`,
    );
    const started = spawn(process.execPath, [host], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [told] = (await once(started.stdout, 'data')) as [Buffer];
    const pid = Number(told.toString());
    assert.ok(runs(pid));
    started.kill('SIGKILL');
    await untilGone(pid);
    assert.deepEqual(readdirSync(place), []);
  });
});
