import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { singularValues } from '../../../src/linalg/svd';
import { nuclearNorm } from '../../../src/similarity/measures/nuclearNorm';
import { sum } from '../../../src/similarity/measures/summaries';
import { forPlainAndFastestKernels } from '../../linalg/everyKernels';
import { uniform } from '../../linalg/random';

function drawn(rows: number, columns: number, seed: number): Matrix {
  const next = uniform(seed);
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => next() - 0.5),
  );
}

forPlainAndFastestKernels(() => {
  describe('the sum of singular values', () => {
    it('is that of the decomposition, whichever side is the wider', () => {
      for (const [rows, columns] of [
        [20, 20],
        [7, 30],
        [30, 7],
        [1, 5],
      ] as const) {
        const M = drawn(rows, columns, rows);
        const expected = sum(singularValues(M));
        const found = nuclearNorm(M, 2 * expected);
        assert.ok(found !== undefined && Math.abs(found - expected) < 1e-12 * expected, `${rows} x ${columns}`);
      }
    });

    it('is not told of small singular values that squares lose, nor near its bound, nor of none', () => {
      const thin = matrix(2, 2, Float64Array.of(1, 0, 0, 1e-6));
      assert.equal(nuclearNorm(thin, 10), undefined);
      assert.equal(nuclearNorm(matrix(2, 2, Float64Array.of(1, 0, 0, 0)), 10), undefined);
      const M = drawn(8, 8, 3);
      assert.equal(nuclearNorm(M, sum(singularValues(M)) * (1 + 1e-9)), undefined);
    });
  });
});
