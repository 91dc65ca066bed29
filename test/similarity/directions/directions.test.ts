import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { block } from '../../../src/linalg/blocks';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { transpose } from '../../../src/linalg/transpose';
import { singularValues } from '../../../src/linalg/svd';
import { canonicalDirections, canonicalVariates } from '../../../src/similarity/directions/directions';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { leadingNeurons, loadings } from '../../../src/similarity/directions/loadings';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import type { PairFactors } from '../../../src/similarity/routes/pairFactors';
import type { ProjectionBasis } from '../../../src/facts/projectionBases';
import { projections, type SideProjection } from '../../../src/similarity/directions/projections';
import { mapped, representation } from '../../jobs/relatedPairs';
import { forEveryKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { near } from '../expectedPair';

const names = { a: 'a', b: 'b' };
const routes = ['gram', 'cholesky-qr', 'qr'] as const;

function factor(A: Matrix, B: Matrix, route?: (typeof routes)[number]): Promise<PairFactors> {
  return factorPair(memoryPasses(A, B, names), names, route ? { route } : {});
}

function column(X: Matrix, j: number): number[] {
  return Array.from({ length: X.rows }, (_, i) => X.data[i * X.columns + j]!);
}

function correlation(x: number[], y: number[]): number {
  const centred = (values: number[]): number[] => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [u, v] = [centred(x), centred(y)];
  const dot = (p: number[], q: number[]): number => p.reduce((sum, value, i) => sum + value * q[i]!, 0);
  return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
}

/** mean + (X - mean) P'P. */
function projected(X: Matrix, { projection, mean }: SideProjection): Matrix {
  const P = multiply(
    mapped(X, (value, _at, _i, j) => value - mean[j]!),
    projection,
  );
  return mapped(P, (value, _at, _i, j) => value + mean[j]!);
}

forEveryKernels(() => {
  describe('loadings', () => {
    // The third neuron of a is constant.
    const A = mapped(representation(300, 8, 1), (value, _at, _i, j) => (j === 2 ? 4 : value * 10 ** (j % 3)));
    const B = representation(300, 6, 2);

    it('are the correlations of neurons with the variates, by every route', async () => {
      for (const route of routes) {
        const factors = await factor(A, B, route);
        const { a, b, coefficients } = canonicalDirections(factors);
        for (const [X, side, directions] of [
          [A, factors.a, a],
          [B, factors.b, b],
        ] as const) {
          const found = loadings(side, directions.rotation);
          const variates = canonicalVariates(X, directions);
          assert.deepEqual([found.rows, found.columns], [X.columns, coefficients.length]);
          for (let j = 0; j < X.columns; j++) {
            const constant = X === A && j === 2;
            const expected = Array.from(coefficients, (_, k) =>
              constant ? 0 : correlation(column(X, j), column(variates, k)),
            );
            // Both sides of the comparison go through sums over 300 samples.
            near(
              Array.from(found.data.subarray(j * found.columns, (j + 1) * found.columns)),
              expected,
              1e-11,
              `${route}, neuron ${j}`,
            );
          }
        }
      }
    });

    it('name the neurons that carry a direction, largest first, constant ones never', async () => {
      const factors = await factor(A, B);
      const { a } = canonicalDirections(factors);
      const all = loadings(factors.a, a.rotation);
      const leading = leadingNeurons(all, a.weights, 0, 20);
      assert.equal(leading.length, 7);
      assert.ok(leading.every(({ neuron }) => neuron !== 2));
      leading.forEach(({ neuron, loading, weight }, at) => {
        assert.equal(loading, all.data[neuron * all.columns]);
        assert.equal(weight, a.weights.data[neuron * all.columns]);
        if (at > 0) assert.ok(Math.abs(loading) <= Math.abs(leading[at - 1]!.loading));
      });
      assert.deepEqual(leadingNeurons(all, a.weights, 0, 3), leading.slice(0, 3));
    });

    it('are all 1 or -1 where one neuron is the whole side', async () => {
      const single = block(B, 0, B.rows, 0, 1);
      const factors = await factor(single, B);
      const found = loadings(factors.a, canonicalDirections(factors).a.rotation);
      near([found.data[0]!], [1], 1e-14, 'loading');
    });
  });

  it('have the same bits whichever side stands first, but for the sign of a direction', async () => {
    const [A, B] = [representation(300, 7, 3), representation(300, 6, 4)];
    for (const route of routes) {
      const [one, other] = [await factor(A, B, route), await factor(B, A, route)];
      const [x, y] = [canonicalDirections(one), canonicalDirections(other)];
      assert.deepEqual(y.coefficients, x.coefficients, route);
      const sizes = ({ data }: Matrix): Float64Array => data.map(Math.abs);
      assert.deepEqual(sizes(y.b.weights), sizes(x.a.weights), route);
      assert.deepEqual(sizes(y.a.weights), sizes(x.b.weights), route);
      // Of CCA's directions the signs, and with them the last bits of what they span, are by side a.
      const [p, q] = [projections(one, 'pls', 3), projections(other, 'pls', 3)];
      assert.deepEqual([q.b.projection, q.a.projection], [p.a.projection, p.b.projection], route);
    }
  });

  describe('projections', () => {
    const A = mapped(representation(400, 9, 3), (value, _at, _i, j) => (j === 4 ? -1 : value * (j + 1)));
    const B = representation(400, 7, 4);
    const bases: ProjectionBasis[] = ['cca', 'pls', 'pca'];

    it('are symmetric, idempotent and of the rank that was asked for, by every route', async () => {
      for (const route of routes) {
        const factors = await factor(A, B, route);
        for (const by of bases) {
          const sides = projections(factors, by, 3);
          for (const [side, d] of [
            [sides.a, 9],
            [sides.b, 7],
          ] as const) {
            const { projection, basis } = side;
            assert.deepEqual([projection.rows, projection.columns, basis.rows, basis.columns], [d, d, 3, d]);
            near(multiply(projection, projection).data, projection.data, 1e-12, `${route}, ${by}: idempotent`);
            near(transpose(projection).data, projection.data, 0, `${route}, ${by}: symmetric`);
            near(
              multiply(basis, transpose(basis)).data,
              [1, 0, 0, 0, 1, 0, 0, 0, 1],
              1e-12,
              `${route}, ${by}: orthonormal`,
            );
            near(singularValues(projection).subarray(0, 4), [1, 1, 1, 0], 1e-12, `${route}, ${by}: rank`);
          }
          // The constant neuron has no part in it, and keeps its value.
          near(sides.a.projection.data.subarray(4 * 9, 5 * 9), new Float64Array(9), 0, 'constant neuron');
          near([projected(A, sides.a).data[4]!], [-1], 0, 'constant neuron');
        }
      }
    });

    it('are the same by every route', async () => {
      const plain = await factor(A, B);
      for (const route of ['cholesky-qr', 'qr'] as const) {
        const other = await factor(A, B, route);
        for (const by of bases) {
          const [found, expected] = [projections(other, by, 2), projections(plain, by, 2)];
          // Covariances know directions to 1e-16 over the gap between eigenvalues, which is wide here.
          near(found.a.projection.data, expected.a.projection.data, 1e-9, `${route}, ${by}`);
          near(found.b.projection.data, expected.b.projection.data, 1e-9, `${route}, ${by}`);
        }
      }
    });

    it('by CCA leave the first variates what they were, and nothing else in common', async () => {
      const factors = await factor(A, B);
      const directions = canonicalDirections(factors);
      const { a, b } = projections(factors, 'cca', 3);
      const [X, Y] = [projected(A, a), projected(B, b)];
      const first = (W: Matrix): Matrix => block(W, 0, W.rows, 0, 3);
      for (const [whole, part, { weights, mean }] of [
        [A, X, directions.a],
        [B, Y, directions.b],
      ] as const) {
        const cut = { weights: first(weights), mean };
        near(canonicalVariates(part, cut).data, canonicalVariates(whole, cut).data, 1e-10, 'variates');
      }
      const again = canonicalDirections(await factor(X, Y, 'qr'));
      near(again.coefficients, directions.coefficients.subarray(0, 3), 1e-10, 'coefficients');
    });

    it('by PCA keep the variance of the first components', async () => {
      const factors = await factor(A, B);
      const { b } = projections(factors, 'pca', 2);
      const mean = (X: Matrix): Matrix => mapped(X, (value, _at, _i, j) => value - b.mean[j]!);
      const all = singularValues(mean(B));
      const kept = singularValues(mean(projected(B, b)));
      near(kept.subarray(0, 3), [all[0]!, all[1]!, 0], 1e-10 * all[0]!, 'singular values');
    });

    it('by PLS keep the largest covariances', async () => {
      const factors = await factor(A, B);
      const { a, b } = projections(factors, 'pls', 2);
      const covariance = (X: Matrix, Y: Matrix): Float64Array => singularValues(multiply(transpose(X), Y));
      const centred = (X: Matrix, { mean }: SideProjection): Matrix =>
        mapped(X, (value, _at, _i, j) => value - mean[j]!);
      const all = covariance(centred(A, a), centred(B, b));
      const kept = covariance(centred(projected(A, a), a), centred(projected(B, b), b));
      near(kept.subarray(0, 3), [all[0]!, all[1]!, 0], 1e-10 * all[0]!, 'covariances');
    });

    it('do not depend on the units of a file', async () => {
      const expected = projections(await factor(A, B), 'cca', 2).a.projection.data;
      for (const scale of [1e150, 1e-150]) {
        const factors = await factor(
          mapped(A, (value) => value * scale),
          B,
        );
        near(projections(factors, 'cca', 2).a.projection.data, expected, 1e-10, `scaled by ${scale}`);
      }
    });

    it('are refused beyond the directions that there are, and with too few samples', async () => {
      const factors = await factor(A, B);
      assert.throws(() => projections(factors, 'cca', 8), {
        code: 'rank-too-large',
        message: /7 canonical directions/,
      });
      assert.throws(() => projections(factors, 'pca', 8), { code: 'rank-too-large', message: /^b has 7 principal/ });
      assert.equal(projections(factors, 'pls', 7).a.basis.rows, 7);
      const wide = await factor(gaussian(10, 30, 1), gaussian(10, 4, 2));
      for (const by of bases) assert.throws(() => projections(wide, by, 1), { code: 'too-few-samples' });
    });
  });

  describe('directions of a matrix with itself', () => {
    it('correlate wholly, and load alike', async () => {
      const A = representation(200, 5, 6);
      const factors = await factor(A, matrix(A.rows, A.columns, A.data.slice()));
      const { a, b, coefficients } = canonicalDirections(factors);
      near(coefficients, [1, 1, 1, 1, 1], 1e-12, 'coefficients');
      near(loadings(factors.a, a.rotation).data, loadings(factors.b, b.rotation).data, 1e-7, 'loadings');
    });
  });
});
