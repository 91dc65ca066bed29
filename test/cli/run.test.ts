import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import type { MatrixResult, Selection } from '../../src/protocol/analysis';
import { defaultOptions } from '../../src/similarity/options';
import { transpose } from '../../src/linalg/transpose';
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
    const csv = run('run', document, '--csv').out.trim().split('\n');
    assert.equal(csv[0], 'a,b,measure,value,standing');
    assert.equal(csv.length, 5);
    assert.deepEqual(csv[2]!.split(',').slice(-2), [String(values.svcca[0]![1]), 'clear']);
    assert.match(
      await printed('run', document),
      /^2 arrays, 200 samples; svcca, columns in this order:\n {2}1\. layer0.*\n {2}2\. layer1.*\n\n +1 +2\nlayer0.* 1\.0000 +0\.\d{4}\n/,
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
