import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { labelsOfSamples } from '../../../src/jobs/classes/labelsOfSamples';
import { readSampleLabels } from '../../../src/jobs/classes/readSampleLabels';
import type { SideIdentity } from '../../../src/protocol/sideIdentity';
import type { Recipe } from '../../../src/facts/recipe';
import { matrix } from '../../../src/linalg/matrix';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { saveBytes, saveByteVector, saveLabels } from '../labelFiles';
import { saveArray } from '../savedArrays';

describe('readSampleLabels', () => {
  let folder: string;
  before(() => (folder = temporaryFolder('labels')));

  it('reads vectors, columns and one-hot matrices alike', async () => {
    const wanted = [2, 0, 1, 2];
    const hot = wanted.map((label) => [0, 1, 2].map((k) => (k === label ? 1 : 0)));
    const paths = [
      saveLabels(folder, 'vector', wanted),
      await saveArray(folder, 'column', matrix(4, 1, Float64Array.from(wanted))),
      saveBytes(folder, 'hot', hot),
    ];
    for (const path of paths) {
      const { of, classNames } = await readSampleLabels({ path });
      assert.deepEqual([...of], wanted, path);
      assert.deepEqual(classNames, ['0', '1', '2']);
    }
  });

  it('reads a column of a table, and a text with a class a line', async () => {
    const [table, lines] = [join(folder, 'table.csv'), join(folder, 'lines.txt')];
    writeFileSync(table, 'id,label,class\n7,2,cat\n8,0,dog\n9,2,cat\n');
    writeFileSync(lines, 'cat\ndog\ncat\n');
    for (const [path, of, classNames] of [
      [`${table}::label`, [2, 0, 2], ['0', '1', '2']],
      [`${table}::class`, [0, 1, 0], ['cat', 'dog']],
      [lines, [0, 1, 0], ['cat', 'dog']],
    ] as const) {
      const labels = await readSampleLabels({ path });
      assert.deepEqual([[...labels.of], labels.classNames], [of, classNames]);
    }
    const several = /table\.csv holds 3 arrays; choose one as .*table\.csv::NAME, of id, label, class\.$/;
    await assert.rejects(readSampleLabels({ path: table }), { code: 'csv-format', message: several });
    await assert.rejects(readSampleLabels({ path: `${table}::id` }), { code: 'labels', message: /these are ids/ });
  });

  it('refuses in numbers more labels than the memory that is allowed has room for', async () => {
    const path = saveByteVector(
      folder,
      'many',
      Array.from({ length: 40_000 }, (_, i) => i % 3),
    );
    assert.equal((await readSampleLabels({ path }, { budget: 3 * 2 ** 20 })).of.length, 40_000);
    await assert.rejects(readSampleLabels({ path }, { budget: 2 * 2 ** 20 }), {
      code: 'memory-budget',
      message: /^The labels in .*many\.npy need about 3 MiB of memory, and the budget is 2 MiB: raise it/,
    });
  });

  it('takes the names of classes from a text or a list, and wants one for each', async () => {
    const path = saveLabels(folder, 'named', [1, 0, 1]);
    const text = join(folder, 'classes.txt');
    writeFileSync(text, 'cat\r\ndog\r\nbird\r\n');
    assert.deepEqual((await readSampleLabels({ path }, { names: text })).classNames, ['cat', 'dog', 'bird']);
    const list = join(folder, 'classes.json');
    writeFileSync(list, '["cat", "dog"]');
    assert.deepEqual((await readSampleLabels({ path }, { names: list })).classNames, ['cat', 'dog']);
    writeFileSync(list, '["cat"]');
    await assert.rejects(readSampleLabels({ path }, { names: list }), {
      code: 'labels',
      message: /1 names.* 2 names are needed/,
    });
    writeFileSync(list, '{"cat": 1}');
    await assert.rejects(readSampleLabels({ path }, { names: list }), { code: 'labels' });
    await assert.rejects(readSampleLabels({ path }, { names: join(folder, 'none.txt') }), { code: 'file-not-found' });
  });

  it('takes the largest of a row of logits for its class', async () => {
    const path = await saveArray(folder, 'logits', matrix(3, 3, Float64Array.of(0.1, 2, -1, 3, 2.5, 1, 0, 5, 1)));
    assert.deepEqual([...(await readSampleLabels({ path })).of], [1, 0, 1]);
  });

  it('takes the largest of a row of logits for its class', async () => {
    const logits = matrix(3, 3, Float64Array.of(0.5, -1, 2, 3, 0, 1, 0, 0, 1));
    const { of, classNames } = await readSampleLabels({ path: await saveArray(folder, 'logits', logits) });
    assert.deepEqual([[...of], classNames.length], [[2, 0, 2], 3]);
  });

  it('refuses what names no class, with its place', async () => {
    const bad: [string, RegExp][] = [
      [saveLabels(folder, 'negative', [0, -2]), /-2 at sample 1/],
      [await saveArray(folder, 'half', matrix(3, 1, Float64Array.of(0, 1, 0.5))), /0\.5 at sample 2/],
    ];
    for (const [path, message] of bad) {
      await assert.rejects(readSampleLabels({ path }), { code: 'labels', message });
    }
  });
});

describe('labelsOfSamples', () => {
  const side = (rows: number, recipe?: Recipe): SideIdentity => ({
    address: { path: 'a.npy', recipe },
    byteLength: 0,
    mark: '',
    shape: [rows, 3],
    dtype: '<f4',
    transposed: false,
    layout: 'rows',
    unit: 2 ** -24,
  });
  const labels = { of: Int32Array.of(5, 7, 6), name: 'labels.npy' };
  const flat: Recipe = { kind: 'maps', layout: 'nhwc', conv: 'flatten' };

  it('gives each row of a matrix its own label', () => {
    assert.deepEqual([...labelsOfSamples(labels, side(3), 'a')], [5, 7, 6]);
  });

  it('gives each position of a map the label of its sample, also where every so-manieth row is kept', () => {
    assert.deepEqual([...labelsOfSamples(labels, side(6, flat), 'a')], [5, 5, 7, 7, 6, 6]);
    // Of 12 rows, four a sample, numbers 1, 4, 7 and 10.
    const some: Recipe = { ...flat, subsample: { every: 3, first: 1 } };
    assert.deepEqual([...labelsOfSamples(labels, side(4, some), 'a')], [5, 7, 7, 6]);
  });

  it('refuses another number of labels', () => {
    for (const identity of [side(4), side(2), side(7, flat), side(6, { ...flat, conv: 'pool' })]) {
      assert.throws(() => labelsOfSamples(labels, identity, 'a.npy'), {
        code: 'label-count-mismatch',
        message: /labels\.npy holds 3 labels and a\.npy has \d samples/,
      });
    }
  });
});
