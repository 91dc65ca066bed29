import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { MatrixOutcome } from '../../src/protocol/worker';
import type { ComparisonReport } from '../../src/similarity/report';
import { mapped, representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectFolder, 'dist', 'cli.js'), ...args], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('cca-lens matrix', () => {
  let files: string[];
  let spoilt: string;
  before(async () => {
    const folder = temporaryFolder('cli-matrix');
    files = [];
    for (const [i, width] of [6, 9, 5].entries())
      files.push(await saveArray(folder, `layer${i}`, representation(200, width, i)));
    spoilt = await saveArray(
      folder,
      'spoilt',
      mapped(representation(200, 4, 9), (x, at) => (at === 41 ? NaN : x)),
    );
  });

  it('prints every score of every pair as JSON, the same as compare does', () => {
    const { code, out, err } = run('matrix', ...files, '--json');
    assert.deepEqual([code, err], [0, '']);
    const { paths, samples, values, refused } = JSON.parse(out) as MatrixOutcome;
    assert.deepEqual([paths, samples, refused], [files, 200, []]);
    const report = JSON.parse(run('compare', files[0]!, files[2]!, '--json').out) as ComparisonReport;
    const { cca, svcca, pwcca, cka, procrustes } = report;
    for (const [found, expected] of [
      [values.cca, cca!.mean],
      [values.ccaThresholded, cca!.thresholdedMean!],
      [values.ccaSquared, cca!.meanSquared],
      [values.svcca, svcca!.mean],
      [values.pwcca, pwcca!.value],
      [values.cka, cka!.linear],
      [values.ckaDebiased, cka!.debiased!],
      [values.procrustes, procrustes!.similarity],
      [values.procrustesDistance, procrustes!.distance],
    ] as const) {
      assert.ok(Math.abs(found[0]![2]! - expected) < 1e-11, `${found[0]![2]} instead of ${expected}`);
      assert.ok(Math.abs(found[2]![0]! - expected) < 1e-11);
    }
  });

  it('prints one score alone', () => {
    const { code, out } = run('matrix', ...files, '--measure', 'svcca', '--json', '--svcca-dims', '3');
    assert.equal(code, 0);
    const found = JSON.parse(out) as { paths: string[]; measure: string; values: number[][] };
    assert.deepEqual([found.paths, found.measure], [files, 'svcca']);
    assert.equal(found.values.length, 3);
    found.values.forEach((row, i) => {
      assert.equal(row.length, 3);
      assert.ok(Math.abs(row[i]! - 1) < 1e-10);
      row.forEach((value, j) => assert.equal(value, found.values[j]![i]));
    });
  });

  it('prints tables for people, with a dash where a pair was refused and the reason below', () => {
    const { code, out } = run('matrix', files[0]!, spoilt, files[1]!);
    assert.equal(code, 0);
    assert.match(out, /^3 files, 200 samples/);
    assert.match(out, /\npwcca\n +1\.0000 +- +0\.\d{4}\n +- +- +-\n +0\.\d{4} +- +1\.0000\n/);
    assert.match(out, /spoilt\.npy holds 1 value that is NaN or infinite, the first at sample 10, neuron 1/);
    assert.doesNotMatch(out, /undefined|Infinity|null/);
    const dropped = run('matrix', files[0]!, spoilt, '--drop-nonfinite', '--json');
    assert.deepEqual((JSON.parse(dropped.out) as MatrixOutcome).refused, []);
  });

  it('gives the same numbers with any number of workers', () => {
    const values = ['1', '2', '5'].map((workers) => {
      const { out } = run('matrix', ...files, '--json', '--workers', workers);
      return (JSON.parse(out) as MatrixOutcome).values;
    });
    assert.deepEqual(values[1], values[0]);
    assert.deepEqual(values[2], values[0]);
  });

  it('refuses in one line what does not fit the memory that is allowed, or is no list of files', () => {
    const bad: [string[], string][] = [
      [['matrix', ...files, '--memory', '1'], 'memory-budget'],
      [['compare', files[0]!, files[1]!, '--memory', '2'], 'memory-budget'],
      [['matrix', files[0]!], 'usage'],
      [['matrix', ...files, '--measure', 'magic'], 'usage'],
      [['matrix', ...files, '--workers', '9'], 'usage'],
      [['compare', files[0]!, files[1]!, '--memory', '0'], 'usage'],
      [['compare', files[0]!, files[1]!, '--memory', 'much'], 'usage'],
      [['matrix', files[0]!, join(files[0]!, 'none.npy')], 'file-not-found'],
    ];
    for (const [args, expected] of bad) {
      const { code, out, err } = run(...args, '--json');
      assert.equal(code, 2, args.join(' '));
      assert.match(err, new RegExp(`^cca-lens: ${expected}: [^\\n]+\\n$`));
      assert.equal((JSON.parse(out) as { error: { code: string } }).error.code, expected);
    }
    assert.match(run(...bad[1]![0]).err, /need about \d+ MiB of memory, and the budget is 2 MiB: raise it/);
    assert.equal(run('compare', files[0]!, files[1]!, '--memory', '64').code, 0);
  });

  it('is explained by --help with every option that it takes', () => {
    const { out } = run('--help');
    for (const option of ['matrix FILE', '--measure NAME', '--workers', '--memory']) assert.ok(out.includes(option));
    assert.ok(out.split('\n').every((line) => line.length <= 120));
  });
});
