import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix } from '../../../src/linalg/matrix';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { jackknifeInterval, samplesWithoutBlocks } from '../../../src/similarity/trust/jackknife';
import { measurePair } from '../../../src/similarity/measures/measures';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { defaultOptions } from '../../../src/facts/options';
import { mean } from '../../../src/similarity/measures/summaries';
import { gaussian } from '../../linalg/random';

describe('the delete-block jackknife', () => {
  it('leaves every sample out once, in blocks of about equal size', () => {
    const without = samplesWithoutBlocks(23, 5, 7);
    const left = without.map((kept) => Array.from({ length: 23 }, (_, i) => i).filter((i) => !kept.includes(i)));
    assert.deepEqual(
      left.flat().sort((x, y) => x - y),
      Array.from({ length: 23 }, (_, i) => i),
    );
    assert.ok(left.every((block) => block.length === 4 || block.length === 5));
    assert.ok(
      without.every((kept) => kept.every((sample, i) => i === 0 || sample > kept[i - 1]!)),
      'in order',
    );
    assert.notDeepEqual(left[0], [0, 1, 2, 3], 'shuffled');
    assert.deepEqual(samplesWithoutBlocks(23, 5, 7), without);
    assert.notDeepEqual(samplesWithoutBlocks(23, 5, 8), without);
  });

  it('gives a mean the standard error of textbooks, and Student’s interval', () => {
    const values = [3, 7, 1, 8, 5, 9, 2, 4];
    const total = values.reduce((sum, value) => sum + value, 0);
    const found = jackknifeInterval(
      total / 8,
      values.map((value) => (total - value) / 7),
      [-100, 100],
    );
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - total / 8) ** 2, 0) / 7);
    assert.ok(Math.abs(found.standardError - deviation / Math.sqrt(8)) < 1e-12);
    // Student's limit with 7 degrees of freedom is 2.364624.
    assert.ok(Math.abs(found.high - total / 8 - 2.364624251 * found.standardError) < 1e-8);
    assert.ok(Math.abs(found.high + found.low - total / 4) < 1e-12);
    assert.equal(found.blocks, 8);
  });

  it('stays in the range of the measure', () => {
    const { low, high } = jackknifeInterval(0.99, [0.9, 1, 0.95, 0.2], [0, 1]);
    assert.deepEqual([low, high], [0, 1]);
  });

  it('covers the correlation that data are drawn with', async () => {
    const names = { a: 'a', b: 'b' };
    const cca = async (X: ReturnType<typeof gaussian>, Y: typeof X): Promise<number> =>
      measurePair(await factorPair(memoryPasses(X, Y, names), names), { ...defaultOptions, measures: ['cca'] }).cca!
        .mean;
    const [n, rho, trials] = [120, 0.6, 150];
    let covered = 0;
    const widths: number[] = [];
    for (let trial = 0; trial < trials; trial++) {
      const X = gaussian(n, 1, 2 * trial + 1);
      const noise = gaussian(n, 1, 2 * trial + 2);
      const Y = matrix(
        n,
        1,
        X.data.map((value, i) => rho * value + Math.sqrt(1 - rho * rho) * noise.data[i]!),
      );
      const without: number[] = [];
      for (const kept of samplesWithoutBlocks(n, 20, trial))
        without.push(await cca(samplesOfMatrix(X, kept, 1), samplesOfMatrix(Y, kept, 1)));
      const { low, high } = jackknifeInterval(await cca(X, Y), without, [0, 1]);
      if (low <= rho && rho <= high) covered++;
      widths.push(high - low);
    }
    // 95% of 150 is 142.5 with a standard deviation of 2.7; small samples cost a few per cent.
    assert.ok(covered >= 130, `${covered} of ${trials} intervals cover`);
    // The standard error of a correlation is (1 - rho^2) / sqrt(n) = 0.058, so the interval is about 0.24 wide.
    assert.ok(Math.abs(mean(widths)! - 0.245) < 0.03, `mean width ${mean(widths)}`);
  });
});
