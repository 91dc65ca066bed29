import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { classSeries } from '../../../webview/charts/classSeries';
import { curveFigure } from '../../../webview/charts/curveFigure';
import type { Figure } from '../../../webview/charts/figure';
import { nullFigure } from '../../../webview/charts/nullFigure';
import { scatterFigure, variateFigure } from '../../../webview/charts/scatterFigure';
import { sampleDirections, sampleTrust } from '../sampleExtras';
import { samplePalette } from '../sampleReport';

function labels(figure: Figure | undefined): (string | undefined)[] {
  return figure?.config.data.datasets.map(({ label }) => label) ?? [];
}

describe('webview/charts over directions', () => {
  const outcome = sampleDirections();
  const [direction] = outcome.directions;

  it('draw samples class by class, in the order of the classes', () => {
    const figure = variateFigure(outcome, direction, samplePalette);
    assert.deepEqual(labels(figure), ['cat', 'dog']);
    const [cats, dogs] = figure.config.data.datasets;
    assert.deepEqual(cats.data, [
      { x: 1, y: -1 },
      { x: 2, y: -2 },
      { x: 3, y: -1.5 },
    ]);
    assert.deepEqual(dogs.data[0], { x: 4, y: 1 });
    assert.deepEqual(figure.table.rows[0], [2, -1]);
    assert.equal(figure.id, 'direction-1-samples');
    assert.match(figure.caption, /6 samples of 12 samples are drawn\.$/);
  });

  it('draw samples in order where there are no labels', () => {
    const figure = variateFigure({ ...outcome, labels: null, classNames: null }, direction, samplePalette);
    assert.deepEqual(labels(figure), ['Samples']);
    assert.deepEqual(figure.config.data.datasets[0].data[2], { x: 3, y: 2 });
    assert.deepEqual(figure.table.rows[2], [4, 2]);
  });

  it('draw one side against the other, within whole bounds', () => {
    const figure = scatterFigure(outcome, direction, samplePalette);
    assert.deepEqual(figure.config.data.datasets[1].data, [
      { x: 1, y: 0.5 },
      { x: 2, y: 1 },
      { x: 1.5, y: 0.75 },
    ]);
    const { x } = figure.config.options?.scales ?? {};
    assert.deepEqual([x?.min, x?.max], [-2, 2]);
    assert.match(figure.label, /0\.7500/);
  });

  it('tell classes apart by colour and by marker, and begin again with another pair', () => {
    const points = [0, 1, 2, 3].map((x) => ({ x, y: 0 }));
    const series = classSeries(points, [0, 1, 2, 3], null, samplePalette, '#000000') as unknown as {
      label: string;
      pointBackgroundColor: string;
      pointStyle: string;
      showLine: boolean;
    }[];
    assert.deepEqual(
      series.map(({ label }) => label),
      ['0', '1', '2', '3'],
    );
    const looks = series.map(({ pointBackgroundColor, pointStyle }) => `${pointBackgroundColor} ${pointStyle}`);
    assert.equal(new Set(looks).size, 4);
    assert.equal(series[3].pointBackgroundColor, series[0].pointBackgroundColor);
    assert.ok(series.every(({ showLine }) => !showLine));
  });

  it('draw very many classes as one series, point by point in its colour', () => {
    const many = Array.from({ length: 60 }, (_unused, index) => index);
    const series = classSeries(
      many.map((x) => ({ x, y: 0 })),
      many,
      null,
      samplePalette,
      '#000000',
    ) as unknown as { data: unknown[]; pointBackgroundColor: string[] }[];
    assert.equal(series.length, 1);
    assert.equal(series[0].data.length, 60);
    assert.deepEqual(series[0].pointBackgroundColor.slice(0, 4), ['#00001a', '#00001b', '#00001c', '#00001a']);
  });
});

describe('webview/charts over trust', () => {
  it('draw both nulls as histograms that hold every draw, and mark the score', () => {
    const figure = nullFigure(sampleTrust(), samplePalette);
    assert.deepEqual(labels(figure), ['Permuted samples', 'Gaussian data', 'Mean CCA (0.7000)']);
    for (const series of figure!.config.data.datasets.slice(0, 2)) {
      const heights = (series.data as { y: number }[]).map(({ y }) => y);
      assert.equal(
        heights.reduce((sum, y) => sum + y, 0),
        19,
      );
      assert.deepEqual([heights[0], heights.at(-1)], [0, 0]);
    }
    assert.deepEqual(figure!.config.data.datasets[2].data.at(-1), {
      x: 0.7,
      y: Math.max(...figure!.table.rows.map((row) => Math.max(row[1] ?? 0, row[2] ?? 0))),
    });
    const { x } = figure!.config.options?.scales ?? {};
    assert.ok((x?.min as number) < 0.2 && (x?.max as number) > 0.7);
  });

  it('draw draws that are all the same', () => {
    const outcome = sampleTrust();
    const same = { values: [1, 1, 1], mean: 1, limit: 1, p: 1 };
    const figure = nullFigure({ ...outcome, value: 1, null: { permutation: same, gaussian: same } }, samplePalette);
    assert.equal(figure?.table.rows[0][1], 3);
  });

  it('draw the score against samples over what unrelated data gives, where that is known', () => {
    const figure = curveFigure(sampleTrust(), samplePalette);
    assert.deepEqual(labels(figure), ['Mean', 'Highest', 'Lowest', 'Unrelated data']);
    assert.deepEqual(figure?.config.data.datasets[3].data, [{ x: 100, y: 0.8 }]);
    assert.ok('borderDash' in figure!.config.data.datasets[3]);
    assert.match(figure!.caption, /^It still falls\. /);
    assert.deepEqual(figure!.table.rows[1], [1000, 0.7, 0.7, 0.7, null]);
    const { y } = figure!.config.options?.scales ?? {};
    assert.deepEqual([y?.min, y?.max], [0, 1]);
    const distance = curveFigure({ ...sampleTrust(), measure: 'procrustesDistance' }, samplePalette);
    assert.equal(distance?.config.options?.scales?.y?.max, undefined);
  });

  it('draw nothing that was not asked for or could not be given', () => {
    const rest = { ...sampleTrust(), null: undefined, enough: undefined };
    assert.equal(nullFigure(rest, samplePalette), undefined);
    assert.equal(curveFigure(rest, samplePalette), undefined);
    assert.equal(curveFigure({ ...rest, enough: { reason: 'Too few.' } }, samplePalette), undefined);
    assert.equal(nullFigure({ ...sampleTrust(), value: null }, samplePalette), undefined);
  });
});
