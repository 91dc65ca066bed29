import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { TrustOutcome } from '../../src/protocol/pairExtras';
import { saveArray } from '../jobs/savedArrays';
import { saveAxes } from '../jobs/savedMaps';
import { gaussian } from '../linalg/random';
import { linnerud } from '../similarity/linnerud';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused, refusedByProcess, run } from './calls';
import { followSchema, type Schema } from './followSchema';

describe('cca-lens null', () => {
  let files: [string, string];
  before(async () => {
    const folder = temporaryFolder('cli-null');
    files = [await saveArray(folder, 'body', linnerud.body), await saveArray(folder, 'exercises', linnerud.exercises)];
  });

  it('prints what its schema describes as JSON, the same for the same seed', () => {
    const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'trust.schema.json'), 'utf8')) as Schema;
    const { code, out, err } = run('null', ...files, '--permutations', '20', '--json');
    assert.deepEqual([code, err], [0, '']);
    const outcome = JSON.parse(out) as TrustOutcome & { a: string };
    followSchema(outcome, schema, schema);
    assert.deepEqual([outcome.a, outcome.measure, outcome.samples, outcome.seed], [files[0], 'cca', 20, 0]);
    assert.equal(outcome.null!.permutation.values.length, 20);
    assert.ok(outcome.dimensions && 'tests' in outcome.dimensions);
    assert.ok(Math.abs(outcome.dimensions.tests[0]!.lambda - 0.35039053) < 6e-9);
    assert.equal(run('null', ...files, '--permutations', '20', '--json', '--workers', '2').out, out);
    assert.notEqual(run('null', ...files, '--permutations', '20', '--json', '--seed', '5').out, out);
  });

  it('prints text for people, of the parts that were asked for', async () => {
    const { code, out } = run('null', ...files);
    assert.equal(code, 0);
    assert.match(out, /^cca +0\.3562≈$/m);
    assert.match(out, /^\(≈: not clear of what unrelated data of that size give\)$/m);
    assert.match(out, /^Whether there are samples enough cannot be told: .* chance/m);
    assert.match(out, /^permuted samples +0\.\d{4} {3}mean of 200 draws, 95% below 0\.\d{4}; p = 0\.\d+$/m);
    assert.match(out, /^Gaussian data /m);
    assert.match(out, /^95% interval +0\.\d{4} to 0\.\d{4} {3}standard error/m);
    assert.match(out, /more than chance at level 0\.05: 0 of 3 by Bartlett's test, 0 by Rao's/);
    assert.match(out, /^ +1 +0\.7956 +0\.3504 .* 34\.2 +0\.0635$/m);
    const less = await printed('null', ...files, '--wanted', 'dimensions', '--level', '0.1');
    assert.match(less, /1 of 3 by Bartlett's test, 1 by Rao's/);
    assert.doesNotMatch(less, /permuted|interval/);
  });

  it('checks SVCCA where CCA is undefined and nobody asked for it, and says so', async () => {
    const folder = temporaryFolder('cli-null-wide');
    const wide = await Promise.all([1, 2].map((seed) => saveArray(folder, `wide${seed}`, gaussian(20, 30, seed))));
    const words = ['null', ...wide, '--svcca-dims', '4', '--permutations', '5'];
    const outcome = await printedJson<TrustOutcome>(...words);
    assert.equal(outcome.measure, 'svcca');
    assert.match(outcome.notices[0]!.message, /^CCA needs more samples than neurons.* SVCCA was checked in its place/);
    assert.match(await refused('too-few-samples', ...words, '--measure', 'cca'), /CCA needs more samples/);
  });

  it('prints one long table as CSV', async () => {
    const lines = (await printed('null', ...files, '--permutations', '7', '--csv')).trim().split('\n');
    assert.equal(lines[0], 'part,quantity,at,value');
    assert.ok(lines.every((line) => line.split(',').length === 4));
    assert.equal(lines.filter((line) => line.startsWith('null,permutation,')).length, 7);
    assert.match(
      lines.find((line) => line.startsWith('dimensions,Rao p,1,'))!,
      /,0\.0635/,
    );
    assert.ok(lines.some((line) => line.startsWith('interval,low,,')));
    assert.ok(lines.some((line) => /^score,standing,,(?:clear|chance|saturated)$/.test(line)));
  });

  it('knows maps that are compared by frequency', async () => {
    const folder = temporaryFolder('cli-null-dft');
    const maps = [
      saveAxes(folder, 'conv1', gaussian(40, 2 * 2 * 3, 1).data, [40, 2, 2, 3]),
      saveAxes(folder, 'conv2', gaussian(40, 3 * 2 * 2, 2).data, [40, 3, 2, 2]),
    ];
    const asked = ['null', ...maps, '--conv', 'dft', '--layout', 'nhwc', '--permutations', '9'];
    const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'trust.schema.json'), 'utf8')) as Schema;
    const { code, out, err } = run(...asked, '--measure', 'ccaThresholded', '--json');
    assert.deepEqual([code, err], [0, '']);
    const outcome = JSON.parse(out) as TrustOutcome;
    followSchema(outcome, schema, schema);
    assert.deepEqual([outcome.samples, outcome.frequencies], [40, { height: 2, width: 2 }]);
    const text = await printed(...asked);
    assert.match(text, /^cca +0\.\d{4}≈? {3}mean over 2 x 2 frequencies$/m);
    assert.match(text, /^permuted samples +0\.\d{4} {3}mean of 9 draws/m);
    assert.match(text, /^The coefficients of many frequencies of the same images are not independent/m);
    const lines = (await printed(...asked, '--csv')).split('\n');
    assert.ok(lines.includes('score,frequencies,,4'));
    assert.equal(lines.filter((line) => line.startsWith('null,gaussian,')).length, 9);
    const sentence = await refused('recipe-mismatch', ...asked, '--measure', 'cka');
    assert.match(sentence, /cca and ccaThresholded alone/);
  });

  it('refuses in one line what it cannot do', async () => {
    const bad: [string[], string][] = [
      [['--wanted', 'magic'], 'usage'],
      [['--measure', 'magic'], 'usage'],
      [['--permutations', '0'], 'usage'],
      [['--seed', '-1'], 'usage'],
      [['--level', '1'], 'usage'],
      [['--blocks', '1'], 'usage'],
      [['--json', '--csv'], 'usage'],
      [['--measures', 'cka'], 'usage'],
    ];
    for (const [args, expected] of bad) await refused(expected, 'null', ...files, ...args);
    refusedByProcess(bad[0]![1], 'null', ...files, ...bad[0]![0]);
  });
});
