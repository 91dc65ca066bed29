import type { Dtype } from '../../formats/values/dtype';
import type { Recipe } from '../../facts/recipe';
import { mapSizeOf } from './applyRecipe';

/** Unit roundoff of float64, in which everything is computed. */
const double = 2 ** -53;

/**
 * Unit roundoff of an array's values as they are stored: half the distance from 1 to the next number of their type; 0 for whole numbers and flags. Rows
 * in another order, joined or left out are values as stored. Where a recipe averages m values (over positions, over steps, between neighbours), what
 * rounding leaves of independent errors is a root of m less, and no less than float64's: less than it may be where the values cancel, so that no
 * direction is taken for rounding that is not. A float64 file of values that were float32 once is not told from others.
 * @param shape as stored, before the recipe.
 */
export function storedUnit({ kind, itemsize }: Dtype, shape: readonly number[], recipe: Recipe | undefined): number {
  const unit =
    kind === 'bfloat16' ? 2 ** -8 : kind === 'float' ? { 2: 2 ** -11, 4: 2 ** -24, 8: double }[itemsize]! : 0;
  const averaged = averagedValues(shape, recipe);
  return averaged === 1 ? unit : Math.max(double, unit / Math.sqrt(averaged));
}

/** Of how many stored values a recipe makes one. */
function averagedValues(shape: readonly number[], recipe: Recipe | undefined): number {
  if (recipe?.kind === 'sequence') return recipe.sequence === 'mean' ? shape[1]! : 1;
  if (recipe?.kind !== 'maps' || recipe.conv === 'flatten') return 1;
  // Bilinear values are of four neighbours.
  if (recipe.conv === 'interpolate') return 4;
  const { height, width } = mapSizeOf(shape, recipe.layout);
  return height * width;
}
