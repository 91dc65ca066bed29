import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { complexCca } from '../../../src/similarity/frequencies/complexCca';
import { frequencyGrid } from '../../../src/similarity/frequencies/frequencyGrid';
import { frequencyNulls } from '../../../src/similarity/frequencies/frequencyNull';
import { frequencyReport } from '../../../src/similarity/frequencies/frequencyReport';
import { levelsOf, saturatedNotice } from '../../../src/similarity/trust/saturation';
import { nullCorrelations } from '../../../src/similarity/trust/nullCorrelations';
import { mean, meanSquared, thresholdedMean } from '../../../src/similarity/measures/summaries';
import { gaussian } from '../../linalg/random';
import { centredColumns } from '../complexColumns';

const draws = 100;

describe('null level of maps by frequency', () => {
  for (const [n, p, q] of [
    [50, 8, 8],
    [60, 20, 12],
    [50, 32, 32],
    [20, 3, 8],
  ] as const) {
    it(`is what complex Gaussian noise gives: ${p} and ${q} dimensions, ${n} samples`, async () => {
      let seed = 1;
      const columns = (width: number) => ({
        real: centredColumns(gaussian(n, width, seed++)),
        imaginary: centredColumns(gaussian(n, width, seed++)),
      });
      const means: number[] = [];
      const cut: number[] = [];
      for (let i = 0; i < draws; i++) {
        const { coefficients, rank } = await complexCca(columns(p), columns(q), { a: 'a', b: 'b' });
        assert.deepEqual(rank, { a: p, b: q });
        means.push(mean(coefficients)!);
        cut.push(thresholdedMean(coefficients, 0.98).mean!);
      }
      const level = frequencyNulls(0.98)(n, { a: p, b: q })!;
      const [found, foundCut] = [mean(means)!, mean(cut)!];
      const error = Math.sqrt(meanSquared(means.map((value) => value - found))! / draws);
      // 0.0004, 0.0003, 0.0001 and 0.0006 of thousands of draws; the place of the cut among so few coefficients is not known as well.
      assert.ok(Math.abs(level.mean - found) < 0.001 + 4 * error, `${level.mean} and ${found} +- ${error}`);
      assert.ok(Math.abs(level.thresholdedMean! - foundCut) < 0.02, `${level.thresholdedMean} and ${foundCut}`);
    });
  }

  it('is the mean over the locations that have coefficients, each by its own ranks, and that of (0, 0) beside it', () => {
    const grid = frequencyGrid({ height: 1, width: 4 }, { height: 1, width: 4 });
    const coefficients = Float64Array.of(0.5, 0.4);
    const found = [
      { coefficients, rank: { a: 2, b: 3 } },
      { coefficients, rank: { a: 6, b: 2 } },
      { coefficients: Float64Array.of(), rank: { a: 0, b: null } },
    ];
    const [first, second] = [nullCorrelations(30, 2, 3), nullCorrelations(30, 6, 2)];
    const cut = [first, second].map((one) => thresholdedMean(one.coefficients, 0.6).mean!);
    const level = frequencyReport(grid, found, 30, 0.6)!.null!;
    // Frequencies 1 and -1 have the same coefficients; at -2 there are none.
    assert.ok(Math.abs(level.mean - (first.mean + 2 * second.mean) / 3) < 1e-15);
    assert.ok(Math.abs(level.thresholdedMean! - (cut[0]! + 2 * cut[1]!) / 3) < 1e-15);
    assert.equal(level.dcMean, first.mean);
    assert.equal(frequencyReport(grid, found, 30, 0)!.null!.thresholdedMean, null);
    const constant = [found[2]!, found[1]!, found[1]!];
    assert.equal(frequencyReport(grid, constant, 30, 0.6)!.null!.dcMean, null);
  });

  it('is told of where it is near 1', () => {
    const grid = frequencyGrid({ height: 1, width: 1 }, { height: 1, width: 1 });
    const told = (samples: number) =>
      saturatedNotice(
        levelsOf({
          dft: frequencyReport(
            grid,
            [{ coefficients: new Float64Array(20).fill(0.95), rank: { a: 20, b: 20 } }],
            samples,
            0.98,
          ),
        }),
      );
    assert.match(told(22)[0]!.message, /^Saturated: unrelated data of this size give mean CCA by frequency 0\.9\d+,/);
    assert.deepEqual(told(60), []);
  });
});
