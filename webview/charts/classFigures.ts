import type { ClassesResult } from '../../src/facts/analyses/classes';
import { nullOfClass, type ClassQuantity, type ClassSlice } from '../state/classSlices';
import { counted, score } from '../../src/facts/numbers';
import type { Figure, Palette, Point } from './figure';
import { frame, line } from './frame';
import { namedAxis } from './namedAxis';
import { seriesColour, seriesShape } from './seriesColour';

/** More lines than these cannot be followed: a summary and small pictures take their place. */
export const classLineLimit = 8;

const unrelated = 'Unrelated data';
const whole = 'All classes at once (mean CCA)';

/** How the two quantities are called. */
export const quantityLabels: Record<ClassQuantity, string> = { R: 'R', adjusted: 'Adjusted R²' };

function points(values: readonly (number | null | undefined)[]): Point[] {
  return values.map((y, x) => ({ x, y: y ?? NaN }));
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
 * largest; with the whole label matrix (where R is shown) and the level of unrelated data. `shown` are places in `result.classes`.
 */
export function classFigure(
  result: ClassesResult,
  slice: ClassSlice,
  shown: readonly number[],
  quantity: ClassQuantity,
  palette: Palette,
): Figure {
  const few = shown.length <= classLineLimit;
  const { mean, least, most } = summary(slice, shown, quantity);
  const thinLine = { borderWidth: 1, pointRadius: 0 };
  const series = few
    ? shown.map((place, index) => {
        const values = slice.layers.map((layer) => layer[quantity][place]);
        return line(result.classes[place].name, points(values), seriesColour(index, shown.length), {
          pointStyle: seriesShape(index),
        });
      })
    : [
        line('Mean of the classes', points(mean), palette.a),
        line('Highest class', points(most), palette.a, thinLine),
        line('Lowest class', points(least), palette.a, { ...thinLine, borderDash: [2, 2] }),
      ];
  const all = slice.layers.map((layer) => layer.whole?.mean);
  if (quantity === 'R' && all.some((value) => value !== undefined)) {
    series.push(line(whole, points(all), palette.foreground, { borderWidth: 2.25, pointStyle: 'rectRot' }));
  }
  const levels = slice.layers.map((layer) => nullOfClass(layer, quantity));
  series.push(
    line(unrelated, points(levels), palette.muted, { borderDash: [5, 4], borderWidth: 1.25, pointRadius: 0 }),
  );
  const bottom = least.reduce<number>((low, value) => Math.min(low, value ?? 0), 0);
  const means = slice.layers.some(({ frequencies }) => frequencies) ? ' By frequency: means over frequencies.' : '';
  const item = slice.along === 'layers' ? 'Layer' : 'Checkpoint';
  const plan = { x: item, y: quantityLabels[quantity], xFrom: -0.2, xTo: slice.names.length - 0.8, item, yTo: 1 };
  const config = frame(series, bottom < 0 ? plan : { ...plan, yFrom: 0 }, palette);
  const ends = [0, slice.names.length - 1].map((place) => `${slice.names[place] ?? ''} ${score(mean[place])}`);
  return {
    id: `classes-${slice.along}`,
    title: slice.along === 'layers' ? 'Classes over the layers' : 'Classes over the checkpoints',
    label: `${quantityLabels[quantity]} of ${counted(shown.length, 'class', 'classes')} over ${counted(slice.names.length, item.toLowerCase())}; the mean of the classes from ${ends.join(' to ')}.`,
    caption:
      (quantity === 'R'
        ? 'Multiple correlation of the layer with the class’s column of labels. Dashed: what unrelated data of the layer’s rank gives, √(rank / (n − 1)).'
        : 'R² less what the layer’s rank alone gives: 0 for unrelated data (dashed), negative values are kept.') +
      means,
    config: namedAxis(config, { ticks: slice.names, title: (x) => slice.names[Math.round(x)] ?? '' }),
    table: { head: [], rows: [] },
  };
}
