import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { ClassesResult } from '../../src/facts/analyses/classes';
import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import type { GroupsResult } from '../../src/facts/analyses/groups';
import type { MatrixOutcome } from '../../src/protocol/matrixJob';
import type { ComparisonReport } from '../../src/facts/report';
import { saveLabels } from '../jobs/labelFiles';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { saveAxes } from '../jobs/savedMaps';
import { gaussian } from '../linalg/random';
import { printedJson, refused, refusedByProcess } from './calls';

/** A representation of `samples` samples, saved by rows; `turned`: by columns. */
type Save = (name: string, samples: number, neurons: number, seed: number, turned?: boolean) => Promise<string>;

describe('orientation on the command line', () => {
  let folder: string;
  const save: Save = (name, samples, neurons, seed, turned = false) =>
    saveArray(folder, name, representation(samples, neurons, seed), { transposed: turned });
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cca-lens-orientation-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('reads wide layers of one width by rows, alone and beside a layer of another width, and skips CCA', async () => {
    const [l1, l2] = [await save('l1', 40, 64, 1), await save('l2', 40, 64, 2)];
    const narrow = await save('narrow', 40, 9, 3);
    const report = await printedJson<ComparisonReport>('compare', l1, l2);
    assert.deepEqual([report.samples, report.a.transposed, report.b.transposed], [40, false, false]);
    assert.deepEqual(
      report.skipped.map(({ measure }) => measure),
      ['cca', 'pwcca'],
    );
    for (const measure of ['svcca', 'cka', 'procrustes', 'pls', 'pca'] as const) assert.ok(report[measure], measure);
    assert.ok(report.warnings.some(({ code }) => code === 'wide-layers'));
    const [alone, beside] = [
      await printedJson<MatrixOutcome>('matrix', l1, l2),
      await printedJson<MatrixOutcome>('matrix', l1, l2, narrow),
    ];
    assert.equal(alone.values.cka[0]![1], report.cka!.linear);
    assert.equal(beside.values.cka[0]![1], report.cka!.linear);
    assert.equal(alone.values.cca[0]![1], null);
    assert.ok(
      beside.warnings.some(({ code, message }) => code === 'measure-not-defined' && /cca and pwcca/.test(message)),
    );
    assert.ok(alone.warnings.some(({ code }) => code === 'wide-layers'));
    assert.ok(!beside.warnings.some(({ code }) => code === 'wide-layers'), 'turned they would not fit');
    const told = await printedJson<ComparisonReport>('compare', l1, l2, '--orientation', 'samples');
    assert.equal(told.cka!.linear, report.cka!.linear);
    assert.ok(!told.warnings.some(({ code }) => code === 'wide-layers'));
  });

  it('names the flag that fits where sample counts differ, and the flag works', async () => {
    const upright = { a: await save('up a', 240, 16, 4), b: await save('up b', 240, 50, 5) };
    const wanted = (await printedJson<ComparisonReport>('compare', upright.a, upright.b)).cca!.mean;
    const turned = { a: await save('turned a', 240, 16, 4, true), b: await save('turned b', 240, 50, 5, true) };
    for (const [a, b, counts, ...given] of [
      [turned.a, turned.b, [16, 50]],
      [turned.a, upright.b, [16, 240]],
      [upright.a, turned.b, [240, 50]],
      [upright.a, upright.b, [16, 50], '--orientation', 'neurons'],
      [upright.a, upright.b, [16, 240], '--transpose-a'],
      [turned.a, turned.b, [16, 50], '--no-transpose-a'],
    ] as const) {
      const message = await refused('sample-count-mismatch', 'compare', a, b, ...given);
      for (const count of counts) assert.match(message, new RegExp(`has ${count}\\b`));
      const [, hint = ''] = /\((--[^)]*)\)\.$/.exec(message) ?? [];
      // What the flags take the place of is left out.
      const flags = hint.replace(/ in place of --[\w-]+/g, '').split(/ and | /);
      const report = await printedJson<ComparisonReport>('compare', a, b, ...flags);
      assert.ok(Math.abs(report.cca!.mean - wanted) < 1e-12, `${given.join(' ')}: ${hint}`);
    }
    assert.match(await refused('sample-count-mismatch', 'matrix', turned.a, turned.b), /\(--orientation neurons\)/);
    const { values } = await printedJson<MatrixOutcome>('matrix', turned.a, turned.b, '--orientation', 'neurons');
    assert.ok(Math.abs(values.cca[0]![1]! - wanted) < 1e-12);
    const unfit = await refused('sample-count-mismatch', 'compare', upright.a, await save('other', 50, 9, 6));
    assert.doesNotMatch(unfit, /--/);
  });

  it('refuses a matrix, groups or dynamics of which nothing is left with one sentence', async () => {
    const [x, y] = [join(folder, 'x'), join(folder, 'y')];
    const wide: string[] = [];
    for (const [at, group] of [x, y].entries()) {
      mkdirSync(group);
      wide.push(await saveArray(group, 'layer', representation(20, 30, at)));
    }
    refusedByProcess('too-few-samples', 'matrix', ...wide, '--measure', 'cca');
    await refused('too-few-samples', 'groups', `x=${x}`, `y=${y}`, '--measure', 'cca');
    const { cells } = await printedJson<GroupsResult>('groups', `x=${x}`, `y=${y}`, '--measure', 'cka');
    assert.ok(cells.some(({ mean }) => mean !== null));
    const short = join(folder, 'short');
    mkdirSync(short);
    await saveArray(short, 'layer', representation(19, 30, 7));
    await refused(
      'sample-count-mismatch',
      'groups',
      `x=${x}`,
      `short=${short}`,
      '--include',
      '*.npy',
      '--measure',
      'cka',
    );
  });

  it('lets labels say the axis of samples, rows first', async () => {
    const labels = saveLabels(
      folder,
      'labels',
      Array.from({ length: 60 }, (_, i) => i % 3),
    );
    const turned = await save('labelled', 60, 5, 8, true);
    const { layers, warnings } = await printedJson<ClassesResult>('classes', '--labels', labels, turned);
    assert.equal(layers[0]!.neurons, 5);
    assert.ok(warnings.some(({ code }) => code === 'orientation-said'));
    const chosen = ['classes', '--labels', labels, turned, '--orientation', 'neurons'];
    const quiet = await printedJson<ClassesResult>(...chosen);
    assert.deepEqual(quiet.layers[0]!.R, layers[0]!.R);
    assert.ok(!quiet.warnings.some(({ code }) => code === 'orientation-said'));
  });

  it('flattens equal maps that meet each other alone, whatever else stands in the folder', async () => {
    const groups: string[] = [];
    const maps: string[] = [];
    const runs = join(folder, 'runs');
    for (const [at, group] of ['one', 'two'].entries()) {
      const inside = join(runs, `epoch_${at}`);
      mkdirSync(inside, { recursive: true });
      maps.push(saveAxes(inside, 'conv', gaussian(60, 6 * 6 * 3, 20 + at).data, [60, 6, 6, 3]));
      await saveArray(inside, 'fc', representation(60, 4, at));
      groups.push(`${group}=${inside}`);
    }
    const { cells, warnings } = await printedJson<GroupsResult>('groups', ...groups, '--measure', 'cka');
    const found = cells.find(({ layer, a, b }) => layer === 'conv' && a !== b)!.mean!;
    const [flat, pooled] = [
      await printedJson<ComparisonReport>('compare', ...maps),
      await printedJson<ComparisonReport>('compare', ...maps, '--conv', 'pool'),
    ];
    assert.ok(Math.abs(found - flat.cka!.linear) < 1e-12, `${found}, ${flat.cka!.linear}`);
    assert.ok(Math.abs(found - pooled.cka!.linear) > 1e-3);
    assert.ok(warnings.some(({ code }) => code === 'dependent-rows'));
    assert.ok(!warnings.some(({ code }) => code === 'maps-pooled'));
    const { models } = await printedJson<DynamicsResult>('dynamics', runs, '--measure', 'cka');
    const inTime = models[0]!.values[0]![models[0]!.layers.indexOf('conv')]!;
    assert.ok(Math.abs(inTime - flat.cka!.linear) < 1e-12, `${inTime}, ${flat.cka!.linear}`);
  });
});
