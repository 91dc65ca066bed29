import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ArraySummary } from '../../../src/protocol/arraySummary';
import { columnsCsv } from '../../../webview/export/columnsCsv';

describe('webview/export/columnsCsv', () => {
  it('writes the columns of an array, counted from 0', () => {
    const summary: ArraySummary = {
      path: 'x.npy',
      shape: [4, 2],
      dtype: '<f4',
      fortranOrder: false,
      facts: [],
      dataBytes: 32,
      nan: 1,
      infinite: 3,
      negativeInfinite: 2,
      firstNonFinite: [0, 1],
      minimum: 0,
      maximum: 2,
      mean: 1,
      zeroFraction: 0.25,
      columns: {
        mean: [1, null],
        standardDeviation: [0.5, null],
        zeroFraction: [0.25, 0],
        minimum: [0, null],
        maximum: [2, null],
        nan: [0, 1],
        infinite: [0, 3],
        negativeInfinite: [0, 2],
        constant: [0],
      },
      warnings: [],
    };
    const lines = columnsCsv(summary).split('\n');
    assert.equal(
      lines[0],
      'neuron,mean,standard_deviation,zero_fraction,minimum,maximum,nan,positive_infinite,negative_infinite,constant',
    );
    assert.deepEqual(lines.slice(1), ['0,1,0.5,0.25,0,2,0,0,0,1', '1,,,0,,,1,1,2,0', '']);
    assert.equal(columnsCsv({ ...summary, columns: null }).split('\n').length, 2);
    const wide = {
      ...summary,
      columns: { ...summary.columns!, minimum: [4, null], maximum: [2 ** 53, null] },
      exact: {
        minimum: '4',
        maximum: '9007199254740993',
        columns: { minimum: ['4', ''], maximum: ['9007199254740993', ''] },
      },
    };
    assert.equal(columnsCsv(wide).split('\n')[1], '0,1,0.5,0.25,4,9007199254740993,0,0,0,1');
  });
});
