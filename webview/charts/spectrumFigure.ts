import { spectrumWords as words } from '../../src/facts/figureWords';
import type { ComparisonReport } from '../../src/facts/report';
import { describeSpectrum } from './describeSpectrum';
import type { Figure, Palette } from './figure';
import { baseline, counting, frame, line, marker, type Series } from './frame';
import { numberTable } from './numberTable';

/**
 * The canonical correlations of CCA and SVCCA over their rank, each with what unrelated data of this size gives (dashed), and the index
 * of the thresholded mean. Undefined where the report has neither.
 */
export function spectrumFigure(report: ComparisonReport, palette: Palette): Figure | undefined {
  const { cca, svcca, null: chance } = report;
  const series: Series[] = [];
  const columns: { head: string; values: number[] }[] = [];
  const sentences: string[] = [];
  if (cca && cca.coefficients.length > 0) {
    series.push(line(words.cca(cca.regularised), counting(cca.coefficients), palette.cca));
    columns.push({ head: 'CCA', values: cca.coefficients });
    sentences.push(describeSpectrum('CCA', cca.coefficients, chance?.mean));
  }
  if (chance && chance.coefficients.length > 0) {
    series.push(baseline(words.ccaUnrelated, chance.coefficients, palette.cca));
    columns.push({ head: 'CCA, unrelated data', values: chance.coefficients });
  }
  if (svcca && svcca.coefficients.length > 0) {
    series.push(line(words.svcca, counting(svcca.coefficients), palette.svcca, { pointStyle: 'triangle' }));
    series.push(baseline(words.svccaUnrelated, svcca.null.coefficients, palette.svcca));
    columns.push({ head: 'SVCCA', values: svcca.coefficients });
    columns.push({ head: 'SVCCA, unrelated data', values: svcca.null.coefficients });
    sentences.push(describeSpectrum('SVCCA', svcca.coefficients, svcca.null.mean));
  }
  if (series.length === 0) return undefined;
  const index = cca?.thresholdIndex ?? 0;
  if (cca && index > 0 && index < cca.coefficients.length) {
    series.push(marker(words.threshold(index), index, cca.coefficients[index - 1], palette.muted));
  }
  const plan = {
    x: words.x,
    y: words.y,
    xTo: Math.max(...columns.map((column) => column.values.length)),
    yFrom: 0,
    yTo: 1,
    item: 'Coefficient',
  };
  return {
    id: 'spectrum',
    title: words.title,
    label: `Canonical correlations in descending order. ${sentences.join(' ')}`,
    caption: 'Dashed: unrelated Gaussian data of this size. Only what stands above it is shared.',
    config: frame(series, plan, palette),
    table: numberTable('Coefficient', columns),
  };
}
