import type { Recipe } from '../facts/recipe';

/** What jobs are given and what they come to, of one array or a pair. */

/** An array in a file: its path, or `path::member`; and how it becomes samples x neurons where it is not that by itself. */
export interface ArrayAddress {
  path: string;
  /** Read elements of two bytes (`|V2`, int16, uint16) as bfloat16; other types are refused then, and without it `|V2`. */
  as?: 'bfloat16' | undefined;
  /** Files whose samples follow, in this order: a layer that was saved batch by batch. */
  more?: string[] | undefined;
  /**
   * Two integer vectors of sample ids: the samples, of which `own` are the ids, are put in the order of `wanted`. `columns`: samples are the columns of
   * a square array, as was found when it was opened (sidesOfHeaders): its shape alone does not say it.
   */
  order?: { own: string; wanted: string; columns?: boolean | undefined } | undefined;
  /** The address of a mask of steps (samples x steps, 1 for those that take part) for an array of sequences. Without it one is looked for beside the array. */
  mask?: string | undefined;
  /** How more than two axes become two, settled: what a person leaves open (RecipeChoice) is decided before. */
  recipe?: Recipe | undefined;
}
