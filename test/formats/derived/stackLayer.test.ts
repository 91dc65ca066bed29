import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NoSuchLayerError, stackLayer } from '../../../src/formats/derived/stackLayer';
import { arrayOf, numbersOf } from './arrays';

/** Three layers of two samples and four neurons. */
const values = Array.from({ length: 24 }, (_unused, i) => i);

describe('npy/derived/stackLayer', () => {
  it('is an index of the first axis, whatever the order of the file', async () => {
    for (const fortranOrder of [false, true]) {
      const stack = await arrayOf(values, [3, 2, 4], { fortranOrder });
      for (const index of [0, 1, 2]) {
        const layer = stackLayer(stack, index);
        assert.equal(layer.name, `x.npy::${index}`);
        assert.deepEqual(layer.header.shape, [2, 4]);
        assert.deepEqual(await numbersOf(layer), values.slice(8 * index, 8 * index + 8));
      }
    }
  });

  it('keeps element type and order of the file, and ends where the layer does', async () => {
    for (const fortranOrder of [false, true]) {
      const { header, source } = stackLayer(await arrayOf(values, [3, 2, 4], { dtype: 'f4', fortranOrder }), 1);
      assert.deepEqual([header.descr, header.fortranOrder], ['<f4', fortranOrder]);
      assert.equal(source.byteLength, header.dataOffset + 8 * 4);
    }
  });

  it('is read in pieces, in whatever parts of it are asked for', async () => {
    const [rows, width] = [600, 500];
    const many = Float64Array.from({ length: 2 * rows * width }, (_unused, i) => i);
    const stack = await arrayOf(many, [2, rows, width], { fortranOrder: true });
    const layer = stackLayer(stack, 1);
    assert.deepEqual(await numbersOf(layer), Array.from(many.subarray(rows * width)));
    assert.ok(Math.max(...stack.source.reads.map(([start, end]) => end - start)) <= 4 << 20);
    const all = await layer.source.slice(0, layer.source.byteLength);
    for (const [start, end] of [
      [3, 21],
      [8, 8],
      [2_097_140, 2_097_171],
    ] as const)
      assert.deepEqual(await layer.source.slice(start, end), all.slice(start, end));
  });

  it('refuses a layer that there is not, and an array that is no stack', async () => {
    const stack = await arrayOf(values, [3, 2, 4]);
    assert.throws(
      () => stackLayer(stack, 3),
      new NoSuchLayerError('x.npy of shape (3, 2, 4) has the layers 0 to 2, and 3 was asked for.'),
    );
    const matrix = await arrayOf(values, [6, 4]);
    assert.throws(() => stackLayer(matrix, 0), /no stack of layers, which has three axes/);
  });
});
