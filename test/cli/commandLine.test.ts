import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { ComparisonReport } from '../../src/facts/report';
import { fixture } from '../golden';
import { saveAxes } from '../jobs/savedMaps';
import { gaussian } from '../linalg/random';
import { validNotebook } from '../notebook/notebookShape';
import { projectFolder } from '../workbench/paths';
import { printed, printedJson, refused, refusedByProcess, run } from './calls';

const a = fixture('activations/model0_logits.npy');
const b = fixture('activations/model1_logits.npy');

describe('the command line', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cca-lens-cli-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('prints the golden numbers as JSON that its schema describes', async () => {
    const { code, out, err } = run('compare', a, b, '--json');
    assert.equal(code, 0);
    assert.equal(err, '', 'progress is for terminals only');
    const report = JSON.parse(out) as ComparisonReport;
    const { pairs } = JSON.parse(readFileSync(fixture('activations/expected.json'), 'utf8')) as {
      pairs: { a: string; cca: { mean: number }; pwcca: { value: number }; cka: { debiased: number } }[];
    };
    const pair = pairs.find((each) => each.a.endsWith('model0_logits.npy'))!;
    assert.ok(Math.abs(report.cca!.mean - pair.cca.mean) < 1e-10);
    assert.ok(Math.abs(report.pwcca!.value - pair.pwcca.value) < 1e-9);
    assert.ok(Math.abs(report.cka!.debiased! - pair.cka.debiased) < 1e-11);
    const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'comparison.schema.json'), 'utf8')) as Schema;
    for (const args of [[], ['--epsilon', '1e-6', '--robust'], ['--measures', 'cka,pca']]) {
      follow(await printedJson('compare', a, b, ...args), schema, schema, 'report');
    }
  });

  it('writes a notebook of a comparison, and replaces none unless told to', async () => {
    const notebook = join(folder, 'pair.ipynb');
    const first = run('compare', a, b, '--notebook', notebook);
    assert.equal(first.code, 0);
    assert.ok(first.out.endsWith(`wrote ${notebook}\n`));
    const text = readFileSync(notebook, 'utf8');
    const code = validNotebook(text).flatMap(({ source }) => source);
    assert.ok(code.some((line) => /^X = read_array\("\.\..*model0_logits\.npy"\)/.test(line)));
    await refused('file-exists', 'compare', b, a, '--notebook', notebook);
    assert.equal(readFileSync(notebook, 'utf8'), text);
    await printed('compare', b, a, '--notebook', notebook, '--force');
    assert.notEqual(readFileSync(notebook, 'utf8'), text);
  });

  it('prints scores with their conventions for people', () => {
    const { code, out } = run('compare', a, b, '--svcca-dims', '5');
    assert.equal(code, 0);
    for (const score of ['mean CCA', 'thresholded mean CCA', 'mean squared CCA', 'linear CKA', 'debiased CKA'])
      assert.match(out, new RegExp(`${score} +-?0\\.\\d{4} .*unrelated data of this size: 0`));
    assert.match(out, /Procrustes similarity +0\.\d{4} .*; unrelated data of this size: at most 0\.\d{4}/);
    assert.match(out, /mean SVCCA +0\.\d{4} .*5 and 5 dimensions/);
    assert.doesNotMatch(out, /NaN|undefined|Infinity/);
  });

  it('prints scores by the names that pages have, their numbers under each other', async () => {
    const text = await printed('compare', a, b, '--measures', 'rsa,distanceCorrelation');
    const scores = text.split('\n').filter((line) => /^(RSA|distance correlation)/.test(line));
    assert.equal(scores.length, 11);
    assert.equal(new Set(scores.map((line) => line.search(/-?\d\.\d{4}/) + (/ -\d\./.test(line) ? 1 : 0))).size, 1);
    for (const name of ['RSA of distances, Pearson', 'distance correlation², corrected']) {
      assert.ok(scores.some((line) => line.startsWith(`${name} `)));
    }
  });

  it('prints a paragraph for a paper in place of the numbers, and not with these', async () => {
    const text = await printed('compare', a, b, '--measures', 'cka,svcca', '--methods');
    assert.match(text, /^The similarity of the activations a \(model0_logits\.npy; 10 neurons, rank 10\) and b/);
    assert.match(text, /SVCCA \(Raghu et al\., 2017\) is .*Linear CKA \(Kornblith et al\., 2019\) is /);
    assert.match(text, /\nReferences\n\n/);
    assert.doesNotMatch(text, /PWCCA/);
    await refused('usage', 'compare', a, b, '--methods', '--json');
  });

  it('tells each failure in one line with its code, and on standard output when JSON was asked for', async () => {
    const bad: [string[], string][] = [
      [['compare', a, join(folder, 'none.npy')], 'file-not-found'],
      [['compare', a, fixture('npy/truncated_data.npy')], 'npy-format'],
      [['compare', a, fixture('npy/complex64.npy')], 'complex-values'],
      [['compare', a, fixture('npy/one_d.npy')], 'wrong-dimensions'],
      [['compare', a, fixture('pairs/plain_a.npy')], 'sample-count-mismatch'],
      [['compare', a], 'usage'],
      [['compare', a, b, '--threshold', '7'], 'usage'],
      [['compare', a, b, '--nonsense'], 'usage'],
      [['compare', a, b, '--measures', 'cca,magic'], 'usage'],
      [['frobnicate'], 'usage'],
    ];
    for (const [args, expected] of bad) await refused(expected, ...args);
    for (const [args, expected] of [bad[0]!, bad.at(-1)!]) refusedByProcess(expected, ...args);
  });

  it('writes canonical directions that reproduce the coefficients, and replaces nothing', async () => {
    const target = join(folder, 'directions');
    const { code, out } = run('compare', a, b, '--directions', target);
    assert.equal(code, 0, out);
    assert.deepEqual(readdirSync(target).sort(), [
      'a_means.npy',
      'a_variates.npy',
      'a_weights.npy',
      'b_means.npy',
      'b_variates.npy',
      'b_weights.npy',
    ]);
    const variates = [join(target, 'a_variates.npy'), join(target, 'b_variates.npy')];
    const again = await printedJson<ComparisonReport>('compare', ...variates);
    const first = await printedJson<ComparisonReport>('compare', a, b);
    again.cca!.coefficients.forEach((value, i) => assert.ok(Math.abs(value - first.cca!.coefficients[i]!) < 1e-9));
    await refused('file-exists', 'compare', a, b, '--directions', target);
  });

  it('skips CCA where it is not defined, and fails only where nothing else is asked for', async () => {
    const wide = join(folder, 'wide.npy');
    await printed('convert', fixture('pairs/plain_a.npy'), wide, '--rows', '0:10');
    refusedByProcess('too-few-samples', 'compare', wide, wide, '--measures', 'cca,pwcca');
    const report = await printedJson<ComparisonReport>('compare', wide, wide);
    assert.deepEqual(
      report.skipped.map(({ measure, code }) => [measure, code]),
      ['cca', 'pwcca'].map((measure) => [measure, 'too-few-samples']),
    );
    assert.ok(!('cca' in report) && !('pwcca' in report) && report.cka!.linear > 0.999);
  });

  it('compares maps as it is told, and says how it read them', async () => {
    const values = gaussian(60, 4 * 4 * 3, 1).data;
    const x = saveAxes(folder, 'maps x', values, [60, 4, 4, 3]);
    const y = saveAxes(folder, 'maps y', gaussian(60, 4 * 4 * 3, 2).data, [60, 3, 4, 4]);
    const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'comparison.schema.json'), 'utf8')) as Schema;
    for (const [args, samples] of [
      [[], 960],
      [['--conv', 'pool'], 60],
      [['--conv', 'flatten', '--subsample', '7:3'], 137],
      [['--conv', 'dft'], 60],
    ] as const) {
      const report = await printedJson<ComparisonReport>('compare', x, y, ...args);
      // 960 rows give 137 or 138 of every seventh.
      assert.ok(Math.abs(report.samples - samples) <= (args.length === 4 ? 1 : 0), `${report.samples}`);
      follow(report, schema, schema, 'report');
    }
    assert.match(
      run('compare', x, y).out,
      /\(60, 3, 4, 4\) <f8, rank 3, read as 960 x 3: NCHW, each position a sample/,
    );
    const byFrequency = await printed('compare', x, y, '--conv', 'dft');
    assert.match(
      byFrequency,
      /mean CCA, frequencies +0\.\d{4}. .*4 x 4 frequencies of complex CCA; unrelated data of this size: 0\.\d{4}$/m,
    );
    assert.match(
      byFrequency,
      /mean CCA at \(0, 0\) +0\.\d{4}. .*average-pooled maps; unrelated data of this size: 0\.\d{4}$/m,
    );
    await refused('recipe-mismatch', 'compare', x, a, '--conv', 'dft');
    const cube = saveAxes(folder, 'cube', values.slice(0, 27 * 20), [20, 3, 3, 3]);
    assert.match(await refused('ambiguous-layout', 'compare', cube, cube), /--layout nhwc/);
    await printed('compare', cube, cube, '--layout', 'nhwc', '--conv', 'pool');
    for (const wrong of ['0', '1.5', '2:x', ':3'])
      assert.match(await refused('usage', 'compare', x, y, '--subsample', wrong), /^--subsample takes K/);
  });

  it('inspects arrays and archives', async () => {
    type Info = { columns: { constant: number[] } };
    const { columns } = await printedJson<Info>('info', fixture('pairs/dead_neurons_a.npy'));
    assert.deepEqual(columns.constant, [2, 5, 7]);
    assert.match(run('info', fixture('npy/three_stored.npz')).out, /layer1[\s\S]*layer2[\s\S]*labels/);
  });

  it('converts a range of rows to a plain array, and never over a file', async () => {
    const target = join(folder, 'part.npy');
    assert.equal(
      run('convert', `${fixture('npy/three_stored.npz')}::layer2`, target, '--rows', '2:5', '--dtype', 'f4').code,
      0,
    );
    type Summary = { shape: number[]; dtype: string; fortranOrder: boolean };
    const summary = await printedJson<Summary>('info', target);
    assert.deepEqual([summary.shape, summary.dtype, summary.fortranOrder], [[3, 2], '<f4', false]);
    writeFileSync(target, 'mine');
    await refused('file-exists', 'convert', a, target);
    assert.equal(readFileSync(target, 'utf8'), 'mine');
    await printed('convert', a, target, '--force');
    await refused('usage', 'convert', a, join(folder, 'x.npy'), '--rows', '5:99999');
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.')),
      [],
    );
  });
});

interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
}

/** Holds a value against the parts of JSON Schema that the file uses for objects and lists. */
function follow(value: unknown, schema: Schema, root: Schema, path: string): void {
  if (schema.$ref) return follow(value, root.$defs![schema.$ref.replace('#/$defs/', '')]!, root, path);
  if (Array.isArray(value))
    return value.forEach((item, i) => schema.items && follow(item, schema.items, root, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return;
  for (const key of schema.required ?? []) assert.ok(key in value, `${path} lacks ${key}`);
  for (const [key, inner] of Object.entries(value)) {
    const known = schema.properties?.[key];
    assert.ok(known || schema.additionalProperties !== false, `${path}.${key} is not in the schema`);
    if (known) follow(inner, known, root, `${path}.${key}`);
  }
}
