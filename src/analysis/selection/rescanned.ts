import { isOfFile } from '../../address';
import type { ScanOutcome, SelectedArray, Selection } from '../../protocol/analysis';
import { relativePath } from '../names/portablePaths';

/**
 * A selection after its folders were looked through once more: what was found now, with what people chose before for the files that are still
 * there, and the same analysis and options.
 * @param roots the absolute folders and files that were looked through.
 */
export function rescanned(before: Selection, found: ScanOutcome, roots: readonly string[]): Selection {
  const known = new Map(before.arrays.map((array) => [array.path, array]));
  const arrays = found.arrays.map(({ shape: _shape, dtype: _dtype, ...array }): SelectedArray => {
    const before = known.get(array.path);
    // A layer that was split is whole again, and so has the names that it was found with.
    const wasSplit = before !== undefined && !before.more && (array.more ?? []).some((path) => known.has(path));
    const chosen: SelectedArray = { ...(wasSplit ? array : (before ?? array)) };
    // Batches and ids are as they are on disk now; ids that lie elsewhere could not be found.
    const { ids } = chosen;
    const elsewhere = ids !== undefined && !roots.some((root) => isWithin(root, ids));
    setOrDelete(chosen, 'more', array.more);
    setOrDelete(chosen, 'ids', elsewhere ? ids : array.ids);
    return chosen;
  });
  return { ...before, arrays };
}

function isWithin(root: string, path: string): boolean {
  return isOfFile(path, root) || !/^(\.\.(\/|$)|\/|[A-Za-z]:)/.test(relativePath(root, path));
}

function setOrDelete<K extends 'more' | 'ids'>(array: SelectedArray, key: K, value: SelectedArray[K]): void {
  if (value === undefined) delete array[key];
  else array[key] = value;
}
