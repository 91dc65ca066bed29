import assert from 'node:assert/strict';
import { after, beforeEach, before, describe, it } from 'mocha';
import { CancellationTokenSource, type CancellationToken } from 'vscode';
import { LensError } from '../../src/facts/errors';
import type { RunOptions } from '../../src/jobs/workerClient';
import type { SpectrumOutcome, SpectrumSpec } from '../../src/protocol/arraySpectrum';
import type { JobClient } from '../../src/vscode/warmWorkers';
import { WarmWorkers } from '../../src/vscode/warmWorkers';
import type { ArrayFacts } from '../../src/vscode/code/arrayFacts';
import { Spectra } from '../../src/vscode/code/spectra';
import { testServices, until } from './extensionUnderTest';

const outcome: SpectrumOutcome = {
  path: '/a.npy',
  samples: 3,
  neurons: 2,
  rank: 2,
  shares: [0.75, 0.25],
  participationRatio: 1.6,
  effectiveRank: 1.7,
  dimensions: [{ share: 0.9, count: 2 }],
  notices: [],
};

const facts = (path: string, mark = '1'): ArrayFacts => ({
  address: { path },
  shape: [3, 2],
  dtype: 'float64',
  bigEndian: false,
  fortranOrder: false,
  bytes: 48,
  real: true,
  state: { byteLength: 176, mark },
});

describe('Spectra', () => {
  let services: ReturnType<typeof testServices>;
  let specs: SpectrumSpec[];
  let cancelled: string[];
  /** How the next job ends; undefined: not before it is cancelled. */
  let ends: (() => Promise<SpectrumOutcome>) | undefined;
  let token: CancellationToken;

  before(() => {
    services = testServices();
  });
  after(() => services.dispose());
  beforeEach(() => {
    specs = [];
    cancelled = [];
    ends = () => Promise.resolve(outcome);
    token = new CancellationTokenSource().token;
  });

  /** Jobs as the test says that they end. */
  function client(): JobClient {
    const run = (_job: string, spec: SpectrumSpec, { signal }: RunOptions): Promise<SpectrumOutcome> => {
      specs.push(spec);
      if (ends) return ends();
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          cancelled.push(spec.array.path);
          reject(new LensError('cancelled', 'The computation was cancelled.'));
        });
      });
    };
    return { run: run as JobClient['run'], dispose: () => Promise.resolve() };
  }

  const spectra = (patience?: number) => new Spectra({ ...services, workers: new WarmWorkers(client) }, patience);

  it('reads a file once, until it is another', async () => {
    const known = spectra();
    assert.deepEqual(await known.of(facts('/a.npy'), token), { status: 'done', outcome });
    assert.deepEqual(await known.of(facts('/a.npy'), token), { status: 'done', outcome });
    assert.equal(specs.length, 1);
    assert.equal(specs[0]!.maxBytes, 2 ** 26);
    await known.of(facts('/a.npy', '2'), token);
    assert.equal(specs.length, 2);
  });

  it('forgets what it knows, and does not keep what is still computed', async () => {
    const known = spectra();
    await known.of(facts('/a.npy'), token);
    known.forget();
    await known.of(facts('/a.npy'), token);
    assert.equal(specs.length, 2);
    let finish = () => {};
    ends = () => new Promise((resolve) => (finish = () => resolve(outcome)));
    const asked = known.of(facts('/b.npy'), token);
    await until('the job', () => specs.length === 3);
    known.forget();
    finish();
    assert.equal((await asked).status, 'done');
    ends = () => Promise.resolve(outcome);
    await known.of(facts('/b.npy'), token);
    assert.equal(specs.length, 4);
  });

  it('says why there is none, and tries again the next time', async () => {
    const known = spectra();
    ends = () => Promise.reject(new LensError('too-large', 'a.npy is large.'));
    assert.deepEqual(await known.of(facts('/a.npy'), token), { status: 'refused', message: 'a.npy is large.' });
    ends = () => Promise.resolve(outcome);
    assert.equal((await known.of(facts('/a.npy'), token)).status, 'done');
  });

  it('gives up when the hover does, but not while another waits for the same', async () => {
    const known = spectra();
    ends = undefined;
    const [one, two] = [new CancellationTokenSource(), new CancellationTokenSource()];
    const answers = [known.of(facts('/a.npy'), one.token), known.of(facts('/a.npy'), two.token)];
    one.cancel();
    assert.deepEqual(cancelled, []);
    two.cancel();
    assert.deepEqual(cancelled, ['/a.npy']);
    for (const answer of answers) await assert.rejects(answer, { code: 'cancelled' });
    assert.equal(specs.length, 1);
  });

  it('leaves arrays alone that take many seconds', async () => {
    const wide = { ...facts('/wide.npy'), shape: [2100, 2049] };
    const answer = await spectra().of(wide, token);
    assert.match(answer.status === 'refused' ? answer.message : '', /2,049 directions/);
    assert.equal(specs.length, 0);
  });

  it('computes one at a time: the last that is wanted', async () => {
    const known = spectra();
    ends = undefined;
    const first = known.of(facts('/a.npy'), token);
    ends = () => Promise.resolve(outcome);
    assert.equal((await known.of(facts('/b.npy'), token)).status, 'done');
    await assert.rejects(first, { code: 'cancelled' });
    assert.deepEqual(cancelled, ['/a.npy']);
  });

  it('lets a hover show itself when it takes long, and has the spectrum for the next', async () => {
    const known = spectra(10);
    let finish = () => {};
    ends = () => new Promise((resolve) => (finish = () => resolve(outcome)));
    assert.deepEqual(await known.of(facts('/a.npy'), token), { status: 'later' });
    finish();
    await new Promise(setImmediate);
    assert.equal((await known.of(facts('/a.npy'), token)).status, 'done');
    assert.equal(specs.length, 1);
  });
});
