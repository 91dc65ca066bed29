import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { DynamicsResult } from '../../../src/facts/analyses/dynamics';
import type { GroupsResult } from '../../../src/facts/analyses/groups';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import type { MeasureName, ScoreName } from '../../../src/facts/measures';
import { measureOf } from '../../../src/facts/measures/scores';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { analyze } from '../../../src/jobs/analyses/analyze';
import { estimate } from '../../../src/jobs/analyses/estimate';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { compareMatrix } from '../../../src/jobs/compare/compareMatrix';
import { plainEngine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { useKernels } from '../../../src/linalg/activeKernels';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import type { SelectedArray } from '../../../src/protocol/selection';
import { selectionOf } from '../../analysis/selections';
import { gaussian } from '../../linalg/random';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';
import { engineWith } from '../trust/outcomes';

const samples = 60;
const calibrate = { permutations: 39, alpha: 0.05, seed: 4 };
const options: CompareOptions = { ...defaultOptions, orientation: 'samples', calibrate };

describe('calibrated analyses of many files', () => {
  let folder: string;
  let related: SelectedArray[];
  let unrelated: SelectedArray[];
  before(async () => {
    useKernels((await loadKernels()).kernels);
    folder = temporaryFolder('calibrated-analyses');
    const array = (path: string, model: string, layer: string, checkpoint = ''): SelectedArray => {
      return { path, model, checkpoint, layer, include: true };
    };
    related = [];
    unrelated = [];
    for (const i of [0, 1, 2]) {
      related.push(array(await saveArray(folder, `r${i}`, representation(samples, 5 + i, i)), 'm', `r${i}`));
      unrelated.push(array(await saveArray(folder, `u${i}`, gaussian(samples, 4 + i, 20 + i)), 'n', `u${i}`));
    }
  });
  after(() => useKernels(plainKernels));

  async function matrixOf(
    arrays: SelectedArray[],
    measure: ScoreName,
    changes: Partial<Parameters<typeof analyze>[0]> = {},
    further: Partial<Parameters<typeof selectionOf>[2]> = {},
    engine = plainEngine(),
  ): Promise<MatrixResult> {
    const measures: MeasureName[] = [measureOf(measure)];
    const selection = selectionOf('matrix', arrays, { options: { ...options, measures }, measure, ...further });
    return (await analyze({ selection, ...changes }, () => undefined, engine)) as MatrixResult;
  }

  it('have of each pair what the pair has by itself', async () => {
    const some = [
      'cca',
      'svcca',
      'pwcca',
      'cka',
      'ckaDebiased',
      'procrustesDistance',
      'rsa',
      'rsaEuclideanRhoA',
      'rbfCka',
      'rbfCkaDebiased',
      'distanceCorrelation',
      'distanceCorrelationCorrected',
    ] as const;
    for (const measure of some) {
      const { calibrated, values } = await matrixOf(related, measure);
      for (const [i, j] of [
        [0, 1],
        [1, 2],
      ] as const) {
        const [a, b] = [{ path: related[i]!.path }, { path: related[j]!.path }];
        const spec = { a, b, options: { ...options, measures: [measureOf(measure)] } };
        const { report } = await compareArrays(spec, () => undefined, plainEngine());
        const block = report[measureOf(measure)] as { calibrated?: Record<string, { value: number; p: number }> };
        const { value, p } = block.calibrated![measure]!;
        assert.ok(Math.abs(calibrated!.values[i]![j]! - value) < 1e-12, measure);
        assert.deepEqual([calibrated!.p[i]![j], calibrated!.p[j]![i]], [p, p], measure);
      }
      assert.ok(calibrated!.values.every((row, i) => row[i] === null) && values[measure]![0]![0] !== null);
      const { best } = calibrated!;
      assert.deepEqual([best!.cells, best!.row < best!.column, best!.p], [3, true, 1 / 40], measure);
    }
  });

  it('have the best of many over the cells between two sets, and of unrelated layers say that none stands out', async () => {
    const all = [...related, ...unrelated];
    const { calibrated, reading } = await matrixOf(all, 'cka', {}, { matrix: { rows: 'm', columns: 'n' } });
    assert.equal(calibrated!.best!.cells, 9);
    assert.ok(
      calibrated!.best!.value === 0 ? /none of 9 pairs stands above chance by linear CKA/.test(reading!) : true,
    );
    assert.ok(calibrated!.best!.p! > calibrate.alpha);
  });

  it('are the same whatever the workers and the memory, and the order in which pairs come', async () => {
    const whole = await matrixOf([...related, ...unrelated], 'svcca');
    const pool = await WorkerPool.open(2);
    for (const measure of ['svcca', 'rsa', 'distanceCorrelation'] as const) {
      const alone = measure === 'svcca' ? whole : await matrixOf([...related, ...unrelated], measure);
      const shared = await matrixOf([...related, ...unrelated], measure, {}, {}, engineWith(pool));
      assert.deepEqual(shared.calibrated, alone.calibrated, measure);
    }
    if (pool instanceof WorkerPool) await pool.end();
    const of = (result: MatrixResult, a: string, b: string): unknown => {
      const [i, j] = [a, b].map((name) => result.rows.findIndex(({ layer }) => layer === name)) as [number, number];
      return [result.calibrated!.thresholds[i]![j], result.calibrated!.p[i]![j]];
    };
    const some = await matrixOf([related[0]!, related[2]!], 'svcca');
    assert.deepEqual(of(some, 'r0', 'r2'), of(whole, 'r0', 'r2'));
  });

  it('say why a cell has none, and leave p out where samples repeat', async () => {
    const twice = representation(samples, 6, 1);
    twice.data.copyWithin(6, 0, 6);
    const path = await saveArray(folder, 'twice', twice);
    const { calibrated } = await matrixOf([related[0]!, { ...related[1]!, path, layer: 'twice' }], 'cka');
    assert.deepEqual([calibrated!.values[0]![1], calibrated!.p[0]![1]], [null, null]);
    assert.match(calibrated!.without[0]!.reason, /more than once/);
    assert.deepEqual(calibrated!.without[0]!.cells, [
      [0, 1],
      [1, 0],
    ]);
  });

  it('of directed scores have each direction in its cell', async () => {
    const { calibrated } = await matrixOf([related[0]!, unrelated[2]!], 'linear');
    const { p, thresholds } = calibrated!;
    assert.ok(p[0]![1] !== null && p[1]![0] !== null && thresholds[0]![1] !== thresholds[1]![0]);
    assert.equal(calibrated!.best!.cells, 2);
  });

  it('are estimated, also where the scores are known', async () => {
    const selection = (permutations?: number) =>
      selectionOf('matrix', related, {
        options: { ...defaultOptions, ...(permutations ? { calibrate: { ...calibrate, permutations } } : {}) },
      });
    const seconds = async (permutations?: number) => (await estimate({ selection: selection(permutations) })).seconds;
    const [without, some, many] = [await seconds(), await seconds(1000), await seconds(10_000)];
    assert.ok(without < some && some < many);
  });

  it('are those of the command that is given files, too', async () => {
    const spec = { arrays: related.map(({ path }) => ({ path })), options, measure: 'cka' as const };
    const files = await compareMatrix(spec, () => undefined);
    const { calibrated } = await matrixOf(related, 'cka');
    assert.deepEqual(files.calibrated, calibrated);
  });

  it('of groups hold the mean of the pairs against the mean of each permutation', async () => {
    const groups = [...related, ...unrelated].map((array, at) => ({
      ...array,
      model: `network${at}`,
      layer: 'top',
      group: at < 3 ? 'alike' : 'apart',
    }));
    const selection = selectionOf('groups', groups, { options, measure: 'cka' });
    const { cells } = (await analyze({ selection }, () => undefined, plainEngine())) as GroupsResult;
    const [alike, between, apart] = cells.map(({ calibrated }) => calibrated!);
    assert.deepEqual([alike!.p, alike!.value! > 0.1], [1 / 40, true]);
    assert.ok(between!.p! > 0.05 && apart!.p! > 0.05 && between!.value === 0 && apart!.value === 0);
  });

  it('of dynamics hold every checkpoint but the final one against its permutations', async () => {
    const arrays = [...related].map((array, at) => ({ ...array, layer: 'top', checkpoint: `epoch${at}` }));
    const dynamics = { threshold: 0.9, grid: false };
    const selection = selectionOf('dynamics', arrays, { options, measure: 'cka', dynamics });
    const { models } = (await analyze({ selection }, () => undefined, plainEngine())) as DynamicsResult;
    assert.deepEqual(models[0]!.calibrated!.p, [[1 / 40], [1 / 40], [null]]);
  });
});
