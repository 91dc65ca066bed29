import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SingularValueDecomposition } from 'ml-matrix';
import { after, before, describe, it } from 'mocha';
import { arraySpectrum } from '../../src/jobs/arraySpectrum';
import { threadEngine } from '../../src/jobs/engine';
import { loadKernels } from '../../src/jobs/loadKernels';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { useKernels } from '../../src/linalg/activeKernels';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { toMl } from '../../src/linalg/plain/mlMatrix';
import type { SpectrumSpec } from '../../src/protocol/arraySpectrum';
import { fixture, goldenOrNotice } from '../golden';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { countingExecutor } from './countingExecutor';
import { mapped, representation } from './relatedPairs';
import { saveArray } from './savedArrays';
import { saveAxes } from './savedMaps';

const silent = () => undefined;
const spectrumOf = (array: string, more: Partial<SpectrumSpec> = {}) =>
  arraySpectrum({ array: { path: array }, ...more }, silent);

/** Shares of variance by the singular values of the centred matrix, from another implementation. */
function sharesBySvd(data: Matrix): number[] {
  const X = toMl(data).center('column');
  const squares = new SingularValueDecomposition(X, { autoTranspose: true }).diagonal.map((value) => value ** 2);
  const total = squares.reduce((sum, square) => sum + square, 0);
  return squares.map((square) => square / total);
}

function near(found: readonly number[], expected: readonly number[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) <= tolerance, `${i}: ${value}, ${expected[i]}`));
}

describe('spectrum of one array', () => {
  let folder: string;
  before(async () => {
    useKernels((await loadKernels()).kernels);
    folder = temporaryFolder('spectrum');
  });
  after(() => useKernels(plainKernels));

  for (const [what, n, d] of [
    ['more samples than neurons', 80, 7],
    ['more neurons than samples', 9, 30],
    ['as many neurons as samples', 12, 12],
  ] as const) {
    it(`agrees with a plain SVD: ${what}`, async () => {
      const X = representation(n, d, 5);
      const path = await saveArray(folder, `plain${n}`, X);
      const found = await spectrumOf(path);
      const rank = Math.min(n - 1, d);
      assert.deepEqual([found.samples, found.neurons, found.rank], [n, d, rank]);
      near(found.shares, sharesBySvd(X).slice(0, rank), 1e-12);
      const ratio = 1 / found.shares.reduce((sum, share) => sum + share ** 2, 0);
      assert.ok(Math.abs(found.participationRatio - ratio) < 1e-9);
    });
  }

  it('counts directions, not neurons, where some depend on others or are constant', async () => {
    const base = representation(60, 4, 3);
    const X = mapped(matrix(60, 7), (_, __, i, j) => {
      const value = (column: number): number => base.data[i * 4 + column]!;
      return j < 4 ? value(j) : j === 4 ? value(0) + 2 * value(1) : j === 5 ? -value(2) : 9;
    });
    const found = await spectrumOf(await saveArray(folder, 'deficient', X));
    assert.equal(found.rank, 4);
    near(found.shares, sharesBySvd(X).slice(0, 4), 1e-12);
    const wideByConstants = mapped(matrix(5, 8), (_, __, i, j) => (j < 2 ? base.data[i * 4 + j]! : j));
    const wide = await spectrumOf(await saveArray(folder, 'wide-by-constants', wideByConstants));
    assert.equal(wide.rank, 2);
    near(wide.shares, sharesBySvd(wideByConstants).slice(0, 2), 1e-12);
  });

  it('reads a known array no second time, and takes a changed one anew', async () => {
    const executor = countingExecutor();
    const engine = { ...threadEngine(), executor: () => Promise.resolve(executor) };
    const path = await saveArray(folder, 'known', representation(50, 6, 1));
    const run = () => arraySpectrum({ array: { path } }, silent, engine);
    const first = await run();
    const passes = executor.count('pass');
    assert.ok(passes > 0);
    assert.deepEqual(await run(), first);
    assert.equal(executor.count('pass'), passes);
    await saveArray(folder, 'known', representation(51, 6, 2));
    assert.equal((await run()).samples, 51);
    assert.ok(executor.count('pass') > passes);
  });

  it('averages maps over their positions, unless something else is chosen, and says how it read them', async () => {
    const maps = saveAxes(folder, 'maps', representation(180, 5, 4).data, [20, 3, 3, 5]);
    const pooled = await spectrumOf(maps);
    assert.deepEqual([pooled.samples, pooled.neurons], [20, 5]);
    assert.equal(pooled.recipe?.kind === 'maps' && pooled.recipe.conv, 'pool');
    const flat = await spectrumOf(maps, { recipe: { conv: 'flatten' } });
    assert.deepEqual([flat.samples, flat.neurons], [180, 5]);
    await assert.rejects(spectrumOf(maps, { recipe: { conv: 'dft' } }), { code: 'recipe-mismatch' });
  });

  it('refuses what it may not read, cannot read, or has no spectrum', async () => {
    const path = await saveArray(folder, 'large', representation(40, 8, 1));
    await assert.rejects(spectrumOf(path, { maxBytes: 40 * 8 * 8 - 1 }), { code: 'too-large' });
    assert.equal((await spectrumOf(path, { maxBytes: 40 * 8 * 8 })).neurons, 8);
    await assert.rejects(spectrumOf(path, { resources: { memoryBytes: 1000 } }), { code: 'memory-budget' });
    await assert.rejects(spectrumOf(fixture('npy/one_d.npy')), { code: 'wrong-dimensions' });
    await assert.rejects(spectrumOf(fixture('npy/complex64.npy')), { code: 'complex-values' });
    await assert.rejects(spectrumOf(join(folder, 'none.npy')), { code: 'file-not-found' });
    const X = representation(30, 3, 1);
    X.data[31] = NaN;
    await assert.rejects(spectrumOf(await saveArray(folder, 'nan', X)), { code: 'non-finite' });
    const constant = mapped(X, (_, __, ___, j) => j);
    await assert.rejects(spectrumOf(await saveArray(folder, 'constant', constant)), { code: 'no-variance' });
  });

  it('is the same from an archive, in Fortran order', async () => {
    const X = representation(600, 6, 8);
    const expected = (await spectrumOf(await saveArray(folder, 'c', X))).shares;
    for (const form of [{ fortranOrder: true }, { archive: 'deflated' as const }]) {
      near(
        (await spectrumOf(await saveArray(folder, JSON.stringify(form).replace(/\W/g, ''), X, form))).shares,
        expected,
        1e-14,
      );
    }
  });
});

describe('spectra of the golden data', () => {
  const folder = goldenOrNotice('spectra');
  if (folder === undefined) return;
  interface Expected {
    singular_values: number[];
    rank: number;
    participation_ratio: number;
    k90: number;
    k99: number;
  }
  const { files } = JSON.parse(readFileSync(join(folder, 'expected', 'pca.json'), 'utf8')) as {
    files: Record<string, Expected>;
  };
  for (const [file, expected] of Object.entries(files)) {
    it(file, async () => {
      const found = await spectrumOf(join(folder, file));
      assert.equal(found.rank, expected.rank);
      const squares = expected.singular_values.map((value) => value ** 2);
      const total = squares.reduce((sum, square) => sum + square, 0);
      near(
        found.shares,
        squares.slice(0, found.rank).map((square) => square / total),
        1e-11,
      );
      assert.ok(Math.abs(found.participationRatio / expected.participation_ratio - 1) < 1e-9);
      assert.deepEqual(found.dimensions, [
        { share: 0.9, count: expected.k90 },
        { share: 0.99, count: expected.k99 },
      ]);
    });
  }
});
