import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ByteSource } from '../../../src/formats/byteSource';
import { readHeader } from '../../../src/formats/npy/header';
import { readRows, type ReadRowsOptions, type RowChunk } from '../../../src/formats/rows/readRows';
import { counting, memorySource, npyFile, shrinkingSource } from '../sources';

async function chunks(source: ByteSource, options?: ReadRowsOptions): Promise<RowChunk[]> {
  const found: RowChunk[] = [];
  for await (const chunk of readRows(source, await readHeader(source, 'x.npy'), 'x.npy', options)) found.push(chunk);
  return found;
}

const joined = (found: RowChunk[]): number[] => found.flatMap((chunk) => [...chunk.data]);

/** The elements of an array of this shape, laid out in Fortran order, whose values are their own row-major index. */
function fortranCounting(shape: number[]): Float64Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
  return Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, k) => {
    let rest = k;
    return shape.reduce((sum, length, axis) => {
      const index = rest % length;
      rest = Math.floor(rest / length);
      return sum + index * strides[axis]!;
    }, 0);
  });
}

describe('readRows', () => {
  for (const shape of [[17, 5], [5, 17], [1, 9], [9, 1], [3, 4, 5], [4, 1, 3, 2], [2, 2, 2, 2, 3], [7]]) {
    const all = counting(shape.reduce((a, b) => a * b, 1));
    for (const order of ['C', 'F']) {
      const stored = order === 'C' ? all : fortranCounting(shape);
      for (const sequential of [false, true]) {
        it(`reads ${shape.join(' x ')} in ${order} order, ${sequential ? 'in sequence' : 'by position'}`, async () => {
          for (const maxBytes of [1, 200, undefined]) {
            const source = memorySource(npyFile(stored, shape, 'f4', order === 'F'), sequential);
            const found = await chunks(source, { maxBytes });
            assert.deepEqual(joined(found), [...all]);
            let next = 0;
            for (const chunk of found) {
              assert.equal(chunk.start, next);
              next += chunk.rows;
            }
            assert.equal(next, shape[0]);
          }
        });
      }
      it(`reads a range of rows of ${shape.join(' x ')} in ${order} order`, async () => {
        const width = all.length / shape[0]!;
        const source = memorySource(npyFile(stored, shape, 'f8', order === 'F'));
        const found = await chunks(source, { start: 1, end: shape[0]! - 1, maxBytes: 2 * width * 8 });
        assert.deepEqual(joined(found), [...all.slice(width, Math.max(width, all.length - width))]);
      });
    }
  }

  it('gives one row of one element for a single number, and none for an empty array', async () => {
    const zeroDimensional = await chunks(memorySource(npyFile(Float64Array.of(42), [], 'f8')));
    assert.deepEqual(zeroDimensional, [{ start: 0, rows: 1, data: Float64Array.of(42) }]);
    for (const shape of [[0], [0, 5], [5, 0], [2 ** 52, 0], [3, 0, 2]]) {
      assert.deepEqual(await chunks(memorySource(npyFile(new Float64Array(0), shape, 'f8'))), []);
    }
  });

  it('clamps a range to the rows that are there', async () => {
    const source = memorySource(npyFile(counting(6), [3, 2], 'f8'));
    assert.deepEqual(joined(await chunks(source, { start: 2, end: 99 })), [4, 5]);
    assert.deepEqual(await chunks(source, { start: 5 }), []);
  });

  it('keeps to its limit of memory, and reads of the file no more than the rows it gives', async () => {
    const source = memorySource(npyFile(counting(4000), [1000, 4], 'f4'));
    const found = await chunks(source, { start: 100, end: 200, maxBytes: 1000 });
    assert.ok(found.every((chunk) => chunk.data.byteLength <= 1000));
    const data = source.reads.filter(([start]) => start >= 128);
    assert.equal(
      data.reduce((sum, [start, end]) => sum + end - start, 0),
      100 * 4 * 4,
    );
  });

  it('reads Fortran order by pieces of columns, never by elements', async () => {
    const source = memorySource(npyFile(fortranCounting([1000, 40]), [1000, 40], 'f4', true));
    await chunks(source, { maxBytes: 250 * 40 * 8 });
    assert.equal(source.reads.filter(([start]) => start >= 128).length, 4 * 40);
    source.reads.length = 0;
    await chunks(source);
    assert.equal(source.reads.filter(([start]) => start >= 128).length, 1);
  });

  it('passes on that the file changed', async () => {
    for (const fortran of [false, true]) {
      const source = shrinkingSource(npyFile(counting(200), [50, 4], 'f8', fortran), 6);
      await assert.rejects(chunks(source, { maxBytes: 320 }), { code: 'file-changed' });
    }
  });
});
