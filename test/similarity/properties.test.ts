import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { multiply } from '../../src/linalg/multiply';
import { svd } from '../../src/linalg/svd';
import { canonicalDirections, canonicalVariates } from '../../src/similarity/directions/directions';
import { factorPair } from '../../src/similarity/routes/factorPair';
import { measurePair, type Measured } from '../../src/similarity/measures/measures';
import { memoryPasses } from '../../src/similarity/routes/memoryPasses';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { PairFactors } from '../../src/similarity/routes/pairFactors';
import { startRanges, startRows } from '../../src/similarity/routes/startOf';
import { forEveryKernels } from '../linalg/everyKernels';
import { gaussian } from '../linalg/random';
import { near } from './expectedPair';

const names = { a: 'a', b: 'b' };

function factor(A: Matrix, B: Matrix, route?: 'cholesky-qr' | 'qr'): Promise<PairFactors> {
  return factorPair(memoryPasses(A, B, names), names, route ? { route } : {});
}

async function compare(A: Matrix, B: Matrix, options: Partial<CompareOptions> = {}): Promise<Measured> {
  return measurePair(await factor(A, B), { ...defaultOptions, ...options });
}

/** Two related representations: shared signal, own noise, neurons of very different size. */
function relatedPair(n = 300, p = 12, q = 9): { A: Matrix; B: Matrix } {
  const signal = gaussian(n, 6, 3);
  const mixed = (d: number, seed: number): Matrix => {
    const X = multiply(signal, gaussian(6, d, seed));
    const noise = gaussian(n, d, seed + 10);
    return matrix(
      n,
      d,
      X.data.map((value, i) => value + 0.7 * noise.data[i]! + 5),
    );
  };
  return { A: mixed(p, 4), B: mixed(q, 5) };
}

function columnScaled(X: Matrix, factor: (j: number) => number): Matrix {
  return matrix(
    X.rows,
    X.columns,
    X.data.map((value, i) => value * factor(i % X.columns)),
  );
}

/** The last neuron becomes the first but for a small part of its own. */
function nearlyDependent(X: Matrix, part: number): Matrix {
  const d = X.columns;
  const data = X.data.map((value, i) => (i % d === d - 1 ? X.data[i - d + 1]! + part * value : value));
  return matrix(X.rows, d, data);
}

forEveryKernels(() => {
  describe('properties of the measures', () => {
    const { A, B } = relatedPair();
    let plain: Measured;
    before(async () => (plain = await compare(A, B)));

    it('CCA does not see an invertible map, a shift or a scale of either side', async () => {
      const mapped = await compare(
        multiply(A, gaussian(12, 12, 8)),
        columnScaled(B, (j) => 10 ** (j - 4)),
      );
      near(mapped.cca!.coefficients, plain.cca!.coefficients, 1e-10, 'coefficients');
    });

    it('CKA, debiased CKA, Procrustes, SVCCA do not see a rotation or one scale', async () => {
      const turned = await compare(
        columnScaled(multiply(A, svd(gaussian(12, 12, 9)).U), () => 37.5),
        B,
      );
      near([turned.cka!.linear, turned.cka!.debiased!], [plain.cka!.linear, plain.cka!.debiased!], 1e-12, 'cka');
      near([turned.procrustes!.similarity], [plain.procrustes!.similarity], 1e-12, 'procrustes');
      near(turned.svcca!.coefficients, plain.svcca!.coefficients, 1e-10, 'svcca');
    });

    it('is symmetric in its sides, PWCCA side by side', async () => {
      const turned = await compare(B, A);
      near(turned.cca!.coefficients, plain.cca!.coefficients, 1e-12, 'coefficients');
      near([turned.pwcca!.a, turned.pwcca!.b], [plain.pwcca!.b, plain.pwcca!.a], 1e-11, 'pwcca');
      near(
        [turned.cka!.linear, turned.procrustes!.distance],
        [plain.cka!.linear, plain.procrustes!.distance],
        1e-12,
        'others',
      );
      assert.equal(turned.pwcca!.side, 'a');
      assert.equal(plain.pwcca!.side, 'b');
    });

    it('is 1 for a representation and itself, by every route', async () => {
      for (const X of [A, columnScaled(A, (j) => 10 ** -j), gaussian(8, 30, 2)]) {
        const self = await compare(X, X);
        const scores = [
          self.cka!.linear,
          self.cka!.debiased!,
          self.procrustes!.similarity,
          self.cca?.mean ?? 1,
          self.pwcca?.value ?? 1,
        ];
        near(
          scores,
          scores.map(() => 1),
          1e-10,
          'self',
        );
      }
    });

    it('takes each route where its criterion says', async () => {
      assert.equal(plain.route.name, 'gram');
      const routeOf = async (X: Matrix, Y: Matrix): Promise<string> => (await compare(X, Y)).route.name;
      const scales = columnScaled(A, (j) => 10 ** -j);
      assert.equal(await routeOf(scales, B), 'gram', 'scales of neurons alone cost nothing');
      assert.equal(await routeOf(nearlyDependent(A, 1e-4), B), 'cholesky-qr');
      assert.equal(await routeOf(nearlyDependent(A, 1e-9), B), 'qr');
      assert.equal(await routeOf(gaussian(8, 30, 2), gaussian(8, 3, 1)), 'dual');
    });

    it('gives the same numbers by every route', async () => {
      for (const route of ['cholesky-qr', 'qr'] as const) {
        const other = measurePair(await factor(A, B, route), defaultOptions);
        assert.equal(other.route.name, route);
        near(other.cca!.coefficients, plain.cca!.coefficients, 1e-12, `${route}: coefficients`);
        near(other.svcca!.coefficients, plain.svcca!.coefficients, 1e-12, `${route}: svcca`);
        near(
          other.pls!.singularValues,
          plain.pls!.singularValues,
          1e-11 * plain.pls!.singularValues[0]!,
          `${route}: pls`,
        );
        near([other.pwcca!.a, other.pwcca!.b], [plain.pwcca!.a, plain.pwcca!.b], 1e-11, `${route}: pwcca`);
        const others = ({ cka, procrustes, pca }: Measured): number[] => [
          cka!.linear,
          cka!.debiased!,
          procrustes!.similarity,
          pca!.a.participationRatio,
        ];
        near(others(other), others(plain), 1e-11, `${route}: other measures`);
      }
    });

    it('gives the same numbers through covariances and through QR', async () => {
      // A duplicated neuron forces QR and changes no subspace.
      const doubled = matrix(
        A.rows,
        13,
        Float64Array.from({ length: 13 * A.rows }, (_, i) => A.data[Math.floor(i / 13) * 12 + Math.min(i % 13, 11)]!),
      );
      const other = await compare(doubled, B);
      assert.equal(other.route.name, 'qr');
      assert.deepEqual(other.dropped.a, [{ index: 12, reason: 'dependent' }]);
      near(other.cca!.coefficients, plain.cca!.coefficients, 1e-10, 'coefficients');
    });

    it('names the later of dependent neurons, and constant ones', async () => {
      const columns = (i: number): number[] => {
        const [x, y] = [A.data[i * 12]!, A.data[i * 12 + 1]!];
        return [x, 3, y, x + y, A.data[i * 12 + 2]!, -2 * x];
      };
      const X = matrix(A.rows, 6, Float64Array.from(Array.from({ length: A.rows }, (_, i) => columns(i)).flat()));
      assert.deepEqual((await compare(X, B)).dropped.a, [
        { index: 1, reason: 'constant' },
        { index: 3, reason: 'dependent' },
        { index: 5, reason: 'dependent' },
      ]);
    });

    it('survives a large mean and a huge or tiny scale', async () => {
      const shifted = await compare(
        matrix(
          A.rows,
          A.columns,
          A.data.map((value) => value + 1e6),
        ),
        B,
      );
      near(shifted.cca!.coefficients, plain.cca!.coefficients, 1e-8, 'shifted');
      for (const scale of [1e150, 1e-150, 1e300]) {
        const huge = await compare(
          columnScaled(A, () => scale),
          B,
        );
        near(huge.cca!.coefficients, plain.cca!.coefficients, 1e-10, `scaled by ${scale}`);
        near([huge.cka!.debiased!], [plain.cka!.debiased!], 1e-11, `scaled by ${scale}`);
      }
    });

    it('keeps its digits where the first samples are unlike all others', async () => {
      // What a pass subtracts from the others is then 300 standard deviations off, and their squares bury the variance.
      const looked = new Set(
        startRanges(400_000, startRows).flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)),
      );
      const far = (X: Matrix, offset: number): Matrix =>
        matrix(
          X.rows,
          X.columns,
          X.data.map((value, at) => (looked.has(Math.floor(at / X.columns)) ? 1e-3 * value : value + offset)),
        );
      const [X, Y] = [far(gaussian(400_000, 3, 21), 300), far(gaussian(400_000, 2, 22), -300)];
      const found = await factor(X, Y);
      assert.equal(found.route.name, 'gram');
      assert.ok(found.a.offsetShare < 1e-6 && found.b.offsetShare < 1e-6, `${found.a.offsetShare}`);
      const coefficients = measurePair(found, defaultOptions).cca!.coefficients;
      const exact = measurePair(await factor(X, Y, 'qr'), defaultOptions).cca!.coefficients;
      near(coefficients, exact, 1e-10, 'coefficients');
    });

    it('gives canonical variates that correlate as the coefficients say, with unit variance', async () => {
      const factors = await factor(A, B);
      const { a, b } = canonicalDirections(factors);
      const left = canonicalVariates(A, a);
      const right = canonicalVariates(B, b);
      for (let k = 0; k < 9; k++) {
        let [aa, ab, bb] = [0, 0, 0];
        for (let i = 0; i < A.rows; i++) {
          const [x, y] = [left.data[i * 9 + k]!, right.data[i * 9 + k]!];
          aa += x * x;
          ab += x * y;
          bb += y * y;
        }
        near([aa / (A.rows - 1), bb / (A.rows - 1)], [1, 1], 1e-9, 'variance');
        near([ab / (A.rows - 1)], [plain.cca!.coefficients[k]!], 1e-9, 'correlation');
      }
    });

    it('cuts SVCCA by variance, unsquared sum or dimensions', async () => {
      const s = plain.pca!.a.singularValues;
      const total = s.reduce((sum, value) => sum + value, 0);
      let [kept, leading] = [0, 0];
      while (leading < 0.9 * total) leading += s[kept++]!;
      assert.equal((await compare(A, B, { svcca: { rule: 'unsquared', fraction: 0.9 } })).svcca!.kept[0], kept);
      assert.deepEqual((await compare(A, B, { svcca: { rule: 'dimensions', count: 4 } })).svcca!.kept, [4, 4]);
      assert.deepEqual((await compare(A, B, { svcca: { rule: 'dimensions', count: 400 } })).svcca!.kept, [12, 9]);
    });

    it('warns of forced ones, few samples and ties', async () => {
      const codes = ({ warnings }: Measured): string[] => warnings.map(({ code }) => code);
      assert.deepEqual(codes(plain), []);
      const few = await compare(gaussian(20, 12, 1), gaussian(20, 11, 2));
      assert.deepEqual(codes(few), ['few-samples', 'forced-ones', 'tied-coefficients']);
      assert.equal(few.cca!.coefficients.filter((value) => value > 1 - 1e-12).length, 12 + 11 - 19);
    });

    it('leaves out single measures with the reason, and fails when none is left', async () => {
      const wide = await compare(gaussian(30, 45, 1), gaussian(30, 45, 2), { svcca: { rule: 'dimensions', count: 5 } });
      assert.deepEqual(
        wide.skipped.map(({ measure, code }) => [measure, code]),
        [
          ['cca', 'too-few-samples'],
          ['pwcca', 'too-few-samples'],
        ],
      );
      assert.equal(wide.svcca!.coefficients.length, 5);
      await assert.rejects(compare(gaussian(30, 45, 1), gaussian(30, 4, 2), { measures: ['cca'] }), {
        code: 'too-few-samples',
      });
    });
  });
});
