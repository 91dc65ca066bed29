import { pairsOfGroups, type GroupsResult } from '../../src/facts/analyses/groups';
import { thresholdOf } from '../../src/facts/calibratedWords';
import { groupsWords, pairOfGroups, permutationThreshold } from '../../src/facts/figureWords';
import { counted, score } from '../../src/facts/numbers';
import { axisEnds } from '../../src/facts/measures/scoreScale';
import { scoreFacts } from '../../src/facts/measures/scores';
import type { Figure, Palette, Point } from './figure';
import { frame, line, type Series } from './frame';
import { namedAxis } from './namedAxis';
import { seriesColour, seriesShape } from './seriesColour';

const intervals = '95% interval';

/** Mean similarity over the layers: a line for each pair of groups, with its interval, or its single pairs where there are too few networks for one. */
export function groupsFigure(result: GroupsResult, palette: Palette): Figure {
  const { layers, measure, cells } = result;
  const facts = scoreFacts(measure);
  const { label } = facts;
  const pairs = pairsOfGroups(result);
  const faint = { pointHitRadius: 0, pointHoverRadius: 0 };
  const lines = pairs.map(({ a, b }, index): { mean: Series; spreads: Series[] } => {
    const colour = seriesColour(index, pairs.length);
    // Beside each other, so that the bars of error of one do not cover those of another.
    const shift = (index - (pairs.length - 1) / 2) * Math.min(0.06, 0.4 / pairs.length);
    const means: Point[] = [];
    const bars: Point[] = [];
    // Beside the mean, whose mark would cover them.
    const dots: Point[] = [];
    const limits: Point[] = [];
    layers.forEach((layer, place) => {
      const cell = cells.find((one) => one.layer === layer && one.a === a && one.b === b);
      const x = place + shift;
      means.push({ x, y: cell?.mean ?? NaN });
      limits.push({ x, y: thresholdOf(cell?.calibrated ?? {}, facts) ?? NaN });
      if (cell?.interval) bars.push({ x, y: cell.interval[0] }, { x, y: cell.interval[1] }, { x, y: NaN });
      else for (const { value } of cell?.pairs ?? []) if (value !== null) dots.push({ x: x + 0.035, y: value });
    });
    const words = pairOfGroups({ a, b });
    const mean = line(words, means, colour, {
      pointStyle: seriesShape(index),
      pointRadius: 4,
      pointHoverRadius: 5,
      borderDash: a === b ? [] : [6, 3],
    });
    const spread = line(intervals, bars, colour, { ...faint, borderWidth: 1.25, pointRadius: 3, pointStyle: 'line' });
    const single = line(groupsWords.singles, dots, colour, {
      ...faint,
      showLine: false,
      pointRadius: 2,
      pointBorderWidth: 0,
    });
    const limit = line(permutationThreshold, limits, colour, {
      ...faint,
      borderDash: [2, 2],
      borderWidth: 1,
      // A line of one layer would not be seen.
      ...(layers.length > 1 ? { pointRadius: 0 } : { pointRadius: 4, pointStyle: 'line' }),
    });
    const held = limits.some(({ y }) => !Number.isNaN(y));
    return {
      mean,
      spreads: [...(held ? [limit] : []), ...(bars.length > 0 ? [spread] : []), ...(dots.length > 0 ? [single] : [])],
    };
  });
  // The means first: the legend then names them before what surrounds them.
  const series = [...lines.map(({ mean }) => mean), ...lines.flatMap(({ spreads }) => spreads)];
  const plan = {
    x: groupsWords.x,
    y: label,
    xFrom: -0.3,
    xTo: layers.length - 0.7,
    item: 'Layer',
    ...axisEnds(facts),
  };
  const config = namedAxis(frame(series, plan, palette), {
    ticks: layers,
    title: (x) => layers[Math.round(x)] ?? '',
    quiet: [intervals, groupsWords.singles, permutationThreshold],
  });
  const top = layers.at(-1);
  const said = cells
    .filter(({ layer }) => layer === top)
    .map((cell) => `${pairOfGroups(cell)} ${score(cell.mean)}`)
    .join(', ');
  const some = (label: string) => series.some((one) => one.label === label);
  const bars = some(intervals) ? ' Bars: 95% bootstrap over networks.' : '';
  const dots = some(groupsWords.singles) ? ' Dots: single pairs, where a group has fewer than five networks.' : '';
  const limits = some(permutationThreshold)
    ? ' Dotted: what a mean has to exceed, by permutations of the samples.'
    : '';
  return {
    id: 'groups',
    title: groupsWords.title(label),
    label: `Mean ${label} over ${counted(layers.length, 'layer')} for ${counted(pairs.length, 'pair of groups', 'pairs of groups')}. At ${top ?? 'no layer'}: ${said}.`,
    caption: `Mean over pairs of networks.${bars}${dots}${limits}`,
    config,
    table: { head: [], rows: [] },
  };
}
