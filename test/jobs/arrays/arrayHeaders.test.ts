import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import { readRows } from '../../../src/formats/rows/readRows';
import { fileMark } from '../../../src/jobs/files/fileMark';
import { madeBy, readArrayHeader, readArrayHeaders, requireArrayHeaders } from '../../../src/jobs/arrays/arrayHeaders';
import { openArray } from '../../../src/jobs/arrays/openArray';
import type { Recipe } from '../../../src/facts/recipe';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';
import { saveAxes } from '../savedMaps';

describe('the header of an array', () => {
  let folder: string;
  let plain: string;
  let packed: string;
  let maps: string;
  before(async () => {
    folder = temporaryFolder('headers');
    plain = await saveArray(folder, 'plain', representation(40, 6, 1), { descr: '<f4', fortranOrder: true });
    packed = await saveArray(folder, 'packed', representation(40, 6, 2), { archive: 'deflated' });
    maps = saveAxes(folder, 'maps', representation(40, 24, 3).data, [40, 2, 3, 4], { dtype: 'f4' });
  });

  it('is what the file says, under a name that tells it from the others of its list', async () => {
    const [first, second] = await requireArrayHeaders([{ path: plain }, { path: packed }]);
    assert.deepEqual([first!.name, second!.name], ['plain.npy', 'packed.npz']);
    assert.deepEqual(first!.stored, { shape: [40, 6], dtype: '<f4' });
    assert.deepEqual([first!.byteLength, first!.mark], [statSync(plain).size, await fileMark(plain)]);
    assert.deepEqual([first!.array.header.fortranOrder, second!.array.source.sequential], [true, true]);
    assert.deepEqual([first!.others, first!.copies], [[], 1]);
  });

  it('knows what recipes make of the array as its rows are read later', async () => {
    const header = await readArrayHeader({ path: maps });
    const recipes: (Recipe | undefined)[] = [
      undefined,
      { kind: 'maps', layout: 'nhwc', conv: 'flatten' },
      { kind: 'maps', layout: 'nchw', conv: 'flatten' },
      { kind: 'maps', layout: 'nhwc', conv: 'pool' },
      { kind: 'maps', layout: 'nhwc', conv: 'interpolate', size: [4, 5] },
      { kind: 'maps', layout: 'nchw', conv: 'flatten', subsample: { every: 7, first: 3 } },
    ];
    for (const recipe of recipes) {
      const read = await openArray({ path: maps, recipe });
      const made = madeBy(header, recipe);
      assert.deepEqual(made.header, read.header);
      assert.deepEqual([made.source.byteLength, made.source.sequential], [read.source.byteLength, read.source.sequential]); // prettier-ignore
      await read.close();
    }
  });

  it('holds no byte of the file', async () => {
    const { array } = await readArrayHeader({ path: plain });
    await assert.rejects(async () => {
      for await (const { data } of readRows(array.source, array.header, array.name)) assert.fail(`read ${data.length}`);
    }, /was closed/);
  });

  it('refuses a recipe that its address has and does not fit', async () => {
    const recipe: Recipe = { kind: 'maps', layout: 'nhwc', conv: 'pool' };
    await assert.rejects(readArrayHeader({ path: plain, recipe }), { code: 'wrong-dimensions' });
  });

  it('gives way to the reason why it cannot be read; of a list that must be readable, to the first one', async () => {
    const broken = join(folder, 'broken.npy');
    writeFileSync(broken, 'no array');
    const addresses = [plain, broken, join(folder, 'none.npy')].map((path) => ({ path }));
    const found = await readArrayHeaders(addresses);
    assert.deepEqual(
      found.map((header) => (header instanceof LensError ? header.code : header.name)),
      ['plain.npy', 'npy-format', 'file-not-found'],
    );
    await assert.rejects(requireArrayHeaders(addresses), { code: 'npy-format' });
    await assert.rejects(requireArrayHeaders(addresses.reverse()), { code: 'file-not-found' });
  });
});
