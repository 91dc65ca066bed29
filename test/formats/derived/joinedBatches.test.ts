import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { joinedBatches } from '../../../src/formats/derived/joinedBatches';
import { counting } from '../sources';
import { arrayOf, numbersOf } from './arrays';

const first = [0, 1, 2, 3, 4, 5];
const second = [10, 11];
const third = [20, 21, 22, 23];

describe('npy/derived/joinedBatches', () => {
  it('puts the samples of one batch after those of the other, and keeps the element type', async () => {
    const joined = joinedBatches([
      await arrayOf(first, [3, 2], { dtype: 'f4' }),
      await arrayOf(second, [1, 2], { dtype: 'f4' }),
      await arrayOf(third, [2, 2], { dtype: 'f4' }),
    ]);
    assert.deepEqual(joined.header.shape, [6, 2]);
    assert.equal(joined.header.descr, '<f4');
    assert.deepEqual(await numbersOf(joined), [...first, ...second, ...third]);
    // From the middle of one batch to the middle of another.
    const bytes = new Uint8Array(await joined.source.slice(20, 36));
    assert.deepEqual(Array.from(new Float32Array(bytes.buffer)), [5, 10, 11, 20]);
  });

  it('widens batches of different element types or orders', async () => {
    const joined = joinedBatches([
      await arrayOf(first, [3, 2], { fortranOrder: true }),
      await arrayOf(second, [1, 2], { dtype: 'f4' }),
      await arrayOf(third, [2, 2], { sequential: true }),
    ]);
    assert.equal(joined.header.descr, '<f8');
    assert.equal(joined.source.sequential, true);
    assert.deepEqual(await numbersOf(joined), [...first, ...second, ...third]);
  });

  it('joins along the first of many axes', async () => {
    const joined = joinedBatches([
      await arrayOf(counting(24), [1, 2, 3, 4]),
      await arrayOf(counting(48), [2, 2, 3, 4], { fortranOrder: true }),
    ]);
    assert.deepEqual(joined.header.shape, [3, 2, 3, 4]);
  });

  it('takes a batch without samples', async () => {
    const batches = [await arrayOf([], [0, 2], { dtype: 'f4' }), await arrayOf(second, [1, 2])];
    assert.deepEqual(await numbersOf(joinedBatches(batches)), second);
  });

  it('refuses batches of other shapes, naming both files', async () => {
    const batches = [await arrayOf(first, [3, 2], { name: 'a.npy' }), await arrayOf(first, [2, 3], { name: 'b.npy' })];
    assert.throws(() => joinedBatches(batches), {
      code: 'batch-mismatch',
      message: /a\.npy.*\(3, 2\).*b\.npy.*\(2, 3\)/,
    });
  });
});
