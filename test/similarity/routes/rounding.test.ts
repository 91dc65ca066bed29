import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { fitClasses } from '../../../src/similarity/classes/classSimilarity';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { holdSide, turnedSquare } from '../../../src/similarity/trust/heldSide';
import { loadings } from '../../../src/similarity/directions/loadings';
import { measurePair } from '../../../src/similarity/measures/measures';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { defaultOptions } from '../../../src/facts/options';
import type { PairFactors } from '../../../src/similarity/routes/pairFactors';
import { sideSpectrum } from '../../../src/similarity/routes/sideSpectrum';
import { forPlainAndFastestKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { classPasses } from '../classPasses';
import { floats, mixture, rankByRule, rounded } from '../rounded';

const names = { a: 'a.npy', b: 'b.npy' };
type Route = 'gram' | 'cholesky-qr' | 'qr' | undefined;

function factor(A: Matrix, B: Matrix, unit: number, route?: Route): Promise<PairFactors> {
  const units = { a: unit, b: unit };
  return factorPair(memoryPasses(A, B, names, units), names, route ? { route } : {});
}

/** Columns times factors, offsets added. */
function columns(X: Matrix, factorOf: (j: number) => number, offsetOf: (j: number) => number = () => 0): Matrix {
  const d = X.columns;
  return matrix(
    X.rows,
    d,
    X.data.map((value, at) => value * factorOf(at % d) + offsetOf(at % d)),
  );
}

forPlainAndFastestKernels(() => {
  describe('directions that are but the rounding of stored values', () => {
    const { float16, float32, bfloat16, float64 } = floats;
    const X = mixture(800, 20, 60, 1);

    it('are none: a float32 layer of 20 inputs and 60 neurons has rank 20, and CCA with the same inputs mixed otherwise is 1', async () => {
      const W = gaussian(60, 60, 9);
      const other = rounded(productOf(X, W), float32.bits);
      const factors = await factor(rounded(X, float32.bits), other, float32.unit);
      for (const side of [factors.a, factors.b]) assert.deepEqual([side.rank, side.roundingDimensions], [20, 40]);
      assert.deepEqual([factors.a.dependent, factors.b.dependent], [[], []]);
      const {
        cca,
        svcca,
        pwcca,
        null: unrelated,
      } = measurePair(factors, {
        ...defaultOptions,
        svcca: { rule: 'dimensions', count: 50 },
      });
      assert.equal(cca!.coefficients.length, 20);
      for (const score of [cca!.mean, svcca!.mean, pwcca!.value])
        assert.ok(score > 1 - 1e-6 && score <= 1, String(score));
      assert.deepEqual(svcca!.kept, [20, 20]);
      assert.equal(unrelated!.coefficients.length, 20);
      const notices = factors.notices.filter(({ code }) => code === 'rounding-dimensions');
      assert.equal(notices.length, 2);
      assert.match(
        notices[0]!.message,
        /a\.npy: 40 of 60 directions .* rank of 20 \(to count them all: [^)]*--rank exact\)/,
      );
    });

    it('count with a unit of 0 (--rank exact), and change no measure that is not of directions', async () => {
      const A = rounded(X, bfloat16.bits);
      const B = rounded(productOf(X, gaussian(60, 30, 8)), bfloat16.bits);
      const [plain, exact] = [await factor(A, B, bfloat16.unit), await factor(A, B, 0)];
      assert.deepEqual([plain.a.rank, plain.b.rank, exact.a.rank, exact.b.rank], [20, 20, 60, 30]);
      const measured = [plain, exact].map((factors) => measurePair(factors, defaultOptions));
      const of = ({ cka, procrustes, pls, pca }: (typeof measured)[0]) => [
        cka!.linear,
        cka!.debiased!,
        procrustes!.similarity,
        ...pls!.singularValues.map((value) => value / pls!.singularValues[0]!),
        ...pca!.a.singularValues.map((value) => value / pca!.a.singularValues[0]!),
      ];
      const [found, wanted] = measured.map(of) as [number[], number[]];
      assert.equal(found.length, wanted.length);
      found.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]!) < 1e-12, `${i}: ${value} ${wanted[i]}`));
      assert.ok(measured[0]!.cca!.mean > 0.99);
    });

    it('are found as the rule says, by every route and whatever the neurons’ sizes and offsets', async () => {
      let dropped = 0;
      for (const [name, { bits, unit }] of Object.entries(floats)) {
        // Of float64 the norm before centring bounds the rank as well.
        if (name === 'float64') continue;
        for (const [n, inputs, neurons] of [
          [120, 12, 30],
          [120, 30, 30],
          [40, 12, 60],
          [40, 39, 60],
          [31, 12, 30],
        ] as const) {
          for (const [offset, size] of [
            [0, () => 1],
            [30, (j: number) => (j === 3 ? 1000 : 0.3)],
            [0, (j: number) => 10 ** ((j % 7) - 3)],
          ] as const) {
            const A = rounded(columns(mixture(n, inputs, neurons, bits + inputs, offset), size), bits);
            const { rank } = rankByRule(A, unit);
            const said = `${name} ${n} x ${neurons} of ${inputs}, offset ${offset}, ${String(size)}`;
            for (const route of n > neurons ? ([undefined, 'gram', 'qr'] as const) : [undefined]) {
              const { a } = await factor(A, A, unit, route);
              assert.equal(a.rank, rank, `${said}, ${route}`);
              if (a.roundingDimensions > 0) dropped++;
            }
            const held = n > neurons ? holdSide(A, 'a', unit) : holdSide(turnedSquare(A, 'a', unit), 'a');
            const spectrum = await sideSpectrum(memoryPasses(A, A, names, { a: unit, b: unit }), 'a');
            assert.deepEqual([held.side.rank, spectrum.rank], [rank, rank], said);
          }
        }
      }
      assert.ok(dropped > 20, String(dropped));
    });

    it('are told neuron by neuron: one of 1,000 among 64 of bfloat16 leaves the small ones real', async () => {
      const A = rounded(
        columns(
          gaussian(2000, 64, 4),
          (j) => (j === 5 ? 0 : 0.3),
          (j) => (j === 5 ? 1000 : 0),
        ),
        bfloat16.bits,
      );
      A.data.forEach((_, at) => {
        if (at % 64 === 5) A.data[at] = 1000 + 8 * ((at * 7) % 3);
      });
      assert.deepEqual(rankByRule(A, bfloat16.unit).rank, 64);
      for (const route of [undefined, 'qr'] as const)
        assert.equal((await factor(A, A, bfloat16.unit, route)).a.rank, 64);
    });

    it('are 67 of a layer of 128 neurons that 61 pixels feed', async () => {
      // As the first layer of a network of digits: 64 pixels, of which 3 are always the same, and a bias for each neuron.
      const pixels = gaussian(600, 64, 2);
      pixels.data.forEach(
        (value, at) => (pixels.data[at] = at % 64 < 3 ? 0 : Math.max(0, Math.round(8 + 4 * value)) / 16),
      );
      const A = rounded(
        columns(
          productOf(pixels, gaussian(64, 128, 3)),
          () => 0.2,
          (j) => Math.sin(j),
        ),
        float32.bits,
      );
      const { a } = await factor(A, A, float32.unit);
      assert.deepEqual([a.rank, a.roundingDimensions], [61, 67]);
    });

    it('are nothing to tell classes by, and no neuron’s loading', async () => {
      const labels = Int32Array.from({ length: 800 }, (_, i) => i % 5);
      const classes = { labels, count: 5 };
      const A = rounded(X, float16.bits);
      const withUnit = (unit: number) => ({ ...classPasses(A, classes), units: { a: unit, b: unit } });
      const fit = await fitClasses(withUnit(float16.unit), 'a', classes);
      const clean = await fitClasses({ ...classPasses(X, classes) }, 'a', classes);
      assert.deepEqual([fit.rank, clean.rank], [20, 20]);
      assert.equal((await fitClasses(withUnit(0), 'a', classes)).rank, 60);
      fit.R.forEach((R, c) => assert.ok(Math.abs(R! - clean.R[c]!) < 2e-3, `${R} ${clean.R[c]}`));
      // A neuron whose steps are those of float32 at 1,000 beside neurons of their own.
      const B = rounded(
        columns(
          gaussian(400, 5, 6),
          (j) => (j === 4 ? 2e-5 : 1),
          (j) => (j === 4 ? 1000 : 0),
        ),
        float32.bits,
      );
      const { b } = await factor(rounded(gaussian(400, 3, 1), float32.bits), B, float32.unit);
      assert.deepEqual([b.rank, b.roundingDimensions], [4, 1]);
      const found = loadings(b, matrix(4, 1, Float64Array.of(1, 0, 0, 0)));
      assert.ok(Math.abs(found.data[4]!) < 0.2, String(found.data[4]));
    });

    it('leave no variance where there is nothing else, and neither does the rounding of float64', async () => {
      const repeated = (spread: number) =>
        columns(
          gaussian(100, 5, 3),
          () => spread,
          (j) => 0.3 + 0.2 * j,
        );
      const message = /Every neuron of b\.npy is constant over the samples, but for rounding/;
      const other = gaussian(100, 4, 5);
      for (const [B, unit] of [
        [repeated(1e-16), 0],
        [repeated(1e-16), float64.unit],
        [rounded(repeated(3e-8), float32.bits), float32.unit],
      ] as const)
        for (const route of [undefined, 'qr'] as const)
          await assert.rejects(factor(other, B, unit, route), { code: 'no-variance', message });
      const wide = columns(
        gaussian(20, 50, 3),
        () => 1e-16,
        (j) => 0.3 + 0.2 * j,
      );
      await assert.rejects(factor(gaussian(20, 4, 5), wide, 0), { code: 'no-variance', message });
      const one = memoryPasses(repeated(1e-16), other, { a: 'b.npy', b: '' });
      await assert.rejects(sideSpectrum(one, 'b.npy'), { code: 'no-variance', message });
      assert.throws(() => holdSide(repeated(1e-16), 'b.npy'), { code: 'no-variance', message });
    });
  });
});

function productOf(X: Matrix, W: Matrix): Matrix {
  const Z = matrix(X.rows, W.columns);
  for (let i = 0; i < X.rows; i++)
    for (let k = 0; k < X.columns; k++)
      for (let j = 0; j < W.columns; j++)
        Z.data[i * W.columns + j]! += X.data[i * X.columns + k]! * W.data[k * W.columns + j]!;
  return Z;
}
