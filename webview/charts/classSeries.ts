import type { Palette, Point } from './figure';
import type { Series } from './frame';

/** Markers that can be told apart at the size of a dot; the diamond is left to what is marked on purpose. */
const shapes = ['circle', 'triangle', 'rect', 'crossRot', 'star'] as const;

/** With more classes than this a legend would take the picture's place: all are then one series, of as many looks. */
const legendLimit = 24;

/** How the points of one class look. */
interface Look {
  color: string;
  shape: (typeof shapes)[number];
}

/**
 * Points of samples as one series a class, in the order of the classes, each with a colour and a marker of its own; without labels, and with very
 * many classes, as a single series.
 * @param labels the class of each point, -1 for none. @param plain the colour of points without classes.
 */
export function classSeries(
  points: readonly Point[],
  labels: readonly number[] | null,
  classNames: readonly string[] | null,
  palette: Palette,
  plain: string,
): Series[] {
  const without = { color: plain, shape: shapes[0] };
  const looks = labels?.map((label) => (label < 0 ? without : lookOf(label, palette))) ?? points.map(() => without);
  const present = [...new Set(labels ?? [])].sort((one, other) => one - other);
  if (!labels || present.length > legendLimit) return [cloud('Samples', points, looks)];
  return present.map((label) => {
    const places = points.map((_point, place) => place).filter((place) => labels[place] === label);
    return cloud(
      label < 0 ? 'No class' : (classNames?.[label] ?? String(label)),
      places.map((place) => points[place]),
      places.map((place) => looks[place]),
    );
  });
}

function lookOf(label: number, { classes }: Palette): Look {
  return { color: classes[label % classes.length], shape: shapes[label % shapes.length] };
}

function cloud(label: string, points: readonly Point[], looks: readonly Look[]): Series {
  const colors = looks.map(({ color }) => color);
  const styles = looks.map(({ shape }) => shape);
  const one = new Set(colors).size <= 1 && new Set(styles).size <= 1;
  return {
    type: 'line',
    label,
    data: [...points],
    showLine: false,
    borderColor: colors[0],
    backgroundColor: colors[0],
    pointBackgroundColor: one ? colors[0] : colors,
    pointBorderColor: one ? colors[0] : colors,
    pointStyle: one ? styles[0] : styles,
    pointRadius: points.length > 500 ? 1.75 : 2.5,
    pointHoverRadius: 5,
  };
}
