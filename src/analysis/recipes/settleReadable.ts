import type { RecipeChoice } from '../../facts/pairOptions';
import { settleRecipes, type SettledSet, type StoredShape } from './settleRecipes';

/**
 * How the arrays of a list are read against each other (see settleRecipes), of which some cannot be read at all: those are undefined, and of no pair
 * that is asked for. Places are those of the list throughout. Matrices alone are read as they are, unless rows are to be left out.
 */
export function settleReadable(
  arrays: readonly (StoredShape | undefined)[],
  choice: RecipeChoice | undefined,
  pairs?: readonly (readonly [number, number])[],
): SettledSet {
  const listed = arrays.flatMap((array, i) => (array ? [i] : []));
  const readable = listed.map((i) => arrays[i]!);
  if (readable.every(({ shape }) => shape.length <= 2) && choice?.subsample === undefined)
    return { pair: () => ({ a: undefined, b: undefined, dft: false }), notices: [], problems: [] };
  const places = new Map(listed.map((i, at) => [i, at]));
  const meeting = pairs?.flatMap(([i, j]): [number, number][] => {
    const [a, b] = [places.get(i), places.get(j)];
    return a === undefined || b === undefined ? [] : [[a, b]];
  });
  const settled = settleRecipes(readable, choice, meeting);
  return {
    pair: (i, j) => settled.pair(places.get(i)!, places.get(j)!),
    notices: settled.notices,
    problems: settled.problems.map((problem) => ({ ...problem, arrays: problem.arrays.map((at) => listed[at]!) })),
  };
}
