import { weightsWords as words } from '../../src/facts/figureWords';
import type { ComparisonReport } from '../../src/facts/report';
import { count, counted, percent } from '../../src/facts/numbers';
import type { Figure, Palette } from './figure';
import { counting, frame, type Series } from './frame';
import { numberTable } from './numberTable';
import { thin } from './thin';

/** The weight that PWCCA gives each coefficient, over an even share of all. Undefined where PWCCA is absent. */
export function weightsFigure(report: ComparisonReport, palette: Palette): Figure | undefined {
  const { pwcca } = report;
  if (!pwcca || pwcca.weights.length === 0) return undefined;
  const { weights, side } = pwcca;
  const even = 1 / weights.length;
  const bars: Series = {
    type: 'bar',
    label: words.by(side),
    data: thin(counting(weights)),
    backgroundColor: palette[side],
    barPercentage: 0.9,
    categoryPercentage: 0.9,
    maxBarThickness: 40,
  };
  const ends = [
    { x: 0.5, y: even },
    { x: weights.length + 0.5, y: even },
  ];
  const level: Series = {
    type: 'line',
    label: words.even,
    data: ends,
    borderColor: palette.muted,
    backgroundColor: palette.muted,
    borderDash: [5, 4],
    borderWidth: 1.25,
    pointRadius: 0,
    pointHoverRadius: 0,
  };
  const heaviest = weights.indexOf(weights.reduce((most, weight) => Math.max(most, weight)));
  const above = weights.filter((weight) => weight > even).length;
  const plan = { x: words.x, y: words.y, xTo: weights.length, yFrom: 0, item: 'Coefficient' };
  return {
    id: 'weights',
    title: words.title,
    label: `Weights of ${counted(weights.length, 'canonical correlation')} in PWCCA by the neurons of side ${side}. The heaviest is number ${heaviest + 1} with ${percent(weights[heaviest])}; an even share would be ${percent(even)}.`,
    caption: `Summing to 1, by the neurons of ${side}. Above an even share: ${count(above)} of ${counted(weights.length, 'coefficient')}.`,
    config: frame([bars, level], plan, palette, 'bar'),
    table: numberTable('Coefficient', [
      { head: 'Weight', values: weights },
      { head: 'Canonical correlation', values: (report.cca?.coefficients ?? []).slice(0, weights.length) },
    ]),
  };
}
