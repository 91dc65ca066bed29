import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Rows } from '../../../src/formats/derived/rows';
import { rowsArray } from '../../../src/formats/derived/rowsSource';
import { counting } from '../sources';

/** Ten rows of three numbers, 0 .. 29, made four rows at a time. */
function countedRows(reads: [number, number][]): Rows {
  return {
    rows: 10,
    width: 3,
    together: 4,
    gap: 0,
    sequential: false,
    async read(from, to) {
      reads.push([from, to]);
      return counting(30).slice(3 * from, 3 * to);
    },
  };
}

describe('npy/derived/rowsSource', () => {
  it('has the header of a float64 array in C order', () => {
    const { header, source } = rowsArray(countedRows([]), 'x');
    assert.deepEqual(header.shape, [10, 3]);
    assert.equal(header.descr, '<f8');
    assert.equal(header.fortranOrder, false);
    assert.equal(header.dataOffset, 0);
    assert.equal(source.byteLength, 240);
  });

  it('gives any range of bytes, also one that begins and ends within a number', async () => {
    const { source } = rowsArray(countedRows([]), 'x');
    const all = new Uint8Array(counting(30).buffer);
    for (const [start, end] of [
      [0, 240],
      [0, 0],
      [5, 6],
      [90, 200],
      [239, 240],
      [7, 101],
    ] as const) {
      assert.deepEqual(await source.slice(start, end), all.slice(start, end), `${start} to ${end}`);
    }
    const target = new Uint8Array(33);
    await source.fill!(95, target);
    assert.deepEqual(target, all.slice(95, 128));
  });

  it('computes each block once, however many reads are under way', async () => {
    const reads: [number, number][] = [];
    const { source } = rowsArray(countedRows(reads), 'x');
    await Promise.all(Array.from({ length: 30 }, (_, i) => source.slice(8 * i, 8 * i + 8)));
    assert.deepEqual(reads, [
      [0, 4],
      [4, 8],
      [8, 10],
    ]);
  });

  it('goes on after a read that failed, and refuses what lies outside', async () => {
    let fail = true;
    const rows = countedRows([]);
    const { source } = rowsArray(
      { ...rows, read: (from, to) => (fail ? Promise.reject(new Error('no')) : rows.read(from, to)) },
      'x',
    );
    await assert.rejects(source.slice(0, 8), /no/);
    fail = false;
    assert.deepEqual(new Float64Array((await source.slice(8, 16)).buffer), Float64Array.of(1));
    await assert.rejects(source.slice(232, 241), RangeError);
  });
});
