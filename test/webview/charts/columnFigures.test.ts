import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ColumnSummary } from '../../../src/protocol/arraySummary';
import { deviationsFigure, meansFigure, zerosFigure } from '../../../webview/charts/columnFigures';
import { sampleColumns } from '../sampleColumns';
import { samplePalette } from '../sampleReport';

describe('webview/charts over columns', () => {
  it('draws means where numpy counts them, with a gap where there is none', () => {
    const [mean, above] = meansFigure(sampleColumns, samplePalette).config.data.datasets;
    assert.deepEqual(mean.data, [
      { x: 0, y: 1 },
      { x: 2, y: 0 },
      { x: 3, y: 3 },
    ]);
    assert.deepEqual(above.data[0], { x: 0, y: 3 });
    assert.deepEqual(meansFigure(sampleColumns, samplePalette).table.rows[1], [1, null, null, 0]);
  });

  it('sorts the spread and says how many neurons hold half of the variance', () => {
    const figure = deviationsFigure(sampleColumns, samplePalette);
    assert.deepEqual(
      figure.config.data.datasets[0].data.map((point) => point.y),
      [2, 1, 0],
    );
    assert.equal(figure.caption, 'Half of the variance is in 1 of 3 neurons.');
    const still = { ...sampleColumns, standardDeviation: [0, 0, 0, 0] };
    assert.equal(deviationsFigure(still, samplePalette).caption, 'No neuron varies.');
  });

  it('counts dead neurons', () => {
    assert.match(zerosFigure(sampleColumns, samplePalette).caption, /^Dead, 0 on every sample: 1 neuron \(25%\)\.$/);
    const alive = { ...sampleColumns, zeroFraction: [0, 0, 0, 0.2] };
    assert.match(zerosFigure(alive, samplePalette).caption, /^No neuron/);
  });

  it('takes very wide arrays', () => {
    const size = 300_000;
    const wide: ColumnSummary = {
      mean: Array.from({ length: size }, (_unused, index) => index),
      standardDeviation: new Array<number>(size).fill(1),
      zeroFraction: new Array<number>(size).fill(0),
      minimum: new Array<number>(size).fill(0),
      maximum: new Array<number>(size).fill(size),
      nan: new Array<number>(size).fill(0),
      infinite: new Array<number>(size).fill(0),
      negativeInfinite: new Array<number>(size).fill(0),
      constant: [],
    };
    const figure = meansFigure(wide, samplePalette);
    assert.ok(figure.config.data.datasets[0].data.length <= 1502);
    assert.match(figure.label, /300,000 neurons/);
    assert.equal(figure.table.rows.length, size);
  });
});
