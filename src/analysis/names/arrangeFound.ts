import { largestOf } from '../../facts/extremes';
import { textFormatNamed } from '../../facts/formats';
import { isOfFile, placeInStack, splitMember } from '../../facts/address';
import type { FoundArray, ScanNotice, ScanOutcome, ScanSpec, ToldMeaning } from '../../protocol/scan';
import type { SelectedArray } from '../../protocol/selection';
import { compareCheckpoints } from './checkpointOrder';
import { groupsOf } from './groupsOf';
import { joinBatches, type JoinedArray } from './joinBatches';
import { layersInOrder } from './layerOrder';
import { compareNatural } from '../../facts/naturalOrder';
import { relativePath } from './portablePaths';
import { proposals } from './proposals';
import { readNames, type NameReading } from './readNames';
import { layersOfStack, mayBeStacks, stackOffer } from './stacks';
import { commonSampleCount, countNotice, mayHave } from './sampleCounts';
import { whatKind, type BesideKind } from './whatKind';

/** What was found in folders, by its meaning; and what is an array, but neither a layer nor anything beside one. */
type Arranged = Omit<ScanOutcome, 'unreadable'> & { unfit: FoundArray[] };

type ScannedArray = ScanOutcome['arrays'][number];

/**
 * Takes arrays for what their names and shapes say they are: layers with model, checkpoint and layer, in natural order; labels, ids and pictures.
 * Of layers with other numbers of samples than most, and of a second layer of the same names, is said that they are left out: they are listed
 * with `include` false.
 * @param base the absolute folder that names are read from.
 * @param classNames absolute paths of files that hold names of classes.
 * @param reading what a person said of splits and stacks, and the roots that are networks.
 */
export function arrangeFound(
  files: readonly FoundArray[],
  classNames: readonly string[],
  base: string,
  reading: Pick<ScanSpec, 'splits' | 'stacks'> & { networks?: readonly string[] } = {},
): Arranged {
  let found = files;
  const kinds = new Map<FoundArray, { kind: BesideKind; reason: string }>();
  const note = (samples?: number) => {
    for (const array of found) {
      const kind = kinds.has(array) ? undefined : whatKind(array, samples);
      if (kind) kinds.set(array, kind);
    }
  };
  note();
  if (reading.stacks)
    found = found.flatMap((array) => (kinds.has(array) || array.told ? [array] : layersOfStack(array)));
  const samples = commonSampleCount(
    found.filter((array) => !kinds.has(array) && !array.text).map(({ shape }) => shape),
  );
  note(samples);
  const fits = ({ shape, text }: FoundArray) => !text && shape.length >= 2 && shape.length <= 4;
  const layers = found.filter((array) => !kinds.has(array) && fits(array));
  const unfit = found.filter((array) => !kinds.has(array) && !fits(array));

  const guessed = layers.filter(({ told }) => told?.kind !== 'layer');
  const joined = joinBatches(
    namesRead(guessed, base, reading.networks ?? []).map(({ path, shape, dtype, as, ...names }) => ({
      path,
      shape,
      dtype,
      as,
      ...names,
    })),
    reading.splits,
  );
  const all: Layer[] = [...joined.arrays, ...toldLayers(layers)];
  const ordered = all.sort(inOrder(all));
  const notices: ScanNotice[] = [...joined.notices];
  const common = commonSampleCount(ordered.map(({ shape }) => shape));
  const fitting = ({ shape, told }: Layer) =>
    common === undefined || (told ? shape[0] === common : mayHave(shape, common));
  const listed = ordered.map((array) => ({ ...array, include: fitting(array) }));
  const differing = countNotice(listed, common, base);
  if (differing) notices.push(differing);
  // One that is left out for its number of layers, and has as many samples as the others behind it.
  const stack = listed.find(
    ({ shape, include, told }) =>
      !told && !include && shape.length === 3 && shape[1] === common && mayBeStacks([shape]),
  );
  if (stack)
    notices.push({
      ...stackOffer(relativePath(base, stack.path), stack.shape),
      stands: { while: 'left-out', paths: [stack.path] },
    });
  const twice = leaveOutSecond(listed, base);
  if (twice) notices.push(twice);

  const beside: ScanOutcome['beside'] = [...kinds].map(([{ path }, kind]) => ({ path, ...kind }));
  for (const path of classNames) beside.push({ path, kind: 'names', reason: 'a file named as class names are' });
  const labelled = new Set([...kinds].filter(([{ shape }]) => shape[0] === common).map(([{ path }]) => path));
  // What fits most layers comes first, as it is what is taken unless people choose otherwise.
  beside.sort((a, b) => Number(labelled.has(b.path)) - Number(labelled.has(a.path)) || nearer(a.path, b.path));

  const ids = [...kinds].filter(([, { kind }]) => kind === 'ids').map(([array]) => array);
  const groups = groupsOf(listed);
  const arrays = listed.map((array, i): ScannedArray => {
    const { path, more, as, model, checkpoint, layer, include, shape, dtype, told } = array;
    const own = ids.find((found) => found.path === told?.ids)?.path ?? idsFor(path, shape, ids);
    const selected: SelectedArray = {
      path,
      ...(more && { more }),
      ...(as && { as }),
      model,
      checkpoint,
      layer,
      include,
    };
    return { ...selected, ...(groups[i] && { group: groups[i] }), ...(own && { ids: own }), shape, dtype };
  });
  const labels = beside.find(({ kind, path }) => kind === 'labels' && labelled.has(path));
  return { arrays, beside, notices, proposals: proposals(arrays, labels?.path, common), unfit };
}

/** A layer with its names, guessed from its path or told by the manifest of a capture. */
type Layer = JoinedArray & { told?: Extract<ToldMeaning, { kind: 'layer' }> };

function toldLayers(found: readonly FoundArray[]): Layer[] {
  return found.flatMap(({ path, shape, dtype, as, told }): Layer[] => {
    if (told?.kind !== 'layer') return [];
    const { model, checkpoint, layer } = told;
    return [{ path, shape, dtype, as, model, checkpoint, layer, told }];
  });
}

/** Layers with what their names say; those of a stack have its name, and their place behind it, or are called by that alone where it is a network. */
function namesRead(
  layers: readonly FoundArray[],
  base: string,
  networks: readonly string[],
): (FoundArray & NameReading)[] {
  const stacks = layers.map(({ path }) => placeInStack(path));
  const paths = [...new Set(layers.map(({ path }, i) => stacks[i]?.path ?? path))];
  const readings = readNames(
    paths.map((path) => relativePath(base, path)),
    networks.map((path) => relativePath(base, path)),
  );
  const read = new Map(paths.map((path, i) => [path, readings[i]!]));
  return layers.map((layer, i) => {
    const stack = stacks[i];
    const names = read.get(stack?.path ?? layer.path)!;
    if (!stack) return { ...layer, ...names };
    if (names.model === '' && networks.includes(stack.path))
      return { ...layer, ...names, model: names.layer, layer: `${stack.index}` };
    return { ...layer, ...names, layer: `${names.layer}.${stack.index}` };
  });
}

/**
 * By model, checkpoint and layer, those of a stack together where the stack has its place; those of a capture first, as they were computed; the shorter
 * path first where all are the same.
 */
function inOrder(arrays: readonly Layer[]): (a: Layer, b: Layer) => number {
  const compareLayers = layersInOrder(arrays.map(ofStack));
  const placeOf = ({ path }: Layer): number => placeInStack(path)?.index ?? -1;
  const computed = ({ told }: Layer): number => told?.place ?? Number.MAX_SAFE_INTEGER;
  return (a, b) =>
    compareNatural(a.model, b.model) ||
    compareCheckpoints(a.checkpoint, b.checkpoint) ||
    computed(a) - computed(b) ||
    compareLayers(ofStack(a), ofStack(b)) ||
    placeOf(a) - placeOf(b) ||
    Number(isMember(a.path)) - Number(isMember(b.path)) ||
    nearer(a.path, b.path);
}

/** The layer that an array is or, of a layer of a stack, what the stack is called. */
function ofStack({ layer, path }: Pick<JoinedArray, 'layer' | 'path'>): string {
  const place = placeInStack(path);
  return place ? layer.slice(0, -`.${place.index}`.length) : layer;
}

function isMember(path: string): boolean {
  return splitMember(path).member !== undefined;
}

function nearer(a: string, b: string): number {
  const depth = (path: string) => path.split(/[\\/]/).length;
  return depth(a) - depth(b) || compareNatural(a, b);
}

/** Leaves out what has model, checkpoint and layer of one before it. */
function leaveOutSecond(arrays: (JoinedArray & { include: boolean })[], base: string): ScanNotice | undefined {
  const seen = new Map<string, JoinedArray>();
  const second: [JoinedArray, JoinedArray][] = [];
  for (const array of arrays) {
    const key = [array.model, array.checkpoint, array.layer].join('\0');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, array);
    else {
      array.include = false;
      second.push([array, first]);
    }
  }
  const [example] = second;
  if (!example) return undefined;
  const [one, other] = example.map(({ path }) => relativePath(base, path)) as [string, string];
  const message =
    second.length === 1
      ? `${one} has the names of ${other} and is left out; change its names in the table to include it.`
      : `${second.length} arrays have the names of others (${one} those of ${other}) and are left out; change their names in the table to include them.`;
  return { code: 'same-names', message, stands: { while: 'left-out', paths: second.map(([{ path }]) => path) } };
}

/**
 * The ids in the folder of an array, or else in the nearest above it that holds any. Of several it is those with an id for each sample; where none
 * are, the first all the same: they were meant for it, and farther ones were not, so that it has to be refused and not to be read without them.
 */
function idsFor(path: string, shape: readonly number[], ids: readonly FoundArray[]): string | undefined {
  const above = ids
    .map((array) => ({ array, folder: folderOf(array.path) }))
    .filter(({ folder }) => isIn(path, folder));
  const nearest = largestOf(above.map(({ folder }) => folder.length));
  const beside = above.flatMap(({ array, folder }) => (folder.length === nearest ? [array] : []));
  return (beside.find((array) => mayHave(shape, array.shape[0]!)) ?? beside[0])?.path;
}

/** The folder of a file, or the file of a member; a table of text holds no layers, and speaks of those beside it. */
function folderOf(path: string): string {
  const { file, member } = splitMember(path);
  return member === undefined || textFormatNamed(file) ? file.replace(/[\\/][^\\/]*$/, '') : file;
}

function isIn(path: string, folder: string): boolean {
  return isOfFile(path, folder) || (path.startsWith(folder) && /^[\\/]/.test(path.slice(folder.length)));
}
