import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { analyze } from '../../src/jobs/analyses/analyze';
import { arraySpectrum } from '../../src/jobs/arraySpectrum';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { plainEngine } from '../../src/jobs/engine';
import { loadKernels } from '../../src/jobs/loadKernels';
import { useKernels } from '../../src/linalg/activeKernels';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { multiply } from '../../src/linalg/multiply';
import { plainKernels } from '../../src/linalg/plain/kernels';
import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import { measureNames } from '../../src/facts/measures';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { selectionOf } from '../analysis/selections';
import { goldenOrNotice } from '../golden';
import { gaussian } from '../linalg/random';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { saveArray } from './savedArrays';
import { saveAxes } from './savedMaps';

const silent = () => undefined;

/** The report of two files. */
async function compare(a: string, b: string, options: Partial<CompareOptions> = {}) {
  const spec = { a: { path: a }, b: { path: b }, options: { ...defaultOptions, ...options } };
  return (await compareArrays(spec, silent)).report;
}

describe('rounding of stored values in files', () => {
  let folder: string;
  const inputs = gaussian(500, 20, 1);
  const layer = (seed: number): Matrix => multiply(inputs, gaussian(20, 60, seed));
  before(async () => {
    useKernels((await loadKernels()).kernels);
    folder = temporaryFolder('rounding');
  });
  after(() => useKernels(plainKernels));

  it('is no dimension of float32 and float16 layers, which have the rank of float64 ones', async () => {
    for (const descr of ['<f4', '<f2', '<f8'] as const) {
      const [a, b] = [
        await saveArray(folder, `a${descr[2]}`, layer(2), { descr }),
        await saveArray(folder, `b${descr[2]}`, layer(3), { descr }),
      ];
      const report = await compare(a, b);
      const dropped = descr === '<f8' ? undefined : 40;
      assert.deepEqual([report.a.rank, report.b.rank, report.a.roundingDimensions], [20, 20, dropped], descr);
      assert.ok(report.cca!.mean > 1 - 1e-4 && report.pwcca!.value <= 1, `${descr}: ${report.cca!.mean}`);
      const spectrum = await arraySpectrum({ array: { path: a } }, silent);
      assert.equal(spectrum.rank, 20);
      const codes = [report.warnings, spectrum.notices].map((list) => list.map(({ code }) => code));
      for (const list of codes) assert.equal(list.includes('rounding-dimensions'), descr !== '<f8', descr);
      const whole = await arraySpectrum({ array: { path: a }, rank: 'exact' }, silent);
      assert.equal(whole.rank, descr === '<f8' ? 20 : 60);
      const exact = await compare(a, b, { rank: 'exact' });
      assert.deepEqual([exact.a.rank, exact.a.roundingDimensions], [descr === '<f8' ? 20 : 60, undefined]);
    }
  });

  it('is no dimension at any frequency of float32 maps, which are compared as float64 ones are', async () => {
    const [n, size, real, channels] = [120, 4, 3, 8];
    const inner = gaussian(n * size * size, real, 21);
    // Far from 0, as activations are: their mean at frequency (0, 0) is much larger than what its rounding is of.
    const maps = (seed: number) => multiply(inner, gaussian(real, channels, seed)).data.map((value) => 20 + value);
    const save = (name: string, seed: number, dtype: 'f4' | 'f8') =>
      saveAxes(folder, `${name}-${dtype}`, maps(seed), [n, size, size, channels], { dtype });
    const recipe = { layout: 'nhwc', conv: 'dft' } as const;
    const [single, double] = [
      await compare(save('a', 22, 'f4'), save('b', 23, 'f4'), { recipe }),
      await compare(save('a', 22, 'f8'), save('b', 23, 'f8'), { recipe }),
    ];
    assert.deepEqual([single.a.rank, single.b.rank, single.a.roundingDimensions], [real, real, channels - real]);
    assert.deepEqual([double.a.rank, double.a.roundingDimensions], [real, undefined]);
    for (const { dft } of [single, double])
      assert.ok(dft!.meanOverLocations > 1 - 1e-6, String(dft!.meanOverLocations));
    assert.ok(single.warnings.some(({ code }) => code === 'rounding-dimensions'));
    const exact = await compare(save('a', 22, 'f4'), save('b', 23, 'f4'), { recipe, rank: 'exact' });
    assert.deepEqual([exact.a.rank, exact.a.roundingDimensions], [channels, undefined]);
    assert.ok(exact.dft!.meanOverLocations < 0.8, String(exact.dft!.meanOverLocations));
  });

  it('leaves no variance where a layer is nothing else, in every measure and in the spectrum', async () => {
    const noise = gaussian(100, 5, 3);
    const repeated = matrix(
      100,
      5,
      noise.data.map((value, at) => 0.3 + 0.2 * (at % 5) + 1e-16 * value),
    );
    const [a, b] = [
      await saveArray(folder, 'repeated', repeated),
      await saveArray(folder, 'other', gaussian(100, 4, 5)),
    ];
    for (const measures of [undefined, ...measureNames.map((measure) => [measure])])
      await assert.rejects(compare(a, b, { measures }), { code: 'no-variance', message: /repeated\.npy .*rounding/ });
    await assert.rejects(arraySpectrum({ array: { path: a } }, silent), { code: 'no-variance' });
  });

  it('does not keep dynamics by CCA from converging', async () => {
    const last = layer(4);
    const arrays = [];
    for (const [at, noise] of [2, 0.3, 0, 0].entries()) {
      const other = gaussian(500, 20, 50 + at);
      const moved = matrix(
        500,
        20,
        inputs.data.map((value, i) => value + noise * other.data[i]!),
      );
      // The weights go on turning although the inputs are all there.
      const X = at === 3 ? last : multiply(moved, gaussian(20, 60, 30 + at));
      const path = await saveArray(folder, `epoch_${at}`, X, { descr: '<f4' });
      arrays.push({ path, model: 'm', checkpoint: `epoch_${at}`, layer: 'fc', include: true });
    }
    const options = { options: defaultOptions, measure: 'cca' as const, dynamics: { threshold: 0.99, grid: false } };
    const selection = selectionOf('dynamics', arrays, options);
    const result = (await analyze({ selection }, silent, plainEngine())) as DynamicsResult;
    const scores = result.models[0]!.values.map(([score]) => score!);
    assert.ok(scores[0]! < 0.8 && scores[2]! > 0.9999, scores.join());
    const said = result.warnings.filter(({ code }) => code === 'rounding-dimensions');
    assert.equal(said.length, 1);
    assert.match(said[0]!.message, /^epoch_0\.npy: 40 of 60 directions .* \(And so for 1 more\.\)$/);
  });

  it('touches no golden file of floats', async function () {
    this.timeout(300_000);
    const golden = goldenOrNotice('rounding of stored values in files');
    if (golden === undefined) return;
    let looked = 0;
    for (const entry of readdirSync(golden, { recursive: true, encoding: 'utf8' })) {
      if (!entry.endsWith('.npy') || !/^(real|runs|cases)\//.test(entry)) continue;
      const path = join(golden, entry);
      const found = await arraySpectrum({ array: { path }, recipe: { layout: 'nhwc' } }, silent).catch(() => undefined);
      if (found === undefined) continue;
      looked++;
      const said = found.notices.filter(({ code }) => code === 'rounding-dimensions');
      assert.deepEqual(said, [], relative(golden, path));
    }
    assert.ok(looked > 60, String(looked));
  });
});
