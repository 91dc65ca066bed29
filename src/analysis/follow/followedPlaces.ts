import { placeInStack, splitMember } from '../../facts/address';
import type { ScanSpec } from '../../protocol/scan';
import type { SelectedArray } from '../../protocol/selection';
import { commonFolder } from '../names/portablePaths';
import { distinct, groupedBy } from '../pairs/inOrder';

/** A folder of fewer parts holds much else: `/`, `/home`, `C:\`. */
const leastParts = 3;

/**
 * Where checkpoints like those of a selection will come: the deepest folder that all of its arrays lie in, above that of a checkpoint where it has but one; where that
 * is hardly a folder of anybody's, that of each model. Stacks and bfloat16 are read as the selection has them.
 */
export function followedPlaces(arrays: readonly SelectedArray[]): ScanSpec {
  const as = arrays.find((array) => array.as !== undefined)?.as;
  const stacks = arrays.some(({ path }) => placeInStack(path) !== undefined);
  const whole = arrays.length === 0 ? '' : folderOf(arrays);
  const each = [...groupedBy(arrays, ({ model }) => model).values()].map(folderOf);
  const roots = partsOf(whole).length >= leastParts ? [whole] : distinct(each);
  return { roots, ...(as && { as }), ...(stacks && { stacks }) };
}

function folderOf(arrays: readonly SelectedArray[]): string {
  const files = arrays.flatMap(({ path, more = [] }) => [path, ...more]).map((path) => splitMember(path).file);
  const common = commonFolder(files.map((file) => file.replace(/[\\/][^\\/]*$/, '')));
  const [checkpoint, ...others] = distinct(arrays.map((array) => array.checkpoint));
  if (others.length > 0 || checkpoint === undefined || checkpoint === '') return common;
  const parts = partsOf(common);
  const own = parts.findLastIndex((part) => part !== '' && (part.includes(checkpoint) || checkpoint.includes(part)));
  // The last parts alone may be of a checkpoint: /data/1/run is of none.
  return own >= Math.max(leastParts - 1, parts.length - 2)
    ? common
        .split(/(?<=[\\/])/)
        .slice(0, own)
        .join('')
        .replace(/[\\/]$/, '')
    : common;
}

function partsOf(folder: string): string[] {
  return folder.split(/[\\/]/);
}
