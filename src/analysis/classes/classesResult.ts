import type { ArrayLabel, ClassesOfLayer, ClassesResult } from '../../protocol/analysis';
import { adjustedR2, nullR2, nullSpread } from '../../similarity/multipleCorrelation';
import type { ClassFit } from '../../similarity/classSimilarity';
import { earliness } from './earliness';

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
  return {
    ...label,
    rank,
    ...(samples !== all ? { samples } : {}),
    R,
    adjusted: R.map((value) => adjustedR2(value, samples, rank)),
    nullR2: nullR2(samples, rank),
    whole: whole && whole.length > 0 ? { mean: mean(whole), coefficients: whole } : null,
  };
}

/**
 * Classes by how early they are there (see {@link earliness}), for each model over its layers at its last checkpoint and over its checkpoints at
 * its last layer, where there are at least two. Models, checkpoints and layers stand in the order of `layers`. Classes that never come above
 * chance are left out. `all`: samples of the files.
 */
export function rankClasses(
  layers: readonly ClassesOfLayer[],
  classes: readonly { index: number; name: string }[],
  all: number,
): ClassesResult['ranking'] {
  const ranking: ClassesResult['ranking'] = [];
  for (const model of distinct(layers.map((layer) => layer.model))) {
    const own = layers.filter((layer) => layer.model === model);
    const last = distinct(own.map(({ checkpoint }) => checkpoint)).at(-1)!;
    const depths = own.filter(({ checkpoint }) => checkpoint === last);
    const top = depths.at(-1)!.layer;
    const course = own.filter(({ layer }) => layer === top);
    if (depths.length > 1) ranking.push({ model, over: 'layers', order: orderOver(depths, classes, all) });
    if (course.length > 1) ranking.push({ model, over: 'checkpoints', order: orderOver(course, classes, all) });
  }
  return ranking;
}

function orderOver(
  positions: readonly ClassesOfLayer[],
  classes: readonly { index: number; name: string }[],
  all: number,
): ClassesResult['ranking'][number]['order'] {
  const spread = positions.map(({ samples = all, rank }) => nullSpread(samples, rank));
  return classes
    .flatMap(({ index, name }, at) => {
      const early = earliness(
        positions.map(({ adjusted }) => adjusted[at] ?? null),
        spread,
      );
      return early === null ? [] : [{ class: index, name, early }];
    })
    .sort((first, second) => first.early - second.early);
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
