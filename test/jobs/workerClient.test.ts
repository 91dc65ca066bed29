import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { WorkerClient } from '../../src/jobs/workerClient';
import { defaultOptions } from '../../src/similarity/options';
import { fixture } from '../golden';

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
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cca-lens-worker-'));
    if (!existsSync(bundled)) spawnSync(process.execPath, ['esbuild.mjs'], { cwd: project });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('runs jobs with progress, and again from what is known without reading', async () => {
    const client = new WorkerClient(bundled);
    const phases = new Set<string>();
    const { report, known } = await client.run('compare', pair, { onProgress: (phase) => phases.add(phase) });
    assert.ok(report.timings.read! > 0 && phases.size > 0);
    const again = await client.run('compare', { ...pair, known });
    assert.equal(again.report.timings.read, 0);
    assert.deepEqual(again.report.cca, report.cca);
    assert.ok(known.factors.cross.data.length > 0, 'what is known stays with the caller');
    client.dispose();
  });

  it('does not use what is known of other files or another orientation', async () => {
    const client = new WorkerClient(bundled);
    const { known } = await client.run('compare', pair);
    const other = await client.run('compare', { ...pair, b: pair.a, known });
    assert.ok(other.report.timings.read! > 0);
    assert.ok(Math.abs(other.report.cca!.mean - 1) < 1e-10);
    client.dispose();
  });

  it('carries an error over whole', async () => {
    const client = new WorkerClient(bundled);
    const missing = { array: { path: join(folder, 'none.npy') } };
    await assert.rejects(client.run('inspect', missing), { code: 'file-not-found', message: /none\.npy/ });
    client.dispose();
  });

  it('is cancelled within 200 ms in the middle of a computation, and works again', async () => {
    const client = new WorkerClient(script('busy', "parentPort.on('message', () => { for (;;); });"));
    const controller = new AbortController();
    const run = client.run('inspect', { array: { path: 'x' } }, { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const start = performance.now();
    controller.abort();
    await assert.rejects(run, { code: 'cancelled' });
    assert.ok(performance.now() - start < 200);
    await assert.rejects(client.run('inspect', { array: { path: 'x' } }, { signal: controller.signal }), {
      code: 'cancelled',
    });
    client.dispose();
  });

  it('tells a crash, and the next run has a new thread', async () => {
    const body =
      "parentPort.on('message', (m) => { if (m.job === 'inspect') process.exit(3); parentPort.postMessage({ type: 'done', id: m.id, result: 'fine' }); });";
    const client = new WorkerClient(script('crash', body));
    await assert.rejects(client.run('inspect', { array: { path: 'x' } }), { code: 'worker-stopped' });
    assert.equal(await client.run('compare', pair), 'fine');
    client.dispose();
  });

  it('rejects what is pending when disposed, and a missing program', async () => {
    const client = new WorkerClient(script('silent', "parentPort.on('message', () => {});"));
    const run = client.run('compare', pair);
    client.dispose();
    await assert.rejects(run, { code: 'cancelled' });
    await assert.rejects(new WorkerClient(join(folder, 'none.js')).run('compare', pair), { code: 'worker-stopped' });
  });
});
