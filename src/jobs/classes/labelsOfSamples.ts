import { plural } from '../../facts/numbers';
import { LensError } from '../../facts/errors';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Recipe } from '../../facts/recipe';
import { isRagged } from '../../facts/rowsOfRecipe';
import { raggedRows } from '../passes/raggedRows';
import { samplesOf } from '../passes/filePair';

/**
 * The label of each row of a compared side. There is one label for each sample; where a recipe makes many rows of a sample (positions of a map,
 * steps of a sequence), each has its sample's label.
 * @param labels.name the label file, and `name` the side, as people know them.
 * @throws LensError `label-count-mismatch`.
 */
export function labelsOfSamples(
  labels: { of: Int32Array; name: string },
  side: SideIdentity,
  name: string,
): Int32Array {
  const rows = samplesOf(side);
  if (side.address.recipe && isRagged(side.address.recipe)) throw raggedRows(name, 'each needs a label of its own');
  const { every, first } = side.address.recipe?.subsample ?? { every: 1, first: 0 };
  const count = labels.of.length;
  const perSample = rowsOfEachSample(side, count);
  const all = perSample * count;
  if (all <= first + (rows - 1) * every || all > first + rows * every) {
    throw new LensError(
      'label-count-mismatch',
      `${labels.name} holds ${count} ${plural(count, 'label')} and ${name} has ${rows} ${plural(rows, 'sample')}: there must be one label for each sample, in the same order.`,
    );
  }
  return Int32Array.from({ length: rows }, (_, i) => labels.of[Math.floor((first + i * every) / perSample)]!);
}

/** Rows that a recipe makes of each of so many samples, before some are left out. */
export function rowsOfEachSample(side: SideIdentity, samples: number): number {
  const { recipe } = side.address;
  if (!manyRows(recipe)) return 1;
  const { every, first } = recipe?.subsample ?? { every: 1, first: 0 };
  // Before every so-manieth was kept there were more rows than first + (rows - 1) every, and no more than first + rows every.
  return Math.floor((first + samplesOf(side) * every) / Math.max(1, samples));
}

/** Whether a recipe makes more than one row of a sample. */
function manyRows(recipe: Recipe | undefined): boolean {
  if (recipe?.kind === 'maps') return recipe.conv !== 'pool';
  return recipe?.kind === 'sequence' && recipe.sequence === 'flatten';
}
