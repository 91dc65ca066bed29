import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { analyze } from '../../../src/jobs/analyses/analyze';
import { estimate } from '../../../src/jobs/analyses/estimate';
import { plainEngine, threadEngine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { useKernels } from '../../../src/linalg/activeKernels';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import type { SelectedArray } from '../../../src/protocol/selection';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import { defaultOptions } from '../../../src/facts/options';
import { selectionOf } from '../../analysis/selections';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';

const samples = 80;

describe('an analysis as a job', () => {
  let folder: string;
  let arrays: SelectedArray[];
  const array = (path: string, model: string, layer: string): SelectedArray => {
    return { path, model, checkpoint: '', layer, include: true };
  };
  before(async () => {
    useKernels((await loadKernels()).kernels);
    folder = temporaryFolder('analyses');
    arrays = [];
    for (const [i, layer] of ['x', 'y', 'z'].entries())
      arrays.push(array(await saveArray(folder, layer, representation(samples, 5 + i, i)), 'm', layer));
  });
  after(() => useKernels(plainKernels));

  it('computes the score that it is about, whatever list of measures the options have', async () => {
    const selection = selectionOf('matrix', arrays, { options: { ...defaultOptions, measures: ['cka'] } });
    const result = (await analyze({ selection }, () => undefined, plainEngine())) as MatrixResult;
    assert.ok(result.values.cca.flat().every((value) => value !== null));
    assert.deepEqual(result.options.measures, ['cka', 'cca']);
  });

  it('says how many compared pairs do not have the score', async () => {
    const wide = [0, 1].map(async (i) => saveArray(folder, `wide${i}`, representation(12, 20, i)));
    const few = (await Promise.all(wide)).map((path, i) => array(path, 'm', `wide${i}`));
    const options = { ...defaultOptions, transposeA: false, transposeB: false };
    const selection = selectionOf('matrix', few, { options, measure: 'cca' });
    const result = (await analyze({ selection }, () => undefined, plainEngine())) as MatrixResult;
    assert.equal(result.values.cca.flat().filter((value) => value !== null).length, 0);
    const said = result.warnings.find(({ code }) => code === 'measure-not-defined');
    assert.match(said!.message, /^3 of 3 compared pairs have no cca, which is not defined there/);
  });

  it('shows of a matrix what there is by then', async () => {
    const partials: MatrixResult[] = [];
    const progress = (_phase: string, _share: number, partial?: () => unknown): void => {
      if (partial) partials.push(partial() as MatrixResult);
    };
    const whole = (await analyze(
      { selection: selectionOf('matrix', arrays) },
      progress,
      plainEngine(),
    )) as MatrixResult;
    const filled = partials.map(
      ({ values, measure }) => values[measure]!.flat().filter((value) => value !== null).length,
    );
    assert.deepEqual(
      [...filled].sort((x, y) => x - y),
      filled,
    );
    assert.deepEqual([filled.length, filled.at(-1)], [6, 9]);
    const { measure } = whole;
    assert.deepEqual(partials.at(-1)!.values[measure], whole.values[measure]);
    assert.deepEqual(partials[0]!.rows, whole.rows);
    assert.deepEqual(
      whole.rows.map(({ name, neurons }) => [name, neurons]),
      [
        ['x', 5],
        ['y', 6],
        ['z', 7],
      ],
    );
    assert.ok(whole.timings.firstCell > 0 && whole.timings.firstCell <= whole.timings.total);
    assert.deepEqual(JSON.parse(JSON.stringify(whole)), whole);
  });

  it('gives the same numbers with any number of workers, and from an earlier run', async () => {
    const results = { folder: temporaryFolder('analyses-results'), maxBytes: 1e6 };
    const selection = selectionOf('matrix', arrays);
    const one = (await analyze({ selection, results }, () => undefined, plainEngine())) as MatrixResult;
    const pool = await WorkerPool.open(2);
    const engine = { ...plainEngine(), executor: () => Promise.resolve(pool) };
    const two = (await analyze({ selection }, () => undefined, engine)) as MatrixResult;
    assert.deepEqual(two.values, one.values);
    const again = (await analyze({ selection, results }, () => undefined, engine)) as MatrixResult;
    assert.deepEqual([again.values, again.known, one.known], [one.values, 6, 0]);
    const known = await estimate({ selection, results });
    assert.deepEqual([known.pairs, known.knownPairs, known.seconds, known.bytesToRead], [6, 6, 0, 0]);
  });

  it('lists pairs that are refused, and warns where the order of samples may differ', async () => {
    const same = representation(samples, 5, 0);
    const turned = { ...same, data: same.data.slice() };
    // The same samples the other way round.
    for (let i = 0; i < samples; i++) turned.data.set(same.data.subarray(i * 5, i * 5 + 5), (samples - 1 - i) * 5);
    const shuffled = array(await saveArray(folder, 'turned', turned), 'n', 'x');
    const missing = array(join(folder, 'none.npy'), 'n', 'y');
    const list = [arrays[0]!, shuffled, missing];
    const result = (await analyze(
      { selection: selectionOf('matrix', list) },
      () => undefined,
      plainEngine(),
    )) as MatrixResult;
    assert.deepEqual(
      result.refused.map(({ a, b, code }) => [a, b, code]),
      [[missing.path, '', 'file-not-found']],
    );
    assert.equal(result.rows[2]!.neurons, 0);
    const score = result.values.cca[0]![1]!;
    // Whether chance keeps it within the noise is the numbers' to say; the warning has to follow them.
    const expected = score < result.nullCca[0]![1]! * 0.98 + 0.02;
    assert.equal(result.atNull.length > 0, expected);
    assert.equal(
      result.warnings.some(({ code }) => code === 'at-null'),
      expected,
    );
  });

  it('says of a file that is missing once why, and of many that are all missing in one sentence', async () => {
    const missing = Array.from({ length: 300 }, (_, i) => array(join(folder, `gone${i}.npy`), 'm', `gone${i}`));
    const some = selectionOf('matrix', [...arrays, ...missing]);
    const result = (await analyze({ selection: some }, () => undefined, plainEngine())) as MatrixResult;
    assert.equal(result.refused.length, 300);
    const { a, b, code, message } = result.refused[299]!;
    assert.deepEqual([a, b, code], [missing[299]!.path, '', 'file-not-found']);
    assert.match(message, /gone299\.npy does not exist; check its path\.$/);
    assert.ok(result.values.cca[0]![2]! > 0);
    // More pairs than there is memory for, were they made.
    const none = selectionOf(
      'matrix',
      Array.from({ length: 5000 }, (_, i) => missing[i % 300]!),
    );
    const said =
      /^None of the 5,000 arrays can be read, the first for this reason: .*gone0\.npy does not exist; check its path\.$/;
    await assert.rejects(
      analyze({ selection: none }, () => undefined, plainEngine()),
      {
        code: 'file-not-found',
        message: said,
      },
    );
    const { pairs, problems } = await estimate({ selection: none });
    assert.deepEqual([pairs, problems.length, problems[0]!.paths.length], [0, 1, 5000]);
    assert.match(problems[0]!.message, said);
  });

  it('is refused when the selection has no such analysis in it', async () => {
    for (const analysis of ['dynamics', 'groups'] as const)
      await assert.rejects(
        analyze({ selection: selectionOf(analysis, arrays) }, () => undefined, plainEngine()),
        {
          code: 'selection',
        },
      );
  });

  describe('estimated before it starts', () => {
    it('knows of earlier runs the pairs over the same samples alone, where some are left out', async () => {
      const results = { folder: temporaryFolder('estimated-results'), maxBytes: 1e6 };
      const engine = threadEngine();
      const options = { ...defaultOptions, dropNonFinite: true };
      const holed = representation(samples, 4, 9);
      holed.data[4 * 5] = NaN;
      const other = array(await saveArray(folder, 'holed', holed), 'm', 'w');
      const [x, y] = arrays as [SelectedArray, SelectedArray, SelectedArray];
      const of = (...list: SelectedArray[]) => ({ selection: selectionOf('matrix', list, { options }), results });
      const known = async (...list: SelectedArray[]) => (await estimate(of(...list), engine)).knownPairs;
      const run = async (...list: SelectedArray[]) => (await analyze(of(...list), () => undefined, engine)).known;

      assert.equal(await known(x, y), 0);
      await run(x, y);
      assert.equal(await known(x, y), 3);
      // Without what was seen in the files nobody knows which samples take part.
      assert.equal((await estimate(of(x, y), plainEngine())).knownPairs, 0);
      assert.equal(await known(x, y, other), 0);
      await run(x, other);
      // Sample 5 is left out of all three: of x against itself as with `other`, but not as with y alone.
      assert.equal(await known(x, other), 3);
      assert.equal(await known(x, y), 3);
      assert.equal(await known(x, y, other), 3);
      assert.equal(await run(x, y, other), 3);
      assert.equal(await known(x, y, other), 6);
    });

    it('has pairs, bytes, seconds and memory', async () => {
      const found = await estimate({ selection: selectionOf('matrix', arrays) });
      assert.deepEqual([found.arrays, found.pairs, found.knownPairs], [3, 6, 0]);
      // Every file once for itself, and with each of the two others.
      assert.equal(found.bytesToRead, 3 * 8 * samples * (5 + 6 + 7));
      assert.ok(found.seconds > 0 && found.seconds < 2, String(found.seconds));
      assert.ok(found.memoryBytes > 1e6 && found.memoryBytes < 2e9, String(found.memoryBytes));
      assert.deepEqual([found.problems, found.notices], [[], []]);
    });

    it('lists everything that stands in the way at once', async () => {
      const odd = array(await saveArray(folder, 'odd', representation(99, 5, 1)), 'm', 'odd');
      const less = array(await saveArray(folder, 'less', representation(70, 5, 1)), 'm', 'less');
      const missing = array(join(folder, 'none.npy'), 'm', 'none');
      const { problems } = await estimate({ selection: selectionOf('matrix', [...arrays, odd, less, missing]) });
      assert.deepEqual(
        problems.map(({ code, paths }) => [code, paths]),
        [
          ['file-not-found', [missing.path]],
          ['sample-count-mismatch', [odd.path, less.path]],
        ],
      );
      assert.match(
        problems[1]!.message,
        /80 samples in x\.npy, y\.npy and z\.npy; 99 samples in odd\.npy; 70 samples in less\.npy/,
      );
      const short = await estimate({ selection: selectionOf('matrix', arrays), resources: { memoryBytes: 1e6 } });
      assert.deepEqual(
        short.problems.map(({ code }) => code),
        ['memory-budget'],
      );
      const none = await estimate({ selection: selectionOf('groups', arrays) });
      assert.deepEqual([none.pairs, none.problems.map(({ code }) => code)], [0, ['selection']]);
    });

    it('counts the layers of classes, and asks for labels', async () => {
      const selection = selectionOf('classes', arrays);
      const found = await estimate({ selection });
      assert.deepEqual([found.pairs, found.bytesToRead], [3, 8 * samples * (5 + 6 + 7)]);
      assert.deepEqual(
        found.problems.map(({ code }) => code),
        ['labels-missing'],
      );
      const labels = await saveArray(folder, 'labels', representation(90, 4, 1));
      const { problems } = await estimate({ selection: { ...selection, classes: { labels, logits: 'columns' } } });
      assert.deepEqual(
        problems.map(({ code, paths }) => [code, paths]),
        [['sample-count-mismatch', [labels]]],
      );
    });

    it('takes 3 models x 20 checkpoints x 12 layers in its stride', async () => {
      const many: SelectedArray[] = [];
      for (let model = 0; model < 3; model++) {
        for (let checkpoint = 0; checkpoint < 20; checkpoint++) {
          const place = join(folder, `model${model}`, `epoch_${checkpoint}`);
          mkdirSync(place, { recursive: true });
          for (let layer = 0; layer < 12; layer++) {
            const path = join(place, `layer${layer}.npy`);
            copyFileSync(arrays[layer % 3]!.path, path);
            many.push({
              path,
              model: `model${model}`,
              checkpoint: `epoch_${checkpoint}`,
              layer: `layer${layer}`,
              include: true,
            });
          }
        }
      }
      const dynamics = { threshold: 0.9, grid: false };
      const found = await estimate({ selection: selectionOf('dynamics', many, { dynamics }) });
      assert.deepEqual([found.arrays, found.pairs, found.problems], [720, 720, []]);
    });
  });
});
