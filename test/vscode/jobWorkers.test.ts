import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LensError } from '../../src/facts/errors';
import { defaultOptions } from '../../src/facts/options';
import { heavyCode } from '../../src/jobs/heavyJob';
import { JobWorkers, threadBytes } from '../../src/vscode/jobWorkers';
import { WarmWorkers, type JobClient, type Workers } from '../../src/vscode/warmWorkers';

type Answer = { result: string } | { code: string };

/** Workers that refuse with a code, or yield a result, and note what they were given under their name. */
function answering(name: string, answer: Answer, happened: unknown[]): WarmWorkers {
  const client = {
    run: (job: string, spec: unknown) => {
      happened.push([name, job, spec]);
      return 'code' in answer ? Promise.reject(new LensError(answer.code, 'no')) : Promise.resolve(answer.result);
    },
    dispose: () => Promise.resolve(),
  };
  return new WarmWorkers(() => client as unknown as JobClient);
}

describe('JobWorkers', () => {
  const spec = { a: { path: 'a.npy' }, b: { path: 'b.npy' }, options: defaultOptions, resources: { workers: 2 } };
  const natively = { ...spec, resources: { native: 'auto' } };

  /** Workers whose threads and processes answer as is said, with all that happens: what runs where with what, and what is told. */
  function workersOf(
    here: Answer,
    plain: Answer,
    native: Answer = { result: 'native' },
    find: () => Promise<string | undefined> = async () => '/lib/blas.so',
  ) {
    const happened: unknown[] = [];
    const workers = new JobWorkers(answering('here', here, happened), {
      processes: (library) =>
        library === undefined ? answering('plain', plain, happened) : answering(library, native, happened),
      find,
      tell: (sentence) => happened.push(sentence),
    });
    return { workers, happened };
  }

  it('begin a job in a thread, which is told what is too much for it', async () => {
    const { workers, happened } = workersOf({ result: 'here' }, { result: 'apart' });
    assert.equal(await workers.run('compare', spec), 'here');
    assert.equal(await workers.run('arrayFile', { path: 'a.npy' }), 'here');
    assert.deepEqual(happened, [
      ['here', 'compare', { ...spec, resources: { workers: 2, threadBytes } }],
      ['here', 'arrayFile', { path: 'a.npy' }],
    ]);
    await workers.dispose();
  });

  it('do it in a process where it is too much, as it was asked for', async () => {
    const { workers, happened } = workersOf({ code: heavyCode }, { result: 'apart' });
    assert.equal(await workers.run('compare', spec), 'apart');
    assert.deepEqual(happened.at(-1), ['plain', 'compare', spec]);
    await workers.dispose();
  });

  it('pass other refusals on', async () => {
    const { workers, happened } = workersOf({ code: 'file-not-found' }, { result: 'apart' });
    await assert.rejects(workers.run('compare', spec), { code: 'file-not-found' });
    assert.equal(happened.length, 1);
    await workers.dispose();
  });

  it('compute with a library of the machine in processes of their own, which is told once, before', async () => {
    const { workers, happened } = workersOf({ result: 'here' }, { result: 'apart' });
    assert.deepEqual(await Promise.all([workers.run('compare', natively), workers.run('compare', natively)]), [
      'native',
      'native',
    ]);
    assert.equal(await workers.run('summary', { array: { path: 'a.npy' } }), 'here');
    assert.equal(await workers.run('compare', spec), 'here');
    assert.match(String(happened[0]), /^Computing with the library \/lib\/blas\.so/);
    assert.deepEqual(
      happened.slice(1).map((one) => (one as string[])[0]),
      ['/lib/blas.so', '/lib/blas.so', 'here', 'here'],
    );
    await workers.dispose();
  });

  it('do without one that is not found or refused, and say so once', async () => {
    const none = workersOf({ result: 'here' }, { result: 'apart' }, undefined, async () => undefined);
    for (let again = 0; again < 2; again++) assert.equal(await none.workers.run('compare', natively), 'here');
    assert.equal(none.happened.filter((one) => typeof one === 'string').length, 1);
    const refused = workersOf({ result: 'here' }, { result: 'apart' }, undefined, () =>
      Promise.reject(new LensError('native-library', 'It lies in the workspace.')),
    );
    assert.equal(await refused.workers.run('compare', natively), 'here');
    assert.deepEqual(
      refused.happened.filter((one) => typeof one === 'string'),
      ['It lies in the workspace. WebAssembly computes alone.'],
    );
  });

  it('leave a library alone after its process has stopped, and do the job without', async () => {
    const { workers, happened } = workersOf({ result: 'here' }, { result: 'apart' }, { code: 'worker-stopped' });
    for (let again = 0; again < 2; again++) assert.equal(await workers.run('compare', natively), 'here');
    const told = happened.filter((one) => typeof one === 'string');
    assert.equal(told.length, 2);
    assert.match(told[1]!, /^WebAssembly computes alone from now on/);
    assert.equal(happened.filter((one) => Array.isArray(one) && one[0] === '/lib/blas.so').length, 1);
    const cancelled = workersOf({ result: 'here' }, { result: 'apart' }, { code: 'cancelled' });
    await assert.rejects(cancelled.workers.run('compare', natively), { code: 'cancelled' });
    await workers.dispose();
  });

  it('warm a thread for small pairs and a process for others: that of the library where one is set, named before', async () => {
    const { workers, happened } = workersOf({ result: 'here' }, { result: 'apart' });
    await workers.warm({ resources: { workers: 1 } });
    assert.deepEqual(happened, [
      ['here', 'warmUp', { resources: { workers: 1 } }],
      ['plain', 'warmUp', { resources: { workers: 1 } }],
    ]);
    happened.length = 0;
    const natively = { resources: { workers: 1, native: 'auto' } };
    await workers.warm(natively);
    assert.match(String(happened.shift()), /^Computing with the library \/lib\/blas\.so/);
    assert.deepEqual(happened, [['/lib/blas.so', 'warmUp', natively]]);
    await workers.dispose();
    happened.length = 0;
    await workers.warm({ resources: {} });
    assert.deepEqual(happened, []);
  });

  it('warm nothing while a job is under way, whose end is told', async () => {
    const { workers, happened } = workersOf({ result: 'here' }, { result: 'apart' });
    const job = workers.run('compare', spec);
    await workers.warm({ resources: { workers: 1 } });
    await job;
    assert.deepEqual(
      happened.map((one) => (one as string[])[1]),
      ['compare'],
    );
    await workers.dispose();
  });

  it('tell of every job that was done with arrays, or refused, and not of a look through folders', async () => {
    let told = 0;
    const client = { run: () => Promise.reject(new LensError('no', 'no')), dispose: () => Promise.resolve() };
    const refusing = () => new WarmWorkers(() => client as unknown as JobClient);
    const workers = new JobWorkers(refusing(), {
      processes: refusing,
      find: async () => undefined,
      tell: () => undefined,
      worked: () => told++,
    });
    await assert.rejects(workers.run('compare', spec));
    await assert.rejects(workers.run('arrayFile', { path: 'a.npy' }));
    assert.equal(told, 2);
    await assert.rejects(workers.run('scan', { roots: ['.'] }));
    assert.equal(told, 2);
    await workers.dispose();
  });

  it('end those of a library that was dropped, too, and start none after that', async () => {
    const happened: string[] = [];
    const stopped = new LensError('worker-stopped', 'no');
    const noting = (name: string, run: () => Promise<unknown>): Workers => ({
      run: run as Workers['run'],
      warm: () => undefined,
      forget: () => void happened.push(`forget ${name}`),
      dispose: async () => void happened.push(`dispose ${name}`),
    });
    let find = async (native: string): Promise<string | undefined> => native;
    const workers = new JobWorkers(
      noting('here', async () => 'here'),
      {
        processes: (library = 'plain') =>
          noting(library, () => (library === 'bad' ? Promise.reject(stopped) : Promise.resolve(library))),
        find: (native) => find(native),
        tell: () => undefined,
      },
    );
    const by = (native: string) => workers.run('compare', { ...spec, resources: { native } });
    assert.deepEqual([await by('one'), await by('bad')], ['one', 'here']);
    assert.deepEqual(happened, ['forget one', 'forget bad']);
    happened.length = 0;
    workers.forget();
    assert.deepEqual(
      happened.sort(),
      ['bad', 'here', 'one', 'plain'].map((name) => `forget ${name}`),
    );
    happened.length = 0;
    let found: (library: string) => void = () => undefined;
    find = () => new Promise((resolve) => (found = resolve));
    const late = by('late');
    const disposed = workers.dispose();
    found('late');
    await assert.rejects(late, { code: 'cancelled' });
    await disposed;
    assert.deepEqual(
      happened.sort(),
      ['bad', 'here', 'one', 'plain'].map((name) => `dispose ${name}`),
    );
    await assert.rejects(workers.run('arrayFile', { path: 'a.npy' }), { code: 'cancelled' });
  });
});
