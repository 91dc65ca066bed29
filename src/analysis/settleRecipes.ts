import type { Recipe } from '../protocol/worker';
import type { RecipeChoice } from '../similarity/options';
import type { Notice } from '../similarity/report';

/** An array of a set, as its header says it is. */
export interface StoredShape {
  /** The array as people know it. */
  name: string;
  shape: readonly number[];
}

/** How two arrays of a set are read against each other (`dft`: as maps, frequency by frequency), or why they cannot be. */
export type SettledPair =
  { a: Recipe | undefined; b: Recipe | undefined; dft: boolean } | { code: string; message: string };

/** What shapes and a person's choice come to. */
export interface SettledSet {
  /** Arrays by their place in the set. */
  pair(a: number, b: number): SettledPair;
  /** What was decided for the person. */
  notices: Notice[];
  /** What must be chosen first, e.g. a layout: arrays by their place. */
  problems: (Notice & { arrays: number[] })[];
}

/** TO BE BUILT. How the arrays of a set are read against each other. */
export function settleRecipes(_arrays: readonly StoredShape[], _choice: RecipeChoice | undefined): SettledSet {
  throw new Error('Not built yet.');
}
