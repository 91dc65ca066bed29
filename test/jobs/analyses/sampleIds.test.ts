import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { firstSelection } from '../../../src/analysis/selection/firstSelection';
import { analyze } from '../../../src/jobs/analyses/analyze';
import { estimate } from '../../../src/jobs/analyses/estimate';
import { plainEngine } from '../../../src/jobs/engine';
import { scanArrays } from '../../../src/jobs/scan/scanArrays';
import type { SelectedArray, Selection } from '../../../src/protocol/selection';
import type { AnalysisResult } from '../../../src/facts/analyses';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import { defaultOptions } from '../../../src/facts/options';
import { selected, selectionOf } from '../../analysis/selections';
import { gaussian } from '../../linalg/random';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { saveLabels as saveIds } from '../labelFiles';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';
import { saveAxes } from '../savedMaps';

const n = 60;

function run(selection: Selection): Promise<AnalysisResult> {
  return analyze({ selection }, () => undefined, plainEngine());
}

function counted(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

describe('ids of samples', () => {
  let folder: string;
  let arrays: SelectedArray[];
  const layer = (path: string, ids?: string): SelectedArray => selected('m', '', path, { path, ...(ids && { ids }) });
  before(async () => {
    folder = temporaryFolder('sample-ids');
    arrays = [];
    for (const [i, name] of ['x', 'y', 'z'].entries())
      arrays.push(layer(await saveArray(folder, name, representation(n, 5 + i, i))));
  });

  it('that are not as many as samples stand in the way, once for each of their files, and are refused', async () => {
    const short = saveIds(folder, 'short_ids', counted(50));
    const right = saveIds(folder, 'ids', counted(n));
    const list = arrays.map(({ path }, i) => layer(path, i < 2 ? short : right));
    const { problems } = await estimate({ selection: selectionOf('matrix', list) });
    assert.deepEqual(
      problems.map(({ code, message, paths }) => [code, message, paths]),
      [
        [
          'id-count-mismatch',
          'short_ids.npy holds 50 sample ids, and x.npy and y.npy have 60 samples: save one id for each sample, or take the file away (or exclude it) if all are in the same order.',
          [short, list[0]!.path, list[1]!.path],
        ],
      ],
    );
    await assert.rejects(run(selectionOf('matrix', list)), {
      code: 'id-count-mismatch',
      message: /short_ids\.npy holds 50/,
    });
    for (const analysis of ['dynamics', 'groups'] as const) {
      const named = ['m1', 'm2', 'm3', 'm4'].map((model, i): SelectedArray => {
        const one = { ...list[i % 2]!, layer: 'x' };
        return analysis === 'groups'
          ? { ...one, model, group: i < 2 ? 'a' : 'b' }
          : { ...one, model: 'm', checkpoint: String(i) };
      });
      const selection = selectionOf(analysis, named, { dynamics: { threshold: 0.9, grid: false } });
      assert.deepEqual(
        (await estimate({ selection })).problems.map(({ code }) => code),
        ['id-count-mismatch'],
      );
      await assert.rejects(run(selection), { code: 'id-count-mismatch' });
    }
    const gone = [layer(arrays[0]!.path, join(folder, 'gone.npy')), arrays[1]!];
    assert.deepEqual(
      (await estimate({ selection: selectionOf('matrix', gone) })).problems.map(({ code }) => code),
      ['file-not-found'],
      'ids that nobody can read are not ids that fit',
    );
  });

  it('are of the axis that the samples are read from, whichever that is', async () => {
    const turned = await saveArray(folder, 'turned', representation(n, 5, 0), { transposed: true });
    const other = await saveArray(folder, 'other', representation(n, 6, 1), { transposed: true });
    const [five, sixty] = [saveIds(folder, 'five', counted(5)), saveIds(folder, 'sixty', counted(n))];
    const problems = async (...list: SelectedArray[]) =>
      (await estimate({ selection: selectionOf('matrix', list) })).problems.map(({ message }) => message);
    assert.deepEqual(await problems(layer(turned, sixty), layer(other, sixty)), []);
    const [asNeurons] = await problems(layer(turned, five), layer(other, sixty));
    assert.match(asNeurons!, /^five\.npy holds 5 sample ids, and turned\.npy has 60 samples/);
    const [byRows] = await problems(layer(arrays[0]!.path, five), arrays[1]!);
    assert.match(byRows!, /^five\.npy holds 5 sample ids, and x\.npy has 60 samples/);
  });

  it('are one for each image of maps, whatever becomes of their positions', async () => {
    const [h, w, c] = [2, 3, 4];
    const maps = ['u', 'v'].map((name, i) => saveAxes(folder, name, gaussian(20, h * w * c, i).data, [20, h, w, c]));
    const images = saveIds(folder, 'image_ids', counted(20));
    const positions = saveIds(folder, 'position_ids', counted(20 * h * w));
    for (const conv of ['flatten', 'pool', 'dft'] as const) {
      const selectionWith = (ids: string) =>
        selectionOf(
          'matrix',
          maps.map((path) => layer(path, ids)),
          { options: { ...defaultOptions, recipe: { conv, layout: 'nhwc' } } },
        );
      assert.deepEqual((await estimate({ selection: selectionWith(images) })).problems, [], conv);
      const [problem] = (await estimate({ selection: selectionWith(positions) })).problems;
      assert.match(problem!.message, /^position_ids\.npy holds 120 sample ids, and u\.npy and v\.npy have 20 samples/);
    }
  });

  it('found beside layers that they do not fit are refused, and exclusion helps', async () => {
    const runs = join(folder, 'runs');
    for (const [i, model] of ['m0', 'm1'].entries()) {
      mkdirSync(join(runs, model), { recursive: true });
      await saveArray(join(runs, model), 'layer1', representation(n, 5, i));
    }
    saveIds(join(runs, 'm1'), 'ids', counted(n - 1));
    saveIds(runs, 'ids', counted(n));
    const found = await scanArrays({ roots: [runs] }, () => undefined);
    const selection = { ...firstSelection(found, defaultOptions), analysis: 'matrix' as const };
    await assert.rejects(run(selection), { code: 'id-count-mismatch', message: /m1\/ids\.npy holds 59 sample ids/ });
    const without = await scanArrays({ roots: [runs], exclude: ['m1/ids.npy'] }, () => undefined);
    const result = await run({ ...firstSelection(without, defaultOptions), analysis: 'matrix' });
    assert.equal((result as MatrixResult).refused.length, 0);
  });
});
