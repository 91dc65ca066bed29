import type { ScanOutcome } from '../../protocol/scan';
import type { SelectedArray, Selection } from '../../protocol/selection';
import { groupedBy } from '../pairs/inOrder';
import { rescanned } from '../selection/rescanned';
import { asKnown, inGroup } from './asKnown';

/** How what is found enters a selection that is followed. */
export interface EnterRules {
  /** Absolute folders and files that are followed. */
  roots: readonly string[];
  /** The selection is of all that its folders hold: every layer enters. Else those alone of which it has an array already. */
  all: boolean;
  /** Whether the file of an array came while it was followed, and not before. */
  isLate(path: string): boolean;
  /** Whether the file of an array is there and complete, whatever it was taken for; and whether it was, and is not there any more. */
  isThere(path: string): boolean;
  isGone(path: string): boolean;
  /** Arrays that were in the selection before, by path: those that come again have the names that they had. */
  remembered: ReadonlyMap<string, SelectedArray>;
}

/** A selection as it goes on, and what has changed in it. */
export interface Entered {
  selection: Selection;
  came: SelectedArray[];
  gone: SelectedArray[];
  /** Layers that the selection does not have, and that have not entered. */
  leftOut: string[];
}

/**
 * A selection after a look at its folders: new arrays enter it under the names that the recogniser of names reads, put right as the known ones were; those whose
 * files are gone leave it. Names that nobody has put right are read anew, since more files can tell more.
 * @param found what there is now. @param earlier what there was at the last look; undefined at the first.
 */
export function enterFound(
  before: Selection,
  found: ScanOutcome,
  earlier: ScanOutcome | undefined,
  { roots, all, isLate, isThere, isGone, remembered }: EnterRules,
): Entered {
  const known = before.arrays.map(renamed(earlier, found));
  const paths = new Set(known.map(({ path }) => path));
  const joined = new Set(known.flatMap(({ more = [] }) => more));
  const layers = new Set(known.map(({ layer }) => layer));
  const models = new Set(known.map(({ model, layer }) => [model, layer].join('\0')));
  const leftOut = new Set<string>();
  const enters = ({ path, model, layer }: SelectedArray): boolean => {
    if (all || paths.has(path) || joined.has(path) || remembered.has(path)) return true;
    if (models.has([model, layer].join('\0')) || (isLate(path) && layers.has(layer))) return true;
    if (isLate(path)) leftOut.add(layer);
    return false;
  };
  const again = (array: SelectedArray): SelectedArray | undefined =>
    paths.has(array.path) ? undefined : remembered.get(array.path);
  const read = asKnown(known, found.arrays).map((array) => ({ ...array, ...again(array) }));
  const arrays = inLayerOrder(known, read.filter(enters));
  const next = rescanned({ ...before, arrays: known }, { ...found, arrays }, roots);
  const taken = new Set(next.arrays.flatMap(({ path, more = [] }) => [path, ...more]));
  const kept = known.filter(({ path }) => !taken.has(path) && isThere(path));
  const selection = { ...next, arrays: [...next.arrays, ...kept] };
  return {
    selection,
    came: next.arrays.filter(({ path }) => !paths.has(path)),
    gone: known.filter(({ path }) => !taken.has(path) && isGone(path)),
    leftOut: [...leftOut],
  };
}

/** Gives an array the names that it is read with now, where it has those that it was read with before. */
function renamed(earlier: ScanOutcome | undefined, found: ScanOutcome): (array: SelectedArray) => SelectedArray {
  const then = new Map(earlier?.arrays.map((array) => [array.path, array]));
  const now = new Map(found.arrays.map((array) => [array.path, array]));
  return (array) => {
    const [old, read] = [then.get(array.path), now.get(array.path)];
    if (!old || !read || namesOf(old) !== namesOf(array)) return array;
    const { model, checkpoint, layer, include, group } = read;
    return inGroup({ ...array, model, checkpoint, layer, include }, group);
  };
}

function namesOf({ model, checkpoint, layer, group, include }: SelectedArray): string {
  return JSON.stringify([model, checkpoint, layer, group, include]);
}

/** New arrays with the layers of each checkpoint in the order that the known ones have, which may be people's own. */
function inLayerOrder<Found extends SelectedArray>(known: readonly SelectedArray[], found: readonly Found[]): Found[] {
  const paths = new Set(known.map(({ path }) => path));
  const ranks = new Map([...new Set(known.map(({ layer }) => layer))].map((layer, rank) => [layer, rank]));
  const checkpoints = groupedBy(found, ({ model, checkpoint }) => [model, checkpoint].join('\0'));
  return [...checkpoints.values()].flatMap((own) =>
    own.some(({ path, layer }) => paths.has(path) || !ranks.has(layer))
      ? own
      : [...own].sort((a, b) => ranks.get(a.layer)! - ranks.get(b.layer)!),
  );
}
