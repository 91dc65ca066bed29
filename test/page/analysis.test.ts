import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { transpose } from '../../src/linalg/transpose';
import { encode, npyHeaderBytes } from '../../src/formats/npy/writeNpy';
import { defaultOptions } from '../../src/facts/options';
import { fixture, goldenOrNotice } from '../golden';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { untilDone } from './untilDone';
import { Workbench } from './workbench';

interface ExpectedPair {
  a: string;
  b: string;
  cca: { mean: number };
  svcca99: { mean: number };
  pwcca: { value: number; side_a: number; side_b: number };
}

const layers = ['layer1', 'layer2', 'layer3', 'logits'];
/** The tolerance of the golden data for means of coefficients. */
const tolerance = 1e-10;

function close(shown: number, expected: number, what: string): void {
  assert.ok(Math.abs(shown - expected) <= tolerance, `${what}: ${shown} is shown, ${expected} is expected`);
}

/** Chooses an analysis in the table of what was found, waits until it may start, and runs it. */
async function run(workbench: Workbench, analysis: string, screenshot?: string): Promise<void> {
  await workbench.status('setup');
  await workbench.hook(`analysis-${analysis}`).check({ force: true });
  await workbench.panel.locator('[data-test="run"]:not([disabled])').waitFor();
  await workbench.hook('estimate').filter({ hasText: /\d/ }).waitFor();
  if (screenshot) await workbench.screenshot(screenshot);
  await workbench.hook('run').click();
  await workbench.status('done');
}

/** Leaves pictures of the view's upper end and of what lies below. */
async function pictures(workbench: Workbench, name: string, lower: string): Promise<void> {
  await workbench.screenshot(name);
  await workbench.hook(lower).scrollIntoViewIfNeeded();
  await workbench.screenshot(`${name}-below`);
}

describe('analyzing a folder of the project’s own files', () => {
  it('compares all layers with each other, and opens the pair of a cell', async () => {
    const folder = fixture('activations');
    const names = readdirSync(folder).filter((name) => name.endsWith('.npy') && !name.includes('label'));
    const copies = Object.fromEntries(names.map((name) => [`acts/${name}`, join(folder, name)]));
    const workbench = await Workbench.openTree(copies);
    await workbench.choose(['acts'], 'Analyze Activations');
    await run(workbench, 'matrix', 'analysis-setup-own');
    const { pairs } = JSON.parse(readFileSync(fixture('activations/expected.json'), 'utf8')) as {
      pairs: ExpectedPair[];
    };
    const found = await workbench.hook('matrix-table').locator('td[data-value]').count();
    assert.ok(found >= names.length ** 2, `${found} cells have a number`);
    const pair = pairs.find(({ a, b }) => a.endsWith('model0_layer2.npy') && b.endsWith('model1_layer2.npy'));
    assert.ok(pair, 'expected.json does not hold the pair');
    const shown = await workbench
      .hook('matrix-table')
      .locator('td[data-value]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    assert.ok(
      shown.some((value) => Math.abs(value - pair.svcca99.mean) <= tolerance),
      `no cell shows ${pair.svcca99.mean}`,
    );
    await workbench.screenshot('analysis-matrix-own');
    const stale = (kind: string) => workbench.panel.locator(`[data-test="stale"][data-stale="${kind}"]`);
    copyFileSync(join(workbench.folder, 'acts/model1_layer2.npy'), join(workbench.folder, 'acts/model0_layer2.npy'));
    await stale('changed').filter({ hasText: 'model0_layer2.npy' }).waitFor();
    await workbench.screenshot('analysis-matrix-stale');
    await workbench.hook('recompute-stale').click();
    await stale('').waitFor({ state: 'attached' });
    await workbench.status('done');
    const anew = await workbench
      .hook('matrix-table')
      .locator('td[data-value]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    const ones = (values: number[]) => values.filter((value) => Math.abs(value - 1) <= tolerance).length;
    assert.equal(ones(anew), ones(shown) + 2, 'the two arrays are the same now, either way');
  });
});

describe('saying how files are taken before an analysis', () => {
  const bytes = (shape: number[], values: Float64Array) =>
    Buffer.concat([npyHeaderBytes(shape, 'f8'), encode(values, 'f8')]);
  const layersShown = async (workbench: Workbench): Promise<string[]> =>
    workbench.panel
      .locator('tr input[data-field="layer"]')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  const untilLayers = (workbench: Workbench, ...layers: string[]) =>
    untilDone(
      `the layers ${layers.join()}, in whatever order`,
      async () => (await layersShown(workbench)).sort().join() === [...layers].sort().join(),
    );

  it('keeps files apart that were joined, and reads a stack as its layers', async () => {
    const layers = [1, 2, 3].map((seed) => representation(120, 5, seed));
    const workbench = await Workbench.openTree(
      {},
      {
        'acts/features_00.npy': bytes([60, 4], representation(60, 4, 7).data),
        'acts/features_01.npy': bytes([60, 4], representation(60, 4, 8).data),
        'acts/hidden_states.npy': bytes([3, 120, 5], new Float64Array(layers.flatMap(({ data }) => Array.from(data)))),
        'acts/logits.npy': bytes([120, 5], layers[2]!.data),
      },
    );
    await workbench.choose(['acts'], 'Analyze Activations');
    await workbench.status('setup');
    await untilLayers(workbench, 'features', 'hidden_states', 'logits');
    await workbench.screenshot('setup-taken');
    await workbench.hook('offer-stack-offered').filter({ hasText: 'Read as Layers' }).click();
    const stack = ['hidden_states.0', 'hidden_states.1', 'hidden_states.2'];
    await untilLayers(workbench, ...stack, 'features', 'logits');
    await workbench.hook('offer-batches-joined').filter({ hasText: 'Keep Apart' }).click();
    await untilLayers(workbench, ...stack, 'features_00', 'features_01', 'logits');
    assert.equal(await workbench.hook('offer-batches-joined').count(), 0);
    await workbench.panel.locator('[data-test="join"]:visible').click();
    await untilLayers(workbench, ...stack, 'features', 'logits');
    await run(workbench, 'matrix', 'setup-as-layers');
    const ones = await workbench
      .hook('matrix-table')
      .locator('td[data-value]')
      .evaluateAll(
        (cells) => cells.filter((cell) => Math.abs(Number(cell.getAttribute('data-value')) - 1) < 1e-9).length,
      );
    assert.equal(ones, 5 + 2, 'the diagonal, and the last layer of the stack with the file that holds the same');
  });

  it('turns all arrays by the control of all', async () => {
    const [x, y] = [representation(240, 16, 1), representation(240, 50, 2)];
    const upright = temporaryFolder('upright');
    const [a, b] = (await Promise.all([saveArray(upright, 'x', x), saveArray(upright, 'y', y)])) as [string, string];
    const { report } = await compareArrays(
      { a: { path: a }, b: { path: b }, options: defaultOptions },
      () => undefined,
    );
    const workbench = await Workbench.openTree(
      {},
      { 'turned/x.npy': bytes([16, 240], transpose(x).data), 'turned/y.npy': bytes([50, 240], transpose(y).data) },
    );
    await workbench.choose(['turned'], 'Analyze Activations');
    await workbench.status('setup');
    await workbench.hook('offer-sample-count-mismatch').waitFor();
    await workbench.screenshot('setup-orientation', 'Light Modern');
    await workbench.hook('setup-orientation').click();
    await workbench.panel.locator('[data-test="setup-orientation"] vscode-option[value="neurons"]').click();
    await workbench.hook('problems').waitFor({ state: 'detached' });
    await run(workbench, 'matrix', 'setup-turned');
    const shown = await workbench
      .hook('matrix-table')
      .locator('td[data-value]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    close(shown[1]!, report.svcca!.mean, 'SVCCA of the turned files');
    await workbench.panel.getByText('240 samples').first().waitFor();
  });
});

describe('analyzing the golden runs', () => {
  const golden = goldenOrNotice('analyzing the golden runs');
  if (golden === undefined) return;

  const expected = (name: string): ExpectedPair[] =>
    (JSON.parse(readFileSync(join(golden, 'expected', `${name}.json`), 'utf8')) as { pairs: ExpectedPair[] }).pairs;
  const copiesOf = (models: string[]): Record<string, string> =>
    Object.fromEntries(
      models.flatMap((model) => {
        const root = join(golden, 'runs', model);
        return readdirSync(root, { recursive: true, encoding: 'utf8' })
          .filter((path) => path.endsWith('.npy'))
          .map((path) => [`runs/${model}/${path.replaceAll('\\', '/')}`, join(root, path)]);
      }),
    );
  const labels = { 'runs/labels.npy': join(golden, 'runs', 'labels.npy') };

  it('shows learning dynamics: every checkpoint against the final one', async () => {
    const workbench = await Workbench.openTree(copiesOf(['model0']));
    await workbench.choose(['runs'], 'Analyze Activations');
    await run(workbench, 'dynamics', 'analysis-setup');
    for (const { a, svcca99 } of expected('dynamics')) {
      const [, epoch, layer] = /epoch_(\d+)\/(\w+)\.npy$/.exec(a)!;
      const checkpoint = await workbench
        .hook('dynamics-table')
        .locator('td[data-value]')
        .evaluateAll(
          (cells, of) => {
            const cell = cells.find(
              (one) =>
                one.getAttribute('data-column') === of.layer &&
                new RegExp(`\\b0*${of.epoch}$`).test(one.getAttribute('data-row')!.replace('_', ' ')),
            );
            return cell ? Number(cell.getAttribute('data-value')) : null;
          },
          { epoch, layer },
        );
      assert.ok(checkpoint !== null, `no cell for ${a}`);
      close(checkpoint, svcca99.mean, a);
    }
    const reading = (await workbench.hook('reading').textContent()) ?? '';
    assert.match(reading, /lower layers/i);
    await pictures(workbench, 'analysis-dynamics', 'frozen-table');
  });

  it('shows groups: generalizing and memorizing networks', async () => {
    const models = ['model1', 'model2', 'memorizing0', 'memorizing1', 'memorizing2'];
    const copies = Object.fromEntries(
      Object.entries({ ...copiesOf(['model0']), ...copiesOf(models) }).filter(([path]) =>
        /epoch_20|\/end\//.test(path),
      ),
    );
    const workbench = await Workbench.openTree(copies);
    await workbench.choose(['runs'], 'Analyze Activations');
    await run(workbench, 'groups');
    const pairs = expected('groups') as (ExpectedPair & { tag: string })[];
    const cells = await workbench
      .hook('groups-table')
      .locator('td[data-column="Mean"]')
      .evaluateAll((all) =>
        all.map((cell) => ({
          layer: cell.getAttribute('data-layer'),
          a: cell.getAttribute('data-a'),
          b: cell.getAttribute('data-b'),
          value: Number(cell.getAttribute('data-value')),
        })),
      );
    for (const layer of layers) {
      for (const tag of ['generalizing', 'memorizing']) {
        const these = pairs.filter((pair) => pair.tag === tag && pair.a.endsWith(`${layer}.npy`));
        const mean = these.reduce((sum, { svcca99 }) => sum + svcca99.mean, 0) / these.length;
        const cell = cells.find(
          (one) => one.layer === layer && one.a === one.b && one.a!.startsWith('mem') === (tag === 'memorizing'),
        );
        assert.ok(cell, `no cell for ${tag} ${layer}`);
        close(cell.value, mean, `${tag} ${layer}`);
      }
    }
    await pictures(workbench, 'analysis-groups', 'groups-table');
  });

  it('shows how well each class can be read off each layer', async () => {
    const workbench = await Workbench.openTree({ ...copiesOf(['model0']), ...labels });
    await workbench.choose(['runs'], 'Analyze Activations');
    await run(workbench, 'classes');
    const { R } = JSON.parse(readFileSync(join(golden, 'expected/class_similarity.json'), 'utf8')) as {
      R: Record<string, number[]>;
    };
    const wanted = R['runs/model0/epoch_20/layer3.npy']!;
    const shown = await workbench
      .hook('classes-table')
      .locator('td[data-quantity="R"][data-column="layer3"]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    assert.equal(shown.length, wanted.length);
    // The tolerance of the golden data for class similarity.
    shown.forEach((value, k) =>
      assert.ok(Math.abs(value - wanted[k]!) <= 1e-9, `class ${k}: ${value}, expected ${wanted[k]}`),
    );
    await pictures(workbench, 'analysis-classes', 'classes-table');
  });

  it('shows the matrix of a network’s layers, and the full comparison of a cell', async () => {
    const copies = Object.fromEntries(
      Object.entries(copiesOf(['model0', 'model1'])).filter(([path]) => path.includes('epoch_20')),
    );
    const workbench = await Workbench.openTree(copies);
    await workbench.choose(['runs'], 'Analyze Activations');
    await run(workbench, 'matrix');
    const shown = await workbench
      .hook('matrix-table')
      .locator('td[data-value]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    assert.equal(shown.length, 64);
    const pairs = expected('cross_layers').filter(({ a, b }) => a.includes('epoch_20') && b.includes('epoch_20'));
    assert.ok(pairs.length > 0);
    for (const { a, b, svcca99 } of pairs) {
      const near = Math.min(...shown.map((value) => Math.abs(value - svcca99.mean)));
      assert.ok(near <= tolerance, `no cell shows ${svcca99.mean} of ${a} and ${b}`);
    }
    await workbench.screenshot('analysis-matrix', 'Light Modern');
    await workbench.panel.locator('summary', { hasText: 'Show as Table' }).first().click();
    await workbench.hook('matrix-table').locator('td button').nth(1).click();
    await workbench.panel.locator('[data-score="svcca"]').waitFor();
    await workbench.screenshot('analysis-pair');
  });

  it('compares maps position by position and by frequency', async () => {
    interface ExpectedMaps {
      a: string;
      b: string;
      flatten?: ExpectedPair;
      dft: { mean_over_locations_of_mean: number; location_means: number[][] };
    }
    const { pairs } = JSON.parse(readFileSync(join(golden, 'expected/conv.json'), 'utf8')) as { pairs: ExpectedMaps[] };
    const pair = pairs.find(({ a, b }) => a === 'runs/cnn0/conv2.npy' && b === 'runs/cnn1/conv2.npy');
    assert.ok(pair?.flatten);
    const copies = { 'cnn0_conv2.npy': join(golden, pair.a), 'cnn1_conv2.npy': join(golden, pair.b) };
    const workbench = await Workbench.openTree(copies);
    await workbench.choose(Object.keys(copies), 'Compare Activations');
    await workbench.status('done');
    close(await workbench.score('cca'), pair.flatten.cca.mean, 'flattened');
    await workbench.screenshot('comparison-maps');
    await workbench.hook('options').locator('summary').first().click();
    await workbench.hook('conv').click();
    await workbench.panel.locator('vscode-option[value="dft"]').click();
    await workbench.hook('recompute').click();
    await workbench.panel.locator('[data-status="done"] [data-score="dftMean"]').waitFor();
    // The tolerance of the golden data for frequencies.
    const near = (shown: number, expected: number, what: string) =>
      assert.ok(Math.abs(shown - expected) <= 1e-9, `${what}: ${shown} is shown, ${expected} is expected`);
    near(await workbench.score('dftMean'), pair.dft.mean_over_locations_of_mean, 'by frequency');
    near(
      await workbench.cell('frequency-table', { row: '0', column: '0' }),
      pair.dft.location_means[0]![0]!,
      'frequency (0, 0)',
    );
    near(
      await workbench.cell('frequency-table', { row: '-1', column: '2' }),
      pair.dft.location_means[7]![2]!,
      'frequency (-1, 2)',
    );
    await workbench.hook('frequency-map').scrollIntoViewIfNeeded();
    await workbench.screenshot('comparison-frequencies');
  });

  it('shows the directions of a pair by class, and how far its score can be trusted', async () => {
    const files = ['model0', 'model1'].map((model) => `runs/${model}/epoch_20/layer3.npy`);
    const pair = expected('groups').find(({ a, b }) => a === files[0] && b === files[1]) as
      (ExpectedPair & { cca: { coefs: number[] } }) | undefined;
    assert.ok(pair);
    const copies = {
      'a.npy': join(golden, files[0]!),
      'b.npy': join(golden, files[1]!),
      'labels.npy': labels['runs/labels.npy'],
    };
    const workbench = await Workbench.openTree(copies);
    await workbench.choose(['a.npy', 'b.npy'], 'Compare Activations');
    await workbench.status('done');
    // The nearest labels are taken.
    await workbench.hook('choose-labels').click();
    await workbench.hook('direction-2').locator('[data-test="direction-classes"]').waitFor();
    for (const k of [0, 1]) {
      const shown = Number(await workbench.hook(`direction-${k + 1}`).getAttribute('data-value'));
      close(shown, pair.cca.coefs[k]!, `direction ${k + 1}`);
    }
    await workbench.hook('direction-1').scrollIntoViewIfNeeded();
    await workbench.screenshot('golden-directions');
    await workbench.hook('check-trust').click();
    await workbench.hook('trust-result').waitFor();
    close(Number(await workbench.hook('trust-value').getAttribute('data-value')), pair.cca.mean, 'the score');
    await workbench.hook('trust-value').scrollIntoViewIfNeeded();
    await workbench.screenshot('golden-trust');
  });
});
