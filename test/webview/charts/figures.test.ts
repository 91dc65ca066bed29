import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { covarianceFigure } from '../../../webview/charts/covarianceFigure';
import type { Figure } from '../../../webview/charts/figure';
import { spectrumFigure } from '../../../webview/charts/spectrumFigure';
import { cumulative, varianceFigure } from '../../../webview/charts/varianceFigure';
import { weightsFigure } from '../../../webview/charts/weightsFigure';
import { samplePalette, sampleReport } from '../sampleReport';

function series(figure: Figure | undefined, label: string) {
  const found = figure?.config.data.datasets.find((dataset) => dataset.label === label);
  assert.ok(found, `${label} among ${figure?.config.data.datasets.map((dataset) => dataset.label).join(', ')}`);
  return found;
}

describe('webview/charts over a comparison', () => {
  const report = sampleReport();

  it('draws both spectra and both baselines, these dashed', () => {
    const figure = spectrumFigure(report, samplePalette);
    assert.deepEqual(series(figure, 'CCA').data, [
      { x: 1, y: 0.9 },
      { x: 2, y: 0.5 },
      { x: 3, y: 0.1 },
    ]);
    assert.deepEqual(series(figure, 'SVCCA unrelated').data, [{ x: 1, y: 0.3 }]);
    for (const label of ['CCA unrelated', 'SVCCA unrelated']) assert.ok('borderDash' in series(figure, label));
    assert.ok(!('borderDash' in series(figure, 'CCA')));
    assert.equal(series(figure, 'CCA').borderColor, samplePalette.cca);
  });

  it('marks the threshold index at its coefficient, unless it keeps them all', () => {
    const mark = series(spectrumFigure(report, samplePalette), 'Threshold (2)');
    assert.deepEqual(mark.data.at(-1), { x: 2, y: 0.5 });
    const all = sampleReport();
    all.cca = { ...all.cca!, thresholdIndex: 3 };
    const labels = spectrumFigure(all, samplePalette)?.config.data.datasets.map((dataset) => dataset.label);
    assert.ok(!labels?.some((label) => label?.startsWith('Threshold')));
  });

  it('tables the spectra side by side, short columns ending in gaps', () => {
    const table = spectrumFigure(report, samplePalette)?.table;
    assert.deepEqual(table?.head, ['Coefficient', 'CCA', 'CCA, unrelated data', 'SVCCA', 'SVCCA, unrelated data']);
    assert.deepEqual(table?.rows, [
      [1, 0.9, 0.4, 0.8, 0.3],
      [2, 0.5, 0.3, null, null],
      [3, 0.1, 0.2, null, null],
    ]);
  });

  it('labels the canvas with the numbers that matter', () => {
    const label = spectrumFigure(report, samplePalette)?.label ?? '';
    assert.match(label, /CCA: 3 coefficients from 0\.9000 down to 0\.1000, against a mean of 0\.3000/);
  });

  it('names a regularised spectrum so', () => {
    const regularised = sampleReport();
    regularised.cca = { ...regularised.cca!, regularised: true };
    series(spectrumFigure(regularised, samplePalette), 'CCA (regularised)');
  });

  it('sums variance up to 1 and not beyond', () => {
    assert.deepEqual(cumulative([0.5, 0.25]), [0.5, 0.75]);
    assert.equal(cumulative([0.7, 0.3 + 1e-12]).at(-1), 1);
    const figure = varianceFigure(report, samplePalette);
    assert.deepEqual(
      series(figure, 'a').data.map((point) => point.y),
      [0.9, 1, 1],
    );
    assert.deepEqual(series(figure, 'a cut at 2').data.at(-1), { x: 2, y: 1 });
    assert.deepEqual(series(figure, 'b cut at 1').data.at(-1), { x: 1, y: 1 });
  });

  it('draws PCA without cuts where there is no SVCCA', () => {
    const bare = sampleReport();
    delete bare.svcca;
    const figure = varianceFigure(bare, samplePalette);
    assert.equal(figure?.config.data.datasets.length, 2);
    assert.ok(!figure?.caption.includes('SVCCA'));
  });

  it('draws PWCCA weights in the colour of their side, over an even share', () => {
    const figure = weightsFigure(report, samplePalette);
    const bars = series(figure, 'Weight by side a');
    assert.equal(bars.backgroundColor, samplePalette.a);
    assert.deepEqual(
      bars.data.map((point) => point.y),
      [0.6, 0.3, 0.1],
    );
    assert.equal(series(figure, 'Even weights (mean CCA)').data[0].y, 1 / 3);
    assert.match(figure?.label ?? '', /number 1 with 60%/);
  });

  it('keeps a zero off the logarithmic axis but in the table', () => {
    const figure = covarianceFigure(report, samplePalette);
    assert.equal(series(figure, 'PLS').data.length, 2);
    assert.equal(figure?.table.rows.length, 3);
    // 10^2 / (10^2 + 1^2)
    assert.match(figure?.caption ?? '', /99%/);
    assert.match(figure?.caption ?? '', /no score, and no level of unrelated data is given/);
    const scales = (of: Figure | undefined) =>
      of?.config.options?.scales as Record<string, { type: string; max?: number }>;
    assert.deepEqual([scales(figure).y!.type, scales(figure).x!.max], ['logarithmic', 2]);
    const near = covarianceFigure({ ...report, pls: { singularValues: [70, 40, 20, 0] } }, samplePalette);
    assert.deepEqual([scales(near).y!.type, scales(near).x!.max], ['linear', 3]);
  });

  it('draws nothing of a measure that is absent', () => {
    const bare = sampleReport();
    for (const key of ['cca', 'svcca', 'null', 'pca', 'pwcca', 'pls'] as const) delete bare[key];
    for (const make of [spectrumFigure, varianceFigure, weightsFigure, covarianceFigure]) {
      assert.equal(make(bare, samplePalette), undefined);
    }
    bare.pls = { singularValues: [0, 0] };
    assert.equal(covarianceFigure(bare, samplePalette), undefined);
  });
});
