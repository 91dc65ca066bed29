import { isOfFile } from '../../facts/address';
import type { ScanOutcome } from '../../protocol/scan';
import type { SelectedArray, Selection } from '../../protocol/selection';
import { layerOfFile } from '../../facts/layerOfFile';
import { relativePath } from '../names/portablePaths';

type Found = ScanOutcome['arrays'][number];

/**
 * A selection after its folders were looked through once more: what was found now, with what people chose before for the files that are still
 * there, and the same analysis and options.
 * @param roots the absolute folders and files that were looked through.
 * @param anew files that were split or joined by hand are taken as they were found: how they are taken was chosen just now.
 */
export function rescanned(before: Selection, found: ScanOutcome, roots: readonly string[], anew = false): Selection {
  const known = new Map(before.arrays.map((array) => [array.path, array]));
  const present = anew ? found.arrays : byHand(found.arrays, known);
  const arrays = present.map(({ shape: _shape, dtype: _dtype, ...array }): SelectedArray => {
    const before = known.get(array.path);
    // Files that are taken otherwise now have the names that they were found with.
    const isOther = before?.more
      ? !array.more && before.more.some((path) => present.some((other) => other.path === path))
      : array.more?.some((path) => known.has(path));
    const chosen: SelectedArray = { ...(isOther ? array : (before ?? array)) };
    // Batches and ids are as they are on disk now; ids that lie elsewhere could not be found.
    const { ids } = chosen;
    const elsewhere = ids !== undefined && !roots.some((root) => isWithin(root, ids));
    setOrDelete(chosen, 'more', array.more);
    setOrDelete(chosen, 'ids', elsewhere ? ids : array.ids);
    return chosen;
  });
  return { ...before, arrays: inOrderOf(before.arrays, arrays) };
}

/** Arrays that were there before in the order that they had, which may be people's own; new ones where they were found. */
function inOrderOf(before: readonly SelectedArray[], arrays: readonly SelectedArray[]): SelectedArray[] {
  const places = new Map(before.map(({ path }, place) => [path, place]));
  const old = arrays
    .filter(({ path }) => places.has(path))
    .sort((one, other) => places.get(one.path)! - places.get(other.path)!);
  return arrays.map((array) => (places.has(array.path) ? old.shift()! : array));
}

/** What was found, with the layers split that people had split, and the files joined that they had joined as long as their columns agree. */
function byHand(found: readonly Found[], known: ReadonlyMap<string, SelectedArray>): Found[] {
  const byPath = new Map(found.map((array) => [array.path, array]));
  const taken = new Set<string>();
  const joined = found.map((array): Found => {
    const others = (known.get(array.path)?.more ?? []).flatMap((path) => byPath.get(path) ?? []);
    const fit = others.every(({ more, shape }) => !more && shape.slice(1).join() === array.shape.slice(1).join());
    if (array.more || others.length === 0 || !fit) return array;
    others.forEach(({ path }) => taken.add(path));
    return { ...array, more: others.map(({ path }) => path) };
  });
  return joined.flatMap((array): Found[] => {
    if (taken.has(array.path)) return [];
    const { more = [], ...first } = array;
    const before = known.get(array.path);
    if (!before || before.more || !more.some((path) => known.has(path))) return [array];
    return [array.path, ...more].map((path) => ({
      ...first,
      path,
      layer: layerOfFile(path),
      ids: undefined,
      mask: undefined,
    }));
  });
}

function isWithin(root: string, path: string): boolean {
  return isOfFile(path, root) || !/^(\.\.(\/|$)|\/|[A-Za-z]:)/.test(relativePath(root, path));
}

function setOrDelete<K extends 'more' | 'ids'>(array: SelectedArray, key: K, value: SelectedArray[K]): void {
  if (value === undefined) delete array[key];
  else array[key] = value;
}
