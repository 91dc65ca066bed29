import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { axisLayout, byteBlocks, fileOrderBytes, valueBlocks } from '../../../src/formats/rows/fileOrder';
import { readHeader } from '../../../src/formats/npy/header';
import { arrayOf } from '../derived/arrays';
import { counting, memorySource, npyFile } from '../sources';

const shape = [3, 4, 5];

describe('elements in the order of the file', () => {
  for (const fortranOrder of [false, true]) {
    for (const axis of [0, 1, 2]) {
      it(`are those of some indices of axis ${axis} alone, in ${fortranOrder ? 'Fortran' : 'C'} order`, async () => {
        const { source, header, name } = await arrayOf(counting(60), shape, { fortranOrder });
        const layout = axisLayout(header, axis);
        assert.equal(layout.outer * layout.width * layout.inner, 60);
        for (const tile of [
          [0, shape[axis]!],
          [1, 3],
        ] as const) {
          source.reads.length = 0;
          const found: number[] = [];
          for await (const { start, values } of valueBlocks(source, header, name, layout, tile)) {
            values.forEach((value, k) => {
              const index = [Math.floor(value / 20), Math.floor(value / 5) % 4, value % 5];
              assert.equal(Math.floor((start + k) / layout.inner) % layout.width, index[axis]);
              found.push(value);
            });
          }
          const wanted = Array.from(counting(60)).filter((value) => {
            const at = [Math.floor(value / 20), Math.floor(value / 5) % 4, value % 5][axis]!;
            return at >= tile[0] && at < tile[1];
          });
          assert.deepEqual(
            found.sort((x, y) => x - y),
            wanted,
          );
          const read = source.reads.reduce((sum, [from, to]) => sum + to - from, 0);
          assert.equal(read, 8 * wanted.length, 'nothing of others is read');
        }
      });
    }
  }

  it('come in blocks, however long a row is', async () => {
    const count = 1_200_000;
    const source = memorySource(npyFile(counting(count), [1, count], 'f4'));
    const header = await readHeader(source, 'wide.npy');
    const starts: number[] = [];
    for await (const { start, bytes } of byteBlocks(source, header, axisLayout(header, 1), [0, count])) {
      assert.ok(2 * 8 * (bytes.length / 4) <= fileOrderBytes);
      starts.push(start);
    }
    assert.deepEqual(starts, [0, 2 ** 19, 2 ** 20]);
  });

  it('of the last, shorter piece are there, too', async () => {
    const { source, header, name } = await arrayOf(counting(10), [10]);
    const found: number[] = [];
    for await (const { values } of valueBlocks(source, header, name, { outer: 1, width: 3, inner: 4 }, [2, 3]))
      found.push(...values);
    assert.deepEqual(found, [8, 9]);
  });
});
