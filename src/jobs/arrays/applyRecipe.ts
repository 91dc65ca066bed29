import { WrongDimensionsError } from '../../formats/errors';
import { elementCount } from '../../formats/header';
import { mappedRows } from '../../formats/derived/mappedRows';
import {
  channelsLast,
  lastStep,
  meanOverSteps,
  positionsOfChannelsFirst,
  positionsOfChannelsLast,
  type MapSize,
} from '../../formats/derived/maps';
import { resizedMaps } from '../../formats/derived/resizedMaps';
import { lastRealStep, meanOverRealSteps, realStepsOf } from '../../formats/derived/realSteps';
import type { StepMask } from '../../formats/derived/stepMask';
import { isRowMajor, reshaped } from '../../formats/derived/reshaped';
import { storedRows, type ArrayBytes, type Rows } from '../../formats/derived/rows';
import { rowsArray } from '../../formats/derived/rowsSource';
import { subsampledRows } from '../../formats/derived/subsampledRows';
import type { Recipe } from '../../facts/recipe';
import { notWhole, raggedRows } from '../passes/raggedRows';

type MapsRecipe = Extract<Recipe, { kind: 'maps' }>;
type SequenceRecipe = Extract<Recipe, { kind: 'sequence' }>;

/** The sizes of the maps of an array of four axes, in this layout. */
export function mapSizeOf(shape: readonly number[], layout: MapsRecipe['layout']): MapSize {
  const [, first, second, third] = shape as [number, number, number, number];
  return layout === 'nhwc'
    ? { height: first, width: second, channels: third }
    : { channels: first, height: second, width: third };
}

/**
 * An array of samples as rows x neurons by a recipe. Where that is but another shape of the same bytes it keeps its element type; else it is
 * float64, computed when it is read (`key`: see rowsArray). `mask`: what the recipe's mask holds, for the samples in their order.
 * @throws WrongDimensionsError when the recipe is for arrays of another number of axes.
 */
export function applyRecipe(
  array: ArrayBytes,
  recipe: Recipe,
  { key, mask }: { key?: string; mask?: StepMask | undefined } = {},
): ArrayBytes {
  const { name, header } = array;
  const axes = { maps: 4, sequence: 3, matrix: 2 }[recipe.kind];
  if (header.shape.length !== axes) throw new WrongDimensionsError(name, header.shape);
  if (recipe.whole) return wholeRows(array, { key, mask });
  const shape = shapeAfter(header.shape, recipe);
  if (elementCount(header.shape) === 0) return reshaped(array, [0, shape[1]]);
  const same = keepsBytes(array, recipe);
  const { subsample } = recipe;
  if (same && !subsample) return reshaped(array, shape);
  // Samples in Fortran order come out of storedRows in C order: a matrix has nothing more to become.
  const rows = same || recipe.kind === 'matrix' ? storedRows(reshaped(array, shape)) : computed(array, recipe, mask);
  return rowsArray(subsample ? subsampledRows(rows, subsample.every, subsample.first) : rows, name, key);
}

/**
 * All values of each sample in one row, in the order in which they lie; of sequences the steps that a mask leaves. @throws LensError `recipe-mismatch` where that
 * leaves different numbers of steps.
 */
function wholeRows(
  array: ArrayBytes,
  { key, mask }: { key?: string | undefined; mask?: StepMask | undefined },
): ArrayBytes {
  const { name, header } = array;
  const [samples, steps, neurons] = header.shape as [number, number, number];
  const shape = [samples, elementCount(header.shape.slice(1))];
  if (!mask) return isRowMajor(array) ? reshaped(array, shape) : rowsArray(storedRows(array), name, key);
  const each = mask.real / samples;
  for (let i = 0; i < samples; i++) {
    const real = mask.marks.subarray(i * steps, (i + 1) * steps).reduce((sum, mark) => sum + mark, 0);
    if (real !== each) throw raggedRows(name, notWhole);
  }
  const every = mappedRows(storedRows(array), positionsOfChannelsLast({ height: steps, width: 1, channels: neurons }));
  return reshaped(rowsArray(realStepsOf(every, mask), name, key), [samples, each * neurons]);
}

/** Rows and neurons that a recipe makes of an array of this shape, before rows are left out. */
function shapeAfter(shape: readonly number[], recipe: Recipe): [number, number] {
  const n = shape[0]!;
  if (recipe.kind === 'matrix') return [n, shape[1]!];
  if (recipe.kind === 'sequence') return [recipe.sequence === 'flatten' ? n * shape[1]! : n, shape[2]!];
  const { height, width, channels } = mapSizeOf(shape, recipe.layout);
  if (recipe.conv === 'pool') return [n, channels];
  const [tall, broad] = recipe.conv === 'interpolate' ? recipe.size : [height, width];
  return [n * tall * broad, channels];
}

function keepsBytes(array: ArrayBytes, recipe: Recipe): boolean {
  if (recipe.kind === 'matrix') return recipe.subsample === undefined || isRowMajor(array);
  if (!isRowMajor(array)) return false;
  if (recipe.kind === 'sequence') return recipe.sequence === 'flatten' && recipe.mask === undefined;
  return recipe.layout === 'nhwc' && recipe.conv === 'flatten';
}

function computed(array: ArrayBytes, recipe: MapsRecipe | SequenceRecipe, mask: StepMask | undefined): Rows {
  const samples = storedRows(array);
  if (recipe.kind === 'sequence') {
    const [, steps, neurons] = array.header.shape as [number, number, number];
    if (recipe.sequence === 'flatten') {
      const every = mappedRows(samples, positionsOfChannelsLast({ height: steps, width: 1, channels: neurons }));
      return mask ? realStepsOf(every, mask) : every;
    }
    if (mask)
      return mappedRows(samples, (recipe.sequence === 'last' ? lastRealStep : meanOverRealSteps)(mask, neurons));
    return mappedRows(samples, (recipe.sequence === 'last' ? lastStep : meanOverSteps)(steps, neurons));
  }
  const size = mapSizeOf(array.header.shape, recipe.layout);
  const { height, width, channels } = size;
  if (recipe.conv === 'flatten') {
    return mappedRows(
      samples,
      recipe.layout === 'nhwc' ? positionsOfChannelsLast(size) : positionsOfChannelsFirst(size),
    );
  }
  const map = recipe.conv === 'interpolate' ? resizedMaps(size, recipe.size) : meanOverSteps(height * width, channels);
  return mappedRows(channelsLast(samples, size, recipe.layout), map);
}
