import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { canonicalCorrelations } from '../../src/similarity/measures/canonical';
import { withoutRounding } from '../../src/similarity/frequencies/complexRounding';
import { complexCca } from '../../src/similarity/frequencies/complexCca';
import { factorPair } from '../../src/similarity/routes/factorPair';
import { frequencyGrid, signedFrequency } from '../../src/similarity/frequencies/frequencyGrid';
import { frequencyReport } from '../../src/similarity/frequencies/frequencyReport';
import { frequencyTransform, type ComplexColumns } from '../../src/similarity/frequencies/frequencyTransform';
import { memoryPasses } from '../../src/similarity/routes/memoryPasses';
import { basesProduct } from '../../src/similarity/routes/pairFactors';
import { forEveryKernels } from '../linalg/everyKernels';
import { gaussian } from '../linalg/random';
import { centredColumns as centred, realColumns as real } from './complexColumns';
import { near } from './expectedPair';
import { plainFrequency } from './plainFrequency';

const names = { a: 'a', b: 'b' };

describe('similarity/frequencyGrid', () => {
  it('counts frequencies as a transform does', () => {
    const all = (count: number) => Array.from({ length: count }, (_, k) => signedFrequency(k, count));
    assert.deepEqual(all(4), [0, 1, -2, -1]);
    assert.deepEqual(all(5), [0, 1, 2, -2, -1]);
    assert.deepEqual(all(1), [0]);
  });

  it('computes one of each pair of opposite frequencies', () => {
    const grid = frequencyGrid({ height: 4, width: 5 }, { height: 4, width: 5 });
    // (0, 0) and (-2, 0) are their own opposites.
    assert.equal(grid.distinct.length, (20 - 2) / 2 + 2);
    const at = (i: number, j: number) => grid.same[i * 5 + j];
    assert.equal(at(1, 2), at(3, 3));
    assert.equal(at(2, 1), at(2, 4));
    assert.notEqual(at(1, 2), at(3, 2));
    grid.distinct.forEach(({ i, j }, k) => assert.equal(at(i, j), k));
  });

  it('does not take the lowest frequency for its opposite where a side was cropped', () => {
    const grid = frequencyGrid({ height: 4, width: 1 }, { height: 8, width: 1 });
    assert.deepEqual(Array.from(grid.same), [0, 1, 2, 1]);
    const cropped = frequencyGrid({ height: 4, width: 4 }, { height: 8, width: 8 });
    const at = (i: number, j: number) => cropped.same[i * 4 + j];
    assert.notEqual(at(2, 1), at(2, 3));
    assert.equal(at(1, 1), at(3, 3));
  });
});

forEveryKernels(() => {
  describe('similarity/frequencyTransform', () => {
    const [n, h, w, c] = [7, 5, 6, 3];
    const { data } = gaussian(n, h * w * c, 1);

    it('gives what the definition gives, in blocks of samples', () => {
      const grid = { height: 4, width: 6 };
      const wanted = [
        { i: 0, j: 0 },
        { i: 1, j: 2 },
        { i: 3, j: 5 },
        { i: 2, j: 3 },
      ];
      const transform = frequencyTransform({ height: h, width: w, channels: c }, grid, wanted, n);
      transform.add(data.subarray(0, 3 * h * w * c), 0);
      transform.add(data.subarray(3 * h * w * c), 3);
      const found = transform.result();
      wanted.forEach(({ i, j }, k) => {
        const expected = plainFrequency(data, [n, h, w, c], signedFrequency(i, 4), signedFrequency(j, 6));
        near(found[k]!.real.data, expected.real.data, 1e-12, `real (${i}, ${j})`);
        near(found[k]!.imaginary.data, expected.imaginary.data, 1e-12, `imaginary (${i}, ${j})`);
      });
    });

    it('takes rounding noise for nothing: maps that are constant have frequency 0 alone', () => {
      const constant = new Float64Array(data.length);
      for (let s = 0; s < n; s++) for (let at = 0; at < h * w * c; at++) constant[s * h * w * c + at] = 0.1 + s / 3;
      const wanted = [
        { i: 0, j: 0 },
        { i: 1, j: 0 },
        { i: 2, j: 3 },
      ];
      const transform = frequencyTransform({ height: h, width: w, channels: c }, { height: h, width: w }, wanted, n);
      transform.add(constant, 0);
      const [zero, ...others] = transform.result();
      assert.ok(zero!.real.data.some((value) => Math.abs(value) > 1));
      for (const { real, imaginary } of others) {
        assert.ok(real.data.every((value) => value === 0) && imaginary.data.every((value) => value === 0));
      }
    });
  });

  describe('similarity/complexRounding', () => {
    it('leaves out the last directions at their levels, beside a channel that is 0, and none of values that are exact', () => {
      const [rows, unit] = [50, 2 ** -24];
      const [X, Y] = [gaussian(rows, 2, 4), gaussian(rows, 2, 5)];
      // Channels 0, 1, nothing, and their sum with an error of the size of rounding.
      const columns = ({ data }: Matrix, error: number) =>
        matrix(
          rows,
          4,
          Float64Array.from({ length: 4 * rows }, (_, at) => {
            const [i, c] = [Math.floor(at / 4), at % 4];
            const [x, y] = [data[2 * i]!, data[2 * i + 1]!];
            return [x, y, 0, x + y + unit * error * Math.cos(7 * i)][c]!;
          }),
        );
      const found = (error: number, unitOf = unit) =>
        withoutRounding(
          { real: columns(X, error), imaginary: columns(Y, error) },
          { unit: unitOf, magnitudes: Float64Array.of(1, 1, 0, 2) },
        );
      assert.equal(found(1).roundingDimensions, 1);
      near(found(1).real.data, columns(X, 0).data, 1e-6, 'what is left');
      assert.equal(found(1e4).roundingDimensions, undefined);
      assert.equal(found(1, 0).roundingDimensions, undefined);
    });
  });

  describe('similarity/complexCca', () => {
    it('is CCA for real columns', async () => {
      const [X, Y] = [gaussian(60, 4, 2), gaussian(60, 6, 3)];
      const { coefficients, rank } = await complexCca(real(X), real(Y), names);
      const expected = canonicalCorrelations(basesProduct(await factorPair(memoryPasses(X, Y, names), names)));
      near(coefficients, expected, 1e-12, 'coefficients');
      assert.deepEqual(rank, { a: 4, b: 6 });
    });

    it('is 1 for columns times complex numbers, and by hand for one column a side', async () => {
      const [x, y] = [centred(gaussian(50, 1, 4)), centred(gaussian(50, 1, 5))];
      const X: ComplexColumns = { real: x, imaginary: y };
      // (x + iy)(2 + 3i).
      const turned = {
        real: matrix(
          50,
          1,
          x.data.map((value, i) => 2 * value - 3 * y.data[i]!),
        ),
        imaginary: matrix(
          50,
          1,
          x.data.map((value, i) => 3 * value + 2 * y.data[i]!),
        ),
      };
      near((await complexCca(X, turned, names)).coefficients, [1], 1e-12, 'turned');
      // |<x + iy, x>| / (|x + iy| |x|).
      const dot = (p: Matrix, q: Matrix): number => p.data.reduce((sum, value, i) => sum + value * q.data[i]!, 0);
      const [xx, yy, xy] = [dot(x, x), dot(y, y), dot(x, y)];
      const expected = Math.hypot(xx, xy) / Math.sqrt((xx + yy) * xx);
      near((await complexCca(X, real(x), names)).coefficients, [expected], 1e-12, 'one column');
    });

    it('has no coefficients where a side is 0', async () => {
      const { coefficients, rank } = await complexCca(real(gaussian(20, 2, 6)), real(matrix(20, 3)), names);
      assert.equal(coefficients.length, 0);
      assert.deepEqual(rank, { a: null, b: 0 });
    });
  });
});

describe('similarity/frequencyReport', () => {
  const grid = frequencyGrid({ height: 1, width: 3 }, { height: 1, width: 3 });

  it('puts coefficients in their places, and leaves out what is not defined', () => {
    const nothing = { coefficients: Float64Array.of(), rank: { a: null, b: 0 } };
    const found = [{ coefficients: Float64Array.of(1, 0.5), rank: { a: 2, b: 3 } }, nothing];
    const report = frequencyReport(grid, found, 9, 0.6);
    assert.deepEqual(report?.locationMeans, [[0.75, null, null]]);
    assert.deepEqual(report?.locationThresholdedMeans, [[1, null, null]]);
    assert.equal(report?.meanOverLocations, 0.75);
    assert.equal(report?.thresholdedMeanOverLocations, 1);
    assert.deepEqual(report?.dcCoefficients, [1, 0.5]);
    assert.deepEqual(report?.coefficients, [[[1, 0.5], [], []]]);
    assert.equal(frequencyReport(grid, [nothing, nothing], 9, 0.98), undefined);
  });

  it('carries no more than 100,000 coefficients', () => {
    const many = { coefficients: new Float64Array(40_000).fill(0.5), rank: { a: 40_000, b: 40_000 } };
    assert.equal(frequencyReport(grid, [many, many], 50_000, 0.98)?.coefficients, null);
  });
});
