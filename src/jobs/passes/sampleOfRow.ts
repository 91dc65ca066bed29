import { isRagged, rowsOfRecipe } from '../../facts/rowsOfRecipe';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { samplesOf } from './filePair';

/** Rows that a recipe makes of each sample (positions of a map, steps of a sequence), before some are left out by sub-sampling; 1 where each sample is a row. */
export function rowsOfSample({ address: { recipe }, stored }: SideIdentity): number {
  return recipe && stored ? rowsOfRecipe(stored.shape, recipe) : 1;
}

/** Samples of the file behind a side, of which each may have become many rows, and some none; where a mask leaves some of their steps, each of these is one. */
export function storedSamples(identity: SideIdentity): number {
  const { recipe } = identity.address;
  return recipe && identity.stored && !isRagged(recipe) ? identity.stored.shape[0]! : samplesOf(identity);
}

/** The sample that a row of a side belongs to. */
export function sampleOfRow(identity: SideIdentity): (row: number) => number {
  const rows = rowsOfSample(identity);
  const { every, first } = identity.address.recipe?.subsample ?? { every: 1, first: 0 };
  return (row) => Math.floor((first + row * every) / rows);
}

/** What a sample of a side is called: an image, where many rows were made of each of its maps; a step, where a mask leaves some. */
export function sampleWord(identity: SideIdentity): 'image' | 'sample' | 'step' {
  const { recipe } = identity.address;
  if (recipe && isRagged(recipe)) return 'step';
  return identity.address.recipe?.kind === 'maps' && rowsOfSample(identity) > 1 ? 'image' : 'sample';
}
