import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measures } from '../../../src/facts/measures';
import { familyRows, readAbove, type FamilyRow } from '../../../webview/words/familyRows';
import { scoreRows } from '../../../webview/words/scoreRows';
import { sampleReport } from '../sampleReport';

describe('webview/familyRows', () => {
  it('has every score once, under the question of its measure, and one of each measure in sight', () => {
    const report = sampleReport();
    const found = familyRows(report);
    const rows = found.flatMap((family) => family.rows);
    assert.deepEqual(
      rows.map(({ id }) => id).sort(),
      scoreRows(report)
        .map(({ id }) => id)
        .sort(),
    );
    const [directions, geometry] = found;
    assert.deepEqual(
      [directions, geometry].map(({ id, rows: all }) => [id, all.filter(({ first }) => first).map((row) => row.id)]),
      [
        ['directions', ['cca', 'svcca', 'pwcca']],
        ['geometry', ['cka', 'procrustes']],
      ],
    );
    for (const { question } of found) assert.match(question, /\?$/);
  });

  it('names what was not asked for, neither what is not defined nor what has no score', () => {
    const report = sampleReport();
    const onRequest = (family: string) =>
      measures.flatMap((measure) => (measure.family === family && measure.onRequest ? [measure.id] : []));
    const missing = () => Object.fromEntries(familyRows(report).map(({ id, missing: names }) => [id, names]));
    assert.deepEqual([missing().directions, missing().geometry], [[], onRequest('geometry')]);
    delete report.procrustes;
    delete report.pls;
    delete report.pwcca;
    report.skipped = [{ measure: 'pwcca', code: 'too-few-samples', message: 'Only 3 samples.' }];
    assert.deepEqual([missing().directions, missing().geometry], [[], ['procrustes', ...onRequest('geometry')]]);
    delete report.cka;
    const geometry = familyRows(report).find(({ id }) => id === 'geometry')!;
    assert.deepEqual(geometry.rows, []);
  });

  it('says a reading of several scores of a measure once, and of what stands for a measure always', () => {
    const row = (id: string, measure: string, reading: string, more: Partial<FamilyRow> = {}): FamilyRow =>
      ({ id, measure, reading, first: false, skipped: false, ...more }) as FamilyRow;
    const rows = [
      row('rsa', 'rsa', 'x', { first: true }),
      row('rsaPearson', 'rsa', 'x'),
      row('rsaRhoA', 'rsa', 'y'),
      row('rsaCosine', 'rsa', 'x'),
      row('rsaCosine', 'rsa', '', { side: 'a' }),
      row('rsaCosineRhoA', 'rsa', 'x'),
      row('knn', 'knn', 'x', { first: true }),
      row('knnJaccard', 'knn', 'z', { skipped: true }),
      row('other', 'knn', 'z', { skipped: true }),
    ];
    const said = [...readAbove(rows)].map(({ id }) => id);
    assert.deepEqual(said, ['rsaPearson', 'rsaCosineRhoA']);
  });

  it('has a directed score by either side, too, but not at first sight', () => {
    const report = sampleReport();
    const of = {
      inSample: 0.5,
      rank: 3,
      adjusted: 0.4,
      chance: 0.15,
      crossValidated: 0.25,
      penalties: [1, 1, 1, 1, 1],
    };
    report.linear = { bFromA: of, aFromB: { ...of, inSample: 0.7, chance: 0.1, adjusted: undefined } };
    const { rows } = familyRows(report).find(({ id }) => id === 'prediction')!;
    const told = rows.filter(({ id, side }) => id === 'linearInSample' || side);
    assert.deepEqual(
      told.map(({ id, side, value, baseline, first }) => [id, side ?? '', value, baseline, first]),
      [
        ['linear', 'a', 0.25, 0, false],
        ['linear', 'b', 0.25, 0, false],
        ['linearAdjusted', 'b', 0.4, 0, false],
        ['linearInSample', '', 0.6, 0.125, false],
        ['linearInSample', 'a', 0.7, 0.1, false],
        ['linearInSample', 'b', 0.5, 0.15, false],
      ],
    );
    assert.equal(told[0].label, 'Linear predictivity of a');
  });

  it('offers nothing beside maps by frequency', () => {
    const { a, b, samples, warnings, route, options, timings } = sampleReport();
    const dft = {
      height: 1,
      width: 1,
      locationMeans: [[0.5]],
      locationThresholdedMeans: [[0.5]],
      meanOverLocations: 0.5,
      dcCoefficients: [0.5],
      coefficients: null,
    };
    const found = familyRows({ schema: 1, a, b, samples, warnings, route, options, timings, dft, skipped: [] });
    assert.deepEqual(
      found.map(({ id, missing }) => [id, missing]),
      [['directions', []]],
    );
  });
});
