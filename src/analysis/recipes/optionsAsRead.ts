import type { ArrayAsRead } from '../../protocol/asRead';
import type { CompareOptions } from '../../facts/options';
import type { RecipeChoice } from '../../facts/pairOptions';
import { isTurned } from '../../similarity/orientation';

/**
 * The options by which two arrays alone are read as they were in a set: what the others of the set decided (maps averaged because of a layer without
 * positions, a layout, ids that say which axis the samples are) is said outright. What was chosen stays.
 */
export function optionsAsRead(options: CompareOptions, a: ArrayAsRead, b: ArrayAsRead): CompareOptions {
  const recipe: RecipeChoice = { ...decided(a, b), ...options.recipe };
  return {
    ...options,
    ...turnOf(options, 'a', a),
    ...turnOf(options, 'b', b),
    ...(Object.keys(recipe).length > 0 ? { recipe } : {}),
  };
}

function decided({ address: { recipe: a } }: ArrayAsRead, { address: { recipe: b } }: ArrayAsRead): RecipeChoice {
  if (a?.kind === 'maps' && b?.kind === 'maps') {
    const layout = a.layout === b.layout ? { layout: a.layout } : {};
    // Of two maps alone, only those of different sizes would be averaged.
    return { ...(a.conv === 'pool' && b.conv === 'pool' ? { conv: 'pool' } : {}), ...layout };
  }
  const maps = [a, b].find((side) => side?.kind === 'maps');
  if (maps?.kind === 'maps') return { layout: maps.layout };
  const averaged = a?.kind === 'sequence' && b?.kind === 'sequence' && a.sequence === 'mean';
  return averaged ? { sequence: 'mean' } : {};
}

function turnOf(
  options: CompareOptions,
  side: 'a' | 'b',
  { address: { recipe }, transposed }: ArrayAsRead,
): Pick<CompareOptions, 'transposeA' | 'transposeB'> {
  if ((recipe && recipe.kind !== 'matrix') || transposed === isTurned(options, side, recipe)) return {};
  return side === 'a' ? { transposeA: transposed } : { transposeB: transposed };
}
