import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LensError } from '../../src/facts/errors';
import { defaultOptions } from '../../src/facts/options';
import { heavyCode } from '../../src/jobs/heavyJob';
import { JobWorkers, threadBytes } from '../../src/vscode/jobWorkers';
import { WarmWorkers, type JobClient } from '../../src/vscode/warmWorkers';

/** Workers that refuse with a code, or say where they are; and what they were given. */
function workersOf(answer: { result: string } | { code: string }, given: unknown[]): WarmWorkers {
  const client = {
    run: (job: string, spec: unknown) => {
      given.push([job, spec]);
      return 'code' in answer ? Promise.reject(new LensError(answer.code, 'no')) : Promise.resolve(answer.result);
    },
    dispose: () => Promise.resolve(),
  };
  return new WarmWorkers(() => client as unknown as JobClient);
}

describe('JobWorkers', () => {
  const spec = { a: { path: 'a.npy' }, b: { path: 'b.npy' }, options: defaultOptions, resources: { workers: 2 } };

  it('begin a job in a thread, which is told what is too much for it', async () => {
    const [here, apart]: unknown[][] = [[], []];
    const workers = new JobWorkers(workersOf({ result: 'here' }, here!), workersOf({ result: 'apart' }, apart!));
    assert.equal(await workers.run('compare', spec), 'here');
    assert.equal(await workers.run('arrayFile', { path: 'a.npy' }), 'here');
    assert.deepEqual(here, [
      ['compare', { ...spec, resources: { workers: 2, threadBytes } }],
      ['arrayFile', { path: 'a.npy' }],
    ]);
    assert.deepEqual(apart, []);
    await workers.dispose();
  });

  it('do it in a process where it is too much, as it was asked for', async () => {
    const apart: unknown[] = [];
    const workers = new JobWorkers(workersOf({ code: heavyCode }, []), workersOf({ result: 'apart' }, apart));
    assert.equal(await workers.run('compare', spec), 'apart');
    assert.deepEqual(apart, [['compare', spec]]);
    await workers.dispose();
  });

  it('pass other refusals on', async () => {
    const apart: unknown[] = [];
    const workers = new JobWorkers(workersOf({ code: 'file-not-found' }, []), workersOf({ result: 'apart' }, apart));
    await assert.rejects(workers.run('compare', spec), { code: 'file-not-found' });
    assert.deepEqual(apart, []);
    await workers.dispose();
  });
});
