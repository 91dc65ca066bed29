import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { datasetSource } from '../../../src/formats/hdf5/datasetSource';
import type { Hdf5Box } from '../../../src/formats/hdf5/library';

/** A dataset of two axes whose elements are one byte each, their place modulo 251; what is asked of it is noted. */
function dataset(rows: number, columns: number, chunks: number[] | undefined) {
  const asked: { box: Hdf5Box; unpacked: number }[] = [];
  const read = (box: Hdf5Box, unpacked: number): Promise<Uint8Array> => {
    asked.push({ box, unpacked });
    const [[r, c], [height, width]] = [box.offset, box.count] as [[number, number], [number, number]];
    const bytes = Uint8Array.from({ length: height * width }, (_, i) => {
      return ((r + Math.floor(i / width)) * columns + c + (i % width)) % 251;
    });
    return Promise.resolve(bytes);
  };
  return { asked, source: datasetSource({ shape: [rows, columns], itemsize: 1, chunks }, read) };
}

function expected(start: number, end: number): Uint8Array {
  return Uint8Array.from({ length: end - start }, (_, i) => (start + i) % 251);
}

describe('the elements of a dataset', () => {
  it('are the bytes of any slice, in chunks and in one piece', async () => {
    for (const chunks of [undefined, [4, 3], [30, 7], [1, 1]]) {
      const { source } = dataset(30, 7, chunks);
      assert.equal(source.byteLength, 210);
      for (const [start, end] of [
        [0, 210],
        [0, 0],
        [5, 6],
        [13, 15],
        [6, 71],
        [209, 210],
      ] as const)
        // prettier-ignore
        assert.deepEqual(await source.slice(start, end), expected(start, end), `${chunks} ${start} ${end}`);
    }
  });

  it('of rows that are asked for one after the other are read once by rows of chunks', async () => {
    const columns = 2 ** 18;
    const { source, asked } = dataset(40, columns, [8, 1000]);
    for (let row = 0; row < 40; row++) await source.slice(row * columns, row * columns + 5);
    assert.deepEqual(asked.map(({ box: { offset, count } }) => [offset[0], count[0]]), [0, 8, 16, 24, 32].map((first) => [first, 8])); // prettier-ignore
    assert.ok(asked.every(({ unpacked }) => unpacked === 8 * columns));
  });

  it('in the smallest of chunks are read by some thousands of them', async () => {
    const { source, asked } = dataset(5000, 2, [1, 1]);
    assert.deepEqual(await source.slice(0, 10_000), expected(0, 10_000));
    assert.ok(asked.every(({ box: { count }, unpacked }) => count[0]! <= 1024 && unpacked >= 2 * count[0]!));
  });

  it('that several ask for at one time are read once', async () => {
    const { source, asked } = dataset(30, 7, [4, 3]);
    await Promise.all([1, 2, 3].map((start) => source.slice(start, 9)));
    assert.equal(asked.length, 1);
  });

  it('in one piece are read as they are asked for', async () => {
    const { source, asked } = dataset(1000, 10, undefined);
    await source.slice(5003, 5007);
    assert.deepEqual(asked, [{ box: { offset: [500, 3], count: [1, 4] }, unpacked: 4 }]);
  });

  it('that could not be read are asked for again', async () => {
    let fails = true;
    const read = (): Promise<Uint8Array> =>
      fails ? Promise.reject(new Error('no')) : Promise.resolve(Uint8Array.of(1, 2));
    const source = datasetSource({ shape: [2], itemsize: 1, chunks: [2] }, read);
    await assert.rejects(source.slice(0, 2), /no/);
    fails = false;
    assert.deepEqual(await source.slice(0, 2), Uint8Array.of(1, 2));
  });
});
