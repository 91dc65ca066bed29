import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Matrix } from '../../../src/linalg/matrix';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { measurePair } from '../../../src/similarity/measures/measures';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { defaultOptions } from '../../../src/facts/options';
import type { MeasureName } from '../../../src/facts/measures';

import type { ComparisonReport } from '../../../src/facts/report';
import type { Notice } from '../../../src/facts/reportParts';
import { levelsOf, saturatedNotice } from '../../../src/similarity/trust/saturation';
import { gaussian } from '../../linalg/random';

const saturatedScores = (report: Parameters<typeof levelsOf>[0]): Notice[] => saturatedNotice(levelsOf(report));

describe('saturatedNotice', () => {
  const unrelated = (mean: number) => ({ coefficients: [], mean });
  const svcca = (mean: number) => ({
    kept: [180, 175] as [number, number],
    retainedVariance: [0.99, 0.99] as [number, number],
    coefficients: [],
    mean: 0.96,
    null: unrelated(mean),
  });
  const pwcca = { value: 0.97, side: 'a' as const, a: 0.97, b: 0.97, weights: [] };

  it('names the scores whose null level is near 1, in one notice', () => {
    assert.deepEqual(saturatedScores({ svcca: svcca(0.899) }), []);
    const [notice, ...others] = saturatedScores({ svcca: svcca(0.956) });
    assert.deepEqual([notice!.code, others], ['saturated', []]);
    assert.match(notice!.message, /unrelated data of this size give SVCCA \(of 180 and 175 dimensions\) 0\.956/);
    assert.deepEqual(saturatedScores({ null: unrelated(0.95) }), [], 'CCA was not computed');
    const cka = (level: number) => ({ linear: 0.99, debiased: 0, null: { linear: level, debiased: 0 } });
    assert.deepEqual(saturatedScores({ cka: cka(0.899) }), []);
    const [wide] = saturatedScores({ cka: cka(0.926) });
    assert.match(
      wide!.message,
      /data of this size give linear CKA 0\.926, so near .*: read debiased CKA, or use more samples\.$/,
    );
    const procrustes = { similarity: 1, distanceSquared: 0, distance: 0, angular: 0 };
    const all = { svcca: svcca(0.956), cka: cka(0.926) };
    const bound = { ...procrustes, null: { similarity: 0.99, distance: 0.14 } };
    const [every, ...more] = saturatedScores({ ...all, procrustes: bound });
    assert.match(every!.message, /0\.956, linear CKA 0\.926 and Procrustes similarity of up to 0\.990, so near to 1 /);
    assert.deepEqual(more, []);
    const [distance] = saturatedNotice([{ score: 'procrustesDistance', level: 0.14 }]);
    assert.match(distance!.message, /give Procrustes distances of at least 0\.140, so near to 0 /);
    assert.deepEqual(saturatedScores({ procrustes }), [], 'a document of before there were levels');
  });

  it('names PWCCA where mean CCA, whose level it has, does not stand beside it, and no cut of SVCCA as its remedy', () => {
    const [alone] = saturatedScores({ pwcca, null: unrelated(0.95) });
    assert.match(
      alone!.message,
      /of this size give PWCCA 0\.950, so near to 1 .*: read SVCCA of fewer dimensions \(.*\), or use more samples\.$/,
    );
    const cca = { mean: 0.97 } as ComparisonReport['cca'] & object;
    assert.match(saturatedScores({ cca, pwcca, null: unrelated(0.95) })[0]!.message, /give mean CCA 0\.950, so/);
  });

  it('takes each CCA score at its own level', () => {
    const level = (score: 'cca' | 'ccaThresholded' | 'ccaSquared', at: number) => ({ score, level: at });
    const [notice] = saturatedNotice([level('cca', 0.89), level('ccaThresholded', 0.91), level('ccaSquared', 0.8)]);
    assert.match(notice!.message, /give thresholded mean CCA 0\.910, so/);
  });
});

describe('notices of one measure asked for alone', () => {
  const names = { a: 'a', b: 'b' };
  const factorMatrices = (A: Matrix, B: Matrix) => factorPair(memoryPasses(A, B, names), names);
  const codes = async (rows: number, [p, q]: [number, number], measures: MeasureName[], dimensions = 5) => {
    const factors = await factorMatrices(gaussian(rows, p, 1), gaussian(rows, q, 2));
    const svcca = { rule: 'dimensions' as const, count: dimensions };
    return measurePair(factors, { ...defaultOptions, svcca, measures }).warnings.map(({ code }) => code);
  };

  it('are what they are beside all others, of the scores that they are about', async () => {
    const expected: Partial<Record<MeasureName, string[]>> = {
      cca: ['few-samples', 'forced-ones', 'saturated'],
      pwcca: ['few-samples', 'forced-ones', 'tied-coefficients', 'saturated'],
      svcca: [],
      cka: ['few-samples'],
      procrustes: ['few-samples'],
      pls: [],
      pca: [],
    };
    for (const [measure, notices] of Object.entries(expected) as [MeasureName, string[]][])
      assert.deepEqual(await codes(40, [36, 35], [measure]), notices, measure);
  });

  it('count of SVCCA the directions that it keeps', async () => {
    assert.deepEqual(await codes(40, [36, 35], ['svcca'], 8), []);
    assert.deepEqual(await codes(40, [36, 35], ['svcca'], 9), ['few-samples']);
  });

  it('have the null level of PWCCA beside it', async () => {
    const factors = await factorMatrices(gaussian(60, 8, 1), gaussian(60, 7, 2));
    const alone = measurePair(factors, { ...defaultOptions, measures: ['pwcca'] });
    const all = measurePair(factors, defaultOptions);
    assert.equal(alone.null!.mean, all.null!.mean);
  });
});
