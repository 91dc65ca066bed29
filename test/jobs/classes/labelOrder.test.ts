import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { analyze } from '../../../src/jobs/analyses/analyze';
import { estimate } from '../../../src/jobs/analyses/estimate';
import { readSampleLabels } from '../../../src/jobs/classes/readSampleLabels';
import { plainEngine } from '../../../src/jobs/engine';
import { directionsOfPair } from '../../../src/jobs/directions/directionsOfPair';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import type { SelectedArray, Selection } from '../../../src/protocol/selection';
import type { ClassesResult } from '../../../src/facts/analyses/classes';
import { defaultOptions } from '../../../src/facts/options';
import { selected, selectionOf } from '../../analysis/selections';
import { uniform } from '../../linalg/random';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { saveLabels } from '../labelFiles';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';

const n = 90;
const quiet = () => undefined;

/** Some order of the samples: the id of each place. */
function shuffled(seed: number): number[] {
  const next = uniform(seed);
  const keys = Array.from({ length: n }, () => next());
  return [...keys.keys()].sort((a, b) => keys[a]! - keys[b]!);
}

function orderedBy(X: Matrix, ids: readonly number[]): Matrix {
  const found = matrix(n, X.columns);
  ids.forEach((id, i) => found.data.set(X.data.subarray(id * X.columns, (id + 1) * X.columns), i * X.columns));
  return found;
}

describe('labels among arrays with sample ids', () => {
  let folder: string;
  let plain: SelectedArray[];
  let mixed: SelectedArray[];
  let orders: number[][];
  const classOf = Array.from({ length: n }, (_, i) => (i * i) % 3);
  const layers = [0, 1].map((i) => representation(n, 5 + i, i));

  function place(...parts: string[]): string {
    const path = join(folder, ...parts);
    mkdirSync(path, { recursive: true });
    return path;
  }

  before(async () => {
    folder = temporaryFolder('label-order');
    orders = [shuffled(1), shuffled(2)];
    plain = [];
    mixed = [];
    for (const [i, X] of layers.entries()) {
      const path = await saveArray(place('plain'), `layer${i}`, X);
      plain.push(selected('m', '', `layer${i}`, { path }));
      const run = place(`run${i}`);
      const ids = saveLabels(run, 'ids', orders[i]!);
      const own = await saveArray(run, `layer${i}`, orderedBy(X, orders[i]!));
      mixed.push(selected('m', '', `layer${i}`, { path: own, ids }));
    }
  });

  function classes(arrays: SelectedArray[], labels: string): Selection {
    return selectionOf('classes', arrays, { classes: { labels, logits: 'columns' } });
  }

  async function fitted(arrays: SelectedArray[], labels: string): Promise<ClassesResult> {
    return (await analyze({ selection: classes(arrays, labels) }, quiet, plainEngine())) as ClassesResult;
  }

  function sameR(found: ClassesResult, expected: ClassesResult, tolerance: number): void {
    assert.deepEqual(found.refused, []);
    found.layers.forEach(({ R }, i) =>
      R.forEach((value, c) => {
        const wanted = expected.layers[i]!.R[c]!;
        assert.ok(Math.abs(value! - wanted) <= tolerance, `layer ${i}, class ${c}: ${value}, not ${wanted}`);
      }),
    );
  }

  it('follow the ids of their own folder, with exactly the numbers of the unshuffled arrays', async () => {
    const expected = await fitted(plain, saveLabels(place('bare'), 'labels', classOf));
    const data = place('data');
    saveLabels(data, 'sample_ids', [...classOf.keys()]);
    const found = await fitted(mixed, saveLabels(data, 'labels', classOf));
    sameR(found, expected, 0);
    assert.deepEqual(found.warnings, []);
    const other = place('other');
    const order = shuffled(3);
    saveLabels(other, 'ids', order);
    const labels = saveLabels(
      other,
      'labels',
      order.map((id) => classOf[id]!),
    );
    // The sums are taken in another order.
    sameR(await fitted(mixed, labels), expected, 1e-12);
  });

  it('without such are in the order of the first array with ids, which is said', async () => {
    const bare = place('bare');
    const expected = await fitted(plain, saveLabels(bare, 'labels', classOf));
    const inFirst = saveLabels(
      bare,
      'labels_of_first',
      orders[0]!.map((id) => classOf[id]!),
    );
    const found = await fitted(mixed, inFirst);
    sameR(found, expected, 1e-12);
    assert.deepEqual(
      found.warnings.map(({ code, message }) => [code, message]),
      [
        [
          'labels-order',
          'The labels in labels_of_first.npy are taken to be in the order of ids.npy, the first sample ids: should they be in another one, save their ids beside them.',
        ],
      ],
    );
    const { notices, problems } = await estimate({ selection: classes(mixed, inFirst) });
    assert.deepEqual([notices, problems], [found.warnings, []]);
    const wrong = await fitted(mixed, join(bare, 'labels.npy'));
    assert.ok(Math.abs(wrong.layers[0]!.R[0]! - expected.layers[0]!.R[0]!) > 1e-3, 'the order matters');
  });

  it('take arrays without ids along in the order of the first ids, which is said', async () => {
    const data = place('data');
    const expected = await fitted(plain, saveLabels(place('bare'), 'labels', classOf));
    const bare = await saveArray(place('noIds'), 'layer1', orderedBy(layers[1]!, orders[0]!));
    const list = [mixed[0]!, selected('m', '', 'layer1', { path: bare })];
    const found = await fitted(list, saveLabels(data, 'labels', classOf));
    sameR(found, expected, 0);
    assert.deepEqual(
      found.warnings.map(({ code }) => code),
      ['ids-missing'],
    );
  });

  it('are refused with ids that are not one for each, of labels or of layers', async () => {
    const short = place('short');
    saveLabels(short, 'ids', [1, 2, 3]);
    const labels = saveLabels(short, 'labels', classOf);
    const layer = selected('m', '', 'x', { path: plain[0]!.path, ids: join(short, 'ids.npy') });
    for (const [list, message] of [
      [mixed, /^ids\.npy holds 3 sample ids, and labels\.npy has 90 labels: save one id for each/],
      [
        [layer],
        /^short\/ids\.npy holds 3 sample ids, and plain\/layer0\.npy has 90 samples|^ids\.npy holds 3 sample ids/,
      ],
    ] as const) {
      const selection = classes([...list], labels);
      const [problem] = (await estimate({ selection })).problems;
      assert.equal(problem!.code, 'id-count-mismatch');
      assert.match(problem!.message, message);
      await assert.rejects(analyze({ selection }, quiet, plainEngine()), { code: 'id-count-mismatch', message });
    }
    const alone = await fitted(plain, labels);
    assert.equal(alone.layers.length, 2, 'where no array has ids nothing is put in order');
  });

  it('of a pair come into the order that its samples are read in', async () => {
    const data = place('data');
    const labels = saveLabels(data, 'labels', classOf);
    const [a, b] = mixed as [SelectedArray, SelectedArray];
    const { of } = await readSampleLabels({ path: labels }, { wanted: a.ids });
    assert.deepEqual(
      [...of],
      orders[0]!.map((id) => classOf[id]),
    );
    const spec = {
      a: { path: a.path },
      b: { path: b.path, order: { own: b.ids!, wanted: a.ids! } },
      options: defaultOptions,
      request: { count: 1, points: n, labels: { path: labels } },
    };
    assert.deepEqual((await directionsOfPair(spec, quiet)).labels, [...of]);
  });
});
