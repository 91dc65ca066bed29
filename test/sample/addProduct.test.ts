import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addProduct } from '../../src/sample/addProduct';

describe('addProduct', () => {
  // Small whole numbers, so that sums are exact in any order. Six terms: four at once, then two.
  const right = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

  it('adds the product to what is there and touches nothing else', () => {
    const left = { values: Float64Array.of(1, 0, -1, 2, 0, 1, 9), across: 6, along: 1 };
    const to = Float64Array.of(100, 100, 100, 100);
    addProduct(to, 1, left, right, 6, 2);
    // 1 - 5 + 2 * 7 + 11 = 21 and 2 - 6 + 2 * 8 + 12 = 24.
    assert.deepEqual([...to], [121, 124, 100, 100]);
  });

  it('takes a matrix that lies the other way round', () => {
    const values = Float64Array.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    const to = new Float64Array(4);
    addProduct(to, 2, { values, across: 1, along: 2 }, right, 6, 2);
    assert.deepEqual([...to], [0, 0, 36, 42]);
  });

  it('has the same bits for a row alone, for two, and for a third behind them', () => {
    const [terms, width] = [11, 5];
    const some = (length: number, step: number) => Float64Array.from({ length }, (_, at) => Math.sin(step * at + 1));
    const [values, rows] = [some(3 * terms, 0.7), some(terms * width, 0.3)];
    const all = some(3 * width, 0.1);
    const alone = all.slice();
    addProduct(all, 3, { values, across: terms, along: 1 }, rows, terms, width);
    for (let i = 0; i < 3; i++)
      addProduct(
        alone.subarray(i * width),
        1,
        { values: values.subarray(i * terms), across: terms, along: 1 },
        rows,
        terms,
        width,
      );
    assert.deepEqual(all, alone);
  });
});
