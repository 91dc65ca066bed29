import assert from 'node:assert/strict';
import {
  appendFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import type { PairCell, ScoredPair } from '../../../src/analysis/pairs/pairScores';
import { digest, RecordStore } from '../../../src/jobs/store/recordStore';
import { ResultStore } from '../../../src/jobs/store/resultStore';
import type { SideIdentity } from '../../../src/protocol/sideIdentity';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingLooks, keptPaths } from './keptNames';
import { scoresFrom, type FlatScores } from '../../analysis/selections';

const side = (name: string, more: Partial<SideIdentity> = {}): SideIdentity => ({
  address: { path: `/data/${name}.npy` },
  byteLength: 1000,
  mark: '1000 12345678 12345678 7',
  shape: [20, 3],
  dtype: '<f8',
  transposed: false,
  layout: 'rows',
  unit: 2 ** -53,
  ...more,
});

const scores = (cca: number, more: Partial<FlatScores> = {}): Pick<ScoredPair, 'scores' | 'nullCca'> =>
  scoresFrom({
    cca,
    ccaThresholded: null,
    ccaSquared: 1 / 3,
    svcca: 0.1 + 0.2,
    pwcca: { a: 0.3, b: 0.6, side: 'a', tie: true },
    cka: 5e-324,
    ckaDebiased: -0.01,
    procrustes: 1,
    procrustesDistance: 0,
    nullCca: 0.2,
    nullSvcca: null,
    nullCcaThresholded: 0.25,
    nullCcaSquared: 0.1,
    nullCka: 1e-300,
    nullCkaDebiased: 0,
    nullProcrustes: 0.3,
    ...more,
  });

const scored = (cca: number, notices: ScoredPair['notices'] = []): ScoredPair => ({ ...scores(cca), notices });

/** What messages call the arrays where nothing depends on it. */
const names = { a: 'first', b: 'second' };

/** A cell that has scores. */
function scoredOf(cell: PairCell | undefined): ScoredPair {
  assert.ok(cell && 'scores' in cell);
  return cell;
}

describe('ResultStore', () => {
  let folder: string;
  beforeEach(() => (folder = join(temporaryFolder('results'), 'not', 'there', 'yet')));

  const open = (options: Partial<CompareOptions> = {}, kernels = 'simd', maxBytes = 1e6): ResultStore =>
    new ResultStore(new RecordStore({ folder, maxBytes }), kernels, { ...defaultOptions, ...options });

  const kept = (): string[] => keptPaths(folder, '.pairs.jsonl');

  async function keep(a: SideIdentity, b: SideIdentity, kept: PairCell, store = open()): Promise<void> {
    store.keep(a, b, kept, names);
    await store.close();
  }

  it('gives back every bit after a restart, also of the pair turned round', async () => {
    await keep(side('x'), side('y'), scored(0.7));
    assert.deepEqual(await open().find(side('x'), side('y'), names), scored(0.7));
    const turned = await open().find(side('y'), side('x'), names);
    assert.deepEqual(turned, {
      ...scores(0.7, { pwcca: { a: 0.6, b: 0.3, side: 'a', tie: true } }),
      notices: [],
    });
    assert.equal(await open().find(side('x'), side('z'), names), undefined);
  });

  it('does not know what no pair comes to, though a line is whole, and appends to no file that a link leads to', async () => {
    await keep(side('x'), side('y'), scored(0.7));
    const [path] = kept() as [string];
    const line = readFileSync(path, 'utf8').trim();
    const record = JSON.parse(line.slice(17)) as { value: object };
    const put = (body: unknown): void => {
      const text = JSON.stringify(body);
      writeFileSync(path, `${line}\n${digest(text).slice(0, 16)} ${text}\n`);
    };
    const find = () => open().find(side('x'), side('y'), names);
    put({ ...record, key: 'another' });
    assert.deepEqual(await find(), scored(0.7));
    for (const body of [null, [], 'text', { key: 5, kind: 'simd', value: {} }]) {
      put(body);
      assert.deepEqual(await find(), scored(0.7));
    }
    const values = [null, 7, {}, { names }, { names, error: {} }, { ...record.value, names: 'a' }];
    for (const value of [...values, { ...record.value, notices: [null] }]) {
      put({ ...record, value });
      assert.equal(await find(), undefined, JSON.stringify(value));
    }
    if (process.platform === 'win32') return;
    const theirs = join(folder, 'theirs.txt');
    writeFileSync(theirs, 'precious');
    rmSync(path);
    symlinkSync(theirs, path);
    await keep(side('x'), side('y'), scored(0.7));
    assert.equal(readFileSync(theirs, 'utf8'), 'precious');
  });

  it('does not know what was said in other words', async () => {
    const worded = (words: string): ResultStore =>
      new ResultStore(new RecordStore({ folder, maxBytes: 1e6 }), 'simd', defaultOptions, words);
    await keep(side('x'), side('y'), scored(0.7, [{ code: 'few-samples', message: 'As it was said.' }]), worded('old'));
    assert.equal(await worded('new').find(side('x'), side('y'), names), undefined);
    assert.notEqual(await worded('old').find(side('x'), side('y'), names), undefined);
  });

  it('does not know a file that has changed, or is read in another way', async () => {
    await keep(side('x'), side('y'), scored(0.7));
    const others: SideIdentity[] = [
      side('x', { mark: '1000 12345678 12345679 7' }),
      side('x', { byteLength: 1001 }),
      side('x', { transposed: true }),
      side('x', { address: { path: '/data/x.npy', recipe: { kind: 'sequence', sequence: 'last' } } }),
      side('x', { address: { path: '/data/x.npy', more: ['/data/x2.npy'] } }),
    ];
    for (const other of others) {
      assert.equal(await open().find(other, side('y'), names), undefined);
      assert.equal(await open().find(side('y'), other, names), undefined);
    }
    const sameInAnotherOrder = { ...side('x'), address: { as: undefined, path: '/data/../data/x.npy' } };
    assert.deepEqual(await open().find(sameInAnotherOrder, side('y'), names), scored(0.7));
  });

  it('keeps scores of other options and kernels apart', async () => {
    await keep(side('x'), side('y'), scored(0.7));
    for (const options of [
      { svcca: { rule: 'dimensions' as const, count: 2 } },
      { epsilon: 1e-6 },
      { threshold: 0.5 },
      { dropNonFinite: true },
      { measures: ['cca' as const] },
    ])
      assert.equal(await open(options).find(side('x'), side('y'), names), undefined, JSON.stringify(options));
    assert.equal(await open({}, 'relaxed').find(side('x'), side('y'), names), undefined);
    const all: Partial<CompareOptions> = { measures: ['procrustes', 'cka', 'pca', 'pls', 'pwcca', 'svcca', 'cca'] };
    assert.deepEqual(
      await open(all).find(side('x'), side('y'), names),
      scored(0.7),
      'all measures are all, in any order',
    );
    const near: Partial<CompareOptions> = { measures: ['cca', 'knn', 'rbfCka'] };
    await keep(side('x'), side('y'), scored(0.3), open({ ...near, neighbours: 10 }));
    assert.deepEqual(await open(near).find(side('x'), side('y'), names), scored(0.3), 'as many as usual');
    for (const other of [{ neighbours: 5 }, { bandwidth: 2 }])
      assert.equal(await open({ ...near, ...other }).find(side('x'), side('y'), names), undefined);
    await keep(side('x'), side('y'), scored(0.2), open({ epsilon: 1e-6 }));
    assert.equal(scoredOf(await open({ epsilon: 1e-6 }).find(side('x'), side('y'), names)).scores.cca!.value, 0.2);
    assert.equal(scoredOf(await open().find(side('x'), side('y'), names)).scores.cca!.value, 0.7);
  });

  it('has a pair on disk as soon as it is kept: a thread that is ended then loses nothing', async () => {
    const store = open();
    store.keep(side('x'), side('y'), scored(0.7), names);
    assert.deepEqual(await open().find(side('x'), side('y'), names), scored(0.7));
    store.keep(side('x'), side('z'), scored(0.6), names);
    assert.deepEqual(await open().find(side('x'), side('z'), names), scored(0.6));
  });

  it('passes over lines that are damaged or cut off, and goes on after them', async () => {
    const store = open();
    for (const name of ['p', 'q', 'r']) store.keep(side('x'), side(name), scored(0.5), names);
    await store.close();
    const [path] = kept() as [string];
    const lines = readFileSync(path, 'utf8').split('\n');
    const at = lines.findIndex((line) => line !== '');
    // A digit that changed would be a wrong number; JSON would not tell.
    const damaged = lines[at]!.replace('"value":0.5', '"value":0.6');
    assert.notEqual(damaged, lines[at]);
    lines[at] = damaged;
    writeFileSync(path, lines.join('\n'));
    appendFileSync(path, lines[at + 1]!.slice(0, 60));
    await keep(side('x'), side('s'), scored(0.5));
    const again = open();
    assert.equal(await again.find(side('x'), side('p'), names), undefined);
    for (const name of ['q', 'r', 's'])
      assert.deepEqual(await again.find(side('x'), side(name), names), scored(0.5), name);
    writeFileSync(path, Buffer.from([0, 255, 10, 128, 10, 10]));
    assert.equal(await open().find(side('x'), side('q'), names), undefined);
  });

  it('is used by two at once', async () => {
    const [one, other] = [open(), open()];
    for (let i = 0; i < 50; i++) {
      one.keep(side('x'), side(`a${i}`), scored(i), names);
      other.keep(side('x'), side(`b${i}`), scored(i / 100), names);
      if (i % 10 === 0) await Promise.all([one.close(), other.close()]);
    }
    await Promise.all([one.close(), other.close()]);
    const found = open();
    for (let i = 0; i < 50; i++) {
      assert.equal(scoredOf(await found.find(side('x'), side(`a${i}`), names)).scores.cca!.value, i);
      assert.equal(scoredOf(await found.find(side('x'), side(`b${i}`), names)).scores.cca!.value, i / 100);
    }
  });

  it('stays within its bound, the least recently used going first', async () => {
    for (const [i, name] of ['x', 'y', 'z'].entries()) {
      await keep(side(name), side('other'), scored(0.5));
      for (const path of kept()) {
        if (statSync(path).mtimeMs > 1e12) utimesSync(path, 1000 + i, 1000 + i);
      }
    }
    const bytes = kept().map((path) => statSync(path).size);
    assert.equal(bytes.length, 3);
    assert.ok(await open().find(side('x'), side('other'), names), 'used now');
    await keep(side('w'), side('other'), scored(0.5), open({}, 'simd', 3.5 * bytes[0]!));
    const left = open();
    assert.ok((await left.find(side('x'), side('other'), names)) && (await left.find(side('w'), side('other'), names)));
    assert.equal(await left.find(side('y'), side('other'), names), undefined);
    await keep(side('v'), side('other'), scored(0.5), open({}, 'simd', 10));
    assert.deepEqual(kept(), []);
  });

  it('reads what earlier versions have kept, all in one folder, and adds to it in the new place', async () => {
    await keep(side('x'), side('y'), scored(0.7));
    const [path] = kept() as [string];
    renameSync(path, join(folder, basename(path)));
    assert.deepEqual(await open().find(side('x'), side('y'), names), scored(0.7));
    await keep(side('x'), side('z'), scored(0.6));
    await keep(side('x'), side('y'), scored(0.5));
    assert.deepEqual(kept(), [path, join(folder, basename(path))].sort());
    const after = open();
    assert.deepEqual(await after.find(side('x'), side('z'), names), scored(0.6));
    assert.deepEqual(await after.find(side('x'), side('y'), names), scored(0.5), 'the later of two');
  });

  it('looks at its files once, and then at none, however many there are', async () => {
    const once = countingLooks();
    const full = new ResultStore(new RecordStore({ folder, maxBytes: 1e7 }, once), 'simd', defaultOptions);
    for (let i = 0; i < 300; i++) full.keep(side(`s${i}`), side('y'), scored(0.5), names);
    await full.close();
    assert.equal(once.files, 300);
    for (let run = 0; run < 2; run++) {
      const looks = countingLooks();
      const store = new ResultStore(new RecordStore({ folder, maxBytes: 1e7 }, looks), 'simd', defaultOptions);
      assert.deepEqual(await store.find(side('s7'), side('y'), names), scored(0.5));
      for (let i = 0; i < 50; i++) {
        assert.equal(await store.find(side(`t${run} ${i}`), side('y'), names), undefined);
        store.keep(side(`t${run} ${i}`), side('y'), scored(0.5), names);
      }
      await store.close();
      assert.deepEqual([looks.folders, looks.files], [0, 0]);
    }
  });

  it('keeps nothing where it cannot write, and fails nowhere', async () => {
    const file = join(temporaryFolder('results'), 'file');
    writeFileSync(file, '');
    const store = new ResultStore(
      new RecordStore({ folder: join(file, 'inside'), maxBytes: 1e6 }),
      'simd',
      defaultOptions,
    );
    store.keep(side('x'), side('y'), scored(1), names);
    await store.close();
    assert.equal(await store.find(side('x'), side('y'), names), undefined);
  });

  it('keeps what a pair has to say, under the names that its arrays have when it is found', async () => {
    const notices = [{ code: 'few', message: 'a.npy has 3 samples, b/a.npy more; aa.npy and a.npy.bak have none.' }];
    const store = open();
    store.keep(side('x'), side('y'), scored(0.7, notices), { a: 'a.npy', b: 'b/a.npy' });
    assert.deepEqual(
      scoredOf(await open().find(side('x'), side('y'), { a: 'a.npy', b: 'b/a.npy' })).notices,
      notices,
      'under the same names nothing changes',
    );
    const renamed = 'c/a.npy has 3 samples, d/a.npy more; aa.npy and a.npy.bak have none.';
    const found = await open().find(side('x'), side('y'), { a: 'c/a.npy', b: 'd/a.npy' });
    assert.deepEqual(scoredOf(found).notices, [{ code: 'few', message: renamed }]);
    const turned = await open().find(side('y'), side('x'), { a: 'd/a.npy', b: 'c/a.npy' });
    assert.deepEqual(scoredOf(turned).notices, [{ code: 'few', message: renamed }]);
  });

  it('keeps all that a notice has, and why a pair was refused, under the names of today', async () => {
    const about = [{ path: '/data/x.npy', sample: 3 }];
    const notice = { code: 'few', message: 'a.npy has 3.', byScore: { cca: 'a.npy: 3', cka: null }, at: about };
    await keep(side('x'), side('y'), scored(0.7, [notice]), open());
    const store = open();
    store.keep(side('x'), side('y'), scored(0.7, [notice]), { a: 'a.npy', b: 'b.npy' });
    store.keep(
      side('x'),
      side('z'),
      { error: { code: 'no-variance', message: 'a.npy: none.' } },
      { a: 'a.npy', b: 'c' },
    );
    const names = { a: 'd/a.npy', b: 'b.npy' };
    assert.deepEqual(scoredOf(await open().find(side('x'), side('y'), names)).notices, [
      { code: 'few', message: 'd/a.npy has 3.', byScore: { cca: 'd/a.npy: 3', cka: null }, at: about },
    ]);
    assert.deepEqual(await open().find(side('z'), side('x'), { a: 'c', b: 'd/a.npy' }), {
      error: { code: 'no-variance', message: 'd/a.npy: none.' },
    });
  });

  it('keeps apart what another road came to, and tells of each kind of kernels what it came to', async () => {
    const store = open();
    store.keep(side('x'), side('y'), scored(0.7), names, { road: 'gramians' });
    assert.equal(await open().find(side('x'), side('y'), names), undefined);
    assert.equal(await open().find(side('x'), side('y'), names, { road: 'gramians', rows: 'some' }), undefined);
    assert.deepEqual(await open().find(side('x'), side('y'), names, { road: 'gramians' }), scored(0.7));
    store.keep(side('y'), side('x'), scored(0.6), names);
    open({}, 'relaxed').keep(side('x'), side('y'), scored(0.5), names);
    const any = await open({}, 'plain').findOfAny(side('x'), side('y'), names);
    assert.deepEqual([...any.keys()].sort(), ['relaxed', 'simd']);
    assert.equal(scoredOf(any.get('relaxed')).scores.cca!.value, 0.5);
    assert.equal(scoredOf(any.get('simd')).scores.cca!.value, 0.6);
  });

  it('of a shared folder has files of its own in each process, reads those of all, and removes none', async () => {
    const shared = (): RecordStore => new RecordStore({ folder, maxBytes: 1, shared: true });
    for (const [at, writer] of ['one', 'two'].entries()) {
      const store = new ResultStore(shared(), 'simd', defaultOptions);
      store.keep(side('x'), side(writer), scored(at), names);
      await store.close();
      // As if another process had written it.
      for (const path of kept().filter((one) => !one.includes('other')))
        renameSync(path, path.replace(/[^.]*\.pairs\.jsonl$/, `other${at}.pairs.jsonl`));
    }
    assert.equal(kept().length, 2);
    const found = new ResultStore(shared(), 'simd', defaultOptions);
    assert.equal(scoredOf(await found.find(side('x'), side('one'), names)).scores.cca!.value, 0);
    assert.equal(scoredOf(await found.find(side('two'), side('x'), names)).scores.cca!.value, 1);
  });

  it('says in one sentence where what must be kept cannot be', () => {
    const file = join(temporaryFolder('results'), 'file');
    writeFileSync(file, '');
    const records = new RecordStore({ folder: join(file, 'inside'), maxBytes: 1e6, shared: true, required: true });
    const store = new ResultStore(records, 'simd', defaultOptions);
    assert.throws(
      () => store.keep(side('x'), side('y'), scored(1), names),
      (error: Error) => /^The results could not be kept in .*inside \(.+\): make room there .*\.$/.test(error.message),
    );
  });
});
