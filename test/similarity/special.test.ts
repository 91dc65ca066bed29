import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { thresholdedMean } from '../../src/similarity/measures/summaries';
import { fixture, goldenOrNotice } from '../golden';
import { forPlainAndFastestKernels } from '../linalg/everyKernels';
import { checkPair, checkRegularised, compareFiles, near, type ExpectedPair, type Tolerances } from './expectedPair';

interface SpecialCase extends ExpectedPair {
  name: string;
  expect_error?: string;
  longdouble_coefs?: number[];
  coefs_if_dropped?: number[];
  intended_noise_free?: ExpectedPair;
  forced_ones?: number;
  table?: { s: number[]; t: number; idx: number | null; mean: number | null }[];
}

/** Where the golden README or the case itself allows more than usual: conditioning and ties. Condition times 5 eps, as each case says; those of the
 * fixtures stand beside their numbers. */
const tolerances: Record<string, Partial<Tolerances>> = {
  too_few_points: { pwcca: 0.01 },
  tied_coefficients: { pwcca: 0.03 },
  large_offset_f32: { coefficients: 1e-9 },
  'ill_1e-4': { coefficients: 1.1e-10 },
  'ill_1e-8': { coefficients: 1.1e-7, pwcca: 1.1e-7 },
  'ill_1e-12': { coefficients: 1.1e-3, pwcca: 1.1e-3 },
  ill_f32: { coefficients: 1e-7, pwcca: 1e-7 },
};

const refusals: Record<string, string> = {
  fewer_points_than_neurons: 'too-few-samples',
  points_equal_neurons: 'too-few-samples',
  only_b_wide: 'too-few-samples',
  mismatched_n: 'sample-count-mismatch',
  nan: 'non-finite',
  inf: 'non-finite',
  all_constant: 'no-variance',
  one_dimensional: 'wrong-dimensions',
};

function checkCase(folder: string, special: SpecialCase): void {
  const { name } = special;
  if (special.table) {
    it(name, () => {
      for (const { s, t, idx, mean } of special.table!) {
        const found = thresholdedMean(s, t);
        assert.equal(found.index, idx);
        if (mean === null) assert.equal(found.mean, null);
        else near([found.mean!], [mean], 1e-14, 'mean');
      }
    });
  } else if (special.expect_error !== undefined) {
    it(`${name} is refused`, async () => {
      const code = refusals[name];
      assert.ok(code, `${name} is a refusal this test does not know`);
      if (code === 'too-few-samples') {
        await assert.rejects(compareFiles(folder, special, { measures: ['cca', 'pwcca'] }), { code });
        const { skipped, cka } = await compareFiles(folder, special);
        assert.deepEqual(
          skipped.slice(0, 2).map(({ measure }) => measure),
          ['cca', 'pwcca'],
        );
        assert.ok(cka && cka.linear >= 0 && cka.linear <= 1);
      } else await assert.rejects(compareFiles(folder, special), { code });
    });
  } else if (special.coefs_if_dropped) {
    it(`${name} has one rank or the other, and sane coefficients`, async () => {
      const { cca, a } = await compareFiles(folder, special);
      assert.ok(a.rank === 12 || a.rank === 13);
      assert.ok(cca!.coefficients.every((value) => value >= 0 && value <= 1));
      if (a.rank === 12) near(cca!.coefficients, special.coefs_if_dropped!, 1e-6, 'coefficients');
      // One more direction can only raise correlations.
      else special.coefs_if_dropped!.forEach((value, i) => assert.ok(cca!.coefficients[i]! >= value - 1e-6));
    });
  } else if (name === 'huge_scale') {
    it(`${name}: what does not depend on scale`, async () => {
      const { cca, cka, pca } = await compareFiles(folder, special);
      near(cca!.coefficients, special.cca.coefs, 1e-12, 'coefficients');
      near([cka!.linear], [special.cka.linear], 1e-12, 'cka');
      assert.ok(pca!.a.singularValues.every(Number.isFinite));
    });
  } else {
    it(name, async () => {
      await checkPair(folder, { ...special, ...special.intended_noise_free }, tolerances[name]);
      // With singular values down to 1e-4 and 1e-8 the published covariance route itself has lost its digits (a coefficient of 28.8).
      if (name !== 'ill_1e-4' && name !== 'ill_1e-8') await checkRegularised(folder, special);
      if (special.longdouble_coefs) {
        const { cca } = await compareFiles(folder, special);
        near(
          cca!.coefficients,
          special.longdouble_coefs,
          (special.within ?? tolerances[name])?.coefficients ?? 1e-10,
          'coefficients by more digits',
        );
      }
      if (special.forced_ones) {
        const { warnings } = await compareFiles(folder, special);
        assert.match(
          warnings.find(({ code }) => code === 'forced-ones')!.message,
          new RegExp(`^${special.forced_ones} `),
        );
      }
    });
  }
}

function casesOf(file: string): SpecialCase[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: SpecialCase[] }).cases;
}

forPlainAndFastestKernels(() => {
  describe('special pairs in the fixtures', () => {
    const expected = fixture('pairs/expected.json');
    for (const special of casesOf(expected)) checkCase(dirname(dirname(expected)), special);
  });

  describe('special pairs of the golden data', () => {
    const folder = goldenOrNotice('special pairs');
    if (folder === undefined) return;
    for (const special of casesOf(join(folder, 'expected', 'special.json'))) checkCase(folder, special);
  });

  describe('principal components of the golden data', () => {
    const folder = goldenOrNotice('principal components');
    if (folder === undefined) return;
    const { files } = JSON.parse(readFileSync(join(folder, 'expected', 'pca.json'), 'utf8')) as {
      files: Record<string, { singular_values: number[]; rank: number; participation_ratio: number }>;
    };
    for (const [file, expected] of Object.entries(files)) {
      it(file, async () => {
        const { pca, a } = await compareFiles(folder, { a: file, b: file }, { measures: ['pca'] });
        near(pca!.a.singularValues, expected.singular_values, 1e-11 * expected.singular_values[0]!, 'singular values');
        assert.equal(a.rank, expected.rank);
        near([pca!.a.participationRatio / expected.participation_ratio], [1], 1e-9, 'participation ratio');
      });
    }
  });
});
