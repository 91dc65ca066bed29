import { isOfFile } from '../../facts/address';
import type { ScanOutcome } from '../../protocol/scan';
import { layersInOrder } from './layerOrder';
import { relativePath } from './portablePaths';
import { readNames } from './readNames';

/** An array that a scan found. */
export type FoundLayer = ScanOutcome['arrays'][number];

/**
 * The paths whose names are of the same model and checkpoint as the subject's, in the order of their layers, the subject among them; of more than
 * `most` those nearest to it. Empty when the names tell no other layer. Nothing but names is looked at.
 * @param base the absolute folder that names are read from.
 */
export function siblingPaths(subject: string, paths: readonly string[], base: string, most: number): string[] {
  const all = paths.includes(subject) ? paths : [...paths, subject];
  const readings = readNames(all.map((path) => relativePath(base, path)));
  const own = readings[all.indexOf(subject)]!;
  const compare = layersInOrder(readings.map(({ layer }) => layer));
  const siblings = all
    .map((path, at) => ({ path, reading: readings[at]! }))
    .filter(({ reading }) => reading.model === own.model && reading.checkpoint === own.checkpoint)
    .sort((a, b) => compare(a.reading.layer, b.reading.layer));
  if (new Set(siblings.map(({ reading }) => reading.layer)).size < 2) return [];
  const ordered = siblings.map(({ path }) => path);
  return around(ordered, ordered.indexOf(subject), most);
}

/**
 * The layers of the subject's model and checkpoint among what a scan found, each once and in the order of the scan, with the subject as it was
 * found (a batch as the layer that it is of). Undefined when the subject is no layer, or the only one.
 */
export function layersBeside(
  subject: string,
  found: readonly FoundLayer[],
  most: number,
): { subject: FoundLayer; layers: FoundLayer[] } | undefined {
  const isSubject = ({ path, more }: FoundLayer): boolean =>
    isOfFile(path, subject) || (more?.includes(subject) ?? false);
  const own = found.find(isSubject);
  if (!own) return undefined;
  const layers: FoundLayer[] = [];
  for (const array of found) {
    if (array.model !== own.model || array.checkpoint !== own.checkpoint) continue;
    // Of two of the same names the first counts, as in the analyses; but the subject is never left out of its own row.
    const place = layers.findIndex(({ layer }) => layer === array.layer);
    if (place < 0) layers.push(array);
    else if (array === own) layers[place] = own;
  }
  if (layers.length < 2) return undefined;
  return { subject: own, layers: around(layers, layers.indexOf(own), most) };
}

/** The part of a list of at most so many that has a place in its middle, as far as the list goes. */
function around<T>(list: readonly T[], place: number, most: number): T[] {
  const from = Math.max(0, Math.min(place - Math.floor(most / 2), list.length - most));
  return list.slice(from, from + most);
}
