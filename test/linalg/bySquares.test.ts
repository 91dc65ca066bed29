import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { singularValues, singularValuesBySquares } from '../../src/linalg/svd';
import { transpose } from '../../src/linalg/transpose';
import { forEveryKernels } from './everyKernels';
import { gaussian } from './random';

const epsilon = 2 ** -52;
/** How many times 2^-53 of the level squared the squares are off at most: the plain kernels 5, the others 1. */
const times = 10;

/** rows x columns with these singular values: a diagonal between reflections, which are orthogonal to the last digits. */
function withValues(values: Float64Array, rows: number, columns: number): Matrix {
  const A = matrix(rows, columns);
  values.forEach((value, i) => (A.data[i * columns + i] = value));
  const turned = transpose(reflected(reflected(A, 1), 2));
  return transpose(reflected(reflected(turned, 3), 4));
}

/** A less 2 v v'A of a v of length 1. */
function reflected(A: Matrix, seed: number): Matrix {
  const { rows, columns } = A;
  const v = gaussian(rows, 1, seed).data;
  const length = Math.hypot(...v);
  const along = new Float64Array(columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) along[j]! += (v[i]! / length) * A.data[i * columns + j]!;
  const found = matrix(rows, columns, A.data.slice());
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) found.data[i * columns + j]! -= 2 * (v[i]! / length) * along[j]!;
  return found;
}

/** A few large values, and the others far below: as the covariance of two layers has them. */
const falling = (n: number, power: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => (i + 1) ** -power);

forEveryKernels(({ name }) => {
  // The plain ones have no blocks, and would take seconds for a size that has.
  const wide = name === 'plain' ? 40 : 290;

  describe('singular values by squares', () => {
    for (const [what, rows, columns] of [
      ['square', wide, wide],
      ['tall', wide + 30, wide],
      ['wide', wide, 2 * wide],
      ['small', 20, 12],
      ['one', 1, 5],
    ] as const) {
      it(`of ${what} matrices are known to what they say`, () => {
        const n = Math.min(rows, columns);
        for (const power of [0.5, 2]) {
          const expected = falling(n, power);
          const A = withValues(expected, rows, columns);
          const before = A.data.slice();
          const { values, level } = singularValuesBySquares(A);
          assert.deepEqual(A.data, before, 'the input was modified');
          assert.equal(values.length, n);
          const smallest = expected[n - 1]!;
          // What A itself is rounded by is a few units of its largest value.
          values.forEach((value, i) => {
            const allowed = (times * epsilon * level ** 2) / (2 * smallest) + 100 * epsilon;
            assert.ok(Math.abs(value - expected[i]!) <= allowed, `${i}: ${value} and ${expected[i]}, level ${level}`);
          });
        }
      });
    }

    it('are at a lower level than the largest value where it alone is large', () => {
      const expected = falling(wide, 2);
      const { level } = singularValuesBySquares(withValues(expected, wide, wide));
      if (name === 'plain') assert.ok(Math.abs(level - 1) < 1e-12);
      else assert.ok(level < 0.01 && level >= expected[40]!, `level ${level}`);
    });

    it('of matrices without full rank are small or 0 where there are none, and the others right', () => {
      for (const rank of [1, Math.floor(wide / 2), wide - 1]) {
        const expected = new Float64Array(wide);
        expected.set(falling(rank, 0.3));
        const { values, level } = singularValuesBySquares(withValues(expected, wide, wide));
        // Either they were lost, and all are 0, or the squares are right to rounding.
        if (values[0] === 0) continue;
        values.forEach((value, i) =>
          assert.ok(Math.abs(value ** 2 - expected[i]! ** 2) <= 100 * epsilon * (level ** 2 + 1), `rank ${rank}, ${i}`),
        );
      }
    });

    it('are those of the scaled matrix, scaled, for entries near the ends of float64', () => {
      const A = withValues(falling(wide, 1), wide, wide);
      const { values, level } = singularValuesBySquares(A);
      for (const factor of [2 ** 900, 2 ** -900]) {
        const far = singularValuesBySquares(
          matrix(
            wide,
            wide,
            A.data.map((value) => value * factor),
          ),
        );
        far.values.forEach((value, i) => assert.ok(Math.abs(value / factor - values[i]!) < 1e-13));
        assert.ok(Math.abs(far.level / factor - level) < 1e-13);
      }
    });

    it('are those of the decomposition for numbers that were drawn, and none of an empty matrix', () => {
      const A = gaussian(wide, wide, 9);
      const expected = singularValues(A);
      const { values, level } = singularValuesBySquares(A);
      values.forEach((value, i) => {
        const allowed = (times * epsilon * level ** 2) / (2 * expected[wide - 1]!) + 1e-12;
        assert.ok(Math.abs(value - expected[i]!) <= allowed, `${i}`);
      });
      assert.deepEqual(singularValuesBySquares(matrix(0, 3)), { values: new Float64Array(0), level: 0 });
      assert.deepEqual([...singularValuesBySquares(matrix(3, 2)).values], [0, 0]);
    });

    it('refuses what is not finite', () => {
      const A = matrix(2, 2, Float64Array.of(1, 2, NaN, 4));
      assert.throws(() => singularValuesBySquares(A), { code: 'not-converged' });
    });
  });
});
