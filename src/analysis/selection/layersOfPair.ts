import { isOfFile, placeInStack } from '../../facts/address';
import type { SelectedArray, Selection } from '../../protocol/selection';
import type { CompareOptions } from '../../facts/options';

/** A side of a comparison that may be a stack of layers. */
interface StackSide {
  path: string;
  /** What people know it by, unlike the other side's. */
  name: string;
}

/**
 * A selection for the matrix of the layers of two arrays, those of a in the rows and those of b in the columns; of one array with itself, all of its
 * layers. `options`: what was chosen for the pair; how it was turned and read as a whole does not count for its layers.
 */
export function layersOfPair(
  found: Selection,
  [a, b]: readonly [StackSide, StackSide],
  options: CompareOptions,
): Selection {
  const arrays = found.arrays.map((array): SelectedArray => {
    const side = isOfFile(array.path, a.path) ? a : b;
    const place = placeInStack(array.path);
    const layer =
      place && isOfFile(array.path, side.path) && array.path !== side.path ? `layer.${place.index}` : array.layer;
    return { ...array, model: side.name, checkpoint: '', layer, include: true };
  });
  return {
    ...found,
    analysis: 'matrix',
    arrays,
    options: { ...options, transposeA: undefined, transposeB: undefined, recipe: undefined },
    ...(a.path !== b.path && { matrix: { rows: a.name, columns: b.name } }),
  };
}
