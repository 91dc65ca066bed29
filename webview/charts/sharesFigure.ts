import type { SpectrumOutcome } from '../../src/protocol/arraySpectrum';
import { counted, magnitude, percent } from '../../src/facts/numbers';
import type { Figure, Palette } from './figure';
import { counting, frame, line, marker } from './frame';
import { numberTable } from './numberTable';
import { cumulative } from './varianceFigure';

/** The share of variance of each principal direction of one array, and their running sum with the directions that hold 90% and 99%. */
export function sharesFigure({ shares, participationRatio, dimensions }: SpectrumOutcome, palette: Palette): Figure {
  const sums = cumulative(shares);
  const marks = dimensions.map(({ share, count }) =>
    marker(`${percent(share)} in ${count}`, count, sums[count - 1], palette.muted),
  );
  const series = [
    line('Cumulative', counting(sums), palette.svcca),
    line('Each direction', counting(shares), palette.a, { pointStyle: 'triangle' }),
    ...marks,
  ];
  const plan = {
    x: 'Principal direction',
    y: 'Share of variance',
    xTo: shares.length,
    yFrom: 0,
    yTo: 1,
    item: 'Direction',
  };
  const held = dimensions.map(
    ({ share, count }) => `${percent(share)} of the variance is in ${counted(count, 'direction')}`,
  );
  return {
    id: 'shares',
    title: 'PCA spectrum',
    label: `Share of variance of ${counted(shares.length, 'principal direction')}, descending: the first holds ${percent(shares[0])}. ${held.join(', ')}. Participation ratio ${magnitude(participationRatio)}.`,
    caption: `Diamonds: ${held.join(', ')}.`,
    config: frame(series, plan, palette),
    table: numberTable('Direction', [
      { head: 'Share of variance', values: shares },
      { head: 'Cumulative', values: sums },
    ]),
  };
}
