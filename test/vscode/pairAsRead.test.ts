import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { analyze } from '../../src/jobs/analyses/analyze';
import { arraysAsRead } from '../../src/jobs/analyses/arraysAsRead';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { plainEngine } from '../../src/jobs/engine';
import type { SelectedArray, Selection } from '../../src/protocol/selection';
import type { MatrixResult } from '../../src/facts/analyses/matrix';
import type { ArraysAsRead, ArraysAsReadSpec } from '../../src/protocol/asRead';
import type { ComparisonReport } from '../../src/facts/report';
import { pairAsRead } from '../../src/vscode/pairAsRead';
import { selected, selectionOf } from '../analysis/selections';
import { matrix } from '../../src/linalg/matrix';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { saveLabels } from '../jobs/labelFiles';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { saveAxes } from '../jobs/savedMaps';

const n = 60;
const workers = { run: (_job: string, spec: ArraysAsReadSpec) => arraysAsRead(spec) } as unknown as Parameters<
  typeof pairAsRead
>[3]['workers'];

/** Each pair of a set twice: the score of its cell, and of the comparison that a click on the cell opens. */
async function cellsAndPairs(selection: Selection): Promise<{ cell: number | null; opened: ComparisonReport }[]> {
  const { values } = (await analyze({ selection }, () => undefined, plainEngine())) as MatrixResult;
  const paths = selection.arrays.map(({ path }) => path);
  const pairs = paths.flatMap((a, i) => paths.slice(0, i).map((b, j) => ({ a, b, cell: values.cca[i]![j]! })));
  return Promise.all(
    pairs.map(async ({ a, b, cell }) => {
      const request = await pairAsRead(selection, a, b, { workers });
      assert.deepEqual([request?.a.path, request?.b.path], [a, b]);
      return { cell, opened: (await compareArrays(request!, () => undefined, plainEngine())).report };
    }),
  );
}

describe('a pair that is opened from a set', () => {
  let folder: string;
  const maps = (name: string, shape: number[], seed: number): string =>
    saveAxes(folder, name, representation(n, shape[1]! * shape[2]! * shape[3]!, seed).data, shape);
  const layer = (path: string, ids?: string): SelectedArray => selected('m', '', path, { path, ...(ids && { ids }) });
  before(() => (folder = temporaryFolder('pair-as-read')));

  it('has maps averaged as they are there, since a layer without positions is beside', async () => {
    const arrays = [
      maps('conv1', [n, 2, 2, 3], 1),
      maps('conv2', [n, 2, 2, 4], 2),
      await saveArray(folder, 'fc', representation(n, 5, 3)),
    ].map((path) => layer(path));
    const selection = selectionOf('matrix', arrays);
    const pairs = await cellsAndPairs(selection);
    assert.equal(pairs.length, 3);
    for (const { cell, opened } of pairs) {
      assert.equal(opened.samples, n);
      assert.ok(Math.abs(opened.cca!.mean - cell!) < 1e-12, `${opened.cca!.mean} and ${cell}`);
    }
    const [alone] = await cellsAndPairs({ ...selection, arrays: arrays.slice(0, 2) });
    assert.equal(alone!.opened.samples, 4 * n, 'of maps alone every position is a sample');
    assert.ok(Math.abs(alone!.opened.cca!.mean - pairs[0]!.opened.cca!.mean) > 1e-3);
  });

  it('is turned as ids of its samples say', async () => {
    const turned = representation(n, 5, 3);
    const data = new Float64Array(turned.data.length);
    turned.data.forEach((value, i) => (data[(i % 5) * n + Math.floor(i / 5)] = value));
    const ids = saveLabels(folder, 'ids', Array.from(Array(n).keys()));
    const arrays = [
      layer(await saveArray(folder, 'x', representation(n, 4, 1)), ids),
      layer(await saveArray(folder, 'turned', matrix(5, n, data)), ids),
    ];
    const [pair] = await cellsAndPairs(selectionOf('matrix', arrays));
    assert.deepEqual([pair!.opened.samples, pair!.opened.a.transposed, pair!.opened.b.transposed], [n, true, false]);
    assert.ok(Math.abs(pair!.opened.cca!.mean - pair!.cell!) < 1e-12);
  });

  it('is found in either order, and no other with it', async () => {
    const arrays = ['p', 'q', 'r'].map((name, i) => maps(name, [n, 2, 2, 3 + i], i));
    const selection = selectionOf(
      'matrix',
      arrays.map((path) => layer(path)),
    );
    const [p, q] = arrays as [string, string];
    for (const only of [
      [p, q],
      [q, p],
    ] as const) {
      const { pairs }: ArraysAsRead = await arraysAsRead({ selection, only });
      assert.deepEqual(
        pairs.map(({ pathA, pathB }) => [pathA, pathB].sort()),
        [[p, q].sort()],
      );
    }
    assert.equal(await pairAsRead(selection, p, '/elsewhere', { workers }), undefined);
  });
});
