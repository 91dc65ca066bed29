import { color } from 'chart.js/helpers';
import type { TrustOutcome } from '../../src/protocol/pairExtras';
import { score } from '../../src/facts/numbers';
import { scoreFacts } from '../../src/facts/measures/scores';
import type { Figure, Palette } from './figure';
import { frame, line, type Series } from './frame';

/** The score against the number of samples it is computed from, over what unrelated data gives. Undefined where it was not computed. */
export function curveFigure({ enough, measure }: TrustOutcome, palette: Palette): Figure | undefined {
  if (!enough || 'reason' in enough || enough.points.length === 0) return undefined;
  const { points } = enough;
  const faint = color(palette.cca).alpha(0.22).rgbString();
  const band = { pointRadius: 0, pointHoverRadius: 0, borderWidth: 0, backgroundColor: faint };
  const along = (pick: (point: (typeof points)[number]) => number) =>
    points.map((point) => ({ x: point.samples, y: pick(point) }));
  const series: Series[] = [
    line(
      'Mean',
      along(({ mean }) => mean),
      palette.cca,
    ),
    line(
      'Highest',
      along(({ high }) => high),
      faint,
      { ...band, fill: '+1' },
    ),
    line(
      'Lowest',
      along(({ low }) => low),
      faint,
      band,
    ),
  ];
  const known = points.flatMap(({ samples, null: chance }) => (chance === null ? [] : [{ x: samples, y: chance }]));
  if (known.length > 0) {
    series.push(
      line('Unrelated data', known, palette.muted, { borderDash: [5, 4], borderWidth: 1.25, pointRadius: 0 }),
    );
  }
  const [first, last] = [points[0], points[points.length - 1]];
  const { label, bound, distance, range } = scoreFacts(measure);
  const bounded = !distance && range[0] >= 0;
  const plan = {
    x: 'Samples',
    y: label,
    xFrom: first.samples,
    xTo: last.samples,
    ...(bounded ? { yFrom: range[0], yTo: range[1] } : {}),
    item: 'Samples',
  };
  return {
    id: 'enough',
    title: 'How many samples are enough',
    label: `${label} from ${score(first.mean)} with ${first.samples} samples to ${score(last.mean)} with ${last.samples}. ${enough.reading}`,
    caption: `${enough.reading}${known.length > 0 ? ` Dashed: unrelated data${bound ? `, ${bound.words}` : ''}.` : ''}`,
    config: frame(series, plan, palette),
    table: {
      head: ['Samples', 'Mean', 'Lowest', 'Highest', 'Unrelated data'],
      rows: points.map((point) => [point.samples, point.mean, point.low, point.high, point.null]),
    },
  };
}
