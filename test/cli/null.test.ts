import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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
import { followSchema, type Schema } from './followSchema';

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectFolder, 'dist', 'cli.js'), ...args], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

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

  it('prints text for people, of the parts that were asked for', () => {
    const { code, out } = run('null', ...files);
    assert.equal(code, 0);
    assert.match(out, /^cca +0\.3562$/m);
    assert.match(out, /^permuted samples +0\.\d{4} {3}mean of 200 draws, 95% below 0\.\d{4}; p = 0\.\d+$/m);
    assert.match(out, /^Gaussian data /m);
    assert.match(out, /^95% interval +0\.\d{4} to 0\.\d{4} {3}standard error/m);
    assert.match(out, /more than chance at level 0\.05: 0 of 3 by Bartlett's test, 0 by Rao's/);
    assert.match(out, /^ +1 +0\.7956 +0\.3504 .* 34\.2 +0\.0635$/m);
    const less = run('null', ...files, '--wanted', 'dimensions', '--level', '0.1').out;
    assert.match(less, /1 of 3 by Bartlett's test, 1 by Rao's/);
    assert.doesNotMatch(less, /permuted|interval/);
  });

  it('prints one long table as CSV', () => {
    const lines = run('null', ...files, '--permutations', '7', '--csv')
      .out.trim()
      .split('\n');
    assert.equal(lines[0], 'part,quantity,at,value');
    assert.ok(lines.every((line) => line.split(',').length === 4));
    assert.equal(lines.filter((line) => line.startsWith('null,permutation,')).length, 7);
    assert.match(
      lines.find((line) => line.startsWith('dimensions,Rao p,1,'))!,
      /,0\.0635/,
    );
    assert.ok(lines.some((line) => line.startsWith('interval,low,,')));
  });

  it('knows maps that are compared by frequency', () => {
    const folder = temporaryFolder('cli-null-dft');
    const maps = [
      saveAxes(folder, 'conv1', gaussian(40, 4 * 4 * 3, 1).data, [40, 4, 4, 3]),
      saveAxes(folder, 'conv2', gaussian(40, 6 * 4 * 2, 2).data, [40, 6, 4, 2]),
    ];
    const asked = ['null', ...maps, '--conv', 'dft', '--layout', 'nhwc', '--permutations', '9'];
    const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'trust.schema.json'), 'utf8')) as Schema;
    const { code, out, err } = run(...asked, '--measure', 'ccaThresholded', '--json');
    assert.deepEqual([code, err], [0, '']);
    const outcome = JSON.parse(out) as TrustOutcome;
    followSchema(outcome, schema, schema);
    assert.deepEqual([outcome.samples, outcome.frequencies], [40, { height: 4, width: 4 }]);
    const text = run(...asked).out;
    assert.match(text, /^cca +0\.\d{4} {3}mean over 4 x 4 frequencies$/m);
    assert.match(text, /^permuted samples +0\.\d{4} {3}mean of 9 draws/m);
    assert.match(text, /^The coefficients of many frequencies of the same images are not independent/m);
    const lines = run(...asked, '--csv').out.split('\n');
    assert.ok(lines.includes('score,frequencies,,16'));
    assert.equal(lines.filter((line) => line.startsWith('null,gaussian,')).length, 9);
    const refused = run(...asked, '--measure', 'cka');
    assert.equal(refused.code, 2);
    assert.match(refused.err, /^cca-lens: recipe-mismatch: .*cca and ccaThresholded alone[^\n]+\n$/);
  });

  it('refuses in one line what it cannot do', () => {
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
    for (const [args, expected] of bad) {
      const { code, err } = run('null', ...files, ...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, new RegExp(`^cca-lens: ${expected}: [^\\n]+\\n$`));
    }
  });
});
