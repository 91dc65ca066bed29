import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NoSuchLayerError, stackLayer } from '../../../src/npy/derived/stackLayer';
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

  it('keeps the element type of a file in C order, and ends where the layer does', async () => {
    const layer = stackLayer(await arrayOf(values, [3, 2, 4], { dtype: 'f4' }), 1);
    assert.equal(layer.header.descr, '<f4');
    assert.equal(layer.source.byteLength, layer.header.dataOffset + 8 * 4);
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
