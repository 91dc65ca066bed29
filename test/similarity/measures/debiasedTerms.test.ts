import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { useKernels } from '../../../src/linalg/activeKernels';
import { holdPair } from '../../../src/jobs/trust/holdPair';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { derivedSeed, seededRandom } from '../../../src/linalg/random';
import { TooLargeError } from '../../../src/formats/errors';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { gaussianScores } from '../../../src/similarity/trust/gaussianNull';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { measureKernels } from '../../../src/similarity/measures';
import { measurePair, measureSome } from '../../../src/similarity/measures/measures';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { defaultOptions } from '../../../src/facts/options';
import { permutationScores } from '../../../src/similarity/trust/permutationNull';

/** Integers, so that exact arithmetic needs no fractions; `far` is added to all of sample 3. */
function integers(rows: number, columns: number, seed: number, far: number): Matrix {
  const random = seededRandom(seed);
  const X = matrix(rows, columns);
  for (let at = 0; at < X.data.length; at++) X.data[at] = Math.floor(200 * random.uniform()) - 100;
  for (let j = 0; j < columns; j++) X.data[3 * columns + j]! += far;
  return X;
}

/** The estimator by its definition, in exact integers; the ratio at the end alone is rounded. */
function exactly(X: Matrix, Y: Matrix): number {
  const n = X.rows;
  const kernel = ({ columns, data }: Matrix): bigint[][] =>
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => {
        let sum = 0n;
        if (i !== j)
          for (let c = 0; c < columns; c++) sum += BigInt(data[i * columns + c]!) * BigInt(data[j * columns + c]!);
        return sum;
      }),
    );
  const total = (values: bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
  const [K, L] = [kernel(X), kernel(Y)];
  const N = BigInt(n);
  const term = (A: bigint[][], B: bigint[][]): number => {
    const [r, q] = [A.map(total), B.map(total)];
    const trace = total(A.map((row, i) => total(row.map((value, j) => value * B[i]![j]!))));
    const products = total(r.map((value, i) => value * q[i]!));
    return Number(trace * (N - 1n) * (N - 2n) + total(r) * total(q) - 2n * (N - 1n) * products);
  };
  return term(K, L) / (Math.sqrt(term(K, K)) * Math.sqrt(term(L, L)));
}

describe('debiased CKA where one sample dominates', () => {
  before(async () => useKernels((await loadKernels()).kernels));
  after(() => useKernels(plainKernels));

  for (const [what, columns] of [
    ['more samples than neurons', 6],
    ['more neurons than samples', 50],
  ] as const) {
    for (const far of [0, 1e5, 1e9]) {
      it(`keeps its digits, ${what}, ${far} added`, async () => {
        const [X, Y] = [integers(40, columns, 1, far), integers(40, columns - 1, 2, far)];
        const names = { a: 'x.npy', b: 'y.npy' };
        const factors = await factorPair(memoryPasses(X, Y, names), names);
        const { cka } = measurePair(factors, { ...defaultOptions, measures: ['cka'] });
        const expected = exactly(X, Y);
        assert.ok(Math.abs(cka!.debiased! - expected) < 1e-11, `${cka!.debiased}, not ${expected}`);
      });

      it(`keeps its digits with samples permuted, ${what}, ${far} added`, () => {
        const data = { a: integers(40, columns, 1, far), b: integers(40, columns - 1, 2, far) };
        const read = {
          data,
          names: { a: 'x', b: 'y' },
          rowsPerSample: 2,
          samples: 20,
          workers: 1,
          notices: [],
          units: { a: 0, b: 0 },
        };
        const pair = holdPair(read, 'ckaDebiased', defaultOptions, measureKernels);
        const found = permutationScores(pair, { seed: 7, from: 0, to: 3 }, (factors) => {
          return measureSome(factors, defaultOptions, ['cka']).cka!.debiased!;
        });
        found.forEach((score, i) => {
          const order = seededRandom(derivedSeed(7, 1, i)).permutation(20);
          const expected = exactly(data.a, samplesOfMatrix(data.b, order, 2));
          assert.ok(Math.abs(score - expected) < 1e-11, `${score}, not ${expected}`);
        });
        assert.equal(found.length, 3);
        const gaussian = gaussianScores(pair, { seed: 7, from: 0, to: 20 }, true, (factors) => {
          return measureSome(factors, defaultOptions, ['cka']).cka!.debiased!;
        });
        for (const score of gaussian) assert.ok(Math.abs(score) < 1, `${score}`);
      });
    }
  }

  /** A pair of more neurons than samples that cannot be held, sample 3 by so much away from the others, and how often it was tried to hold it. */
  async function tooLarge(far: number) {
    const [X, Y] = [integers(40, 50, 1, far), integers(40, 49, 2, far)];
    const names = { a: 'x.npy', b: 'y.npy' };
    let tries = 0;
    const read = (): Promise<Matrix> => {
      tries++;
      return Promise.reject(new TooLargeError('x.npy', 2 ** 40));
    };
    const factors = await factorPair({ ...memoryPasses(X, Y, names), read }, names);
    const { cka, skipped } = measurePair(factors, { ...defaultOptions, measures: ['cka'] });
    return { debiased: cka!.debiased, expected: exactly(X, Y), tries, skipped };
  }

  it('has the digits that sums of all samples leave where its sides cannot be held', async () => {
    for (const [far, tolerance] of [
      [1e4, 1e-10],
      [1e5, 1e-7],
    ] as const) {
      const { debiased, expected, tries, skipped } = await tooLarge(far);
      assert.deepEqual([tries, skipped], [1, []]);
      assert.ok(Math.abs(debiased! - expected) < tolerance, `${debiased}, not ${expected}`);
    }
  });

  it('is left out with the reason where those are none', async () => {
    for (const far of [1e6, 1e9]) {
      const { debiased, tries, skipped } = await tooLarge(far);
      assert.deepEqual([debiased, tries], [null, 1]);
      assert.deepEqual(
        skipped.map(({ measure, code }) => [measure, code]),
        [['ckaDebiased', 'too-large']],
      );
    }
  });
});
