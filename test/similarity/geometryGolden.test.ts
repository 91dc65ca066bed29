import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MeasureName } from '../../src/facts/measures';
import type { ComparisonReport } from '../../src/facts/report';
import { goldenOrNotice } from '../golden';
import { forFastestKernels } from '../linalg/everyKernels';
import { compareFiles } from './expectedPair';
import { compareSeeded, expectedMeasures, type ExpectedMeasures } from './measures/expectedMeasures';

const asked: { measures: MeasureName[] } = { measures: ['rsa', 'rbfCka', 'distanceCorrelation'] };

function near(value: number | undefined, expected: number, tolerance: number, where: string): void {
  assert.ok(Math.abs(value! - expected) <= tolerance, `${where}: ${value}, not ${expected}`);
}

function holdAgainst(report: ComparisonReport, expected: ExpectedMeasures, bandwidth: number): void {
  for (const [kind, of] of Object.entries(expected.rsa)) {
    const found = report.rsa![kind as 'cosine'];
    if ('undefined' in of) {
      assert.equal(found, undefined, kind);
      continue;
    }
    near(found!.spearman, of.spearman, 1e-11, `${kind} spearman`);
    near(found!.pearson, of.pearson, 1e-11, `${kind} pearson`);
    near(found!.rhoA, of.rho_a, 1e-11, `${kind} rho-a`);
  }
  const kernels = expected.rbfCka.find((one) => one.bandwidth === bandwidth)!;
  assert.equal(report.rbfCka!.bandwidth, bandwidth);
  near(report.rbfCka!.biased, kernels.biased, 1e-11, 'rbf');
  near(report.rbfCka!.debiased, kernels.debiased, 1e-11, 'rbf debiased');
  const { biased, bias_corrected_squared: corrected } = expected.distanceCorrelation;
  near(report.distanceCorrelation!.biased, biased, 1e-10, 'distance correlation');
  near(report.distanceCorrelation!.biasCorrectedSquared, corrected, 1e-10, 'corrected');
}

forFastestKernels(() => {
  describe('geometry of samples in the golden data', () => {
    const folder = goldenOrNotice('golden geometry');
    if (folder === undefined) return;
    const golden = expectedMeasures(folder);
    const compare = (files: { a: string; b: string }, bandwidth: number) =>
      compareFiles(folder, files, { ...asked, bandwidth });

    for (const [at, pair] of golden.pairs.entries()) {
      it(`${pair.a} and ${pair.b}`, async () => {
        const bandwidth = at % 2 === 0 ? 1 : 0.5;
        holdAgainst(await compare(pair, bandwidth), pair, bandwidth);
      });
    }

    it('neurons that were permuted and scaled, of either bandwidth', async () => {
      const files = { a: 'cases/permuted_a.npy', b: 'cases/permuted_b.npy' };
      for (const bandwidth of [1, 0.5]) holdAgainst(await compare(files, bandwidth), golden.permuted, bandwidth);
    });

    it('the uniform numbers of which others publish theirs, of either bandwidth', async () => {
      for (const bandwidth of [1, 0.5]) {
        const report = await compareSeeded({ ...asked, bandwidth });
        holdAgainst(report, golden.seeded, bandwidth);
        near(report.rsa!.correlation!.spearman, -0.004092795694065, 1e-14, 'published RSA');
        near(report.rsa!.euclidean!.spearman, 0.026652156101799, 1e-14, 'published RSA of distances');
        near(report.distanceCorrelation!.biased, 0.88526965244171, 1e-14, 'published distance correlation');
      }
    });
  });
});
