import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { multiply, multiplyTransposed } from '../../src/linalg/multiply';
import { derivedSeed, seededRandom, type Random } from '../../src/linalg/random';
import { singularValues } from '../../src/linalg/svd';
import { factorPair } from '../../src/similarity/routes/factorPair';
import { gaussianScores } from '../../src/similarity/trust/gaussianNull';
import { holdSide, samplesOfMatrix, turnedSquare, type HeldPair } from '../../src/similarity/trust/heldSide';
import { measurePair, measureSome, type SomeMeasures } from '../../src/similarity/measures/measures';
import { memoryPasses } from '../../src/similarity/routes/memoryPasses';
import { mixedAgain, mixedContrasts, reflectMean } from '../../src/similarity/trust/mixedContrasts';
import { nullCorrelations } from '../../src/similarity/trust/nullCorrelations';
import { nullDistribution, quantile } from '../../src/similarity/trust/nullDistribution';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { MeasureName } from '../../src/facts/measures';
import { chiSquare, orthogonalCorner } from '../../src/similarity/trust/orthogonalCorner';
import type { PairFactors } from '../../src/similarity/routes/pairFactors';
import { permutationScores } from '../../src/similarity/trust/permutationNull';
import { mean, meanSquared } from '../../src/similarity/measures/summaries';
import { forFastestKernels } from '../linalg/everyKernels';
import { gaussian } from '../linalg/random';
import { heldFactors } from './heldFactors';

const names = { a: 'a', b: 'b' };
const options: CompareOptions = { ...defaultOptions, svcca: { rule: 'dimensions', count: 4 } };
const all: MeasureName[] = ['cca', 'svcca', 'pwcca', 'cka', 'procrustes'];

/** Every score of a pair, by name. */
function scoresOf({ cca, svcca, pwcca, cka, procrustes }: SomeMeasures): Record<string, number> {
  const found: Record<string, number | null | undefined> = {
    cca: cca?.mean,
    squared: cca?.meanSquared,
    svcca: svcca?.mean,
    pwcca: pwcca?.value,
    cka: cka?.linear,
    debiased: cka?.debiased,
    procrustes: procrustes?.similarity,
  };
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

/** PWCCA by the weights of either side. */
function pwccaOf({ pwcca }: SomeMeasures): Record<string, number> {
  return { pwccaA: pwcca!.a, pwccaB: pwcca!.b };
}

const score = (factors: PairFactors) => scoresOf(measureSome(factors, options, all));

function close(found: Record<string, number>, expected: Record<string, number>, tolerance: number): void {
  assert.deepEqual(Object.keys(found), Object.keys(expected));
  for (const [name, value] of Object.entries(expected))
    assert.ok(Math.abs(found[name]! - value) <= tolerance, `${name}: ${found[name]} instead of ${value}`);
}

/** Related data with neurons of unequal size. */
function related(n: number, d: number, seed: number): Matrix {
  const X = multiply(gaussian(n, 4, 77), gaussian(4, d, seed));
  const noise = gaussian(n, d, seed + 50);
  return matrix(
    n,
    d,
    X.data.map((value, at) => (value + 0.5 * noise.data[at]!) * (1 + (at % d)) + 3),
  );
}

function held(A: Matrix, B: Matrix, rowsPerSample = 1): HeldPair {
  return { a: holdSide(A, 'a'), b: holdSide(B, 'b'), rowsPerSample };
}

async function direct(A: Matrix, B: Matrix): Promise<Record<string, number>> {
  const measured = measurePair(await factorPair(memoryPasses(A, B, names), names), options);
  return scoresOf(measured);
}

forFastestKernels(() => {
  describe('scores without a relation', () => {
    const n = 120;
    let A: Matrix;
    let B: Matrix;
    before(() => {
      A = related(n, 9, 1);
      B = related(n, 6, 2);
    });

    it('come from held samples as from factoring anew', async () => {
      close(score(heldFactors(held(A, B))), await direct(A, B), 1e-10);
    });

    for (const rowsPerSample of [1, 5]) {
      it(`of permuted samples are those of files in that order, ${rowsPerSample} rows a sample`, async () => {
        const pair = held(A, B, rowsPerSample);
        const found = permutationScores(pair, { seed: 3, from: 0, to: 3 }, score);
        for (const [i, each] of found.entries()) {
          const order = seededRandom(derivedSeed(3, 1, i)).permutation(n / rowsPerSample);
          close(each, await direct(A, samplesOfMatrix(B, order, rowsPerSample)), 1e-10);
        }
        assert.notDeepEqual(found[0], found[1]);
      });
    }

    for (const columns of [6, 9]) {
      it(`of permuted samples are those of the pair the other way round, ${columns} neurons of b to 9 of a`, async () => {
        const Y = columns === 6 ? B : related(n, columns, 3);
        const bothPwcca = (factors: PairFactors) => ({
          ...score(factors),
          ...pwccaOf(measureSome(factors, options, ['pwcca'])),
        });
        const swapped = permutationScores(held(Y, A), { seed: 3, from: 0, to: 3 }, bothPwcca);
        for (const [i, { pwcca, pwccaA, pwccaB, ...symmetric }] of swapped.entries()) {
          // Row j of b meets row order[j] of a there: what meets row order[j] of a is row j of b.
          const order = seededRandom(derivedSeed(3, 1, i)).permutation(n);
          const inverse = new Uint32Array(n);
          order.forEach((from, row) => (inverse[from] = row));
          const measured = measurePair(
            await factorPair(memoryPasses(A, samplesOfMatrix(Y, inverse, 1), names), names),
            options,
          );
          const { pwcca: headline, ...expected } = scoresOf(measured);
          close(symmetric as Record<string, number>, expected, 1e-10);
          // Each side's weights are its own. The headline is that of the side of the lower rank, and on a tie of the first.
          const sides = pwccaOf(measured);
          close({ pwccaA: pwccaB!, pwccaB: pwccaA! }, sides, 1e-10);
          assert.ok(Math.abs(sides.pwccaA! - sides.pwccaB!) > 1e-4, 'the sides differ');
          close({ headline: pwcca! }, { headline: columns === 6 ? headline! : sides.pwccaB! }, 1e-10);
        }
      });

      it(`have levels that do not depend on the order of the sides, ${columns} neurons of b to 9 of a`, async () => {
        const Y = columns === 6 ? B : related(n, columns, 3);
        const levelsOf = async (X: Matrix, Z: Matrix) => {
          const {
            null: cca,
            svcca,
            cka,
            procrustes,
          } = measurePair(await factorPair(memoryPasses(X, Z, names), names), options);
          return {
            cca: cca!.mean,
            squared: cca!.meanSquared!,
            thresholded: cca!.thresholdedMean!,
            svcca: svcca!.null.mean,
            cka: cka!.null!.linear,
            procrustes: procrustes!.null!.similarity,
          };
        };
        const levels = await levelsOf(A, Y);
        assert.ok(Object.values(levels).every((level) => level > 0 && level < 1));
        close(await levelsOf(Y, A), levels, 1e-12);
      });
    }

    it('of a side with more neurons than samples are those of its turned square', async () => {
      const wide = related(40, 90, 4);
      const narrow = related(40, 12, 5);
      const square = turnedSquare(wide, 'wide');
      assert.deepEqual([square.rows, square.columns], [40, 40]);
      const expected = await direct(wide, narrow);
      assert.deepEqual(Object.keys(expected), ['svcca', 'cka', 'debiased', 'procrustes']);
      close(score(heldFactors(held(square, narrow))), expected, 1e-10);
    });

    it('do not depend on how draws are shared out', () => {
      const pair = held(A, B);
      for (const scores of [permutationScores, gaussianAll]) {
        const whole = scores(pair, { seed: 9, from: 0, to: 7 }, score);
        const parts = [
          [0, 2],
          [2, 3],
          [3, 7],
        ].flatMap(([from, to]) => scores(pair, { seed: 9, from: from!, to: to! }, score));
        assert.deepEqual(parts, whole);
        assert.notDeepEqual(scores(pair, { seed: 10, from: 0, to: 7 }, score), whole);
      }
    });

    it('of Gaussian data are what Gaussian data of these covariances give', async () => {
      const pair = held(A, B);
      const drawn = gaussianAll(pair, { seed: 1, from: 0, to: 300 }, score);
      const bySample = gaussianScores(pair, { seed: 1, from: 0, to: 300 }, true, score);
      // Independent Gaussian data, mixed to about the same covariances: Z C with C'C the covariance.
      const [rootA, rootB] = [pair.a, pair.b].map(({ side }) => side.basis!);
      const simulated: Record<string, number>[] = [];
      for (let i = 0; i < 300; i++) {
        const X = multiply(gaussian(n, rootA!.rows, 5000 + 2 * i), rootA!);
        const Y = multiply(gaussian(n, rootB!.rows, 5001 + 2 * i), rootB!);
        simulated.push(await direct(X, Y));
      }
      for (const name of Object.keys(drawn[0]!)) {
        const expected = simulated.map((each) => each[name]!);
        const spread = Math.sqrt(meanSquared(expected.map((value) => value - mean(expected)!))!);
        for (const found of name === 'debiased' ? [bySample] : [drawn, bySample]) {
          const off = Math.abs(mean(found.map((each) => each[name]!))! - mean(expected)!);
          // Five standard errors of a difference of two means of 300, and what fixing the covariance changes (a few parts in n of the score).
          const tolerance = 5 * spread * Math.sqrt(2 / 300) + (6 * mean(expected)!) / n;
          assert.ok(off < tolerance, `${name}: means differ by ${off}, allowed are ${tolerance}`);
        }
      }
    });

    it('of Gaussian data have the mean that theory gives for large sizes', () => {
      const coefficients: number[] = [];
      const random = seededRandom(5);
      for (let i = 0; i < 20; i++) coefficients.push(mean(singularValues(orthogonalCorner(399, 60, 40, random)))!);
      const theory = nullCorrelations(400, 60, 40).mean;
      assert.ok(Math.abs(mean(coefficients)! - theory) < 2e-3, `${mean(coefficients)} and ${theory}`);
    });
  });
});

function gaussianAll<Score>(
  pair: HeldPair,
  draws: { seed: number; from: number; to: number },
  each: (factors: PairFactors) => Score,
): Score[] {
  return gaussianScores(pair, draws, false, each);
}

describe('corners of random orthogonal matrices', () => {
  it('have squares of mean 1 / order, whatever the corner', () => {
    const random = seededRandom(1);
    for (const [order, p, q] of [
      [30, 4, 6],
      [30, 6, 4],
      [12, 8, 10],
      [9, 9, 3],
    ] as const) {
      const draws = 2000;
      let sum = 0;
      for (let i = 0; i < draws; i++) sum += p * q * meanSquared(orthogonalCorner(order, p, q, random).data)!;
      // The sum of squares of a corner has mean p q / order and a standard deviation of at most that times sqrt(2 / (p q)).
      const expected = (p * q) / order;
      assert.ok(
        Math.abs(sum / draws - expected) < (5 * expected * Math.sqrt(2 / (p * q))) / Math.sqrt(draws) + 1e-12,
        `${order}, ${p}, ${q}: ${sum / draws}`,
      );
    }
  });

  it('have as many singular values of 1 as subspaces that must meet', () => {
    const values = singularValues(orthogonalCorner(12, 8, 10, seededRandom(2)));
    assert.equal(values.filter((value) => Math.abs(value - 1) < 1e-12).length, 6);
    const whole = orthogonalCorner(7, 7, 7, seededRandom(3));
    assert.ok(singularValues(whole).every((value) => Math.abs(value - 1) < 1e-12));
  });

  it('are drawn from chi-square with the right mean and variance', () => {
    const random = seededRandom(4);
    for (const df of [1, 2, 3, 40]) {
      const draws = Array.from({ length: 20_000 }, () => chiSquare(df, random));
      // Five standard errors: sqrt(2 df / N) for the mean; the variance of squares is at most (48 df + 12 df^2) / N.
      assert.ok(Math.abs(mean(draws)! - df) < 5 * Math.sqrt((2 * df) / 20_000));
      const variance = meanSquared(draws.map((value) => value - df))!;
      assert.ok(
        Math.abs(variance - 2 * df) < 5 * Math.sqrt((48 * df + 12 * df * df) / 20_000),
        `variance ${variance} for ${df}`,
      );
    }
  });
});

describe('samples rotated at random', () => {
  function mixedRows(A: Matrix, rowsPerSample: number, random: Random): Matrix {
    const mixed = mixedContrasts(A, rowsPerSample, random);
    reflectMean(mixed.data, A.rows / rowsPerSample, rowsPerSample * A.columns);
    return mixed;
  }

  it('keep orthonormal columns, means and the dependence within a sample', () => {
    const m = 4;
    const { U } = holdSide(related(80, 5, 7), 'a');
    const mixed = mixedRows(U, m, seededRandom(1));
    const gram = multiplyTransposed(mixed, mixed);
    gram.data.forEach((value, at) => assert.ok(Math.abs(value - (at % 6 === 0 ? 1 : 0)) < 1e-12));
    // Products between rows r and s of a sample, summed over samples, are what they were: here of the first column.
    const within = (X: Matrix, r: number, s: number): number => {
      let sum = 0;
      for (let i = 0; i < X.rows; i += m) sum += X.data[(i + r) * 5]! * X.data[(i + s) * 5]!;
      return sum;
    };
    for (const [r, s] of [
      [0, 0],
      [0, 1],
      [3, 2],
    ] as const)
      assert.ok(Math.abs(within(mixed, r, s) - within(U, r, s)) < 1e-12);
    // The mean of each position stays.
    for (let r = 0; r < m; r++) {
      let difference = 0;
      for (let i = 0; i < 80; i += m) difference += mixed.data[(i + r) * 5]! - U.data[(i + r) * 5]!;
      assert.ok(Math.abs(difference) < 1e-12);
    }
    assert.ok(Math.abs(mixed.data[0]! - U.data[0]!) > 1e-6);
  });

  it('spread a single sample evenly over all', () => {
    const n = 64;
    const squares = new Float64Array(n);
    const draws = 400;
    for (let seed = 0; seed < draws; seed++) {
      const one = matrix(n, 1);
      one.data[5] = 1;
      mixedRows(one, 1, seededRandom(seed)).data.forEach((value, i) => (squares[i]! += value ** 2 / draws));
    }
    // 1 / n each; a square of a normal number has a standard deviation of sqrt(2) times its mean, so five of them over 400 draws are 0.36 of it.
    for (const square of squares) assert.ok(Math.abs(n * square - 1) < 0.4, `${n * square}`);
  });

  it('are mixed again from one start, each like a rotation by itself', () => {
    const [n, m] = [40, 2];
    const { U } = holdSide(related(n * m, 4, 8), 'a');
    const start = mixedContrasts(U, m, seededRandom(1));
    const mixed = [matrix(U.rows, 4), matrix(U.rows, 4)];
    mixed.forEach((out, i) => mixedAgain(start, m, seededRandom(10 + i), out));
    for (const out of mixed) {
      multiplyTransposed(out, out).data.forEach((value, at) =>
        assert.ok(Math.abs(value - (at % 5 === 0 ? 1 : 0)) < 1e-12),
      );
      for (let r = 0; r < m; r++) {
        let difference = 0;
        for (let i = r; i < U.rows; i += m) difference += out.data[i * 4]! - U.data[i * 4]!;
        assert.ok(Math.abs(difference) < 1e-12, 'the mean of each row of a sample stays');
      }
    }
    assert.notDeepEqual(mixed[0]!.data, mixed[1]!.data);
    // One sample among 40, over 1600 draws from 100 starts: 1 / 39 of its square beside the mean to each, as in the test above.
    const one = matrix(n, 1);
    one.data[5] = 1;
    const squares = new Float64Array(n);
    const out = matrix(n, 1);
    for (let draw = 0; draw < 1600; draw++) {
      const begun = mixedContrasts(one, 1, seededRandom(Math.floor(draw / 16)));
      mixedAgain(begun, 1, seededRandom(5000 + draw), out);
      out.data.forEach((value, i) => (squares[i]! += value ** 2 / 1600));
    }
    for (const square of squares) assert.ok(Math.abs(n * square - 1) < 0.3, `${n * square}`);
  });

  it('are nothing but themselves when there is one or are two', () => {
    for (const n of [1, 2]) {
      const X = matrix(
        n,
        2,
        Float64Array.from({ length: 2 * n }, (_, i) => i - 1),
      );
      mixedRows(X, 1, seededRandom(1)).data.forEach((value, i) => assert.ok(Math.abs(value - X.data[i]!) < 1e-14));
    }
  });
});

describe('a null distribution', () => {
  it('counts as extreme what is as high, or of distances as low', () => {
    const values = [0.1, 0.2, 0.3, 0.4];
    assert.equal(nullDistribution(values, 0.3, { distance: false, independent: true }).p, 3 / 5);
    assert.equal(nullDistribution(values, 0.3, { distance: false, independent: false }).p, null);
    assert.equal(nullDistribution(values, 0.3, { distance: true, independent: true }).p, 4 / 5);
    assert.equal(nullDistribution(values, 0.9, { distance: false, independent: true }).p, 1 / 5);
    assert.ok(Math.abs(nullDistribution(values, 0.9, { distance: false, independent: true }).mean - 0.25) < 1e-15);
  });

  it('has the quantiles that numpy gives', () => {
    assert.ok(Math.abs(quantile([4, 1, 3, 2], 0.95) - 3.85) < 1e-12);
    assert.equal(quantile([7], 0.05), 7);
    assert.equal(quantile([1, 2, 3], 0.5), 2);
  });

  it('gives noise p-values that are spread evenly', () => {
    const p: number[] = [];
    for (let trial = 0; trial < 200; trial++) {
      const pair = held(gaussian(30, 3, 900 + 2 * trial), gaussian(30, 2, 901 + 2 * trial));
      const cca = (factors: PairFactors) => measureSome(factors, options, ['cca']).cca!.mean;
      const values = permutationScores(pair, { seed: trial, from: 0, to: 49 }, cca);
      p.push(nullDistribution(values, cca(heldFactors(pair)), { distance: false, independent: true }).p!);
    }
    // Uniform on 0.02 .. 1: mean 0.51, standard error 0.289 / sqrt(200) = 0.0204; 20 of 200 below 0.1 with standard deviation 4.2.
    assert.ok(Math.abs(mean(p)! - 0.51) < 0.082, `mean ${mean(p)}`);
    const low = p.filter((value) => value <= 0.1).length;
    assert.ok(Math.abs(low - 20) < 17, `${low} of 200 at or below 0.1`);
  });
});
