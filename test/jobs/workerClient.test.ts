import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { after, before, describe, it } from 'mocha';
import { WorkerClient } from '../../src/jobs/workerClient';
import { npyHeaderBytes } from '../../src/formats/npy/writeNpy';
import type { FromWorker, ToWorker } from '../../src/protocol/jobs';
import { defaultOptions } from '../../src/facts/options';
import { fixture } from '../golden';
import { whenFolder } from '../workbench/whenFolder';
import { sameBits } from './reportNumbers';

const project = fileURLToPath(new URL('../..', import.meta.url));
const bundled = join(project, 'dist', 'worker.js');
const pair = {
  a: { path: fixture('activations/model0_logits.npy') },
  b: { path: fixture('activations/model1_logits.npy') },
  options: defaultOptions,
};

describe('WorkerClient', () => {
  let folder: string;
  /** A worker that only does what a test needs. */
  const script = (name: string, body: string): string => {
    const path = join(folder, `${name}.js`);
    writeFileSync(path, `const { parentPort } = require('node:worker_threads');\n${body}`);
    return path;
  };
  /** A float32 array of 64,000 samples x 512 neurons that takes no room on disk: all zeros. */
  const sparse = (name: string): string => {
    const path = join(folder, `${name}.npy`);
    const header = npyHeaderBytes([64_000, 512], 'f4');
    writeFileSync(path, header);
    truncateSync(path, header.length + 64_000 * 512 * 4);
    return path;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cca-lens-worker-'));
    if (!existsSync(bundled)) spawnSync(process.execPath, ['esbuild.mjs'], { cwd: project });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('runs jobs with progress, and again from what is known without reading', async () => {
    const client = new WorkerClient(bundled);
    const phases = new Set<string>();
    const { report } = await client.run('compare', pair, { onProgress: (phase) => phases.add(phase) });
    assert.ok(report.timings.read! > 0 && phases.size > 0);
    const again = await client.run('compare', pair);
    assert.equal(again.report.timings.read, 0);
    sameBits(again.report, report, 'again');
    client.dispose();
  });

  it('does not use what is known of a pair for other files or another orientation', async () => {
    const client = new WorkerClient(bundled);
    await client.run('compare', pair);
    const other = await client.run('compare', { ...pair, b: { path: fixture('activations/model1_layer2.npy') } });
    assert.ok(other.report.timings.read! > 0);
    assert.equal(other.report.b.path, fixture('activations/model1_layer2.npy'));
    const options = { ...defaultOptions, transposeA: true, transposeB: true, measures: ['cka' as const] };
    const turned = await client.run('compare', { ...pair, options });
    assert.ok(turned.report.timings.read! > 0);
    assert.equal(turned.report.samples, turned.report.a.shape[1]);
    client.dispose();
  });

  it('forgets what it knew with its thread', async () => {
    const client = new WorkerClient(bundled);
    await client.run('compare', pair);
    client.dispose();
    const { report } = await client.run('compare', pair);
    assert.ok(report.timings.read! > 0);
    client.dispose();
  });

  it('carries an error over whole', async () => {
    const client = new WorkerClient(bundled);
    const missing = { array: { path: join(folder, 'none.npy') } };
    await assert.rejects(client.run('summary', missing), { code: 'file-not-found', message: /none\.npy/ });
    client.dispose();
  });

  it('is cancelled in the middle of a computation that has no end', async () => {
    const busy = `parentPort.on('message', ({ id }) => {
      parentPort.postMessage({ type: 'progress', id, phase: 'busy', fraction: 0 });
      for (;;);
    });`;
    const client = new WorkerClient(script('busy', busy));
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const run = client.run('summary', { array: { path: 'x' } }, { signal: controller.signal, onProgress });
    await assert.rejects(run, { code: 'cancelled' });
    await assert.rejects(client.run('summary', { array: { path: 'x' } }, { signal: controller.signal }), {
      code: 'cancelled',
    });
    client.dispose();
  });

  it('is cancelled in the middle of a pass over files, with its pool, and does later jobs', async () => {
    const client = new WorkerClient(bundled);
    // 128 MB a side: about a second of work, of which the first rows are waited for.
    const long = { a: { path: sparse('long-a') }, b: { path: sparse('long-b') }, options: defaultOptions };
    const controller = new AbortController();
    const onProgress = (phase: string, fraction: number): void => {
      if (phase.startsWith('reading') && fraction > 0) controller.abort();
    };
    const spec = { ...long, resources: { workers: 2 } };
    const run = client.run('compare', spec, { onProgress, signal: controller.signal });
    // Before its end, which would be a report.
    await assert.rejects(run, { code: 'cancelled' });
    const { report } = await client.run('compare', pair);
    assert.ok(report.cca!.mean > 0);
    // Nothing goes on computing: in half a second of waiting the process uses next to no processor time.
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const used = process.cpuUsage(before);
    assert.ok(used.user + used.system < 250_000, `${used.user + used.system} microseconds`);
    client.dispose();
  });

  it('removes what a thread was making that is cancelled or crashes, and no more', async () => {
    for (const [how, end] of [
      ['cancelled', 'for (;;);'],
      ['worker-stopped', 'process.exit(3);'],
    ] as const) {
      const place = join(folder, how);
      mkdirSync(place);
      const [left, lasting] = [join(place, 'left'), join(place, 'lasting')];
      const making = `const { mkdirSync, writeFileSync } = require('node:fs');
        parentPort.on('message', ({ id }) => {
          const tell = (path, there) => parentPort.postMessage({ type: 'draft', path, there });
          const [left, lasting] = ${JSON.stringify([left, lasting])};
          tell(left, true);
          mkdirSync(left);
          writeFileSync(left + '/half', '');
          tell(lasting, true);
          writeFileSync(lasting, '');
          tell(lasting, false);
          parentPort.postMessage({ type: 'progress', id, phase: 'making', fraction: 0 });
          ${end}
        });`;
      const client = new WorkerClient(script(`making-${how}`, making));
      const controller = new AbortController();
      const onProgress = () => controller.abort();
      const run = client.run('summary', { array: { path: 'x' } }, { signal: controller.signal, onProgress });
      // A crash may be told before the progress that cancels.
      await assert.rejects(run, ({ code }: { code: string }) => code === how || code === 'cancelled');
      await whenFolder(place, () => !existsSync(left));
      assert.deepEqual(readdirSync(place), ['lasting']);
      client.dispose();
    }
  });

  it('hears of each file that a job makes before it has its name', async () => {
    const place = join(folder, 'made');
    mkdirSync(place);
    const worker = new Worker(bundled);
    const from = { path: fixture('activations/model0_logits.npy') };
    const told: FromWorker[] = [];
    const done = new Promise<void>((resolve) =>
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'draft') told.push(message);
        if (message.type === 'done' || message.type === 'failed') resolve();
      }),
    );
    const spec = { from, to: join(place, 'x.npy'), dtype: 'f8', force: false } as const;
    worker.postMessage({ type: 'run', id: 1, job: 'convert', spec } satisfies ToWorker);
    await done;
    await worker.terminate();
    assert.deepEqual(readdirSync(place), ['x.npy']);
    assert.deepEqual(
      told.map((message) => message.type === 'draft' && message.there),
      [true, false],
    );
    const paths = told.map((message) => message.type === 'draft' && message.path);
    assert.ok(paths[0] === paths[1] && String(paths[0]).startsWith(join(place, '.cca-lens-')));
  });

  it('tells a crash, and the next run has a new thread', async () => {
    const body =
      "parentPort.on('message', (m) => { if (m.job === 'summary') process.exit(3); parentPort.postMessage({ type: 'done', id: m.id, result: 'fine' }); });";
    const client = new WorkerClient(script('crash', body));
    await assert.rejects(client.run('summary', { array: { path: 'x' } }), { code: 'worker-stopped' });
    assert.equal(await client.run('compare', pair), 'fine');
    client.dispose();
  });

  it('is done with its disposal when its threads have ended: idle, cancelled, or deaf to what they are asked', async () => {
    const threads: Worker[] = [];
    const watch = (worker: Worker): void => void threads.push(worker);
    process.on('worker', watch);
    try {
      const client = new WorkerClient(bundled);
      await client.run('compare', { ...pair, resources: { workers: 2 } });
      await client.dispose();
      const answering = "parentPort.on('message', ({ id }) => parentPort.postMessage({ type: 'done', id }));";
      const deaf = new WorkerClient(script('deaf', answering));
      await deaf.run('compare', pair);
      mock.timers.enable({ apis: ['setTimeout'] });
      const ended = deaf.dispose();
      mock.timers.tick(10_000);
      mock.timers.reset();
      await ended;
      const busy = new WorkerClient(script('waiting', "parentPort.on('message', () => {});"));
      const controller = new AbortController();
      const run = assert.rejects(busy.run('compare', pair, { signal: controller.signal }), { code: 'cancelled' });
      controller.abort();
      await busy.dispose();
      await run;
      assert.equal(threads.length, 3);
      for (const { threadId } of threads) assert.ok(threadId < 0);
    } finally {
      process.off('worker', watch);
    }
  });

  it('rejects what is pending when disposed, and a missing program', async () => {
    const client = new WorkerClient(script('silent', "parentPort.on('message', () => {});"));
    const run = client.run('compare', pair);
    client.dispose();
    await assert.rejects(run, { code: 'cancelled' });
    await assert.rejects(new WorkerClient(join(folder, 'none.js')).run('compare', pair), { code: 'worker-stopped' });
  });
});
