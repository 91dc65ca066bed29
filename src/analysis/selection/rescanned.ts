import type { ScanOutcome, SelectedArray, Selection } from '../../protocol/analysis';

/**
 * A selection after its folders were looked through once more: what was found now, with what people chose before for the files that are still
 * there, and the same analysis and options.
 */
export function rescanned(before: Selection, found: ScanOutcome): Selection {
  const known = new Map(before.arrays.map((array) => [array.path, array]));
  const arrays = found.arrays.map(({ shape: _shape, dtype: _dtype, ...array }): SelectedArray => {
    const chosen: SelectedArray = { ...(known.get(array.path) ?? array) };
    // Batches are as they are on disk now.
    if (array.more) chosen.more = array.more;
    else delete chosen.more;
    return chosen;
  });
  return { ...before, arrays };
}
