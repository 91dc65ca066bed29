import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { measurePair } from '../../../src/similarity/measures/measures';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { nullCorrelations } from '../../../src/similarity/trust/nullCorrelations';
import { defaultOptions } from '../../../src/facts/options';
import { mean, meanSquared } from '../../../src/similarity/measures/summaries';
import { gaussian } from '../../linalg/random';

describe('null baseline', () => {
  for (const [n, p, q] of [
    [500, 40, 60],
    [200, 30, 30],
    [400, 100, 200],
    [301, 200, 150],
  ] as const) {
    it(`has the mean square that theory gives: ${p} and ${q} dimensions, ${n} samples`, () => {
      const expected = Math.max(p, q) / (n - 1);
      assert.ok(Math.abs(meanSquared(nullCorrelations(n, p, q).coefficients)! - expected) < 2e-3);
    });
    it(`is what simulated unrelated data give: ${p} and ${q} dimensions, ${n} samples`, async () => {
      const names = { a: 'a', b: 'b' };
      const factors = await factorPair(memoryPasses(gaussian(n, p, 1), gaussian(n, q, 2), names), names);
      const { cca } = measurePair(factors, { ...defaultOptions, measures: ['cca'] });
      const theory = nullCorrelations(n, p, q);
      assert.equal(theory.coefficients.length, cca!.coefficients.length);
      assert.ok(Math.abs(theory.mean - cca!.mean) < 0.01, `${theory.mean} and ${cca!.mean}`);
      const worst = Math.max(...theory.coefficients.map((value, i) => Math.abs(value - cca!.coefficients[i]!)));
      assert.ok(worst < 0.06, `a coefficient differs by ${worst}`);
    });
  }
  it('of mean CCA is the mean of PWCCA, too, however unequal the neurons are', async () => {
    const names = { a: 'a', b: 'b' };
    const [n, p, q] = [60, 8, 12];
    const X = gaussian(n, p, 1);
    X.data.forEach((value, at) => (X.data[at] = value * 3 ** -(at % p)));
    const differences: number[] = [];
    for (let draw = 0; draw < 400; draw++) {
      const factors = await factorPair(memoryPasses(X, gaussian(n, q, 100 + draw), names), names);
      const { pwcca, cca } = measurePair(factors, { ...defaultOptions, measures: ['cca', 'pwcca'] });
      assert.equal(pwcca!.side, 'a');
      differences.push(pwcca!.value - cca!.mean);
    }
    const standardError = Math.sqrt(meanSquared(differences)! / differences.length);
    assert.ok(Math.abs(mean(differences)!) < 4 * standardError, `${mean(differences)} of ${standardError}`);
    assert.ok(standardError < 0.005, 'the test can tell');
  });
  it('holds point masses, single dimensions and full subspaces without a NaN', () => {
    assert.deepEqual(nullCorrelations(11, 10, 10), {
      coefficients: new Array<number>(10).fill(1),
      mean: 1,
      meanSquared: 1,
    });
    for (const [n, p, q] of [
      [100, 1, 1],
      [100, 1, 99],
      [50, 49, 3],
      [20, 15, 12],
    ] as const) {
      const { coefficients, mean } = nullCorrelations(n, p, q);
      assert.ok([...coefficients, mean].every((value) => value >= 0 && value <= 1 && Number.isFinite(value)));
    }
    assert.equal(nullCorrelations(20, 15, 12).coefficients.filter((value) => value === 1).length, 15 + 12 - 19);
  });
});
