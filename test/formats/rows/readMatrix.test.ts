import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Matrix } from '../../../src/linalg/matrix';
import type { ByteSource } from '../../../src/formats/byteSource';
import { readHeader } from '../../../src/formats/npy/header';
import { readMatrix, type ReadMatrixOptions } from '../../../src/formats/rows/readMatrix';
import { counting, memorySource, npyFile, npyWithHeader, shrinkingSource } from '../sources';

async function read(source: ByteSource, options: ReadMatrixOptions): Promise<Matrix> {
  return readMatrix(source, await readHeader(source, 'x.npy'), 'x.npy', options);
}

/** Element (i, j) of the file is i * columns + j, whatever the order it is stored in. */
function stored(rows: number, columns: number, fortran: boolean): Uint8Array {
  const values = fortran
    ? Float64Array.from({ length: rows * columns }, (_, k) => (k % rows) * columns + Math.floor(k / rows))
    : counting(rows * columns);
  return npyFile(values, [rows, columns], 'f4', fortran);
}

describe('readMatrix', () => {
  for (const [rows, columns] of [
    [7, 5],
    [1, 33],
    [33, 1],
    [129, 67],
    [3, 200003],
    [200003, 3],
    [0, 5],
    [5, 0],
  ] as const) {
    for (const fortran of [false, true]) {
      for (const transpose of [false, true]) {
        const how = `${fortran ? 'Fortran' : 'C'} order${transpose ? ', transposed' : ''}`;
        it(`reads ${rows} x ${columns} in ${how}, by position and in sequence`, async () => {
          const bytes = stored(rows, columns, fortran);
          for (const sequential of [false, true]) {
            const matrix = await read(memorySource(bytes, sequential), { transpose });
            assert.deepEqual([matrix.rows, matrix.columns], transpose ? [columns, rows] : [rows, columns]);
            const wrong = matrix.data.findIndex((value, k) => {
              const i = Math.floor(k / matrix.columns);
              const j = k % matrix.columns;
              return value !== (transpose ? j * columns + i : i * columns + j);
            });
            assert.equal(wrong, -1);
          }
        });
      }
    }
  }

  it('reads in large blocks, and a sequential source once and in rising order', async () => {
    const bytes = stored(400_000, 20, true);
    const positional = memorySource(bytes);
    await read(positional, { transpose: false });
    // Four strips of 131,072 rows, twenty columns each, and the header.
    assert.ok(positional.reads.length < 100);
    const sequential = memorySource(bytes, true);
    await read(sequential, { transpose: false });
    sequential.reads.forEach(([start], i) => assert.equal(start, i === 0 ? 0 : sequential.reads[i - 1]![1]));
  });

  it('reports progress that rises to 1', async () => {
    for (const fortran of [false, true]) {
      const fractions: number[] = [];
      await read(memorySource(stored(300_000, 7, fortran)), {
        transpose: false,
        onProgress: (fraction) => fractions.push(fraction),
      });
      assert.ok(fractions.length > 1);
      assert.deepEqual(
        fractions,
        [...fractions].sort((a, b) => a - b),
      );
      assert.equal(fractions.at(-1), 1);
    }
  });

  it('ends at the next block when it is aborted', async () => {
    for (const fortran of [false, true]) {
      const source = memorySource(stored(1_000_000, 8, fortran));
      const control = new AbortController();
      const run = read(source, { transpose: false, signal: control.signal, onProgress: () => control.abort() });
      await assert.rejects(run, { code: 'cancelled' });
      const total = source.reads.reduce((sum, [start, end]) => sum + end - start, 0);
      assert.ok(total < source.byteLength / 2, `${total} bytes were read`);
    }
    const aborted = read(memorySource(stored(2, 2, false)), { transpose: false, signal: AbortSignal.abort() });
    await assert.rejects(aborted, { code: 'cancelled' });
  });

  it('passes on that the file changed, and gives no matrix', async () => {
    await assert.rejects(read(shrinkingSource(stored(1_000_000, 3, false), 4), { transpose: false }), {
      code: 'file-changed',
    });
  });

  for (const [shape, advice] of [
    ['()', 'x.reshape(-1, 1)'],
    ['(4,)', 'x.reshape(-1, 1)'],
    ['(2, 1, 2)', 'x.reshape(len(x), -1)'],
    ['(1, 2, 1, 2)', 'x.reshape(len(x), -1)'],
  ] as const) {
    it(`refuses the shape ${shape} and says how to reshape it`, async () => {
      const header = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}}`;
      const source = memorySource(npyWithHeader(header, new Uint8Array(32)));
      await assert.rejects(read(source, { transpose: false }), (error: Error & { code: string }) => {
        assert.equal(error.code, 'wrong-dimensions');
        assert.ok(error.message.includes(advice) && error.message.includes(shape), error.message);
        return true;
      });
    });
  }

  it('refuses complex numbers, and says what to save', async () => {
    const header = `{'descr': '<c8', 'fortran_order': False, 'shape': (2, 2)}`;
    const source = memorySource(npyWithHeader(header, new Uint8Array(32)));
    await assert.rejects(read(source, { transpose: false }), { code: 'complex-values', message: /np\.abs\(x\)/ });
  });

  it('refuses what cannot be allocated, before reading any of it', async () => {
    const rows = 2 ** 47;
    const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${rows}, 2)}`;
    const start = npyWithHeader(text, new Uint8Array(0));
    const source: ByteSource = {
      byteLength: start.length + 2 * rows,
      slice: async (from, to) => {
        assert.ok(to <= start.length, 'only the header is read');
        return start.subarray(from, to);
      },
    };
    await assert.rejects(read(source, { transpose: false }), { code: 'too-large', message: /2097152\.0 GiB/ });
  });
});
