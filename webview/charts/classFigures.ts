import type { ClassesResult } from '../../src/facts/analyses/classes';
import type { ClassSlice } from '../../src/facts/analyses/classSlices';
import { nullOfClass, type ClassQuantity } from '../state/shownClasses';
import { classesWords, lineLimit, unrelatedData } from '../../src/facts/figureWords';
import { counted, score } from '../../src/facts/numbers';
import type { Figure, Palette, Point } from './figure';
import { frame, line, type Series } from './frame';
import { namedAxis } from './namedAxis';
import { seriesColour, seriesShape } from './seriesColour';

/** More lines than these cannot be followed: a summary and small pictures take their place. */
export const classLineLimit = lineLimit;

/** How the two quantities are called. */
export const quantityLabels: Record<ClassQuantity, string> = classesWords.quantities;

/** Values over the places of a slice; gaps where there is none. */
function over({ positions }: ClassSlice, values: readonly (number | null | undefined)[]): Point[] {
  return values.map((y, place) => ({ x: positions[place], y: y ?? NaN }));
}

/** Mean, least and largest over some classes at each place; null where no class has a value. */
function summary(slice: ClassSlice, shown: readonly number[], quantity: ClassQuantity) {
  const rows = slice.layers.map((layer) =>
    shown.map((place) => layer[quantity][place]).filter((value) => value !== null),
  );
  const each = (reduce: (values: number[]) => number) => rows.map((row) => (row.length > 0 ? reduce(row) : null));
  return {
    mean: each((row) => row.reduce((sum, value) => sum + value, 0) / row.length),
    least: each((row) => row.reduce((one, other) => Math.min(one, other))),
    most: each((row) => row.reduce((one, other) => Math.max(one, other))),
  };
}

/**
 * How well classes can be read off the layers of a slice: a line for each class up to `classLineLimit`, else their mean with the least and the
 * largest and a line for each of those `chosen`; with the whole label matrix (where R is shown) and the level of unrelated data. `shown` and `chosen` are places in
 * `result.classes`.
 */
export function classFigure(
  result: ClassesResult,
  slice: ClassSlice,
  shown: readonly number[],
  quantity: ClassQuantity,
  palette: Palette,
  chosen: readonly number[] = [],
): Figure {
  const few = shown.length <= classLineLimit;
  const { mean, least, most } = summary(slice, shown, quantity);
  const thinLine = { borderWidth: 1, pointRadius: 0 };
  const points = (values: readonly (number | null | undefined)[]) => over(slice, values);
  const own = (places: readonly number[]): Series[] =>
    places.map((place, index) => {
      const values = slice.layers.map((layer) => layer[quantity][place]);
      return line(result.classes[place].name, points(values), seriesColour(index, places.length), {
        pointStyle: seriesShape(index),
      });
    });
  const series = few
    ? own(shown)
    : [
        line(classesWords.mean, points(mean), palette.foreground),
        line(classesWords.highest, points(most), palette.muted, thinLine),
        line(classesWords.lowest, points(least), palette.muted, { ...thinLine, borderDash: [2, 2] }),
        ...own(chosen),
      ];
  const all = slice.layers.map((layer) => layer.whole?.mean);
  if (quantity === 'R' && all.some((value) => value !== undefined)) {
    series.push(
      line(classesWords.whole, points(all), palette.foreground, { borderWidth: 2.25, pointStyle: 'rectRot' }),
    );
  }
  const levels = slice.layers.map((layer) => nullOfClass(layer, quantity));
  series.push(
    line(unrelatedData, points(levels), palette.muted, { borderDash: [5, 4], borderWidth: 1.25, pointRadius: 0 }),
  );
  const bottom = least.reduce<number>((low, value) => Math.min(low, value ?? 0), 0);
  const means = slice.layers.some(({ frequencies }) => frequencies) ? ' By frequency: means over frequencies.' : '';
  const item = classesWords.x[slice.along];
  const { names, positions } = slice;
  // Places stand a little in from the edges; a scale begins and ends with its numbers.
  const places = positions.every((position, place) => position === place);
  const ends = places ? { xFrom: -0.2, xTo: names.length - 0.8 } : { xFrom: positions[0], xTo: positions.at(-1) ?? 0 };
  const plan = { x: item, y: quantityLabels[quantity], ...ends, item, yTo: 1 };
  const config = frame(series, bottom < 0 ? plan : { ...plan, yFrom: 0 }, palette);
  const told = [0, names.length - 1].map((place) => `${names[place] ?? ''} ${score(mean[place])}`);
  return {
    id: `classes-${slice.along}`,
    title: classesWords.titles[slice.along],
    label: `${quantityLabels[quantity]} of ${counted(shown.length, 'class', 'classes')} over ${counted(slice.names.length, item.toLowerCase())}; the mean of the classes from ${told.join(' to ')}.`,
    caption:
      (quantity === 'R'
        ? 'Multiple correlation of the layer with the class’s column of labels. Dashed: what unrelated data of the layer’s rank gives, √(rank / (n − 1)).'
        : 'R² less what the layer’s rank alone gives: 0 for unrelated data (dashed), negative values are kept.') +
      means,
    config: namedAxis(config, {
      ticks: places ? names : undefined,
      title: (x) => names[positions.indexOf(x)] ?? '',
    }),
    table: { head: [], rows: [] },
  };
}
