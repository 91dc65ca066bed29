import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dimensionTests, significantDimensions } from '../../../src/similarity/trust/dimensionTests';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { measurePair } from '../../../src/similarity/measures/measures';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { defaultOptions } from '../../../src/facts/options';
import { gaussian } from '../../linalg/random';
import { linnerud } from '../linnerud';

const names = { a: 'a', b: 'b' };

async function correlations(A: ReturnType<typeof gaussian>, B: ReturnType<typeof gaussian>): Promise<number[]> {
  const factors = await factorPair(memoryPasses(A, B, names), names);
  return measurePair(factors, { ...defaultOptions, measures: ['cca'] }).cca!.coefficients;
}

function near(found: readonly number[], expected: readonly number[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]!) <= tolerance, `${value} instead of ${expected[i]}`),
  );
}

describe("Bartlett's and Rao's tests", () => {
  it("find what statsmodels and SAS find in Linnerud's data", async () => {
    const found = await correlations(linnerud.body, linnerud.exercises);
    // Printed with eight digits.
    near(found, [0.79560815, 0.20055604, 0.07257029], 6e-9);
    const tests = dimensionTests(found, 20, 3, 3);
    near(
      tests.map(({ lambda }) => lambda),
      [0.35039053, 0.95472266, 0.99473355],
      6e-9,
    );
    near(
      tests.map(({ rao }) => rao.df1),
      [9, 4, 1],
      0,
    );
    near(
      tests.map(({ rao }) => rao.df2),
      [34.22293, 30, 16],
      5e-6,
    );
    // SAS prints F with two digits and p with four.
    near(
      tests.map(({ rao }) => rao.F),
      [2.05, 0.18, 0.08],
      0.006,
    );
    near(
      tests.map(({ rao }) => rao.p),
      [0.0635, 0.9491, 0.7748],
      6e-5,
    );
    // By hand: (1 / sqrt(0.95472266) - 1) * 30 / 4, and (1 / 0.99473355 - 1) * 16.
    near(
      tests.slice(1).map(({ rao }) => rao.F),
      [(1 / Math.sqrt(0.95472266) - 1) * 7.5, (1 / 0.99473355 - 1) * 16],
      1e-6,
    );
    near(
      tests.map(({ bartlett }) => bartlett.statistic),
      [0.35039053, 0.95472266, 0.99473355].map((lambda) => -15.5 * Math.log(lambda)),
      1e-6,
    );
    near(
      tests.map(({ bartlett }) => bartlett.df),
      [9, 4, 1],
      0,
    );
    // Chi-square with 4 degrees of freedom: e^-x (1 + x) with x half the statistic.
    const x = (-15.5 * Math.log(0.95472266)) / 2;
    near([tests[1]!.bartlett.p], [Math.exp(-x) * (1 + x)], 1e-7);
    assert.deepEqual(significantDimensions(tests, 0.05), { bartlett: 0, rao: 0 });
    assert.deepEqual(significantDimensions(tests, 0.1), { bartlett: 1, rao: 1 });
  });

  it('one dimension against q is the F test of a regression', () => {
    // R^2 of q regressors over n samples: F = R^2 / (1 - R^2) * (n - 1 - q) / q.
    const [test] = dimensionTests([0.6], 50, 1, 4);
    near([test!.rao.F, test!.rao.df1, test!.rao.df2], [(0.36 / 0.64) * (45 / 4), 4, 45], 1e-12);
    assert.deepEqual(dimensionTests([0.6], 50, 4, 1)[0]!.rao, test!.rao);
  });

  it('a sequence ends at the first correlation that is not significant', () => {
    const tests = dimensionTests([0.9, 0.8, 0.05, 0.01], 200, 4, 6);
    assert.deepEqual(significantDimensions(tests, 0.05), { bartlett: 2, rao: 2 });
    assert.deepEqual(significantDimensions(dimensionTests([0.9, 0.85], 200, 2, 2), 0.05), { bartlett: 2, rao: 2 });
  });

  it('correlations of exactly 1 leave every number finite', () => {
    const tests = dimensionTests([1, 1, 0.1], 100, 3, 5);
    const numbers = tests.flatMap(({ lambda, bartlett, rao }) => [
      lambda,
      bartlett.statistic,
      bartlett.p,
      rao.F,
      rao.p,
    ]);
    assert.ok(numbers.every(Number.isFinite), String(numbers));
    assert.deepEqual(significantDimensions(tests, 0.05), { bartlett: 2, rao: 2 });
  });

  it('are right about noise as often as their level says', async () => {
    let bartlett = 0;
    let rao = 0;
    const trials = 400;
    for (let trial = 0; trial < trials; trial++) {
      const [first] = dimensionTests(
        await correlations(gaussian(60, 3, 2 * trial + 1), gaussian(60, 4, 2 * trial + 2)),
        60,
        3,
        4,
      );
      if (first!.bartlett.p < 0.1) bartlett++;
      if (first!.rao.p < 0.1) rao++;
    }
    // 40 expected; four standard deviations of a count are 24.
    for (const count of [bartlett, rao]) assert.ok(Math.abs(count - 40) < 24, `${count} of ${trials} below 0.1`);
  });
});
