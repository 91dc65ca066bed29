import type { ArrayLabel, ClassesOfLayer, ClassesResult } from '../../protocol/analysis';
import { adjustedR2, nullR2 } from '../../similarity/multipleCorrelation';
import { standardErrorOf } from '../verdict';
import { classStandings } from './classStanding';
import type { ClassFit } from '../../similarity/classSimilarity';
import { earliness } from './earliness';
import { tiedPlaces } from './tiedPlaces';

/**
 * A layer as the analysis of classes found it: of the classes that are wanted, in their order. With no sample to spare every target is fitted wholly,
 * which says nothing, and so there are no numbers. `all`: samples of the files.
 */
export function classesOfLayer(
  label: ArrayLabel,
  fit: ClassFit,
  classes: readonly number[],
  all: number,
): ClassesOfLayer {
  const { samples, rank } = fit;
  const tells = rank < samples - 1;
  const R = classes.map((c) => (tells ? (fit.R[c] ?? null) : null));
  const whole = tells ? fit.whole : null;
  const adjusted = R.map((value) => adjustedR2(value, samples, rank));
  const level = nullR2(samples, rank);
  return {
    ...label,
    rank,
    ...(samples !== all ? { samples } : {}),
    R,
    adjusted,
    nullR2: level,
    ...classStandings(adjusted, { rank, nullR2: level }, samples),
    whole: whole && whole.length > 0 ? { mean: mean(whole), coefficients: whole } : null,
  };
}

/**
 * Classes by how early they are there (see {@link earliness}), for each model over its layers at its last checkpoint and over its checkpoints at
 * its last layer, where there are at least two. Models, checkpoints and layers stand in the order of `layers`. Classes that never come above
 * chance are left out; those that are not told apart share a place, from three networks on by the standard error over networks of how two classes
 * differ.
 */
export function rankClasses(
  layers: readonly ClassesOfLayer[],
  classes: readonly { index: number; name: string }[],
): ClassesResult['ranking'] {
  const courses: Course[] = [];
  for (const model of distinct(layers.map((layer) => layer.model))) {
    const own = layers.filter((layer) => layer.model === model);
    const last = distinct(own.map(({ checkpoint }) => checkpoint)).at(-1)!;
    const depths = own.filter(({ checkpoint }) => checkpoint === last);
    const top = depths.at(-1)!.layer;
    const course = own.filter(({ layer }) => layer === top);
    if (depths.length > 1) courses.push({ model, over: 'layers', early: earlyOver(depths, classes.length) });
    if (course.length > 1) courses.push({ model, over: 'checkpoints', early: earlyOver(course, classes.length) });
  }
  return courses.map(({ model, over, early }) => {
    const order = early
      .flatMap((value, at) => (value === null ? [] : [{ at, early: value }]))
      .sort((first, second) => first.early - second.early);
    const others = courses.filter((one) => one.over === over);
    const places = tiedPlaces(order, (first, second) => differenceError(others, first.at, second.at));
    return {
      model,
      over,
      order: order.map(({ at, early }, i) => {
        const { index, name } = classes[at]!;
        return { class: index, name, early, place: places[i]! };
      }),
    };
  });
}

/** How early each class is there over a model's layers or checkpoints; null for one that never comes above chance. */
interface Course {
  model: string;
  over: ClassesResult['ranking'][number]['over'];
  early: (number | null)[];
}

function earlyOver(positions: readonly ClassesOfLayer[], count: number): (number | null)[] {
  return Array.from({ length: count }, (_, at) =>
    earliness(
      positions.map(({ adjusted }) => adjusted[at] ?? null),
      positions.map(({ saturated, atChance }) => !saturated && !atChance?.includes(at)),
    ),
  );
}

/** Standard error over models of how much earlier one class is there than another. */
function differenceError(courses: readonly Course[], first: number, second: number): number {
  return standardErrorOf(
    courses.flatMap(({ early }) => {
      const [one, other] = [early[first] ?? null, early[second] ?? null];
      return one === null || other === null ? [] : [one - other];
    }),
  );
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
