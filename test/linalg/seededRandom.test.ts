import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { seededRandom } from '../../src/linalg/random';

describe('seededRandom', () => {
  const draws = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => random.uniform());
  };

  it('repeats itself for a seed and differs between seeds', () => {
    assert.deepEqual(draws(7), draws(7));
    assert.equal(new Set([...draws(7), ...draws(8)]).size, 40);
  });

  it('draws evenly from 0 to 1', () => {
    const random = seededRandom(1);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[Math.floor(random.uniform() * 10)]! += 1;
    // Ten cells of 10,000 expected: five standard deviations of a count are 474.
    for (const count of counts) assert.ok(Math.abs(count - 10_000) < 475, `${count} draws in a tenth`);
  });

  it('draws normal numbers of mean 0, variance 1 and kurtosis 3', () => {
    const random = seededRandom(2);
    const n = 100_000;
    const values = Array.from({ length: n }, () => random.normal());
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / n;
    // Five standard errors: sqrt(1/n), sqrt(2/n), sqrt(96/n).
    assert.ok(Math.abs(moment(1)) < 0.016);
    assert.ok(Math.abs(moment(2) - 1) < 0.023);
    assert.ok(Math.abs(moment(4) - 3) < 0.155);
  });

  it('orders every number once', () => {
    const order = seededRandom(3).permutation(50);
    assert.notDeepEqual(
      [...order],
      [...order].sort((a, b) => a - b),
    );
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      Array.from({ length: 50 }, (_, i) => i),
    );
  });
});
