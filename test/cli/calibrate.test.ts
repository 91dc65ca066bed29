import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { ComparisonReport } from '../../src/facts/report';
import { comparisonCsv } from '../../src/facts/comparisonCsv';
import { gaussian } from '../linalg/random';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused } from './calls';
import { followSchema, type Schema } from './followSchema';

describe('cca-lens compare --calibrate', () => {
  let files: [string, string];
  before(async () => {
    const folder = temporaryFolder('cli-calibrate');
    files = [await saveArray(folder, 'a', representation(60, 5, 1)), await saveArray(folder, '7', gaussian(60, 4, 2))];
  });

  const json = (...args: string[]) => printedJson<ComparisonReport>('compare', ...args, '--json');

  it('prints what its schema describes, by the permutations, level and seed that it was given', async () => {
    const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'comparison.schema.json'), 'utf8')) as Schema;
    const report = await json(...files, '--calibrate', '39', '--alpha', '0.1', '--seed', '5');
    followSchema(report, schema, schema);
    assert.deepEqual(report.options.calibrate, { permutations: 39, alpha: 0.1, seed: 5 });
    const { value, p, threshold, permutations, seed } = report.cka!.calibrated!.cka!;
    assert.deepEqual([permutations, seed], [39, 5]);
    assert.ok(p! >= 1 / 40 && threshold! > 0 && value! >= 0);
    const csv = comparisonCsv(report);
    assert.ok(csv.includes(`cka.calibrated.cka.threshold,,${threshold},`) && csv.includes('calibrate.alpha,,0.1,'));
  });

  it('takes what stands behind it for its number only where it is one', async () => {
    const permutationsOf = async (...args: string[]) => (await json(...args)).options.calibrate?.permutations;
    const [a, b] = files;
    assert.equal(await permutationsOf('--calibrate', a, b), 200);
    assert.equal(await permutationsOf(a, b, '--calibrate'), 200);
    assert.equal(await permutationsOf('--calibrate', '19', a, b), 19);
    assert.equal(await permutationsOf(a, '--calibrate=20', b), 20);
    assert.equal(await permutationsOf(a, '--calibrate', '--seed', '3', b), 200);
    assert.equal(await permutationsOf(a, b), undefined);
    assert.match(await refused('usage', 'compare', a, b, '--calibrate', '0.5'), /--calibrate takes a whole number/);
    assert.match(await refused('usage', 'compare', a, b, '--calibrate', '0'), /from 1 to 100000/);
    const wrong = /--calibrate takes a whole number from 1 to 100000, not "(abc|1x|-5)"/;
    for (const text of ['abc', '1x', '-5']) {
      assert.match(await refused('usage', 'compare', a, b, '--calibrate', text), wrong);
      assert.match(await refused('usage', 'matrix', '--calibrate', text, a, b), wrong);
    }
    const more = (...of: string[]) => refused('usage', 'compare', a, b, '--calibrate', ...of);
    assert.match(await more('1'), /smallest p that 1 permutation can give is 0\.5, above alpha 0\.05; .* 19 or more/);
    assert.match(await more('--alpha', '0.001'), /that 200 permutations can give .* with 999 or more/);
    assert.match(await more('--seed', '-1'), /--seed takes a whole number from 0 to 4294967295, not "-1"/);
    assert.match(await more('--alpha', '-.1'), /--alpha takes a number between 0 and 1, not "-\.1"/);
    assert.match(await more('--alpha', '2'), /--alpha takes a number between 0 and 1, not "2"/);
    assert.match(await refused('usage', 'compare', a, b, '--alpha', '0.1'), /--alpha is of calibrated scores/);
    assert.match(await refused('usage', 'compare', a, b, '--seed', '1'), /add --calibrate/);
  });

  it('tells people of each score how far it stands above its permutations, and how that is found', async () => {
    const text = await printed('compare', ...files, '--calibrate', '39');
    assert.match(text, /^linear CKA .*; calibrated 0\.\d{4} \(threshold 0\.\d{4}, p [01]\.\d{4}\)$/m);
    assert.match(text, /^\(calibrated: .*39 permutations .*arXiv 2602\.14486\)\.\)$/m);
    assert.doesNotMatch(await printed('compare', ...files), /calibrated|permutation/);
  });

  it('says of a matrix of several scores which is calibrated, and of one nothing', async () => {
    const text = await printed('matrix', ...files, '--measures', 'rsa', '--calibrate', '19');
    assert.match(text, /^\(of these \d scores rsa alone is calibrated: --measure NAME calibrates another\)$/m);
    assert.doesNotMatch(await printed('matrix', ...files, '--measure', 'rsa', '--calibrate', '19'), /--measure NAME/);
  });

  it('has numbers under each other, behind the longest name', async () => {
    const text = await printed('compare', ...files, '--measures', 'rsa,distanceCorrelation');
    const ends = text.split('\n').flatMap((line) => /^(?:RSA|dist).*? -?\d\.\d{4}/.exec(line)?.[0].length ?? []);
    assert.ok(ends.length > 8 && new Set(ends).size === 1, text);
  });
});
