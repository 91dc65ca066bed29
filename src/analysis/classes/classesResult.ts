import { meanStanding } from '../../facts/standingIn';
import type { ClassesOfLayer, ClassesResult, LayerNumbers } from '../../facts/analyses/classes';
import { adjustedR2, nullR2 } from '../../similarity/classes/multipleCorrelation';
import { nullCorrelations } from '../../similarity/trust/nullCorrelations';
import { standardErrorOf } from '../verdict';
import { classStandings, wholeStanding } from './classStanding';
import type { ClassFit } from '../../similarity/classes/classSimilarity';
import { earliness } from './earliness';
import { tiedPlaces } from './tiedPlaces';

/**
 * A layer as the analysis of classes found it: of the classes that are wanted, in their order. With no sample to spare every target is fitted wholly,
 * which says nothing, and so there are no numbers. `all`: samples of the files.
 */
export function classesOfLayer(fit: ClassFit, classes: readonly number[], all: number): LayerNumbers {
  const { samples, rank } = fit;
  const tells = rank < samples - 1;
  const R = classes.map((c) => (tells ? (fit.R[c] ?? null) : null));
  const adjusted = R.map((value) => adjustedR2(value, samples, rank));
  const level = nullR2(samples, rank);
  return {
    rank,
    ...(samples !== all ? { samples } : {}),
    R,
    adjusted,
    nullR2: level,
    ...classStandings(adjusted, { rank, nullR2: level }, samples),
    whole: tells ? wholeOf(fit) : null,
  };
}

/** All classes at once. */
function wholeOf({ whole: coefficients, samples, rank, targetRank }: ClassFit): ClassesOfLayer['whole'] {
  if (!coefficients || coefficients.length === 0) return null;
  const nullCca = nullCorrelations(samples, rank, targetRank).mean;
  const found = { mean: mean(coefficients), coefficients, nullCca };
  const targets = { targetRank, adjusted: adjustedR2(coefficients[0]!, samples, rank) };
  const layer = { rank, nullR2: nullR2(samples, rank) };
  return { ...found, ...meanStanding(wholeStanding(found, targets, layer, samples)) };
}

/**
 * Classes by how early they are there (see {@link earliness}), for each model over its layers at its last checkpoint and over its checkpoints at
 * its last layer, where there are at least two. Models, checkpoints and layers stand in the order of `layers`. Classes that never come above
 * chance are left out; those that are not told apart share a place, from three networks on by the standard error over networks of how two classes
 * differ. Where a layer repeats samples nobody can say which classes come above chance: such a course has no order, and counts for no other.
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
    if (depths.length > 1) courses.push(courseOver(depths, { model, over: 'layers' }, classes.length));
    if (course.length > 1) courses.push(courseOver(course, { model, over: 'checkpoints' }, classes.length));
  }
  return courses.map(({ model, over, early, repeats }) => {
    if (repeats) return { model, over, order: [], repeats };
    const order = early
      .flatMap((value, at) => (value === null ? [] : [{ at, early: value }]))
      .sort((first, second) => first.early - second.early);
    const others = courses.filter((one) => one.over === over && !one.repeats);
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
  /** Samples repeat in one of them. */
  repeats: true | undefined;
}

function courseOver(
  positions: readonly ClassesOfLayer[],
  named: Pick<Course, 'model' | 'over'>,
  count: number,
): Course {
  const early = Array.from({ length: count }, (_, at) =>
    earliness(
      positions.map(({ adjusted }) => adjusted[at] ?? null),
      positions.map(({ saturated, atChance }) => !saturated && !atChance?.includes(at)),
    ),
  );
  return { ...named, early, repeats: positions.some((layer) => layer.repeats) || undefined };
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
