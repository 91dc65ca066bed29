import { memberPath, splitMember } from '../../facts/address';
import { withoutEnding } from '../../facts/formats';
import { isGeneric } from '../../facts/genericName';
import { isLayerish } from '../../facts/layerWords';
import { groupedBy } from '../pairs/inOrder';
import { isNumber, modelBeforeLayer, momentIn, partsOfFolder, partsOfLeaf, type NameParts } from './nameParts';

/** What the names of a path say: `model` and `checkpoint` are '' where they tell none, `batch` where the array is whole. */
export type NameReading = NameParts;

/** A path on its way to a reading. */
interface Draft {
  folders: string[];
  leaf: string;
  /** Folders and archive of the array, to tell whether it is alone in there; and whether there is an archive among them. */
  parent: string;
  archived: boolean;
  /** The place among the folders of one that is a network, whatever it is called. */
  network: number | undefined;
  /** A generic name that was left out for the one above it. */
  dropped?: string;
}

/** The layer of arrays whose names are of a model or checkpoint alone. */
const unnamed = 'activations';

/** Folders without a number that are parts of a network rather than networks. */
const networkParts = /^(encoder|enc|decoder|dec|backbone|trunk|head|embeddings?|down|mid|up)$/i;

/**
 * Reads paths, relative to a folder in common, as models, checkpoints and layers. Folders, files, archives (`file::member`) and members are
 * read alike; `/` and `\` part them. What is ambiguous in one path is decided from all of them:
 * - A generic name (`acts.npy`, `arr_0`) of an array that is alone in its folder or archive says nothing, and the name above it counts.
 * - A folder that is a bare number is a checkpoint, unless the path has one already or a deeper number is it; else it is of the model.
 * - `init`, `final` and the like within a file's name are checkpoints where the rest of the name occurs with another one.
 * - A word before a layer's (`vgg_conv1`) is the model's when no array has a model otherwise and every one has such a word.
 * - Generic folders (`activations`, `checkpoints`) and those that all arrays share beside another are left out, but not of a
 *   model whose arrays only they tell apart.
 * @param networks folders and archives that are networks, relative as the paths are: what they are called is never a layer's name.
 */
export function readNames(paths: readonly string[], networks: readonly string[] = []): NameReading[] {
  const known = new Set(networks.map((network) => piecesOf(withoutEnding(network)).join('/')));
  const short = readAll(paths, false, known);
  if (new Set(short.map(textOf)).size === paths.length) return short;
  const long = readAll(paths, true, known);
  // For a model as a whole, so that it keeps one name.
  const wanting = new Set<string>();
  for (const [model, places] of groupedBy([...short.keys()], (i) => short[i]!.model)) {
    const clear = (readings: NameReading[]) => new Set(places.map((i) => textOf(readings[i]!))).size;
    if (clear(long) > clear(short)) wanting.add(model);
  }
  return short.map((reading, i) => (wanting.has(reading.model) ? long[i]! : reading));
}

function textOf({ model, checkpoint, layer, batch }: NameReading): string {
  return [model, checkpoint, layer, batch].join('\0');
}

/** @param everything keeps what is generic. */
function readAll(paths: readonly string[], everything: boolean, networks: ReadonlySet<string>): NameReading[] {
  const drafts = paths.map((path) => draftOf(path, networks));
  const inParent = countBy(drafts.map(({ parent }) => parent));
  const readings = drafts.map((draft) => {
    const alone = inParent.get(draft.parent) === 1;
    return readOne(!everything && alone ? withoutGenericLeaf(draft) : draft, everything);
  });
  takeMoments(readings);
  takeModels(readings);
  return finish(readings, everything);
}

function draftOf(path: string, networks: ReadonlySet<string>): Draft {
  const { file, member } = splitMember(path);
  const archived = member !== undefined;
  const pieces = piecesOf(archived ? `${withoutEnding(file)}/${member}` : path);
  const leaf = withoutEnding(pieces.at(-1) ?? '');
  const above = pieces.slice(0, -1).join('/');
  const parent = archived ? memberPath(file, above) : above;
  const folders = pieces.slice(0, -1);
  const network = folders.findLastIndex((_, i) => networks.has(folders.slice(0, i + 1).join('/')));
  return { folders, leaf, parent, archived, network: network < 0 ? undefined : network };
}

function piecesOf(path: string): string[] {
  return path.split(/[\\/]+/).filter((piece) => piece !== '');
}

/** Takes the name above a generic one in its place: that of an archive or a layer, and of any folder that another is above. */
function withoutGenericLeaf(draft: Draft): Draft {
  const { folders, leaf, archived, network } = draft;
  if (!isGeneric(leaf)) return draft;
  let at = folders.length - 1;
  while (at > 0 && isGeneric(folders[at]!)) at--;
  if (network !== undefined && at <= network && isLayerish(folders[network]!)) return draft;
  const above = folders[at];
  if (above === undefined) return draft;
  const { model, layer } = partsOfFolder(above);
  const named = layer !== '' || (model !== '' && !isNumber(model));
  const tells = named && (at > 0 || archived || isLayerish(above));
  return tells ? { ...draft, folders: folders.slice(0, at), leaf: above, dropped: leaf } : draft;
}

/** A reading with its model still in pieces, folder by folder. */
interface Unfinished {
  models: string[];
  checkpoint: string;
  /** Layer as folders tell it, and as the file's name does. */
  above: string[];
  layer: string;
  batch: string;
  /** What the layer is called when nothing names it. */
  otherwise: string;
}

function readOne({ folders, leaf, network, dropped }: Draft, everything: boolean): Unfinished {
  const own = partsOfLeaf(leaf);
  const found: Unfinished = {
    models: [],
    checkpoint: own.checkpoint,
    above: [],
    layer: own.layer,
    batch: own.batch,
    otherwise: dropped ?? unnamed,
  };
  const numbers: number[] = [];
  let checkpoint = '';
  for (const [at, folder] of folders.entries()) {
    const read = partsOfFolder(folder);
    const parts = at === network && read.layer !== '' ? { ...read, model: folder, layer: '' } : read;
    if (parts.checkpoint !== '') checkpoint = joined(checkpoint, parts.checkpoint);
    if (parts.batch !== '') found.batch = joined(parts.batch, found.batch);
    // A folder `mlp` is a network as long as the file names a layer; a folder `conv1` is a layer.
    const namesLayer = own.layer !== '' && !isGeneric(own.layer) && !isNumber(own.layer);
    const isModel = parts.layer !== '' && namesLayer && !/\d/.test(parts.layer) && !networkParts.test(parts.layer);
    const model = isModel ? parts.layer : parts.model;
    if (parts.layer !== '' && !isModel) found.above.push(parts.layer);
    if (model === '' || (!everything && isGeneric(model))) continue;
    if (isNumber(model)) numbers.push(found.models.length);
    found.models.push(model);
  }
  found.checkpoint = joined(checkpoint, found.checkpoint);
  const last = numbers.at(-1);
  if (found.checkpoint === '' && last !== undefined) found.checkpoint = found.models.splice(last, 1)[0]!;
  if (own.model !== '') found.models.push(own.model);
  // `layer1/acts_batch0.npy`
  if (!everything && found.above.length > 0 && isGeneric(found.layer)) found.layer = '';
  // `conv1/500.npy`
  if (found.checkpoint === '' && found.above.length > 0 && isNumber(found.layer)) {
    found.checkpoint = found.layer;
    found.layer = '';
  }
  return found;
}

/** Takes `init`, `final` and the like out of layers' names where the same rest occurs with more than one of them. */
function takeMoments(readings: Unfinished[]): void {
  const candidates = readings.map((reading) => {
    const found = reading.checkpoint === '' ? momentIn(reading.layer) : undefined;
    // `last_hidden_state` begins like a moment, and so does a file that is called `final` among layers.
    if (!found || (found.rest === '' && reading.above.length === 0)) return undefined;
    return { ...found, key: [...reading.models, '', ...reading.above, found.rest].join('/') };
  });
  const moments = new Map<string, Set<string>>();
  for (const found of candidates) {
    if (found) moments.set(found.key, (moments.get(found.key) ?? new Set()).add(found.moment.toLowerCase()));
  }
  const numbered = new Set(
    readings
      .filter(({ checkpoint }) => checkpoint !== '')
      .map(({ models, above, layer }) => [...models, '', ...above, layer].join('/')),
  );
  candidates.forEach((found, i) => {
    if (!found || (moments.get(found.key)!.size < 2 && !numbered.has(found.key))) return;
    readings[i]!.checkpoint = found.moment;
    readings[i]!.layer = found.rest;
  });
}

/** Takes the models out of names such as `vgg_conv1`, when nothing else names models and every name has one. */
function takeModels(readings: Unfinished[]): void {
  if (readings.some(({ models }) => models.length > 0)) return;
  const found = readings.map(({ layer }) => modelBeforeLayer(layer));
  if (!found.every((parts) => parts !== undefined)) return;
  found.forEach(({ model, layer }, i) => Object.assign(readings[i]!, { models: [model], layer }));
}

function finish(readings: Unfinished[], everything: boolean): NameReading[] {
  const uses = countBy(readings.flatMap(({ models }) => [...new Set(models)]));
  return readings.map(({ models, checkpoint, above, layer, batch, otherwise }) => {
    const telling = models.filter((model) => everything || uses.get(model)! < readings.length);
    // `layer1/layer1.npy` says the same twice.
    const names = above.filter((name) => name.toLowerCase() !== layer.toLowerCase());
    return {
      model: (telling.length > 0 ? telling : models.slice(-1)).join('/'),
      checkpoint,
      layer: [...names, layer].filter((name) => name !== '').join('/') || otherwise,
      batch,
    };
  });
}

function joined(...names: string[]): string {
  return names.filter((name) => name !== '').join('/');
}

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
