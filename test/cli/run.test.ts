import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { comparisonText, savedComparison } from '../../src/analysis/selection/comparisonDocument';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import type { Selection } from '../../src/protocol/selection';
import type { MatrixResult } from '../../src/facts/analyses/matrix';
import { usualScores } from '../../src/facts/measures/scores';
import { defaultOptions } from '../../src/facts/options';
import { comparisonCsv } from '../../src/facts/comparisonCsv';
import type { ComparisonReport } from '../../src/facts/report';
import { analysisCsv } from '../../src/protocol/analysisCsv';
import { transpose } from '../../src/linalg/transpose';
import { fixture } from '../golden';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused, refusedByProcess, run } from './calls';

describe('cca-lens run', () => {
  let folder: string;
  let document: string;
  let files: string[];
  before(async () => {
    folder = temporaryFolder('cli-run');
    files = [];
    for (const [i, width] of [6, 9, 5].entries())
      files.push(await saveArray(folder, `layer${i}`, representation(200, width, i)));
    const selection: Selection = {
      schema: 1,
      kind: 'cca-lens-selection',
      analysis: 'matrix',
      arrays: files.map((path, i) => ({ path, model: '', checkpoint: '', layer: `layer${i}`, include: i < 2 })),
      options: defaultOptions,
      measure: 'svcca',
    };
    document = join(folder, 'matrix.ccalens.json');
    writeFileSync(document, selectionText(selection, folder));
  });

  it('does what a document asks for, wherever it is called from', async () => {
    const { code, out, err } = run('run', document, '--json');
    assert.deepEqual([code, err], [0, '']);
    const { analysis, rows, values } = JSON.parse(out) as MatrixResult;
    assert.equal(analysis, 'matrix');
    assert.deepEqual(
      rows.map(({ layer }) => layer),
      ['layer0', 'layer1'],
    );
    const compared = await printedJson<{ svcca: { mean: number } }>('compare', files[0]!, files[1]!);
    assert.ok(Math.abs(values.svcca[0]![1]! - compared.svcca.mean) < 1e-11);
    const csv = run('run', document, '--csv').out;
    assert.equal(csv, analysisCsv(JSON.parse(out) as MatrixResult), 'as the page exports it: every score');
    const lines = csv.trim().split('\n');
    assert.equal(lines[0], 'a,b,measure,value,standing');
    assert.equal(lines.length, 1 + 4 * usualScores.length);
    const line = lines.find((one) => one.startsWith(`${rows[0]!.path},${rows[1]!.path},svcca,`))!;
    assert.deepEqual(line.split(',').slice(-2), [String(values.svcca[0]![1]), 'clear']);
    assert.match(
      await printed('run', document),
      /^2 arrays, 200 samples; svcca, columns in this order:\n {2}1\. layer0.*\n {2}2\. layer1.*\n\nThe one pair stands clear of unrelated data by mean SVCCA\.\n\n +1 +2\nlayer0.* 1\.0000 +0\.\d{4}\n/,
    );
  });

  it('does a saved comparison of two arrays, to the numbers that compare prints', async () => {
    const saved = join(folder, 'pair.ccalens.json');
    const options = { ...defaultOptions, svcca: { rule: 'dimensions', count: 3 } as const };
    const pair = { a: { path: files[0]! }, b: { path: files[1]! }, options };
    writeFileSync(saved, comparisonText(savedComparison(pair), folder));
    const report = await printedJson<ComparisonReport>('run', saved);
    const compared = await printedJson<ComparisonReport>('compare', files[0]!, files[1]!, '--svcca-dims', '3');
    assert.deepEqual(report.svcca, compared.svcca);
    assert.deepEqual(report.options.svcca, options.svcca);
    assert.equal(await printed('run', saved, '--csv'), comparisonCsv(report));
    assert.match(await printed('run', saved), /mean CCA/i);
    for (const option of ['--order', '--results'])
      assert.match(
        await refused('usage', 'run', saved, option, 'x'),
        /pair\.ccalens\.json is a comparison of two arrays/,
      );
    writeFileSync(saved, '{"kind": "cca-lens-comparison"}');
    assert.match(
      await refused('selection-format', 'run', saved),
      /pair\.ccalens\.json is not a saved comparison of CCA Lens: schema is missing; a is missing/,
    );
  });

  it('has the layers in the order of the document, or of --order', async () => {
    const layersOf = async (...more: string[]) =>
      (await printedJson<MatrixResult>('run', document, ...more)).rows.map(({ layer }) => layer);
    assert.deepEqual(await layersOf(), ['layer0', 'layer1']);
    const text = join(folder, 'order.txt');
    writeFileSync(text, 'layer1\nlayer0\n');
    for (const order of ['layer1,layer0', text])
      assert.deepEqual(await layersOf('--order', order), ['layer1', 'layer0'], order);
    assert.match(await refused('layer-order', 'run', document, '--order', 'layer1'), /lacks layer0/);
  });

  it('turns all matrices of a document that says that neurons come first', async () => {
    const turned = join(folder, 'turned.ccalens.json');
    const arrays = await Promise.all(
      [6, 9].map(async (width, i) => {
        const path = await saveArray(folder, `turned${i}`, transpose(representation(200, width, i)));
        return { path, model: '', checkpoint: '', layer: `layer${i}`, include: true };
      }),
    );
    const options = { ...defaultOptions, orientation: 'neurons' as const };
    const selection: Selection = {
      schema: 1,
      kind: 'cca-lens-selection',
      analysis: 'matrix',
      arrays,
      options,
      measure: 'svcca',
    };
    writeFileSync(turned, selectionText(selection, folder));
    const [read, upright] = [
      await printedJson<MatrixResult>('run', turned),
      await printedJson<MatrixResult>('run', document),
    ];
    assert.equal(read.samples, 200);
    assert.equal(read.options.orientation, 'neurons');
    for (const measure of ['cca', 'pwcca', 'cka'] as const) {
      const [found, expected] = [read, upright].map(({ values }) => values[measure][0]![1]!) as [number, number];
      assert.ok(Math.abs(found - expected) < 1e-12, `${measure}: ${found}, ${expected}`);
    }
  });

  it('refuses a selection whose files are all missing in one line, and tells of one that is missing once', async () => {
    const array = (path: string) => ({ path, model: '', checkpoint: '', layer: path, include: true });
    const gone = Array.from({ length: 40 }, (_, i) => array(join(folder, `gone${i}.npy`)));
    const saved = (name: string, arrays: Selection['arrays']): string => {
      const path = join(folder, `${name}.ccalens.json`);
      const kind = 'cca-lens-selection';
      const selection: Selection = {
        schema: 1,
        kind,
        analysis: 'matrix',
        arrays,
        options: defaultOptions,
        measure: 'svcca',
      };
      writeFileSync(path, selectionText(selection, folder));
      return path;
    };
    const all = saved('gone', gone);
    assert.match(
      await refused('file-not-found', 'run', all),
      /^None of the 40 arrays can be read, the first for this reason: .*gone0\.npy does not exist; check its path\.$/,
    );
    refusedByProcess('file-not-found', 'run', all);
    const some = saved('some', [array(files[0]!), array(files[1]!), ...gone]);
    const lines = (await printed('run', some)).split('\n').filter((line) => line.startsWith('! '));
    assert.equal(lines.filter((line) => line.endsWith('does not exist; check its path.')).length, 20);
    assert.ok(lines.includes('! There are 20 more such reasons; --json lists all.'), lines.join('\n'));
    assert.equal((await printedJson<MatrixResult>('run', some)).refused.length, 40);
  });

  it('refuses at once what is no file, wherever a file is given', async function () {
    if (process.platform === 'win32') return this.skip();
    const pipe = join(folder, 'pipe.txt');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    const labels = fixture(join('cases', 'labels', 'ok.npy'));
    const layer = fixture(join('cases', 'labels', 'runs', 'layer1.npy'));
    for (const [path, what] of [
      [pipe, 'a named pipe'],
      ['/dev/zero', 'a device'],
    ] as const) {
      const said = new RegExp(`${path.split('/').at(-1)} is ${what} and not a file; give `);
      assert.match(await refused('not-a-file', 'run', path), said);
      assert.match(await refused('usage', 'run', document, '--order', path), said);
      assert.match(await refused('not-a-file', 'classes', '--labels', path, layer), said);
      assert.match(await refused('not-a-file', 'classes', '--labels', labels, '--names', path, layer), said);
      assert.match(await refused('not-a-file', 'compare', path, layer), said);
    }
    refusedByProcess('not-a-file', 'run', pipe);
  });

  it('refuses in one line what is no selection', async () => {
    const broken = join(folder, 'broken.ccalens.json');
    writeFileSync(broken, '{"schema": 1}');
    const bad: [string[], string][] = [
      [['run', broken], 'selection-format'],
      [['run', join(folder, 'gone.ccalens.json')], 'file-not-found'],
      [['run'], 'usage'],
      [['run', document, '--csv', '--json'], 'usage'],
    ];
    for (const [args, expected] of bad) await refused(expected, ...args);
    refusedByProcess(bad[0]![1], ...bad[0]![0]);
  });
});
