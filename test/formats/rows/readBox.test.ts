import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readBox, type Box } from '../../../src/formats/rows/readBox';
import { readHeader } from '../../../src/formats/npy/header';
import { arrayOf, inFortranOrder } from '../derived/arrays';
import { counting, memorySource, npyFile } from '../sources';

const shape = [4, 5, 6];
const at = (i: number, j: number, k: number) => (i * 5 + j) * 6 + k;

async function numbers(box: Box, form: { fortranOrder?: boolean; sequential?: boolean } = {}) {
  const { source, header } = await arrayOf(counting(120), shape, form);
  const bytes = await readBox(source, header, box);
  const values = Array.from(new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8));
  return { values, reads: source.reads };
}

describe('reading a box of an array', () => {
  for (const fortranOrder of [false, true]) {
    describe(fortranOrder ? 'Fortran order' : 'C order', () => {
      it('gives the elements along any two axes, in either order', async () => {
        const ranges: Box['ranges'] = [
          [1, 3],
          [2, 3],
          [0, 4],
        ];
        const along = await numbers({ ranges, axes: [0, 2] }, { fortranOrder });
        const expected = [1, 2].flatMap((i) => [0, 1, 2, 3].map((k) => at(i, 2, k)));
        assert.deepEqual(along.values, expected);
        const turned = await numbers({ ranges, axes: [2, 0] }, { fortranOrder });
        assert.deepEqual(
          turned.values,
          [0, 1, 2, 3].flatMap((k) => [1, 2].map((i) => at(i, 2, k))),
        );
      });

      it('gives a box along all axes, in reads that rise', async () => {
        const ranges: Box['ranges'] = [
          [0, 4],
          [1, 5],
          [3, 4],
        ];
        const { values, reads } = await numbers({ ranges, axes: [1, 2, 0] }, { fortranOrder, sequential: true });
        assert.deepEqual(
          values,
          [1, 2, 3, 4].flatMap((j) => [0, 1, 2, 3].map((i) => at(i, j, 3))),
        );
        for (let k = 1; k < reads.length; k++) assert.ok(reads[k]![0] >= reads[k - 1]![1]);
      });
    });
  }

  it('reads the bytes of the box alone, but for gaps of a page', async () => {
    const large = [300, 2000];
    for (const fortranOrder of [false, true]) {
      const source = memorySource(
        npyFile(fortranOrder ? inFortranOrder(counting(600_000), large) : counting(600_000), large, 'f8', fortranOrder),
      );
      const header = await readHeader(source, 'large.npy');
      source.reads.length = 0;
      const ranges: Box['ranges'] = [
        [100, 120],
        [500, 510],
      ];
      const bytes = await readBox(source, header, { ranges, axes: [0, 1] });
      assert.equal(new Float64Array(bytes.buffer)[11], 101 * 2000 + 501, 'one row down, one column on');
      const read = source.reads.reduce((sum, [from, to]) => sum + to - from, 0);
      // Rows of C order are 16,000 bytes apart, columns of Fortran order 2,400: those come with what lies between.
      if (fortranOrder) assert.ok(source.reads.length === 1 && read < 10 * 2400, `${read} bytes`);
      else assert.deepEqual([source.reads.length, read], [20, 20 * 10 * 8]);
    }
  });

  it('reads a long run in pieces of no more than the run, and nothing for an empty box', async () => {
    const { source, header } = await arrayOf(counting(30), [30]);
    const bytes = await readBox(source, header, { ranges: [[3, 30]], axes: [0] });
    assert.equal(new Float64Array(bytes.buffer)[26], 29);
    source.reads.length = 0;
    assert.equal((await readBox(source, header, { ranges: [[5, 5]], axes: [0] })).length, 0);
    assert.deepEqual(source.reads, []);
  });

  it('holds no more runs of single elements than it may, and reads none twice', async () => {
    const tall = [2, 100_000];
    const { source, header } = await arrayOf(counting(200_000), tall, { fortranOrder: true });
    for (const row of [0, 1]) {
      source.reads.length = 0;
      const ranges: Box['ranges'] = [
        [row, row + 1],
        [0, 100_000],
      ];
      const bytes = await readBox(source, header, { ranges, axes: [0, 1] });
      assert.deepEqual(new Float64Array(bytes.buffer), counting(200_000).subarray(row * 100_000, (row + 1) * 100_000));
      assert.ok(source.reads.every(([from, to]) => to - from <= 2 * 8 * 2 ** 16));
      for (let k = 1; k < source.reads.length; k++) assert.ok(source.reads[k]![0] >= source.reads[k - 1]![1]);
    }
  });

  it('reads an array of one number', async () => {
    const { source, header } = await arrayOf([7], []);
    const bytes = await readBox(source, header, { ranges: [], axes: [] });
    assert.equal(new Float64Array(bytes.buffer)[0], 7);
  });

  it('refuses what is no box of the array', async () => {
    const { source, header } = await arrayOf(counting(6), [2, 3]);
    const bad: Box[] = [
      { ranges: [[0, 2]], axes: [0] },
      {
        ranges: [
          [0, 3],
          [0, 1],
        ],
        axes: [0, 1],
      },
      {
        ranges: [
          [0, 2],
          [0, 2],
        ],
        axes: [0],
      },
      {
        ranges: [
          [1, 0],
          [0, 2],
        ],
        axes: [0, 1],
      },
    ];
    for (const box of bad) await assert.rejects(readBox(source, header, box), RangeError);
  });
});
