import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mappedRows } from '../../../src/formats/derived/mappedRows';
import { permutedColumns, permutedRows } from '../../../src/formats/derived/permutedRows';
import { storedRows } from '../../../src/formats/derived/rows';
import { counting } from '../sources';
import { arrayOf } from './arrays';

const order = Int32Array.of(4, 0, 3, 1, 2);

describe('npy/derived/permutedRows', () => {
  for (const form of [{}, { fortranOrder: true }, { sequential: true }]) {
    it(`puts rows in another order: ${JSON.stringify(form)}`, async () => {
      const rows = permutedRows(storedRows(await arrayOf(counting(10), [5, 2], form)), order);
      assert.deepEqual(Array.from(await rows.read(0, 5)), [8, 9, 0, 1, 6, 7, 2, 3, 4, 5]);
      assert.deepEqual(Array.from(await rows.read(1, 3)), [0, 1, 6, 7]);
    });
  }

  it('reads rows that lie near each other in one piece, and far ones apart', async () => {
    const width = 5000;
    const stored = await arrayOf(counting(6 * width), [6, width]);
    const rows = permutedRows(storedRows(stored), Int32Array.of(5, 1, 0, 2, 3, 4));
    await rows.read(0, 3);
    // Row 5 lies 3 rows, or 120 kB, behind row 1.
    assert.equal(stored.source.reads.length, 2);
  });

  it('puts columns in another order', async () => {
    const rows = mappedRows(storedRows(await arrayOf(counting(10), [2, 5])), permutedColumns(order));
    assert.deepEqual(Array.from(await rows.read(0, 2)), [4, 0, 3, 1, 2, 9, 5, 8, 6, 7]);
  });
});
