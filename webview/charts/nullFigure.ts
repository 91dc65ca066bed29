import { largestOf, smallestOf } from '../../src/facts/extremes';
import type { TrustOutcome } from '../../src/protocol/pairExtras';
import type { NullDistribution } from '../../src/similarity/trust/nullDistribution';
import { count, counted, magnitude, score } from '../../src/facts/numbers';
import { scoreFacts } from '../../src/facts/measures/scores';
import type { Figure, Palette, Point } from './figure';
import { frame, line, marker, type Series } from './frame';

/** Bars over the range of both distributions. */
const bins = 24;

interface Bins {
  from: number;
  width: number;
}

/** Scores of permuted samples and of Gaussian data as histograms, with the score marked. Undefined where neither was asked for. */
export function nullFigure({ null: nulls, measure, value }: TrustOutcome, palette: Palette): Figure | undefined {
  if (!nulls || value === null) return undefined;
  const { permutation, gaussian } = nulls;
  const both = [...permutation.values, ...gaussian.values];
  const [low, high] = [smallestOf(both), largestOf(both)];
  const width = Math.max((high - low) / bins, 1e-6);
  const counts = [permutation, gaussian].map(({ values }) => histogram(values, { from: low, width }));
  const highest = Math.max(...counts.flat());
  const series: Series[] = [
    steps('Permuted samples', counts[0], { from: low, width }, palette.a, []),
    steps('Gaussian data', counts[1], { from: low, width }, palette.b, [5, 4]),
    marker(`${scoreFacts(measure).label} (${score(value)})`, value, highest, palette.foreground),
  ];
  const [least, most] = [Math.min(low - width, value), Math.max(high + width, value)];
  const margin = 0.04 * (most - least);
  const plan = {
    x: scoreFacts(measure).label,
    y: 'Draws',
    xFrom: least - margin,
    xTo: most + margin,
    yFrom: 0,
    item: 'Score',
    write: count,
    writeX: magnitude,
  };
  const describe = (name: string, { values, mean }: NullDistribution) =>
    `${counted(values.length, 'draw')} of ${name} have a mean of ${score(mean)}`;
  return {
    id: 'null',
    title: 'Scores without a relation',
    label: `${scoreFacts(measure).label} is ${score(value)}; ${describe('permuted samples', permutation)}, ${describe('Gaussian data', gaussian)}.`,
    caption: 'Solid: samples permuted. Dashed: Gaussian data of this size. Diamond: the score.',
    config: frame(series, plan, palette),
    table: {
      head: ['Score from', 'Permuted samples', 'Gaussian data'],
      rows: counts[0].map((drawn, bin) => [Number((low + bin * width).toPrecision(6)), drawn, counts[1][bin]]),
    },
  };
}

function histogram(values: readonly number[], { from, width }: Bins): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[Math.min(bins - 1, Math.floor((value - from) / width))] += 1;
  return counts;
}

/** The outline of a histogram, which begins and ends at 0. */
function steps(
  label: string,
  counts: readonly number[],
  { from, width }: Bins,
  color: string,
  borderDash: number[],
): Series {
  const centre = (bin: number): number => from + (bin + 0.5) * width;
  const points: Point[] = [-1, ...counts.keys(), counts.length].map((bin) => ({ x: centre(bin), y: counts[bin] ?? 0 }));
  return line(label, points, color, { stepped: 'middle', pointRadius: 0, borderDash });
}
