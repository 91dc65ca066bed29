import assert from 'node:assert/strict';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { plainEngine, type Engine } from '../../../src/jobs/engine';
import { DiskStore } from '../../../src/jobs/store/diskStore';
import { factorsVersion, FactorStore } from '../../../src/jobs/store/factorStore';
import { MemoryStore } from '../../../src/jobs/store/memoryStore';
import { kernels } from '../../../src/linalg/activeKernels';
import type { Resources } from '../../../src/protocol/resources';
import type { SideIdentity } from '../../../src/protocol/sideIdentity';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import type { ComparisonReport } from '../../../src/facts/report';
import type { SideFactors } from '../../../src/similarity/routes/sideFactors';
import { forFastestKernels } from '../../linalg/everyKernels';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingExecutor, type CountingExecutor } from '../countingExecutor';
import { mapped, representation } from '../relatedPairs';
import { sameBits } from '../reportNumbers';
import { saveArray, type Form } from '../savedArrays';
import { keptPaths } from './keptNames';

const products = { kind: 'products' };

forFastestKernels(() => {
  describe('what is known of files', () => {
    let folder: string;
    let cache: string;
    let memory: MemoryStore;
    let executor: CountingExecutor;
    /** Whether computing counts as long enough for factors to be worth a place on disk. */
    let slow: boolean;

    function restart(): void {
      memory = new MemoryStore(1e8);
    }

    beforeEach(() => {
      folder = temporaryFolder('known');
      cache = join(folder, 'cache');
      slow = false;
      restart();
    });

    /** One comparison, with tasks counted anew. */
    async function compare(
      a: string,
      b: string,
      options: Partial<CompareOptions> = {},
      resources: Resources = {},
    ): Promise<ComparisonReport> {
      executor = countingExecutor();
      const engine: Engine = {
        ...plainEngine(),
        executor: () => Promise.resolve(executor),
        store: () => new FactorStore(kernels().name, memory, new DiskStore(cache, 1e8), slow ? 0 : Infinity),
      };
      const spec = { a: { path: a }, b: { path: b }, options: { ...defaultOptions, ...options }, resources };
      return (await compareArrays(spec, () => undefined, engine)).report;
    }

    /** As if nothing were known. */
    async function fromScratch(a: string, b: string, options: Partial<CompareOptions> = {}): Promise<ComparisonReport> {
      const spec = { a: { path: a }, b: { path: b }, options: { ...defaultOptions, ...options } };
      return (await compareArrays(spec, () => undefined)).report;
    }

    const save = (name: string, d: number, seed: number, form?: Form): Promise<string> =>
      saveArray(folder, name, representation(300, d, seed), form);

    it('spares a known pair its reading', async () => {
      const [a, b] = [await save('a', 9, 1), await save('b', 7, 2)];
      const first = await compare(a, b);
      assert.ok(first.timings.read! > 0);
      assert.ok(executor.count('pass') > 0);
      const again = await compare(a, b);
      assert.equal(again.timings.read, 0);
      assert.deepEqual([executor.count('pass'), executor.count('moments'), executor.count('spectrum')], [0, 0, 2]);
      sameBits(again, first, 'again');
      // However its path is written.
      const other = await compare(`${folder}/./a.npy`, b);
      assert.equal(other.timings.read, 0);
      assert.equal(other.a.path, `${folder}/./a.npy`);
    });

    it('outlasts a restart on disk, when computing took long enough', async () => {
      const [a, b] = [await save('a', 9, 1), await save('b', 7, 2)];
      await compare(a, b);
      assert.ok(!existsSync(cache), 'a quick comparison is not worth a file');
      restart();
      slow = true;
      const first = await compare(a, b);
      assert.ok(executor.count('pass') > 0);
      assert.equal(keptPaths(cache, '.factors').length, 3, 'two sides and their product');
      restart();
      const again = await compare(a, b);
      assert.equal(again.timings.read, 0);
      assert.equal(executor.count('pass'), 0);
      sameBits(again, first, 'after a restart');
    });

    it('reads a file anew that has changed, by its time or by its size', async () => {
      const [a, b] = [await save('a', 9, 1), await save('b', 7, 2)];
      const old = await compare(a, b);
      const { atime, mtime } = statSync(a);
      await save('a', 9, 5);
      utimesSync(a, atime, new Date(mtime.getTime() + 1000));
      const changed = await compare(a, b);
      assert.deepEqual(executor.sums(), [{ ...products, gramA: true, gramB: false, cross: true }]);
      sameBits(changed, await fromScratch(a, b), 'changed');
      assert.notEqual(changed.cca!.mean, old.cca!.mean);
      const time = statSync(b);
      await saveArray(folder, 'b', representation(300, 8, 2));
      utimesSync(b, time.atime, time.mtime);
      const wider = await compare(a, b);
      assert.ok(wider.timings.read! > 0);
      assert.equal(wider.b.features, 8);
    });

    it('reads the files of a new pair once, for their product alone', async () => {
      const [a, b, c, d] = [
        await save('a', 9, 1),
        await save('b', 7, 2),
        await save('c', 11, 3),
        await save('d', 7, 4),
      ];
      await compare(a, b);
      await compare(c, d);
      for (const [x, y] of [
        [a, c],
        [d, a],
        [b, d],
      ] as const) {
        const report = await compare(x, y);
        assert.deepEqual(executor.sums(), [{ ...products, gramA: false, gramB: false, cross: true }]);
        assert.equal(executor.count('moments'), 0);
        sameBits(report, await fromScratch(x, y), 'a new pair');
        assert.equal((await compare(x, y)).timings.read, 0);
      }
      const e = await save('e', 6, 6);
      const half = await compare(e, a);
      assert.deepEqual(executor.sums(), [{ ...products, gramA: true, gramB: false, cross: true }]);
      assert.equal(executor.count('moments'), 1);
      sameBits(half, await fromScratch(e, a), 'half a new pair');
    });

    it('does not read a known file to compare it with itself', async () => {
      const [a, b] = [await save('a', 9, 1), await save('b', 7, 2)];
      await compare(a, b);
      const self = await compare(a, a);
      assert.equal(executor.count('pass'), 0);
      sameBits(self, await fromScratch(a, a), 'itself');
    });

    it('knows constant neurons, and other orders in the file', async () => {
      const X = mapped(representation(300, 9, 1), (value, _at, _i, j) => (j === 4 ? 2.5 : value));
      const a = await saveArray(folder, 'a', X, { descr: '<f4', fortranOrder: true });
      const [b, c] = [await save('b', 7, 2), await save('c', 5, 3, { transposed: true })];
      const options = { transposeA: false, transposeB: true };
      await compare(a, b);
      await compare(b, c, options);
      const report = await compare(a, c, options);
      assert.deepEqual(executor.sums(), [{ ...products, gramA: false, gramB: false, cross: true }]);
      assert.deepEqual(report.a.dropped, [{ index: 4, reason: 'constant' }]);
      sameBits(report, await fromScratch(a, c, options), 'with a constant neuron');
    });

    it('serves other options from what is there, and computes what is not', async () => {
      const [a, b] = [await save('a', 9, 1), await save('b', 7, 2)];
      await compare(a, b, { measures: ['cca'] });
      for (const options of [
        { measures: ['pca'] },
        {},
        { svcca: { rule: 'dimensions', count: 9 } },
        { svcca: { rule: 'dimensions', count: 2 } },
        { epsilon: 1e-6 },
        { robust: true },
      ] as Partial<CompareOptions>[]) {
        const report = await compare(a, b, options);
        assert.equal(report.timings.read, 0);
        sameBits(report, await fromScratch(a, b, options), JSON.stringify(options));
      }
    });

    it('keeps pairs of every route', async () => {
      const nearly = mapped(representation(300, 9, 1), (value) => value);
      for (let i = 0; i < 300; i++) nearly.data[i * 9 + 8] = nearly.data[i * 9]! + 1e-3 * nearly.data[i * 9 + 8]!;
      const doubled = mapped(nearly, (value, _, i, j) => (j === 8 ? nearly.data[i * 9]! : value));
      const wide = representation(300, 310, 3);
      const b = await save('b', 7, 2);
      for (const [name, X, route] of [
        ['nearly', nearly, 'cholesky-qr'],
        ['doubled', doubled, 'qr'],
        ['wide', wide, 'dual'],
      ] as const) {
        const a = await saveArray(folder, name, X);
        const options = { transposeA: false, transposeB: false };
        const first = await compare(a, b, options);
        assert.equal(first.route.name, route);
        const again = await compare(a, b, options);
        assert.equal(again.timings.read, 0);
        assert.equal(executor.count('pass'), 0);
        sameBits(again, first, route);
      }
    });

    it('does not keep what a forced route gave', async () => {
      const [a, b] = [await save('a', 9, 1), await save('b', 7, 2)];
      assert.equal((await compare(a, b, {}, { route: 'qr' })).route.name, 'qr');
      assert.equal((await compare(a, b)).route.name, 'gram');
      assert.equal((await compare(a, b, {}, { route: 'qr' })).route.name, 'qr');
    });

    it('tells pairs with samples left out from others', async () => {
      const X = mapped(representation(300, 9, 1), (value, at) => (at === 1234 ? NaN : value));
      const [a, b] = [await saveArray(folder, 'a', X), await save('b', 7, 2)];
      const first = await compare(a, b, { dropNonFinite: true });
      const again = await compare(a, b, { dropNonFinite: true });
      assert.equal(again.timings.read, 0);
      assert.deepEqual([again.samples, again.warnings], [299, first.warnings]);
      sameBits(again, first, 'left out');
      await assert.rejects(compare(a, b), { code: 'non-finite' });
      // The clean side was summed without a sample: no other pair may use that.
      const c = await save('c', 5, 3);
      sameBits(await compare(b, c), await fromScratch(b, c), 'the clean side elsewhere');
    });

    it('tells one orientation from the other', async () => {
      const [a, b] = [
        await saveArray(folder, 'a', representation(40, 40, 1)),
        await saveArray(folder, 'b', representation(40, 40, 2)),
      ];
      const options = { measures: ['cka' as const] };
      const upright = await compare(a, b, { ...options, transposeA: false, transposeB: false });
      const turned = await compare(a, b, { ...options, transposeA: true, transposeB: true });
      assert.ok(turned.timings.read! > 0);
      assert.notEqual(turned.cka!.linear, upright.cka!.linear);
    });
  });
});

describe('FactorStore', () => {
  const identity: SideIdentity = {
    address: { path: 'x.npy' },
    byteLength: 100,
    mark: '100 5 5 7',
    shape: [10, 1],
    dtype: '<f8',
    transposed: false,
    layout: 'rows' as const,
    unit: 2 ** -53,
  };
  const side = { name: 'x', mean: Float64Array.of(1) } as SideFactors;

  it('tells files apart by everything that decides their numbers', async () => {
    const store = new FactorStore('simd', new MemoryStore(1e6));
    await store.keepSide(identity, side, false);
    assert.equal(await store.side({ ...identity }), side);
    for (const other of [
      { address: { path: 'y.npy' } },
      { address: { path: 'x.npy', as: 'bfloat16' as const } },
      { mark: '101 5 5 7' },
      { mark: '100 5 6 7' },
      { transposed: true },
      { unit: 0 },
    ]) {
      assert.equal(await store.side({ ...identity, ...other }), undefined);
    }
    assert.equal(await new FactorStore('relaxed', new MemoryStore(1e6)).side(identity), undefined);
  });

  it('does not serve the factors of one kind of kernels to another', async () => {
    const memory = new MemoryStore(1e6);
    await new FactorStore('simd', memory).keepSide(identity, side, false);
    assert.equal(await new FactorStore('relaxed', memory).side(identity), undefined);
  });

  it('serves no sentence of a program with other words, and its numbers all the same', async () => {
    const memory = new MemoryStore(1e6);
    const pair = { a: identity, b: identity, dropped: false };
    const route = { name: 'gram' as const, condition: { a: 1, b: 1 }, reason: 'As it was said.' };
    const cross = { kind: 'covariance' as const, matrix: side.gram!, normProduct: 1 };
    const notices = [{ code: 'few-samples', message: 'As it was said.' }];
    const store = (words: string): FactorStore => new FactorStore('simd', memory, undefined, 200, words);
    await store('old').keepPair(pair, { samples: 10, a: side, b: side, cross, route, notices }, false);
    assert.equal(await store('new').pair(pair), undefined);
    assert.deepEqual(await store('new').side(identity), side);
    assert.deepEqual((await store('old').pair(pair))!.notices, notices);
  });

  it('has a pair only while both of its sides are there', async () => {
    const memory = new MemoryStore(1e6);
    const disk = new DiskStore(join(temporaryFolder('pairs'), 'cache'), 1e6);
    const store = new FactorStore('simd', memory, disk);
    const pair = { a: identity, b: { ...identity, transposed: true }, dropped: false };
    const route = { name: 'gram' as const, condition: { a: 1, b: 1 }, reason: '' };
    const cross = {
      kind: 'covariance' as const,
      matrix: { rows: 1, columns: 1, data: Float64Array.of(2) },
      normProduct: 1,
    };
    await store.keepPair(pair, { samples: 10, a: side, b: side, cross, route, notices: [] }, false);
    assert.deepEqual((await store.pair(pair))!.cross, cross);
    memory.put(
      JSON.stringify([
        'side',
        factorsVersion,
        'simd',
        join(process.cwd(), 'x.npy'),
        null,
        identity.mark,
        true,
        2 ** -53,
      ]),
      new Float64Array(1e6),
    );
    assert.equal(await store.pair(pair), undefined);
  });
});
