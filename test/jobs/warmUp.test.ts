import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { usualMeasures } from '../../src/facts/measures';
import { defaultOptions } from '../../src/facts/options';
import { plainEngine } from '../../src/jobs/engine';
import { defaultWorkers, usualWorkers } from '../../src/jobs/memoryPlan';
import { processRunner } from '../../src/jobs/runners/processRunner';
import { warmUp } from '../../src/jobs/warmUp';
import { WorkerClient } from '../../src/jobs/workerClient';
import { measureKernels } from '../../src/similarity/measures';
import { fixture } from '../golden';
import { projectFolder } from '../workbench/paths';
import { sameBits } from './reportNumbers';

const dist = join(projectFolder, 'dist');
const bundled = join(dist, 'worker.js');
const pair = {
  a: { path: fixture('activations/model0_logits.npy') },
  b: { path: fixture('activations/model1_logits.npy') },
  options: defaultOptions,
};
const resources = { workers: 2 };

describe('warming up', () => {
  let clients: WorkerClient[] = [];
  // Another test may have let this process have relaxed SIMD, which another process has only where that is nothing new.
  const { CCA_LENS_KERNELS: forced } = process.env;
  before(() => {
    process.env.CCA_LENS_KERNELS = 'simd';
    if (!existsSync(bundled)) spawnSync(process.execPath, ['esbuild.mjs'], { cwd: projectFolder });
    clients = [new WorkerClient(processRunner(join(dist, 'jobProcess.js'), bundled)), new WorkerClient(bundled)];
  });
  after(async () => {
    if (forced === undefined) delete process.env.CCA_LENS_KERNELS;
    else process.env.CCA_LENS_KERNELS = forced;
    await Promise.all(clients.map((client) => client.dispose()));
  });

  it('gives each worker that a comparison would take one task, and nothing to read', async () => {
    const given: unknown[] = [];
    const executor = { workers: 3, run: async (...task: unknown[]) => void given.push(task) };
    let wanted = 0;
    const engine = {
      ...plainEngine(),
      executor: async (workers: number) => {
        wanted = workers;
        return executor as never;
      },
    };
    await warmUp({ resources: { workers: 3 } }, engine);
    assert.equal(wanted, 3);
    assert.deepEqual(given, Array(3).fill(['warmUp', undefined]));
  });

  it('takes as many workers as the settings say, within the memory that they allow', () => {
    assert.equal(usualWorkers({ workers: 5, memoryBytes: 2 ** 40 }), 5);
    assert.equal(usualWorkers({ memoryBytes: 2 ** 40 }), defaultWorkers());
    assert.equal(usualWorkers({ workers: 5, memoryBytes: 64 * 2 ** 20 }), 1);
  });

  it('compares with all measures of a usual comparison, and none of samples, in the thread that asks', async () => {
    const measured = new Set<string>();
    const measures = measureKernels.map((kernel) => ({
      ...kernel,
      measure: (...args: Parameters<typeof kernel.measure>) => {
        measured.add(kernel.facts.id);
        const outcome = kernel.measure(...args);
        assert.ok(!('refused' in outcome), `${kernel.facts.id} is defined`);
        return outcome;
      },
    }));
    await warmUp({ resources: {} }, plainEngine(measures));
    assert.deepEqual([...measured].sort(), [...usualMeasures].sort());
  });

  it('changes no number, in a thread and in a process, whether it has ended or not', async () => {
    const cold = new WorkerClient(bundled);
    clients.push(cold);
    const { report } = await cold.run('compare', { ...pair, resources });
    for (const client of clients.slice(0, 2)) {
      const warming = client.run('warmUp', { resources });
      const early = await client.run('compare', { ...pair, resources });
      await warming;
      const late = await client.run('compare', { ...pair, a: pair.b, b: pair.a, resources });
      sameBits(early.report, report, 'compared while warming');
      assert.equal(late.report.svcca!.mean, report.svcca!.mean);
    }
  });

  it('is ended with a comparison that is cancelled meanwhile', async () => {
    const client = new WorkerClient(bundled);
    const cancelling = new AbortController();
    const warming = assert.rejects(client.run('warmUp', { resources }), { code: 'cancelled' });
    const comparing = client.run('compare', { ...pair, resources }, { signal: cancelling.signal });
    cancelling.abort();
    await assert.rejects(comparing, { code: 'cancelled' });
    await warming;
    await client.dispose();
  });
});
