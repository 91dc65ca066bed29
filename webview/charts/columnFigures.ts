import type { ColumnSummary } from '../../src/protocol/arraySummary';
import { color } from 'chart.js/helpers';
import { count, counted, magnitude, percent, score } from '../../src/facts/numbers';
import type { Figure, Palette, Point } from './figure';
import { frame, line, type Series } from './frame';
import { numberTable } from './numberTable';
import { thin } from './thin';

/** Values at 0, 1, 2 ... as numpy counts columns; missing ones leave a gap. */
function points(values: readonly (number | null)[]): Point[] {
  return values.flatMap((y, x) => (y === null ? [] : [{ x, y }]));
}

/** The least and largest of some numbers, by a loop: a spread argument list is too long for wide arrays. */
function range(values: readonly (number | null)[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Mean of each column, with the band of one standard deviation about it. */
export function meansFigure(columns: ColumnSummary, palette: Palette): Figure {
  const edge = (sign: 1 | -1) =>
    columns.mean.map((mean, index) => {
      const deviation = columns.standardDeviation[index];
      return mean === null || deviation === null ? null : mean + sign * deviation;
    });
  const faint = color(palette.a).alpha(0.22).rgbString();
  const band = { pointRadius: 0, pointHoverRadius: 0, borderWidth: 0, backgroundColor: faint };
  const series: Series[] = [
    line('Mean', points(columns.mean), palette.a),
    line('+ 1 standard deviation', points(edge(1)), faint, { ...band, fill: '+1' }),
    line('− 1 standard deviation', points(edge(-1)), faint, band),
  ];
  const [low, high] = range(columns.mean);
  const last = columns.mean.length - 1;
  const plan = { x: 'Neuron', y: 'Activation', xFrom: 0, xTo: last, item: 'Neuron', write: magnitude };
  return {
    id: 'means',
    title: 'Mean of each neuron',
    label: `Mean activation of ${counted(columns.mean.length, 'neuron')}, from ${magnitude(low)} to ${magnitude(high)}, with one standard deviation either side.`,
    caption: 'Columns of the file, counted from 0; finite elements only.',
    config: frame(series, plan, palette),
    table: numberTable(
      'Neuron',
      [
        { head: 'Mean', values: columns.mean },
        { head: 'Standard deviation', values: columns.standardDeviation },
        { head: 'Share of zeros', values: columns.zeroFraction },
      ],
      0,
    ),
  };
}

/** Standard deviation of each column, descending: how many neurons carry the activity. */
export function deviationsFigure(columns: ColumnSummary, palette: Palette): Figure {
  const sorted = columns.standardDeviation.filter((value) => value !== null).sort((one, other) => other - one);
  const squares = sorted.map((value) => value * value);
  const total = squares.reduce((sum, square) => sum + square, 0);
  let held = 0;
  const half = squares.findIndex((square) => (held += square) >= total / 2) + 1;
  const plan = {
    x: 'Neurons, most active first',
    y: 'Standard deviation',
    xTo: sorted.length,
    yFrom: 0,
    item: 'Place',
    write: magnitude,
  };
  const top = sorted.map((y, index) => ({ x: index + 1, y }));
  const share =
    total > 0
      ? `Half of the variance is in ${count(half)} of ${counted(sorted.length, 'neuron')}.`
      : 'No neuron varies.';
  return {
    id: 'deviations',
    title: 'Spread of the neurons',
    label: `Standard deviation of ${counted(sorted.length, 'neuron')} in descending order, from ${magnitude(sorted[0])} to ${magnitude(sorted[sorted.length - 1])}. ${share}`,
    caption: share,
    config: frame([line('Standard deviation', top, palette.svcca)], plan, palette),
    table: numberTable('Place', [{ head: 'Standard deviation', values: sorted }]),
  };
}

/** Share of exact zeros in each column, sparsest first: dead neurons stand at 1. */
export function zerosFigure(columns: ColumnSummary, palette: Palette): Figure {
  const sorted = [...columns.zeroFraction].sort((one, other) => other - one);
  const dead = sorted.filter((share) => share === 1).length;
  const bars: Series = {
    type: 'bar',
    label: 'Share of zeros',
    data: thin(sorted.map((y, index) => ({ x: index + 1, y }))),
    backgroundColor: palette.b,
    barPercentage: 1,
    categoryPercentage: 1,
    maxBarThickness: 40,
  };
  const plan = {
    x: 'Neurons, sparsest first',
    y: 'Share of zeros',
    xTo: sorted.length,
    yFrom: 0,
    yTo: 1,
    item: 'Place',
  };
  const typical = score(sorted[Math.floor(sorted.length / 2)]);
  return {
    id: 'zeros',
    title: 'Share of exact zeros',
    label: `Share of samples on which each of ${counted(sorted.length, 'neuron')} is exactly 0, in descending order; the median is ${typical} and ${dead} are always 0.`,
    caption: `${dead === 0 ? 'No neuron is 0 on every sample' : `Dead, 0 on every sample: ${counted(dead, 'neuron')} (${percent(dead / sorted.length)})`}.`,
    config: frame([bars], plan, palette, 'bar'),
    table: numberTable('Place', [{ head: 'Share of zeros', values: sorted }]),
  };
}
