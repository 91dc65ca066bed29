import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { belowProducts } from '../../src/linalg/below';
import { ShapeError } from '../../src/linalg/errors';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { seededRandom } from '../../src/linalg/random';
import { rowTiles } from '../../src/linalg/rowTiles';
import { forEveryKernels } from './everyKernels';

const random = seededRandom(4);

function symmetric(n: number): Matrix {
  const V = matrix(n, n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) V.data[i * n + j] = V.data[j * n + i] = random.normal();
  return V;
}

const belowOf = ({ rows: n, data }: Matrix): Float64Array =>
  Float64Array.from(Array.from({ length: n }, (_, i) => [...data.subarray(i * n, i * n + i)]).flat());

describe('products of what is below diagonals', () => {
  forEveryKernels(() => {
    it('are sums over pairs of rows in their order', () => {
      for (const n of [1, 2, 3, 5, 90, 201]) {
        const [us, V] = [[symmetric(n), symmetric(n), symmetric(n)], symmetric(n)];
        const orders = [0, 1, 2].map(() => random.permutation(n));
        const { rows, columns, data } = belowProducts(us.map(belowOf), V, orders);
        assert.deepEqual([rows, columns], [3, 3]);
        orders.forEach((order, place) =>
          us.forEach((U, at) => {
            let sum = 0;
            for (let i = 0; i < n; i++)
              for (let j = 0; j < i; j++) sum += U.data[i * n + j]! * V.data[order[i]! * n + order[j]!]!;
            assert.ok(Math.abs(data[place * 3 + at]! - sum) < 1e-11, `${n}`);
          }),
        );
      }
    });

    it('do not depend on what is beside them, to the last bit, and leave all as it was', () => {
      const n = 150;
      const [us, V] = [[symmetric(n), symmetric(n), symmetric(n)].map(belowOf), symmetric(n)];
      const orders = [0, 1, 2, 3, 4].map(() => random.permutation(n));
      const before = structuredClone({ us, V, orders });
      const all = belowProducts(us, V, orders);
      us.forEach((u, at) =>
        orders.forEach((order, place) =>
          assert.equal(belowProducts([u], V, [order]).data[0], all.data[place * us.length + at]),
        ),
      );
      assert.deepEqual({ us, V, orders }, before);
      assert.deepEqual(belowProducts([], V, orders).columns, 0);
      assert.deepEqual(belowProducts(us, V, []).rows, 0);
    });
  });

  it('are asked of matrices and orders of one size', () => {
    const V = symmetric(4);
    assert.throws(() => belowProducts([new Float64Array(5)], V, []), ShapeError);
    assert.throws(() => belowProducts([], V, [Uint32Array.of(0, 1, 2)]), ShapeError);
    assert.equal(plainKernels.belowProducts([new Float64Array(6)], V, [Uint32Array.of(3, 2, 1, 0)]).data[0], 0);
  });
});

describe('rowTiles', () => {
  it('holds every row below a diagonal once, in tiles of as many entries as are asked for, of a row at the least', () => {
    for (const [n, most] of [
      [1, 10],
      [2, 10],
      [40, 10],
      [40, 100],
      [40, 1e6],
    ] as const) {
      const tiles = rowTiles(n, most);
      assert.equal(
        tiles.reduce((sum, { entries }) => sum + entries, 0),
        (n * (n - 1)) / 2,
      );
      let [row, place] = [1, 0];
      for (const { from, to, first, entries } of tiles) {
        assert.deepEqual([from, first], [row, place]);
        assert.ok(to > from && (entries <= most || to === from + 1));
        [row, place] = [to, place + entries];
      }
      assert.equal(row, Math.max(1, n));
    }
  });
});
