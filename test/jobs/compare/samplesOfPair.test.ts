import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { PairCell } from '../../../src/analysis/pairs/pairScores';
import { defaultOptions } from '../../../src/facts/options';
import { openPairs } from '../../../src/jobs/arrays/openPairs';
import { settlePair, type SettledHeaders } from '../../../src/jobs/arrays/settlePair';
import { compareSettled } from '../../../src/jobs/compare/compareArrays';
import { computeSet } from '../../../src/jobs/compare/computeSet';
import { pairCell } from '../../../src/jobs/compare/pairCell';
import { tasksOf } from '../../../src/jobs/compare/pairTasks';
import { readSideSamples } from '../../../src/jobs/compare/readSideSamples';
import { samplesOfPair } from '../../../src/jobs/compare/samplesOfPair';
import type { Engine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import type { FilePair } from '../../../src/jobs/passes/filePair';
import { executorHere, inThisThread, type Executor } from '../../../src/jobs/pool/executor';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { pairSamplesSeconds, sideSamplesSeconds } from '../../../src/jobs/analyses/workSeconds';
import { planMatrix, planPair } from '../../../src/jobs/memoryPlan';
import { askedBytes, samplesAsked, samplesBytes, type SamplesAsked } from '../../../src/jobs/samplesAsked';
import { FactorStore } from '../../../src/jobs/store/factorStore';
import { MemoryStore } from '../../../src/jobs/store/memoryStore';
import { useKernels } from '../../../src/linalg/activeKernels';
import type { Matrix } from '../../../src/linalg/matrix';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { squaredDistances } from '../../../src/similarity/samples/squaredDistances';
import { drawnRows } from '../../../src/similarity/samples/drawnRows';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { asking, plainValues, valueOf, withTestMeasures } from '../../similarity/samples/testMeasures';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingExecutor } from '../countingExecutor';
import { mapped, representation } from '../relatedPairs';
import { saveArray, type Form } from '../savedArrays';

const ofSamples = ['ofDistances', 'rbf', 'gramianCka', 'overlap', 'rowsCka'];
const options = { ...defaultOptions, ...asking('cka', ...ofSamples) };
const wanted = { gramian: true, rows: true, profile: true };

/** An engine with the measures of tests as well: what a pool of workers cannot do with these, which cannot be sent, is done in this thread. */
function engineWith(executor: Executor): Engine {
  const store = new FactorStore('plain', new MemoryStore(2 ** 28));
  const here = executorHere(withTestMeasures);
  const both: Executor = {
    workers: executor.workers,
    run: (name, spec, onRows) => (name === 'measure' || name === 'cell' ? here : executor).run(name, spec, onRows),
  };
  return { measures: withTestMeasures, executor: () => Promise.resolve(both), store: () => store };
}

/** A side of so many samples and neurons. */
const side = (samples: number, neurons: number) =>
  ({ address: { path: '' }, shape: [samples, neurons], dtype: '<f8', transposed: false, layout: 'rows' }) as never;

/** Rows of a matrix by one byte each. */
function keptOf(X: Matrix, mask: Uint8Array): Matrix {
  return samplesOfMatrix(
    X,
    Array.from(mask.keys()).filter((i) => mask[i] === 1),
    1,
  );
}

describe('measures of samples of files', () => {
  let folder: string;
  let pool: Executor;
  before(async () => {
    folder = temporaryFolder('samples');
    useKernels((await loadKernels()).kernels);
    pool = await WorkerPool.open(2);
    assert.equal(pool.workers, 2, 'the pool has its program');
  });
  after(() => useKernels(plainKernels));

  async function compared(paths: readonly [string, string], executor: Executor, more = {}) {
    const spec = { a: { path: paths[0] }, b: { path: paths[1] }, options: { ...options, ...more } };
    const settled = (await settlePair(spec)) as SettledHeaders;
    const engine = engineWith(executor);
    return compareSettled(settled, spec, () => undefined, engine);
  }

  function near(found: object, expected: Record<string, number>, where: string): void {
    for (const id of ofSamples) {
      const { value } = valueOf(found, id);
      assert.ok(Math.abs(value - expected[id]!) < 1e-11, `${id} of ${where}: ${value}, not ${expected[id]}`);
    }
  }

  const forms: Form[] = [{}, { descr: '<f4' }, { fortranOrder: true }, { transposed: true }, { archive: 'deflated' }];
  for (const [n, p, q] of [
    [90, 8, 5],
    [40, 300, 9],
    [30, 50, 170],
  ] as const) {
    it(`have the numbers of their formulas: ${n} samples, ${p} and ${q} neurons`, async () => {
      for (const [at, form] of forms.entries()) {
        const single = (X: Matrix): Matrix => (form.descr === '<f4' ? mapped(X, Math.fround) : X);
        const [A, B] = [single(representation(n, p, 1)), single(representation(n, q, 2))];
        const turned = form.transposed ? { orientation: 'neurons' as const } : {};
        const paths = [
          await saveArray(folder, `a${n}-${at}`, A, form),
          await saveArray(folder, `b${n}-${at}`, B, form),
        ] as const;
        const { report } = await compared(paths, inThisThread, turned);
        near(report, plainValues(A, B), JSON.stringify(form));
        const shared = await compared(paths, pool, turned);
        for (const id of ['cka', ...ofSamples])
          assert.deepEqual(valueOf(shared.report, id), valueOf(report, id), `${id} by a pool`);
      }
    });
  }

  it('leave out the samples that are not finite', async () => {
    const [A, B] = [representation(60, 7, 1), representation(60, 90, 2)];
    const [X, Y] = [A, B].map((M, side) => mapped(M, (value, _, i) => (i === 4 + 30 * side ? NaN : value)));
    const paths = [await saveArray(folder, 'nan-a', X!), await saveArray(folder, 'nan-b', Y!)] as const;
    const mask = new Uint8Array(60).fill(1);
    mask[4] = mask[34] = 0;
    const expected = plainValues(keptOf(A, mask), keptOf(B, mask));
    const { report } = await compared(paths, inThisThread, { dropNonFinite: true });
    near(report, expected, 'left-out samples');
    assert.equal(valueOf(report, 'ofDistances').samples, 58);
    assert.ok(report.warnings.every(({ code }) => code !== 'samples-of-measures'));
  });

  it('are of drawn samples where all are too many for the memory, the same on both sides and wherever they are compared', async () => {
    const [A, B] = [representation(700, 6, 1), representation(700, 8, 2)];
    const paths = [await saveArray(folder, 'many-a', A), await saveArray(folder, 'many-b', B)] as const;
    const spec = { a: { path: paths[0] }, b: { path: paths[1] }, options };
    const memoryBytes = 4 * samplesBytes(150, 8, wanted);
    const settled = (await settlePair(spec)) as SettledHeaders;
    const work = { ...spec, resources: { memoryBytes: Math.max(memoryBytes, 2 ** 26) } };
    const asked = samplesAsked([], wanted, {});
    assert.equal(asked, undefined);
    const { report, pair } = await compareSettled(settled, work, () => undefined, engineWith(inThisThread));
    const { count } = samplesAsked([pair.a, pair.b], wanted, work.resources)!;
    assert.ok(count < 700 && count >= 150, `${count}`);
    const drawn = drawnRows(700, undefined, count);
    near(report, plainValues(keptOf(A, drawn), keptOf(B, drawn)), 'drawn samples');
    assert.equal(valueOf(report, 'ofDistances').samples, count);
    const said = report.warnings.filter(({ code }) => code === 'samples-of-measures');
    assert.match(said[0]!.message, new RegExp(`are of ${count} samples, drawn from 700 `));
    const known = { pair: { ...pair, mask: undefined }, known: {}, remarks: [], options };
    const cell = await pairCell({ ...known, samples: { asked: { ...wanted, count } } }, withTestMeasures);
    assert.ok('scores' in cell);
    const scores = cell.scores as Record<string, { value: number } | undefined>;
    for (const id of ofSamples) assert.equal(scores[id]!.value, valueOf(report, id).value, id);
    const notice = cell.notices.find(({ code }) => code === 'samples-of-measures')!;
    assert.deepEqual(notice.byScore, { cka: null, ckaDebiased: null });
  });

  it('that were drawn and are all the same are those of no measure, which is listed as skipped; others are there', async () => {
    const resources = { memoryBytes: 2 ** 27 };
    for (const [n, width] of [
      [3000, 6],
      [700, 3000],
    ] as const) {
      const asked = { gramian: true, rows: false };
      const other = await saveArray(folder, `other${n}`, representation(n, 8, 2));
      const count = samplesAsked([side(n, width), side(n, 8)], asked, resources)!.count;
      assert.ok(count < n, `${count}`);
      const drawn = drawnRows(n, undefined, count);
      const X = mapped(representation(n, width, 1), (value, _, i) => (drawn[i] === 1 ? 0.1 : value));
      const sparse = await saveArray(folder, `sparse${n}`, X);
      const spec = {
        a: { path: sparse },
        b: { path: other },
        options: { ...options, ...asking('cka', 'ofDistances', 'gramianCka') },
        resources,
      };
      const settled = (await settlePair(spec)) as SettledHeaders;
      const { report, pair } = await compareSettled(settled, spec, () => undefined, engineWith(inThisThread));
      assert.ok(report.cka!.linear > 0);
      assert.ok(!('ofDistances' in report) && !('gramianCka' in report));
      const said = (title: string): string =>
        `${title} is of ${count.toLocaleString('en-US')} samples, drawn from ${n.toLocaleString('en-US')} as many as the memory budget holds, and those of sparse${n}.npy are all the same: raise it (setting ccaLens.memoryBudget, or --memory).`;
      assert.deepEqual(report.skipped, [
        { measure: 'ofDistances', code: 'no-variance', message: said('OFDISTANCES') },
        { measure: 'gramianCka', code: 'no-variance', message: said('GRAMIANCKA') },
      ]);
      const known = { pair: { ...pair, mask: undefined }, known: {}, remarks: [], options: spec.options };
      const cell = await pairCell({ ...known, samples: { asked: { ...asked, count } } }, withTestMeasures);
      assert.ok('scores' in cell && cell.scores.cka && !('ofDistances' in cell.scores));
    }
  });

  it('of a wide side, of which samples are drawn, come from a pass over its neurons', async () => {
    const A = representation(200, 900, 1);
    const path = await saveArray(folder, 'wide', A);
    const { pair } = await compared([path, path], inThisThread);
    const spec = { identity: pair.a, name: 'wide', mask: undefined };
    const drawn = keptOf(A, drawnRows(200, undefined, 50));
    const byNeurons = await readSideSamples({ ...spec, asked: { gramian: true, rows: false, count: 50 } });
    const byRows = await readSideSamples({ ...spec, asked: { gramian: true, rows: true, count: 50 } });
    assert.deepEqual([byNeurons.samples, byNeurons.of, byNeurons.rows], [50, 200, undefined]);
    assert.equal(byRows.rows!.columns, 900);
    const scale = 4 ** (byRows.scaleExponent - byNeurons.scaleExponent);
    byNeurons.gramian!.data.forEach((value, at) =>
      assert.ok(Math.abs(value - scale * byRows.gramian!.data[at]!) < 1e-12 * scale * byRows.gramian!.data[0]! * 100),
    );
    let apart = 0;
    for (let k = 0; k < 900; k++) apart += (drawn.data[k]! - drawn.data[900 + k]!) ** 2;
    const found = 4 ** byNeurons.scaleExponent * squaredDistances(byNeurons.gramian!).data[1]!;
    assert.ok(Math.abs(found - apart) < 1e-10 * apart, `${found}, not ${apart}`);
  });

  it('are made once a side and kept, and not at all where no measure asks', async () => {
    const [A, B] = [representation(50, 6, 1), representation(50, 8, 2)];
    const paths = [await saveArray(folder, 'kept-a', A), await saveArray(folder, 'kept-b', B)] as const;
    const executor = countingExecutor();
    const { pair } = await compared(paths, executor);
    assert.equal(executor.count('sideSamples'), 2);
    const files: FilePair = { a: pair.a, b: pair.b, names: pair.names };
    const store = new FactorStore('plain', new MemoryStore(2 ** 26));
    const again = countingExecutor();
    const asked: SamplesAsked = { ...wanted, count: 50 };
    const made = { executor: again, store, lasting: () => false };
    const first = await samplesOfPair(files, asked, made);
    assert.deepEqual(await samplesOfPair(files, asked, made), first);
    assert.deepEqual(await samplesOfPair({ ...files, a: files.b, b: files.a }, asked, made), {
      a: first.b,
      b: first.a,
    });
    assert.equal(again.count('sideSamples'), 2, 'known the second time');
    await samplesOfPair(files, { ...asked, count: 20 }, made);
    assert.equal(again.count('sideSamples'), 4, 'other samples');
    const own = countingExecutor();
    const self = await samplesOfPair({ ...files, b: files.a }, { ...asked, count: 30 }, { ...made, executor: own });
    assert.equal(own.count('sideSamples'), 1);
    assert.equal(self.a, self.b);
    const without = countingExecutor();
    await compared(paths, without, asking('cca', 'cka', 'svcca', 'pwcca', 'pls', 'pca'));
    assert.equal(without.count('sideSamples'), 0);
  });

  it('of a known pair are known, also where samples are left out; what reads them says how far it is', async () => {
    const matrices = [7, 90].map((width, i) => mapped(representation(60, width, i), (v, at) => (at === 3 ? NaN : v)));
    const paths = await Promise.all(matrices.map((X, i) => saveArray(folder, `known${i}`, X)));
    const executor = countingExecutor();
    const engine = engineWith(executor);
    const phases: [string, number][] = [];
    const compare = async () => {
      const spec = { a: { path: paths[0]! }, b: { path: paths[1]! }, options: { ...options, dropNonFinite: true } };
      const settled = (await settlePair(spec)) as SettledHeaders;
      return compareSettled(settled, spec, (phase, share) => phases.push([phase, share]), engine);
    };
    const { report } = await compare();
    assert.deepEqual([executor.count('scan'), executor.count('sideSamples')], [2, 2]);
    const shares = phases.flatMap(([phase, share]) => (/^reading samples of .* and /.test(phase) ? [share] : []));
    assert.ok(shares.length >= 2 && shares.every((share, i) => i === 0 || share >= shares[i - 1]!), shares.join(' '));
    assert.ok(Math.abs(shares.at(-1)! - 0.95) < 1e-12, shares.join(' '));
    const before = executor.tasks.length;
    const again = await compare();
    assert.deepEqual(
      executor.tasks
        .slice(before)
        .flatMap(({ name }) => (['scan', 'pass', 'sideSamples'].includes(name) ? [name] : [])),
      [],
    );
    assert.equal(again.report.timings.read, 0);
    for (const id of ofSamples) assert.deepEqual(valueOf(again.report, id), valueOf(report, id));
    assert.deepEqual(
      await again.mask(),
      Uint8Array.from({ length: 60 }, (_, i) => (i === 0 ? 0 : 1)),
    );
  });

  it('are those of single pairs in a set, each side read once for all of its pairs', async () => {
    const matrices = [5, 9, 70, 120].map((width, i) => representation(40, width, i));
    const paths = await Promise.all(matrices.map((X, i) => saveArray(folder, `set${i}`, X)));
    const pairs = paths.flatMap((_, i) => paths.slice(i).map((__, j): [number, number] => [i, i + j]));
    const opened = await openPairs({ arrays: paths.map((path) => ({ path })), pairs, options });
    const executor = countingExecutor();
    const cells: PairCell[] = [];
    await computeSet(
      tasksOf(opened),
      opened.sides,
      { options, asked: { ...wanted, count: 40 }, together: new Set() },
      (task, cell) => task.pairs.forEach((pair) => (cells[pair] = cell)),
      engineWith(executor),
    );
    assert.equal(executor.count('sideSamples'), 4);
    for (const [at, [i, j]] of pairs.entries()) {
      const cell = cells[at]!;
      assert.ok('scores' in cell, JSON.stringify(cell));
      const expected = plainValues(matrices[i]!, matrices[j]!);
      const scores = cell.scores as Record<string, { value: number } | undefined>;
      for (const id of ofSamples) assert.ok(Math.abs(scores[id]!.value - expected[id]!) < 1e-11, `${id} of ${i}, ${j}`);
    }
  });
});

describe('the plan of samples', () => {
  const wants = [
    { gramian: true, rows: false },
    { gramian: false, rows: true },
    { gramian: true, rows: true },
  ];

  it('takes all that a quarter of the budget holds, whatever the workers', () => {
    for (const want of wants) {
      const resources = { memoryBytes: 2 ** 30 };
      const { count } = samplesAsked([side(1e6, 500), side(1e6, 20)], want, resources)!;
      assert.ok(samplesBytes(count, 500, want) <= 2 ** 28 && samplesBytes(count + 1, 500, want) > 2 ** 28);
      assert.deepEqual(samplesAsked([side(1e6, 500)], want, { ...resources, workers: 7 })!.count, count);
      assert.equal(samplesAsked([side(30, 500)], want, resources)!.count, 30);
      assert.equal(samplesAsked([side(30, 500)], want, { memoryBytes: 1 })!.count, 2);
    }
  });

  it('takes no more than what the pair leaves of the budget, in a pair and in a set', () => {
    const sides = [side(1e5, 900), side(1e5, 800)] as const;
    const names = { a: 'a', b: 'b' };
    const least = planPair(...sides, names, { workers: 1 }).bytes;
    for (const want of wants) {
      const all = samplesAsked(sides, want, { memoryBytes: 100 * least })!.count;
      const many = Array.from({ length: 40 }, () => side(2000, 30));
      const gramians = askedBytes(many, samplesAsked(many, want, { memoryBytes: 2 ** 31 }));
      const tiles = (beside?: typeof gramians) => planMatrix(many, [], { memoryBytes: 2 ** 31 }, beside).tileEdge;
      assert.ok(gramians.ofSide < 2 ** 20 || tiles(gramians) < tiles(), 'samples of fewer sides at once');
      for (const share of [1.05, 1.2, 1.5, 2]) {
        const resources = { memoryBytes: share * least, workers: 1 };
        const asked = samplesAsked(sides, want, resources)!;
        assert.ok(asked.count < all);
        const beside = askedBytes(sides, asked);
        assert.ok(planPair(...sides, names, resources, beside).bytes <= resources.memoryBytes);
        // Two sides more are at hand in a set, with samples or without.
        const set = planMatrix(sides, ['a', 'b'], resources, beside).bytes;
        const without = planMatrix(sides, ['a', 'b'], resources).bytes;
        assert.ok(set <= Math.max(resources.memoryBytes, without + 1e5), `${share}: ${set}`);
      }
    }
  });

  it('tells what was measured within half as much again', () => {
    // Test measures with as much scratch as inner products: bytes beside the pair, and seconds of both sides.
    for (const [n, neurons, want, mebibytes, seconds] of [
      [2000, 500, wants[0]!, 174, 0.48],
      [4000, 200, wants[0]!, 716, 0.96],
      [4000, 200, wants[1]!, 25, undefined],
      [1200, 6000, wants[0]!, 67, 2.2],
      [3000, 256, { ...wants[1]!, folds: true }, 50, undefined],
      [1000, 1000, { ...wants[1]!, folds: true }, 225, undefined],
      [600, 6000, { ...wants[1]!, folds: true }, 160, undefined],
    ] as const) {
      const within = (said: number, found: number): void =>
        assert.ok(said < 1.5 * found && found < 1.5 * said, `${n} x ${neurons}: ${said}, not ${found}`);
      within(samplesBytes(n, neurons, want) / 2 ** 20, mebibytes);
      if (seconds !== undefined) within(2 * sideSamplesSeconds(n, neurons, want), seconds);
    }
    const facts = withTestMeasures.find(({ facts: { id } }) => id === 'rbf')!.facts;
    const own = { ...facts, secondsPerSquare: 0.031 };
    for (const [n, seconds] of [
      [2000, 0.24],
      [4000, 0.82],
    ] as const)
      assert.ok(Math.abs(Math.log(pairSamplesSeconds(n, [own]) / seconds)) < Math.log(1.5));
    assert.equal(pairSamplesSeconds(4000, [{ ...facts, needs: ['spectrum'] }]), 0);
  });

  it('counts the correlations of neurons that are matched, twice, and none of a pair of too many', () => {
    const rows = { gramian: false, rows: true };
    const beside = (neurons: number[], want: typeof rows & { neuronPairs?: boolean }): number =>
      askedBytes(
        neurons.map((count) => side(30, count)),
        { ...want, count: 30 },
      ).ofPair;
    const more = (...neurons: number[]): number =>
      beside(neurons, { ...rows, neuronPairs: true }) - beside(neurons, rows);
    assert.equal(more(4000, 3000), 16 * 4000 * 3000);
    assert.equal(more(5000, 4000), 0);
    assert.equal(more(5000, 4000, 3000), 16 * 4096 ** 2, 'of the pairs of a set some are matched');
  });

  it('is none where nothing is asked', () => {
    assert.equal(samplesAsked([side(30, 500)], undefined, {}), undefined);
  });
});
