import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  addElements,
  columnTally,
  endTally,
  tallyBytes,
  type ColumnTally,
} from '../../../src/jobs/summary/columnTally';
import { gaussian } from '../../linalg/random';

/** The tally of rows x columns that come in pieces of so many elements. */
function tallied(values: Float64Array, columns: number, step: number): ColumnTally {
  const tally = columnTally(columns, values.length / columns);
  for (let at = 0; at < values.length; at += step) {
    addElements(tally, values.subarray(at, at + step), at, { width: columns, inner: 1, from: 0 }, () => undefined);
  }
  endTally(tally);
  return tally;
}

describe('a tally of columns', () => {
  const [rows, columns] = [40, 3];
  const values = gaussian(rows, columns, 4).data.map((value, i) => (i < columns ? 0 : 1e8 + value));
  values[7] = NaN;
  values[columns * 5 + 1] = -Infinity;

  it('is the same to the bit however its elements come', () => {
    const whole = tallied(values, columns, values.length);
    for (const step of [1, 2, columns, 7]) assert.deepEqual(tallied(values, columns, step), whole);
  });

  it('has the median of the first elements for a shift, though the first row alone came first', () => {
    const { shift, sum, squares, finite } = tallied(values, columns, columns);
    for (let j = 0; j < columns; j++) {
      const own = Array.from(values).filter((value, i) => i % columns === j && Number.isFinite(value));
      assert.equal(shift[j], own.slice(0, 9).sort((x, y) => x - y)[4]);
      assert.equal(finite[j], own.length);
      const mean = own.reduce((total, value) => total + value - shift[j]!, 0) / own.length;
      assert.ok(Math.abs(sum[j]! / own.length - mean) < 1e-9 * Math.abs(mean));
      const spread = own.reduce((total, value) => total + (value - shift[j]! - mean) ** 2, 0);
      assert.ok(Math.abs(squares[j]! - own.length * mean ** 2 - spread) < 1e-6 * spread);
    }
  });

  it('takes what it says', () => {
    for (const elements of [1, 2, 9, 1000]) {
      const arrays = Object.values(columnTally(5, elements)).filter((part) => part instanceof Float64Array);
      assert.equal(
        arrays.reduce((total, part) => total + part.byteLength, 0),
        5 * tallyBytes(elements),
      );
    }
  });
});
