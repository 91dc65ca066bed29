import { largestOf } from '../../src/facts/extremes';
import type { ValueScale } from '../charts/colourScale';
import type { HeatValues } from '../charts/heatCells';
import { divergingColours } from '../charts/divergingScale';
import type { OrderedMatrix } from './matrixCells';

/** Scores minus what unrelated data of their pair's size give, in the order shown; null where there is no score, or no level. */
export function aboveNull(
  { values, rows, columns }: Pick<OrderedMatrix, 'values' | 'rows' | 'columns'>,
  levels: HeatValues | undefined,
): (number | null)[][] {
  return values.map((row, i) =>
    row.map((value, j) => {
      const level = levels?.[rows[i]]?.[columns[j]] ?? null;
      return value === null || level === null ? null : value - level;
    }),
  );
}

/** Colours around 0, as far as the values go: blue, white on every ground (a figure on paper has the same), orange; of a distance the other way round. */
export function aroundZero(values: HeatValues, reversed: boolean): ValueScale {
  const most = largestOf(values.flatMap((row) => row.map((value) => Math.abs(value ?? 0))));
  const limit = most > 0 ? most : 1;
  const { low, middle, high } = divergingColours('light');
  return { low: -limit, high: limit, reversed, stops: [low, middle, high] };
}
