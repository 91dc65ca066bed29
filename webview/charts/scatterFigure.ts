import { largestOf, smallestOf } from '../../src/facts/extremes';
import type { CanonicalDirection, DirectionsOutcome } from '../../src/protocol/pairExtras';
import { counted, score } from '../../src/facts/numbers';
import { classSeries } from './classSeries';
import type { Figure, Palette, Point } from './figure';
import { frame } from './frame';

/** What all directions of an outcome share. */
type Samples = Pick<DirectionsOutcome, 'samples' | 'shown' | 'labels' | 'classNames' | 'frequency'>;

/** Side a's variate of a direction over the samples in order, with labels class by class. */
export function variateFigure(about: Samples, { index, a }: CanonicalDirection, palette: Palette): Figure {
  const { labels, shown } = about;
  const order = a.map((_value, place) => place);
  // Sorting is stable: within a class samples stay in order.
  if (labels) order.sort((one, other) => labels[one] - labels[other]);
  const points: Point[] = order.map((place, at) => ({ x: at + 1, y: a[place] }));
  const sorted = labels && order.map((place) => labels[place]);
  const series = classSeries(points, sorted, about.classNames, palette, palette.a);
  const plan = {
    x: labels ? 'Samples, class by class' : 'Samples in order',
    y: variateOf('a', about),
    xTo: a.length,
    item: 'Place',
    cloud: true,
  };
  const few = fewer(about);
  return {
    id: `direction-${index + 1}-samples`,
    title: 'Over the samples',
    label: `Side a's variate of direction ${index + 1} over ${counted(a.length, 'sample')}, from ${score(smallestOf(a))} to ${score(largestOf(a))}${labels ? ', class by class' : ''}.`,
    caption: `${labels ? 'Coloured and grouped by class.' : 'In the order of the file.'}${few}`,
    config: frame(series, plan, palette),
    table: { head: ['Sample', 'a'], rows: order.map((place) => [shown[place], a[place]]) },
  };
}

/** The two sides' variates of a direction against each other, one point a sample. */
export function scatterFigure(
  about: Samples,
  { index, correlation, a, b }: CanonicalDirection,
  palette: Palette,
): Figure {
  const points = a.map((x, place) => ({ x, y: b[place] }));
  const series = classSeries(points, about.labels, about.classNames, palette, palette.cca);
  const plan = {
    x: variateOf('a', about),
    y: variateOf('b', about),
    xFrom: Math.floor(smallestOf(a)),
    xTo: Math.ceil(largestOf(a)),
    item: 'a',
    writeX: (value: number) => String(Number(value.toFixed(2))),
    cloud: true,
  };
  return {
    id: `direction-${index + 1}-scatter`,
    title: 'a against b',
    label: `Side b's variate of direction ${index + 1} against side a's at ${counted(a.length, 'sample')}; over all samples they correlate at ${score(correlation)}.`,
    caption: `Correlation ${score(correlation)}, ${about.frequency ? 'of complex variates of unit variance; their real parts are drawn' : 'both sides of unit variance'}.${fewer(about)}`,
    config: frame(series, plan, palette),
    table: { head: ['Sample', 'a', 'b'], rows: about.shown.map((sample, place) => [sample, a[place], b[place]]) },
  };
}

function variateOf(side: 'a' | 'b', { frequency }: Samples): string {
  return `Variate of ${side}${frequency ? ', real part' : ''}`;
}

function fewer({ samples, shown }: Samples): string {
  return shown.length < samples
    ? ` ${counted(shown.length, 'sample')} of ${counted(samples, 'sample')} are drawn.`
    : '';
}
