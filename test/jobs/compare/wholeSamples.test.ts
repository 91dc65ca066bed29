import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { PairCell } from '../../../src/analysis/pairs/pairScores';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import type { ArrayAddress } from '../../../src/protocol/arrayAddress';
import { openPairs } from '../../../src/jobs/arrays/openPairs';
import { settlePair } from '../../../src/jobs/arrays/settlePair';
import { compareSettled } from '../../../src/jobs/compare/compareArrays';
import { comparePairs } from '../../../src/jobs/compare/comparePairs';
import type { Engine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { executorHere } from '../../../src/jobs/pool/executor';
import { askedBytes, samplesAsked, samplesBytes } from '../../../src/jobs/samplesAsked';
import { FactorStore } from '../../../src/jobs/store/factorStore';
import { MemoryStore } from '../../../src/jobs/store/memoryStore';
import { useKernels } from '../../../src/linalg/activeKernels';
import type { Matrix } from '../../../src/linalg/matrix';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { npyWithHeader } from '../../formats/sources';
import { asking, plainValues, valueOf, withTestMeasures } from '../../similarity/samples/testMeasures';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { mapped, representation } from '../relatedPairs';

const amongSamples = ['ofDistances', 'rbf', 'gramianCka', 'overlap'];
const options: CompareOptions = { ...defaultOptions, ...asking('cka', ...amongSamples, 'rowsCka') };
const engine: Engine = {
  measures: withTestMeasures,
  executor: () => Promise.resolve(executorHere(withTestMeasures)),
  store: () => new FactorStore('plain', new MemoryStore(2 ** 28)),
};

describe('measures of samples among each other', () => {
  let folder: string;
  before(async () => {
    folder = temporaryFolder('wholes');
    useKernels((await loadKernels()).kernels);
  });
  after(() => useKernels(plainKernels));

  /** Saves the numbers of X in some shape, and yields the path. */
  function saved(name: string, X: Matrix, shape: readonly number[], descr: '<f8' | '|u1' = '<f8'): string {
    const bytes = descr === '|u1' ? Uint8Array.from(X.data) : new Uint8Array(X.data.buffer.slice(0));
    const path = join(folder, `${name}.npy`);
    writeFileSync(
      path,
      npyWithHeader(`{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')}), }\n`, bytes),
    );
    return path;
  }

  async function compared(a: ArrayAddress, b: ArrayAddress, more: Partial<CompareOptions> = {}, memoryBytes?: number) {
    const spec = { a, b, options: { ...options, ...more }, resources: memoryBytes ? { memoryBytes } : {} };
    return compareSettled(await settlePair(spec), spec, () => undefined, engine);
  }

  async function report(a: string, b: string, more: Partial<CompareOptions> = {}) {
    return (await compared({ path: a }, { path: b }, more)).report;
  }

  function same(found: object, expected: object, where: string): void {
    for (const id of amongSamples) {
      const [own, other] = [valueOf(found, id), valueOf(expected, id)];
      assert.equal(own.samples, other.samples, `${id} of ${where}`);
      assert.ok(Math.abs(own.value - other.value) < 1e-12, `${id} of ${where}: ${own.value}, not ${other.value}`);
    }
  }

  const [A, B] = [representation(40, 3 * 4 * 5, 1), representation(40, 3 * 4 * 2, 2)];

  it('take whole images of flattened maps, in either layout, as if each were saved as one row', async () => {
    const plain = await report(saved('a', A, [40, 60]), saved('b', B, [40, 24]));
    const expected = plainValues(A, B);
    for (const id of amongSamples) assert.ok(Math.abs(valueOf(plain, id).value - expected[id]!) < 1e-11, id);
    assert.equal(plain.wholeSamples, undefined);
    const last = await report(saved('a-nhwc', A, [40, 3, 4, 5]), saved('b-nhwc', B, [40, 3, 4, 2]), {
      recipe: { layout: 'nhwc' },
    });
    const first = await report(saved('a-nchw', A, [40, 5, 3, 4]), saved('b-nchw', B, [40, 2, 3, 4]), {
      recipe: { layout: 'nchw' },
    });
    for (const found of [last, first]) {
      assert.equal(found.samples, 480);
      assert.deepEqual(found.wholeSamples, { samples: 40, word: 'image' });
      same(found, plain, 'whole images');
      assert.equal(valueOf(found, 'rowsCka').samples, 480, 'rows stay positions');
      assert.ok(Math.abs(valueOf(found, 'rowsCka').value - found.cka!.linear) < 1e-12);
      const said = found.warnings.filter(({ code }) => code === 'whole-samples');
      assert.deepEqual(
        said.map(({ message }) => message),
        [
          'OFDISTANCES, RBF, GRAMIANCKA and OVERLAP are of 40 whole images: all values that are stored of one (60 and 24) are one sample, never a position.',
        ],
      );
    }
    const pooled = await report(join(folder, 'a-nhwc.npy'), join(folder, 'b-nhwc.npy'), {
      recipe: { layout: 'nhwc', conv: 'pool' },
    });
    assert.equal(pooled.wholeSamples, undefined);
    assert.equal(valueOf(pooled, 'ofDistances').samples, 40);
    assert.ok(Math.abs(valueOf(pooled, 'ofDistances').value - valueOf(plain, 'ofDistances').value) > 1e-6);
  });

  it('are of maps as they are stored where these are interpolated, and of all of their positions where rows are sub-sampled', async () => {
    const small = representation(40, 2 * 2 * 3, 3);
    const plain = await report(saved('a', A, [40, 60]), saved('small', small, [40, 12]));
    const [large, other] = [saved('large', A, [40, 3, 4, 5]), saved('small-maps', small, [40, 2, 2, 3])];
    const raised = await report(large, other, { recipe: { layout: 'nhwc', conv: 'interpolate' } });
    assert.equal(raised.samples, 480);
    same(raised, plain, 'interpolated maps');
    for (const every of [2, 5, 24]) {
      const recipe = { layout: 'nhwc', subsample: { every } } as const;
      const some = await report(saved('a-some', A, [40, 3, 4, 5]), saved('b-some', B, [40, 3, 4, 2]), { recipe });
      assert.equal(some.samples, 480 / every);
      same(some, await report(saved('a', A, [40, 60]), saved('b', B, [40, 24])), `one row of ${every}`);
    }
  });

  it('are of those images alone of which no value is missing', async () => {
    const holed = mapped(A, (value, at) => (at === 7 * 60 + 31 ? NaN : value));
    const more = { dropNonFinite: true };
    const plain = await report(saved('a', holed, [40, 60]), saved('b', B, [40, 24]), more);
    assert.equal(plain.samples, 39);
    const maps = await report(saved('a-holed', holed, [40, 3, 4, 5]), saved('b-maps', B, [40, 3, 4, 2]), {
      ...more,
      recipe: { layout: 'nhwc' },
    });
    assert.equal(maps.samples, 39 * 12);
    assert.deepEqual(maps.wholeSamples, { samples: 39, word: 'image' });
    same(maps, plain, 'images without a hole');
    const recipe = { layout: 'nhwc', subsample: { every: 12 } } as const;
    const hidden = await report(join(folder, 'a-holed.npy'), join(folder, 'b-maps.npy'), { ...more, recipe });
    assert.ok(hidden.cka!.linear > 0);
    assert.deepEqual(
      hidden.skipped.map(({ measure, code }) => [measure, code]),
      amongSamples.map((id) => [id, 'non-finite']),
    );
    assert.match(
      hidden.skipped[0]!.message,
      /a-holed\.npy holds NaN or infinite values at positions or steps that sub-sampling leaves out/,
    );
  });

  it('are of whole sequences, of the real steps alone; sequences of different lengths have no rows of one width', async () => {
    const plain = await report(saved('a', A, [40, 60]), saved('b', B, [40, 24]));
    const steps = [saved('a-steps', A, [40, 12, 5]), saved('b-steps', B, [40, 12, 2])] as const;
    const flat = await report(...steps);
    assert.deepEqual(flat.wholeSamples, { samples: 40, word: 'sequence' });
    same(flat, plain, 'sequences');
    const real = (keep: (sequence: number, step: number) => boolean): Matrix => ({
      rows: 40,
      columns: 12,
      data: Float64Array.from({ length: 480 }, (_, at) => Number(keep(Math.floor(at / 12), at % 12))),
    });
    const cut = (X: Matrix, width: number): Matrix => ({
      rows: 40,
      columns: 11 * width,
      data: X.data.filter((_, at) => Math.floor(at / width) % 12 !== 0),
    });
    const alike = saved(
      'alike',
      real((_, step) => step > 0),
      [40, 12],
      '|u1',
    );
    const masked = (mask: string) => steps.map((path) => ({ path, mask })) as [ArrayAddress, ArrayAddress];
    const found = (await compared(...masked(alike))).report;
    assert.equal(found.samples, 440);
    same(found, await report(saved('a-cut', cut(A, 5), [40, 55]), saved('b-cut', cut(B, 2), [40, 22])), 'real steps');
    const ragged = saved(
      'ragged',
      real((sequence, step) => step < 5 + (sequence % 3)),
      [40, 12],
      '|u1',
    );
    const refused = (await compared(...masked(ragged))).report;
    assert.ok(refused.cka!.linear > 0 && valueOf(refused, 'rowsCka').value > 0);
    assert.deepEqual(
      refused.skipped.map(({ measure, message }) => [measure, message]),
      amongSamples.map((id) => [
        id,
        'The real steps of a-steps.npy are different numbers of rows for each sample, so that whole sequences are no rows of one length: choose the mean or the last of the steps (--sequence mean or last).',
      ]),
    );
    assert.equal(refused.wholeSamples, undefined);
  });

  it('are as many as the memory holds, of whole samples', async () => {
    const [X, Y] = [representation(600, 4 * 6, 4), representation(600, 4 * 8, 5)];
    const addresses = [
      { path: saved('many-a', X, [600, 2, 2, 6]) },
      { path: saved('many-b', Y, [600, 2, 2, 8]) },
    ] as const;
    const wanted = { gramian: true, rows: false };
    const memoryBytes = Math.max(2 ** 26, 4 * samplesBytes(150, 32, wanted));
    const only = { ...asking('cka', ...amongSamples), recipe: { layout: 'nhwc' as const } };
    const { report: found, pair } = await compared(...addresses, only, memoryBytes);
    const asked = samplesAsked([pair.a, pair.b], wanted, { memoryBytes })!;
    const count = asked.whole!.count;
    assert.ok(count >= 150 && count < 600, `${count}`);
    assert.deepEqual(found.wholeSamples, { samples: count, word: 'image' });
    assert.match(
      found.warnings.find(({ code }) => code === 'whole-samples')!.message,
      new RegExp(`of ${count} whole images, drawn from 600 \\(seed 0\\), as many as the memory budget holds`),
    );
    assert.equal(askedBytes([pair.a, pair.b], asked).ofPair, samplesBytes(count, 32, wanted));
  });

  it('are the same in a set, beside layers that are no maps', async () => {
    const paths = [saved('set-a', A, [40, 3, 4, 5]), saved('set-b', B, [40, 3, 4, 2])];
    const arrays = paths.map((path) => ({ path }));
    const pairs = [
      [0, 0],
      [0, 1],
      [1, 1],
    ] as const;
    const own = { ...options, recipe: { layout: 'nhwc' as const } };
    const opened = await openPairs({ arrays, pairs: [...pairs], options: own });
    const cells: PairCell[] = [];
    await comparePairs(
      opened,
      { options: own },
      (at, cell) => (cells[at] = cell),
      () => undefined,
      engine,
    );
    const single = await report(paths[0]!, paths[1]!, { recipe: { layout: 'nhwc' } });
    for (const [at] of pairs.entries()) {
      const cell = cells[at]!;
      assert.ok('scores' in cell, JSON.stringify(cell));
      const scores = cell.scores as Record<string, { value: number } | undefined>;
      for (const id of amongSamples)
        assert.ok(Math.abs(scores[id]!.value - (at === 1 ? valueOf(single, id).value : 1)) < 1e-12, `${id} of ${at}`);
    }
    const cell = cells[1]!;
    const notice = 'notices' in cell ? cell.notices.find(({ code }) => code === 'whole-samples') : undefined;
    assert.deepEqual(notice?.byScore, { cka: null, ckaDebiased: null, rowsCka: null });
  });
});
