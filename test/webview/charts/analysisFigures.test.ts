import assert from 'node:assert/strict';
import type { Chart } from 'chart.js';
import { describe, it } from 'mocha';
import { classFigure } from '../../../webview/charts/classFigures';
import { pairsOfGroups } from '../../../src/facts/analyses/groups';
import { pairOfGroups, unrelatedData } from '../../../src/facts/figureWords';
import { dynamicsFigure } from '../../../webview/charts/dynamicsFigure';
import type { Figure, Point } from '../../../webview/charts/figure';
import { groupsFigure } from '../../../webview/charts/groupsFigure';
import { overCheckpoints, overLayers } from '../../../src/facts/analyses/classSlices';
import { sampleClasses, sampleDynamics, sampleGroups } from '../sampleAnalyses';
import { deepDynamics, deepGroups } from '../sampleDeep';
import { samplePalette } from '../sampleReport';

function labels(figure: Figure): (string | undefined)[] {
  return figure.config.data.datasets.map(({ label }) => label);
}

function data(figure: Figure, label: string): Point[] {
  const found = figure.config.data.datasets.find((dataset) => dataset.label === label);
  assert.ok(found, `${label} among ${labels(figure).join(', ')}`);
  return found.data;
}

/** What stands on the x-axis at a value. */
function tick(figure: Figure, value: number): unknown {
  const callback = figure.config.options?.scales?.x?.ticks?.callback as (value: number) => unknown;
  return callback(value);
}

describe('webview/charts/dynamicsFigure', () => {
  const { models } = sampleDynamics();

  it('draws a line for each layer at the checkpoints’ own positions', () => {
    const figure = dynamicsFigure(models[0], 'svcca', 0.9, samplePalette);
    assert.deepEqual(
      data(figure, 'layer1').map(({ x }) => x),
      [0, 1, 2, 5, 10, 20],
    );
    assert.equal(data(figure, 'logits')[0].y, models[0].values[0][4]);
    assert.deepEqual(data(figure, 'Threshold 0.9'), [
      { x: 0, y: 0.9 },
      { x: 20, y: 0.9 },
    ]);
    assert.match(figure.label, /5 layers at 6 checkpoints .* epoch_20\. At epoch_0: layer1 0\.7500,/);
  });

  it('dashes what unrelated data give, where that is a level for the score', () => {
    const count = (figure: Figure) => labels(figure).filter((label) => label === unrelatedData).length;
    const figure = dynamicsFigure(models[0], 'cca', 0.9, samplePalette);
    assert.equal(count(figure), 5);
    assert.equal(data(figure, unrelatedData)[0].y, 0.15);
    assert.ok(figure.config.data.datasets.every((one) => one.label !== unrelatedData || 'borderDash' in one));
    assert.match(figure.caption, /Dashed: what unrelated data of that size give\.$/);
    const bound = dynamicsFigure(models[0], 'procrustesDistance', 0.9, samplePalette);
    assert.match(bound.caption, /Dashed: what unrelated data of that size give, at least\.$/);
    const none = { ...models[0], nulls: models[0].nulls.map((row) => row.map(() => null)) };
    const maps = dynamicsFigure(none, 'cca', 0.9, samplePalette);
    assert.deepEqual([count(maps), maps.caption.includes('Dashed')], [0, false]);
  });

  it('has a gap where a value is missing, and no threshold for a distance', () => {
    const gap = structuredClone(models[0]);
    gap.values[1][0] = null;
    const figure = dynamicsFigure(gap, 'procrustesDistance', 0.9, samplePalette);
    assert.ok(Number.isNaN(data(figure, 'layer1')[1].y));
    assert.ok(!labels(figure).some((label) => label?.startsWith('Threshold')));
  });

  it('names checkpoints that have no numbers', () => {
    const named = {
      ...models[0],
      positions: [0, 1, 2, 3, 4, 5],
      checkpoints: ['init', 'early', 'b', 'c', 'd', 'best'],
    };
    const figure = dynamicsFigure(named, 'svcca', 0.9, samplePalette);
    assert.equal(tick(figure, 1), 'early');
    assert.equal(tick(figure, 1.5), null);
  });
});

describe('figures of deep networks', () => {
  for (const count of [24, 48, 100]) {
    it(`colour ${count} layers by depth, and say the first and the last`, () => {
      const { models } = deepDynamics(count);
      const figure = dynamicsFigure(models[0], 'svcca', 0.9, samplePalette);
      const { depth } = figure;
      assert.equal(depth?.title, 'Layer model.layers.*.post_attention_layernorm');
      assert.deepEqual([depth.names[0], depth.names.at(-1)], ['0', String(count - 1)]);
      assert.equal(new Set(depth.colours).size, count);
      const colourOf = (label: string) => figure.config.data.datasets.find((one) => one.label === label)?.borderColor;
      assert.deepEqual(depth.labels.map(colourOf), depth.colours);
      // The least and the most of chance, not a line for each layer.
      assert.equal(labels(figure).filter((label) => label === unrelatedData).length, 2);
      assert.ok(figure.label.length < 400, figure.label);
      const filter = figure.config.options!.plugins!.legend!.labels!.filter!;
      const shown = labels(figure).filter((text, datasetIndex) =>
        filter({ text: text!, datasetIndex } as never, figure.config.data as never),
      );
      assert.deepEqual(shown, ['Threshold 0.9', unrelatedData]);
    });

    it(`thin out the ticks of ${count} layers, and say once what their names share`, () => {
      const figure = groupsFigure(deepGroups(count), samplePalette);
      const marks = Array.from({ length: count }, (_unused, at) => tick(figure, at)).filter((mark) => mark !== null);
      assert.ok(marks.length >= 4 && marks.length <= 24, marks.join());
      assert.equal(marks[0], '0');
      const title = figure.config.options?.scales?.x as { title: { text: string } };
      assert.equal(title.title.text, 'Layer model.layers.*.post_attention_layernorm');
    });
  }

  it('number layers whose names have no room', () => {
    const result = deepGroups(24);
    const names = new Map(result.layers.map((layer, at) => [layer, `${'abcdefghijklmnopqrstuvwxyz'[at]}-different`]));
    const renamed = {
      ...result,
      layers: result.layers.map((layer) => names.get(layer)!),
      cells: result.cells.map((cell) => ({ ...cell, layer: names.get(cell.layer)! })),
    };
    const unlike = { ...renamed, layers: renamed.layers.map((layer, at) => (at === 0 ? 'embedding' : layer)) };
    const figure = groupsFigure(unlike, samplePalette);
    assert.deepEqual(
      [0, 1, 2, 9].map((at) => tick(figure, at)),
      ['1', '2', null, '10'],
    );
  });
});

describe('webview/charts/groupsFigure', () => {
  it('draws single pairs where networks are too few for an interval', () => {
    const result = sampleGroups(3);
    const figure = groupsFigure(result, samplePalette);
    assert.deepEqual(pairsOfGroups(result).map(pairOfGroups), [
      'within generalizing',
      'generalizing with memorizing',
      'within memorizing',
    ]);
    assert.equal(data(figure, 'within memorizing')[3].y, result.cells.at(-1)?.mean);
    // Three pairs of three networks in each of four layers.
    assert.equal(data(figure, 'Single pairs').length, 12);
    assert.ok(!labels(figure).includes('95% interval'));
    assert.equal(tick(figure, 3), 'logits');
  });

  it('has dots in the legend for single pairs, as they are drawn, and lines for means', () => {
    const { config } = groupsFigure(sampleGroups(3), samplePalette);
    const { datasets } = config.data;
    const chart = { data: config.data, isDatasetVisible: () => true } as unknown as Chart;
    const entries = config.options!.plugins!.legend!.labels!.generateLabels!(chart);
    const single = entries.find(({ text }) => text === 'Single pairs')!;
    assert.equal((datasets[single.datasetIndex!] as { showLine?: boolean }).showLine, false);
    assert.deepEqual([single.pointStyle, single.lineDash, single.lineCap], ['line', [0, 8], 'round']);
    const mean = entries.find(({ text }) => text === 'within memorizing')!;
    assert.deepEqual([mean.pointStyle, mean.lineDash, mean.lineCap], ['line', [], 'butt']);
  });

  it('draws intervals as separate bars', () => {
    const result = sampleGroups(5);
    const figure = groupsFigure(result, samplePalette);
    const bars = data(figure, '95% interval');
    assert.equal(bars.length, 12);
    assert.deepEqual([bars[0].y, bars[1].y], result.cells[0].interval);
    assert.ok(Number.isNaN(bars[2].y));
    assert.ok(!labels(figure).includes('Single pairs'));
  });
});

describe('webview/charts/classFigures', () => {
  const result = sampleClasses(5);
  const slice = overLayers(result, 'model0', 'epoch_20');

  it('draws a line for each of a few classes, the whole label matrix and the level of chance', () => {
    const figure = classFigure(result, slice, [0, 2], 'R', samplePalette);
    assert.deepEqual(labels(figure), ['class 0', 'class 2', 'All classes at once (mean CCA)', 'Unrelated data']);
    assert.equal(data(figure, 'class 2')[1].y, slice.layers[1].R[2]);
    assert.equal(data(figure, 'Unrelated data')[0].y, Math.sqrt(50 / 999));
    assert.equal(tick(figure, 0), 'layer1');
  });

  it('keeps negative adjusted values in sight, and puts chance at 0', () => {
    const low = structuredClone(result);
    low.layers.at(-1)!.adjusted[0] = -0.04;
    const figure = classFigure(low, overLayers(low, 'model0', 'epoch_20'), [0, 1], 'adjusted', samplePalette);
    assert.equal(data(figure, 'class 0')[3].y, -0.04);
    assert.equal(figure.config.options?.scales?.y?.min, undefined);
    assert.deepEqual(new Set(data(figure, 'Unrelated data').map(({ y }) => y)), new Set([0]));
    assert.ok(!labels(figure).includes('All classes at once (mean CCA)'));
  });

  it('summarises many classes, leaving out those without a value', () => {
    const many = sampleClasses(30);
    const along = overCheckpoints(many, 'model0', 'logits');
    const all = many.classes.map((_one, place) => place);
    const figure = classFigure(many, along, all, 'R', samplePalette);
    const values = along.layers[2].R.filter((value) => value !== null);
    assert.equal(values.length, 29);
    assert.equal(data(figure, 'Highest class')[2].y, Math.max(...values));
    assert.equal(data(figure, 'Lowest class')[2].y, Math.min(...values));
    // Checkpoints stand at their numbers, as in learning dynamics.
    assert.deepEqual(
      data(figure, 'Highest class').map(({ x }) => x),
      [0, 5, 20],
    );
    const chosen = classFigure(many, along, all, 'R', samplePalette, [7]);
    assert.equal(data(chosen, 'class 7')[1].y, along.layers[1].R[7]);
  });
});
