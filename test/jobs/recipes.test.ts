import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { firstRow } from '../../src/analysis/recipes/firstRow';
import { compareArrays, comparePair } from '../../src/jobs/compare/compareArrays';
import { plainEngine, type Engine } from '../../src/jobs/engine';
import { requireArrayHeaders, type OpenedHeader } from '../../src/jobs/arrays/arrayHeaders';
import { openUnchanged } from '../../src/jobs/passes/runPass';
import { lookBytes } from '../../src/jobs/passes/factsOfHeld';
import { FactorStore } from '../../src/jobs/store/factorStore';
import { MemoryStore } from '../../src/jobs/store/memoryStore';
import { kernels } from '../../src/linalg/activeKernels';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import type { ArrayAddress } from '../../src/protocol/arrayAddress';
import type { Resources } from '../../src/protocol/resources';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { forFastestKernels } from '../linalg/everyKernels';
import { gaussian } from '../linalg/random';
import { channelsFirst } from '../formats/derived/arrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { sameNumbers } from './reportNumbers';
import { archived, saveArray } from './savedArrays';
import { axesBytes, saveAxes } from './savedMaps';
import { openSides } from './openSides';

const [n, h, w, c] = [60, 4, 4, 3];

/** Maps with something in common, n x h x w x channels. */
function maps(seed: number, height = h, width = w, channels = c): Float64Array {
  const shared = gaussian(n, channels, 7).data;
  const own = gaussian(n, height * width * channels, seed).data;
  return own.map((value, at) => {
    const sample = Math.floor(at / (height * width * channels));
    return value + 2 * shared[sample * channels + (at % channels)]!;
  });
}

function pooled(values: Float64Array, positions: number, channels: number): Matrix {
  const X = matrix(n, channels);
  values.forEach((value, at) => {
    X.data[Math.floor(at / (positions * channels)) * channels + (at % channels)]! += value / positions;
  });
  return X;
}

async function compare(
  a: ArrayAddress | string,
  b: ArrayAddress | string,
  options: Partial<CompareOptions> = {},
  resources: Resources = {},
  engine?: Engine,
): Promise<ComparisonReport> {
  const address = (side: ArrayAddress | string) => (typeof side === 'string' ? { path: side } : side);
  const spec = { a: address(a), b: address(b), options: { ...defaultOptions, ...options }, resources };
  return (await compareArrays(spec, () => undefined, engine)).report;
}

forFastestKernels(() => {
  describe('arrays of more than two axes', () => {
    let folder: string;
    let a: string;
    let b: string;
    const [A, B] = [maps(1), maps(2)];
    const shape = [n, h, w, c];

    before(() => {
      folder = temporaryFolder('recipes');
      a = saveAxes(folder, 'a', A, shape);
      b = saveAxes(folder, 'b', B, shape);
    });

    it('are flattened when maps are equal, and the report says how they were read', async () => {
      const flat = (name: string, values: Float64Array) => saveArray(folder, name, matrix(n * h * w, c, values));
      const expected = await compare(await flat('flat a', A), await flat('flat b', B));
      const report = await compare(a, b);
      sameNumbers(report, expected, 1e-12, 'flattened');
      assert.deepEqual(report.a.shape, shape);
      assert.equal(report.samples, n * h * w);
      assert.deepEqual(report.a.recipe, { kind: 'maps', layout: 'nhwc', conv: 'flatten' });
      assert.deepEqual(
        report.warnings.map(({ code }) => code),
        ['dependent-rows'],
      );
    });

    it('are pooled on request and against a matrix, whatever their layout and order in the file', async () => {
      const dense = await saveArray(folder, 'dense', gaussian(n, 5, 9));
      const expected = await compare(await saveArray(folder, 'pooled', pooled(A, h * w, c)), dense);
      const turned = channelsFirst(A, shape);
      const first = [n, c, h, w];
      const files = [
        a,
        saveAxes(folder, 'a fortran', A, shape, { fortranOrder: true }),
        saveAxes(folder, 'a first', turned, first),
        saveAxes(folder, 'a first fortran', turned, first, { fortranOrder: true }),
      ];
      for (const file of files) {
        const report = await compare(file, dense);
        sameNumbers(report, expected, 1e-12, file);
        assert.ok(report.warnings.some(({ code }) => code === 'maps-pooled'));
        assert.equal(report.b.recipe, undefined);
      }
    });

    it('come out of a deflated archive as well', async () => {
      const path = join(folder, 'a.npz');
      writeFileSync(path, await archived(axesBytes(A, shape), 6));
      for (const recipe of [{ conv: 'pool' }, { conv: 'flatten', subsample: { every: 3 } }] as const) {
        sameNumbers(await compare(path, b, { recipe }), await compare(a, b, { recipe }), 1e-12, recipe.conv);
      }
      const { dft } = await compare(path, b, { recipe: { conv: 'dft' } });
      assert.ok(
        Math.abs(dft!.meanOverLocations - (await compare(a, b, { recipe: { conv: 'dft' } })).dft!.meanOverLocations) <
          1e-12,
      );
    });

    it('may be wider than there are samples', async () => {
      const wide = saveAxes(folder, 'wide', maps(5, 2, 2, 80), [n, 2, 2, 80]);
      const expected = await compare(await saveArray(folder, 'wide pooled', pooled(maps(5, 2, 2, 80), 4, 80)), a, {
        measures: ['cka', 'procrustes'],
        transposeA: false,
        recipe: { conv: 'pool' },
      });
      const found = await compare(wide, a, { measures: ['cka', 'procrustes'], recipe: { conv: 'pool' } });
      sameNumbers(found, expected, 1e-12, 'wide');
    });

    it('keep one row of every k', async () => {
      const keptOf = (all: Float64Array): Matrix => {
        const kept = matrix(Math.ceil((n * h * w) / 5), c);
        for (let i = 0; i < kept.rows; i++) kept.data.set(all.subarray(5 * i * c, 5 * i * c + c), i * c);
        return kept;
      };
      const [keptA, keptB] = [await saveArray(folder, 'keptA', keptOf(A)), await saveArray(folder, 'keptB', keptOf(B))];
      const expected = await compare(keptA, keptB);
      const report = await compare(a, b, { recipe: { subsample: { every: 5 } } });
      sameNumbers(report, expected, 1e-12, 'every 5th');
      assert.deepEqual(report.a.recipe?.subsample, { every: 5, first: 0 });
    });

    it('are asked for their layout where shapes do not tell, and take the answer', async () => {
      const cube = saveAxes(folder, 'cube', maps(3, 3, 3, 3), [n, 3, 3, 3]);
      await assert.rejects(compare(cube, cube), { code: 'ambiguous-layout', message: /cube\.npy \(60, 3, 3, 3\)/ });
      assert.equal((await compare(cube, cube, { recipe: { layout: 'nchw' } })).a.features, 3);
    });

    it('are refused a turned reading', async () => {
      await assert.rejects(compare(a, b, { transposeA: true }), { code: 'recipe-mismatch' });
    });

    it('are compared frequency by frequency: at (0, 0) as pooled maps, the same with any number of batches', async () => {
      const recipe = { conv: 'dft' } as const;
      const report = await compare(a, b, { recipe });
      const pool = await compare(a, b, { recipe: { conv: 'pool' } });
      report.dft!.dcCoefficients.forEach((value, k) => assert.ok(Math.abs(value - pool.cca!.coefficients[k]!) < 1e-12));
      assert.deepEqual([report.a.samples, report.a.features, report.a.rank], [n, c, c]);
      assert.deepEqual(report.a.recipe, { kind: 'maps', layout: 'nhwc', conv: 'dft' });
      assert.deepEqual(
        report.skipped.map(({ measure }) => measure),
        ['svcca', 'pwcca', 'pls', 'pca', 'cka', 'procrustes'],
      );
      const { locationMeans } = report.dft!;
      assert.equal(locationMeans[1]![3], locationMeans[3]![1]);
      // Room for two of the ten frequencies at a time.
      const looking = 2 * lookBytes(n, h * w * c);
      const small = await compare(a, b, { recipe }, { memoryBytes: 36 * 2 ** 20 + 28_000 + looking });
      small
        .dft!.locationMeans.flat()
        .forEach((value, k) => assert.ok(Math.abs(value! - locationMeans.flat()[k]!) < 1e-12));
      await assert.rejects(compare(a, b, { recipe }, { memoryBytes: 2 ** 20 }), {
        code: 'memory-budget',
        message: /MiB/,
      });
    });

    it('are compared by frequency whatever their scale', async () => {
      const recipe = { conv: 'dft' } as const;
      const plain = (await compare(a, b, { recipe })).dft!.locationMeans.flat();
      for (const power of [900, -900]) {
        const scaled = A.map((value) => value * 2 ** power);
        const other = await compare(saveAxes(folder, `scaled ${power}`, scaled, shape), b, { recipe });
        other.dft!.locationMeans.flat().forEach((value, k) => assert.ok(Math.abs(value! - plain[k]!) < 1e-12));
      }
    });

    it('are refused by frequency where there are too few samples, and where there is nothing to compare', async () => {
      const wide = saveAxes(folder, 'too wide', maps(5, 2, 2, n), [n, 2, 2, n]);
      await assert.rejects(compare(wide, a, { recipe: { conv: 'dft' } }), { code: 'too-few-samples' });
      const still = saveAxes(folder, 'still', new Float64Array(n * h * w * c).fill(3), shape);
      await assert.rejects(compare(a, still, { recipe: { conv: 'dft' } }), {
        code: 'no-variance',
        message: /still\.npy/,
      });
      const spec = { a: { path: a }, b: { path: b }, options: { ...defaultOptions, recipe: { conv: 'dft' as const } } };
      await assert.rejects(
        comparePair(spec, () => undefined),
        { code: 'recipe-mismatch' },
      );
    });

    it('tell where they are not finite, and leave such samples out', async () => {
      const holed = A.slice();
      holed[5 * h * w * c + 7] = NaN;
      const file = saveAxes(folder, 'holed', holed, shape);
      const without = (values: Float64Array, name: string): string => {
        const [before, after] = [values.subarray(0, 5 * h * w * c), values.subarray(6 * h * w * c)];
        return saveAxes(folder, name, Float64Array.from([...before, ...after]), [n - 1, h, w, c]);
      };
      const [restA, restB] = [without(A, 'rest a'), without(B, 'rest b')];
      const recipe = { conv: 'dft' } as const;
      await assert.rejects(compare(file, b, { recipe }), {
        code: 'non-finite',
        message: /holed\.npy holds 1 value .*image 5, element 7 of its map/,
      });
      const report = await compare(file, b, { recipe, dropNonFinite: true });
      assert.equal(report.samples, n - 1);
      const expected = await compare(restA, restB, { recipe });
      assert.ok(Math.abs(report.dft!.meanOverLocations - expected.dft!.meanOverLocations) < 1e-12);
      const pool = await compare(file, b, { recipe: { conv: 'pool' }, dropNonFinite: true });
      assert.equal(pool.samples, n - 1);
      await assert.rejects(compare(file, b, { recipe: { conv: 'pool' } }), {
        code: 'non-finite',
        message: /image 5, channel 1/,
      });
    });
  });

  describe('arrays of several files', () => {
    const X = gaussian(50, 4, 11);
    const Y = matrix(
      50,
      4,
      X.data.map((value, at) => value + gaussian(50, 4, 12).data[at]!),
    );
    let folder: string;
    let x: string;
    let y: string;
    let own: string;
    let wanted: string;
    let mixed: string;

    const part = (M: Matrix, from: number, to: number): Matrix =>
      matrix(to - from, M.columns, M.data.slice(from * M.columns, to * M.columns));

    before(async () => {
      folder = temporaryFolder('files');
      x = await saveArray(folder, 'x', X);
      y = await saveArray(folder, 'y', Y);
      const places = Array.from({ length: 50 }, (_, i) => (i * 7) % 50);
      const turned = matrix(50, 4);
      places.forEach((place, i) => turned.data.set(Y.data.subarray(4 * place, 4 * place + 4), 4 * i));
      mixed = await saveArray(folder, 'mixed', turned);
      own = saveAxes(
        folder,
        'own',
        Float64Array.from(places, (place) => 100 + place),
        [50],
      );
      wanted = saveAxes(
        folder,
        'wanted',
        Float64Array.from({ length: 50 }, (_, i) => 100 + i),
        [50],
      );
    });

    it('are joined batch by batch', async () => {
      const files = await Promise.all([
        saveArray(folder, 'batch 1', part(Y, 0, 20), { descr: '<f8' }),
        saveArray(folder, 'batch 2', part(Y, 20, 21), { fortranOrder: true }),
        saveArray(folder, 'batch 3', part(Y, 21, 50)),
      ]);
      const joined = { path: files[0], more: files.slice(1) };
      sameNumbers(await compare(x, joined), await compare(x, y), 1e-12, 'joined');
      const [{ stored, byteLength, mark, others }] = (await requireArrayHeaders([joined])) as [OpenedHeader];
      assert.deepEqual(stored.shape, [50, 4]);
      const each = await requireArrayHeaders(files.map((path) => ({ path })));
      assert.deepEqual(
        [{ byteLength, mark }, ...others],
        each.map((file) => ({ byteLength: file.byteLength, mark: file.mark })),
      );
      await assert.rejects(compare(x, { path: y, more: [own] }), { code: 'batch-mismatch' });
    });

    it('are brought into the order of the ids, also as neurons x samples', async () => {
      const expected = await compare(x, y);
      sameNumbers(await compare(x, { path: mixed, order: { own, wanted } }), expected, 1e-12, 'ordered');
      const M = await compare(x, mixed);
      assert.ok(Math.abs(M.cca!.mean - expected.cca!.mean) > 0.1, 'the order matters');
      const places = Array.from({ length: 50 }, (_, i) => (i * 7) % 50);
      const turned = matrix(50, 4);
      places.forEach((place, i) => turned.data.set(Y.data.subarray(4 * place, 4 * place + 4), 4 * i));
      const across = await saveArray(folder, 'across', turned, { transposed: true });
      const found = await compare(x, { path: across, order: { own, wanted } }, { transposeB: true });
      sameNumbers({ ...found, b: { ...expected.b } }, expected, 1e-12, 'across');
    });

    it('are refused where ids do not fit', async () => {
      const short = saveAxes(folder, 'short', Float64Array.of(1, 2), [2]);
      await assert.rejects(compare(x, { path: y, order: { own: short, wanted: short } }), {
        code: 'sample-order',
        message: /2 ids/,
      });
      const others = saveAxes(
        folder,
        'others',
        Float64Array.from({ length: 50 }, (_, i) => i),
        [50],
      );
      await assert.rejects(compare(x, { path: y, order: { own: others, wanted } }), {
        code: 'sample-order',
        message: /50 ids/,
      });
    });

    it('are known by all their files and by their recipe', async () => {
      const store = new FactorStore(kernels().name, new MemoryStore(1e8));
      const engine: Engine = { ...plainEngine(), store: () => store };
      const ordered = { path: mixed, order: { own, wanted } };
      const odd = Array.from({ length: 50 }, (_, seed) => seed).find((seed) => firstRow(2, seed) === 1)!;
      const reads = async (side: ArrayAddress, options: Partial<CompareOptions> = {}): Promise<boolean> =>
        (await compare(x, side, options, {}, engine)).timings.read! > 0;
      assert.equal(await reads(ordered), true);
      assert.equal(await reads(ordered), false);
      assert.equal(await reads({ path: mixed }), true);
      assert.equal(await reads(ordered, { recipe: { subsample: { every: 2 } } }), true);
      assert.equal(await reads(ordered, { recipe: { subsample: { every: 2, seed: odd } } }), true);
      const { sides } = await openSides([ordered], [false]);
      await (await openUnchanged(sides[0]!)).close();
      utimesSync(wanted, new Date(), new Date(Date.now() + 5000));
      assert.equal(await reads(ordered), true);
      await assert.rejects(openUnchanged(sides[0]!), { code: 'file-changed' });
    });
  });
});
