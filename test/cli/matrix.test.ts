import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { MatrixOutcome } from '../../src/protocol/matrixJob';
import type { ComparisonReport } from '../../src/facts/report';
import { mapped, representation } from '../jobs/relatedPairs';
import { gaussian } from '../linalg/random';
import { saveArray } from '../jobs/savedArrays';
import { saveAxes } from '../jobs/savedMaps';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused, refusedByProcess, run } from './calls';

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

  it('prints every score of every pair as JSON, the same as compare does', async () => {
    const { code, out, err } = run('matrix', ...files, '--json');
    assert.deepEqual([code, err], [0, '']);
    const { paths, samples, values, refused } = JSON.parse(out) as MatrixOutcome;
    assert.deepEqual([paths, samples, refused], [files, 200, []]);
    const report = await printedJson<ComparisonReport>('compare', files[0]!, files[2]!);
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

  it('prints one score alone', async () => {
    type OneScore = { paths: string[]; measure: string; values: number[][] };
    const found = await printedJson<OneScore>('matrix', ...files, '--measure', 'svcca', '--svcca-dims', '3');
    assert.deepEqual([found.paths, found.measure], [files, 'svcca']);
    assert.equal(found.values.length, 3);
    found.values.forEach((row, i) => {
      assert.equal(row.length, 3);
      assert.ok(Math.abs(row[i]! - 1) < 1e-10);
      row.forEach((value, j) => assert.equal(value, found.values[j]![i]));
    });
  });

  it('says of a score asked for alone that it is saturated, and not of its neighbours', async () => {
    const folder = temporaryFolder('cli-matrix-wide');
    const wide: string[] = [];
    for (const [i, width] of [900, 800].entries())
      wide.push(await saveArray(folder, `wide${i}`, gaussian(30, width, i + 1)));
    for (const place of [wide, [folder]]) {
      assert.match(
        await printed('matrix', ...place, '--measure', 'cka'),
        /^! .*data of this size give linear CKA 0\.9/m,
      );
      for (const measure of ['ckaDebiased', 'svcca']) {
        const dims = measure === 'svcca' ? ['--svcca-dims', '3'] : [];
        assert.doesNotMatch(await printed('matrix', ...place, '--measure', measure, ...dims), /Saturated|a neuron/);
        const found = await printedJson<MatrixOutcome>('matrix', ...place, '--measure', measure, ...dims);
        assert.ok(found.warnings.every(({ code }) => code !== 'saturated'));
      }
    }
    const narrow: string[] = [];
    for (const i of [0, 1]) narrow.push(await saveArray(folder, `narrow${i}`, gaussian(40, 36, i + 1)));
    for (const words of [
      ['matrix', ...narrow, '--measure', 'pwcca'],
      ['compare', ...narrow, '--measures', 'pwcca'],
    ]) {
      const out = await printed(...words);
      assert.match(out, /^! .*Saturated: unrelated data of this size give PWCCA 0\.9/m, words[0]);
      assert.match(out, /^\(\^: saturated/m);
    }
    const pls = await printed('compare', ...narrow, '--measures', 'pls');
    assert.match(pls, /^largest PLS value +[\d.]+ {3}singular values .*: no score, and without a null level$/m);
    assert.doesNotMatch(pls, /^!|chance|saturated/m);
  });

  it('prints tables for people, with a dash where a pair was refused and the reason below', async () => {
    const { code, out } = run('matrix', files[0]!, spoilt, files[1]!);
    assert.equal(code, 0);
    assert.match(out, /^3 files, 200 samples/);
    assert.match(out, /\npwcca\n +1\.0000 +- +0\.\d{4}\n +- +- +-\n +0\.\d{4} +- +1\.0000\n/);
    assert.match(out, /spoilt\.npy holds 1 value that is NaN or infinite, the first at sample 10, neuron 1/);
    assert.doesNotMatch(out, /undefined|Infinity|null/);
    const dropped = await printedJson<MatrixOutcome>('matrix', files[0]!, spoilt, '--drop-nonfinite');
    assert.deepEqual(dropped.refused, []);
  });

  it('takes the layers of folders, as globs let them through, and tables stay as they are of files', async () => {
    const runs = temporaryFolder('cli-matrix-runs');
    const paths: string[] = [];
    for (const [i, name] of ['m0', 'm1', 'm2'].entries()) {
      mkdirSync(join(runs, name));
      paths.push(await saveArray(join(runs, name), 'layer1', representation(80, 5 + i, i)));
      await saveArray(join(runs, name), 'optimizer', representation(80, 4, i));
    }
    const ofFiles = await printedJson<MatrixOutcome>('matrix', ...paths);
    for (const words of [
      [runs, '--exclude', 'optimizer*'],
      [runs, '--include', 'm{0,1}/layer1.npy, m2/layer*'],
      [join(runs, 'm*'), '--exclude', 'optimizer*'],
      [join(runs, '*', 'layer?.npy')],
    ]) {
      const found = await printedJson<MatrixOutcome>('matrix', ...words);
      assert.deepEqual(Object.keys(found).sort(), Object.keys(ofFiles).sort());
      assert.deepEqual([found.paths, found.values, found.samples], [paths, ofFiles.values, 80]);
    }
    const some = ['matrix', runs, '--exclude', 'optimizer*', '--measure', 'cka'];
    assert.deepEqual((await printedJson<{ values: number[][] }>(...some)).values, ofFiles.values.cka);
    const table = run('matrix', runs, '--measures', 'cka');
    assert.deepEqual([table.code, table.err], [0, '']);
    assert.match(table.out, /^6 files, 80 samples[^]*\n\ncka\n(?![^]*svcca)/);
    assert.match(
      await refused('unsupported-dtype', 'matrix', runs, '--as', 'bfloat16'),
      /^None of the 6 arrays .* leave --as bfloat16 out\.$/,
    );
    assert.match(
      await refused('usage', 'matrix', ...paths, '--exclude', 'x'),
      /^--exclude is for folders and archives/,
    );
  });

  it('remarks on files that are no more alike than chance, and keeps CSV pure', async () => {
    const folder = temporaryFolder('cli-matrix-chance');
    const Y = representation(200, 6, 2);
    const turned = mapped(Y, (_, __, i, j) => Y.data[((i * 77 + 13) % 200) * 6 + j]!);
    const pair = [await saveArray(folder, 'x', representation(200, 6, 1)), await saveArray(folder, 'turned', turned)];
    const remark = /Files of as many neurons are no more alike than chance \(x\.npy with turned\.npy\)/;
    assert.match(await printed('matrix', ...pair), remark);
    const { out, err } = run('matrix', ...pair, '--csv', '--measure', 'cca');
    assert.match(err, new RegExp(`^cca-lens: warning: ${remark.source}[^\\n]*\\n$`));
    assert.match(out, /^a,b,measure,value,standing\n(?:[^\n]+,cca,[\d.]+,(?:clear|chance)\n){4}$/);
    assert.deepEqual(
      out
        .split('\n')
        .slice(1, 5)
        .map((line) => line.split(',').at(-1)),
      ['clear', 'chance', 'chance', 'clear'],
    );
    const refused = run('matrix', files[0]!, files[1]!, spoilt, '--csv', '--measure', 'cca');
    assert.equal(refused.code, 0);
    assert.match(refused.err, /^(?:cca-lens: warning: [^\n]*\n)*cca-lens: warning: spoilt\.npy holds 1 value[^\n]*\n$/);
  });

  it('says of flattened maps beside a dense file that there are several numbers of samples', async () => {
    const folder = temporaryFolder('cli-matrix-maps');
    const [n, h, w, c] = [50, 3, 2, 4];
    const maps = saveAxes(folder, 'maps', gaussian(n, h * w * c, 1).data, [n, h, w, c]);
    const dense = await saveArray(folder, 'dense', representation(n, 5, 2));
    await refused('recipe-mismatch', 'matrix', maps, dense, '--conv', 'flatten', '--layout', 'nhwc');
    const others = saveAxes(folder, 'others', gaussian(n, h * w * c, 3).data, [n, h, w, c]);
    for (const words of [[maps, dense, others], [dense, maps, others], [folder]]) {
      const out = await printed('matrix', ...words, '--conv', 'flatten', '--layout', 'nhwc');
      assert.match(out, /^3 files, up to 300 samples; /, words.join());
      assert.match(out, /compared over different numbers of samples, from 50 to 300\./);
    }
  });

  it('gives the same numbers with any number of workers', () => {
    const values = ['1', '2', '5'].map((workers) => {
      const { out } = run('matrix', ...files, '--json', '--workers', workers);
      return (JSON.parse(out) as MatrixOutcome).values;
    });
    assert.deepEqual(values[1], values[0]);
    assert.deepEqual(values[2], values[0]);
  });

  it('refuses in one line what does not fit the memory that is allowed, or is no list of files', async () => {
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
    for (const [args, expected] of bad) await refused(expected, ...args);
    refusedByProcess(bad[0]![1], ...bad[0]![0]);
    const needed = /need about \d+ MiB of memory, and the budget is 2 MiB: raise it/;
    assert.match(await refused(bad[1]![1], ...bad[1]![0]), needed);
    await printed('compare', files[0]!, files[1]!, '--memory', '64');
  });

  it('is explained by --help with every option that it takes', async () => {
    const out = await printed('--help');
    for (const option of [
      'matrix FILE',
      'matrix FOLDER',
      '--include GLOB',
      '--exclude GLOB',
      '--measure NAME',
      '--workers',
      '--memory',
    ])
      assert.ok(out.includes(option));
    assert.ok(out.split('\n').every((line) => line.length <= 120));
  });
});
