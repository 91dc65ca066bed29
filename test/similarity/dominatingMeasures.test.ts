import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { defaultOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';

const folder = join(__dirname, '../../../shared/cases/dominating-sample');

/**
 * From the files' doubles with 60 digits (Gram-Schmidt twice, Jacobi): each value with the tolerance that the condition of the data leaves it,
 * 2.5e5 of X and Y, 2.6e9 of A and B (their neurons scaled to one length).
 */
const expected = {
  'X Y': {
    tolerance: 1e-12,
    cka: 0.999999807295263,
    debiased: 0.12575894833360357,
    cca: 0.8868614241974349,
    lastCoefficient: 0.04082247301897113,
    svcca: 0.551015448964646,
    procrustes: 0.9999992291846126,
    distance: Math.sqrt(1.541630774718936e-6),
    pls: [833449.868807087, 0.1599748144284582],
    pca: [4916.459000543912, 2.728791630865279],
  },
  'A B': {
    tolerance: 2e-9,
    cka: 0.9999999999999999,
    debiased: 0.12571500560306506,
    cca: 0.8868601253306941,
    lastCoefficient: 0.04087321169470015,
    svcca: 0.5510021830287765,
    procrustes: 0.9999999999999999,
    distance: 1.241711729829209e-8,
    pls: [8333333344977998, 0.15997167851197794],
    pca: [491596040.6232094, 2.7287919773529845],
  },
};

describe('measures where one sample dominates (shared/cases)', () => {
  if (!existsSync(folder)) {
    process.stdout.write(
      "    (../shared/cases is absent; the project's own data are tested in debiasedTerms.test.ts)\n",
    );
    return;
  }
  for (const [names, value] of Object.entries(expected)) {
    it(`are those of 60 digits: ${names}`, async () => {
      const [a, b] = names.split(' ').map((name) => ({ path: join(folder, `${name}.npy`) })) as [
        { path: string },
        { path: string },
      ];
      const report: ComparisonReport = (
        await compareArrays(
          { a, b, options: { ...defaultOptions, svcca: { rule: 'dimensions', count: 5 } } },
          () => undefined,
        )
      ).report;
      const close = (found: number, wanted: number, tolerance: number): void =>
        assert.ok(Math.abs(found - wanted) <= tolerance, `${found}, not ${wanted}`);
      const { tolerance } = value;
      close(report.cka!.linear, value.cka, 1e-14);
      close(report.cka!.debiased!, value.debiased, 1e-11);
      close(report.cca!.mean, value.cca, tolerance);
      close(report.cca!.coefficients[24]!, value.lastCoefficient, tolerance);
      close(report.svcca!.mean, value.svcca, tolerance);
      close(report.procrustes!.similarity, value.procrustes, 1e-14);
      // 2 - 2 similarity: a distance near 0 is known to the root of rounding.
      close(report.procrustes!.distance, value.distance, 2e-8);
      value.pls.forEach((singular, i) => close(report.pls!.singularValues[i]! / singular, 1, 1e-9));
      value.pca.forEach((singular, i) => close(report.pca!.a.singularValues[i]! / singular, 1, 1e-9));
    });
  }
});
