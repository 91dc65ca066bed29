import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assignment } from '../../src/linalg/assignment';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { transpose } from '../../src/linalg/transpose';
import { gaussian } from './random';

/** The sum of the assigned entries, and that no column is assigned twice. */
function sumOf(R: Matrix, columns: Int32Array): number {
  const taken = [...columns].filter((j) => j !== -1);
  assert.equal(new Set(taken).size, taken.length);
  assert.equal(taken.length, Math.min(R.rows, R.columns));
  return columns.reduce((sum, j, i) => (j === -1 ? sum : sum + R.data[i * R.columns + j]!), 0);
}

/** The largest sum of all assignments of the rows of a matrix that is no higher than wide, tried one by one. */
function largestSum(R: Matrix, row = 0, taken = new Set<number>()): number {
  if (row === R.rows) return 0;
  let best = -Infinity;
  for (let j = 0; j < R.columns; j++) {
    if (taken.has(j)) continue;
    taken.add(j);
    best = Math.max(best, R.data[row * R.columns + j]! + largestSum(R, row + 1, taken));
    taken.delete(j);
  }
  return best;
}

describe('assignment', () => {
  it('gives up a best partner where two rows want the same one', () => {
    assert.deepEqual([...assignment(matrix(2, 2, Float64Array.of(0.9, 0.8, 0.7, 0.1)))], [1, 0]);
    assert.deepEqual([...assignment(matrix(2, 3, Float64Array.of(0.9, 0.8, 0.1, 0.9, 0.1, 0.2)))], [1, 0]);
    assert.deepEqual([...assignment(matrix(3, 1, Float64Array.of(-3, -1, -2)))], [-1, 0, -1]);
  });

  it('has the largest sum of all that there are, whichever side is longer', () => {
    for (let seed = 0; seed < 40; seed++) {
      const R = gaussian(1 + (seed % 5), 5 + (seed % 3), seed);
      const best = largestSum(R);
      assert.ok(Math.abs(sumOf(R, assignment(R)) - best) < 1e-12);
      assert.ok(Math.abs(sumOf(transpose(R), assignment(transpose(R))) - best) < 1e-12);
    }
  });

  it('finds a permutation among hundreds, and one of the best where many tie', () => {
    const n = 300;
    const R = gaussian(n, n, 1);
    const order = Int32Array.from({ length: n }, (_, i) => (7 * i + 3) % n);
    for (let i = 0; i < n; i++) R.data[i * n + order[i]!]! += 20;
    assert.deepEqual(assignment(R), order);
    assert.equal(sumOf(matrix(4, 6), assignment(matrix(4, 6))), 0);
  });
});
