import { largestOf } from '../../facts/extremes';
import { requireReal, type Dtype } from '../../formats/values/dtype';
import { elementCount, shapeText, type StoredHeader } from '../../formats/header';
import { joinedBatches } from '../../formats/derived/joinedBatches';
import { mappedRows } from '../../formats/derived/mappedRows';
import { readStepMask } from '../../formats/derived/stepMask';
import { permutedColumns, permutedRows } from '../../formats/derived/permutedRows';
import { storedRows, type ArrayBytes } from '../../formats/derived/rows';
import { rowsArray } from '../../formats/derived/rowsSource';
import { matchIds, readIds, SampleOrderError, type SampleId } from '../../formats/derived/sampleIds';
import type { Stretch } from '../../formats/proof';
import type { Notice } from '../../facts/reportParts';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { FileState } from '../../protocol/sideIdentity';
import { applyRecipe } from './applyRecipe';
import { requireSize } from '../files/fileKinds';
import { openStored, type StoredArray } from './openStored';

export { listMembers } from './openStored';

/** Stretches that were read, by file: the first, further batches, then ids. */
export type Stretches = Stretch[][];

/** An array as its address asks for it, ready for readMatrix or readRows. */
export interface OpenedArray extends ArrayBytes, FileState {
  /** The array as messages name it: file, and `::member` for an archive's. */
  name: string;
  /** Bytes of the whole file (the first, of several), archive included. */
  byteLength: number;
  /** Shape and element type before ids and recipe: of the file, or of its batches joined (float64 where they are of several types). */
  stored: { shape: number[]; dtype: string };
  /** Its element type before ids and recipe. */
  storedType: Dtype;
  /** How many members of its archive have its name, of which it is the last. */
  copies: number;
  /** Bytes of the widest whole numbers in its files, 0 where there are none, whatever was made of them. */
  integerBytes: number;
  /** The other files that it is made of: batches, then ids, then a mask of steps. */
  others: FileState[];
  /** What was read of each of its files, as far as that has to be known to prove them. */
  stretches(): Stretches;
  /**
   * Proves what was read, before anything is told of it: members of archives against their checksums. What neither this nor another opening of the
   * same array (`others`) has read is read for it.
   * @throws FormatError when bytes are not those that were saved; the errors of reading.
   */
  prove(others?: readonly Stretches[]): Promise<void>;
  /** Gives the file handles back. */
  close(): Promise<void>;
}

/**
 * Opens the array at an address. Batches are joined, samples put in order and a recipe applied without reading data: what is not already in a file
 * as it is wanted is computed when it is read.
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError, FormatError, UnsupportedDtypeError, FileChangedError; for what
 * an address adds to its path: BatchMismatchError, SampleOrderError, WrongDimensionsError, the errors of requireReal.
 * @param roundedTo reads marks of what is rounded in place of the elements (see Dtype), and makes of them what is made of those: of an average of
 * values some of which are rounded, more than 0.
 */
export async function openArray(address: ArrayAddress, roundedTo?: Dtype['roundedTo']): Promise<OpenedArray> {
  const opened: StoredArray[] = [];
  const open = async (path: string): Promise<StoredArray> => kept(await openStored({ path }));
  const openBatch = async (path: string): Promise<StoredArray> =>
    kept(await openStored({ path, as: address.as }, roundedTo));
  const kept = (array: StoredArray): StoredArray => {
    opened.push(array);
    return array;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((array) => array.close()));
  };
  try {
    const batches = [await openBatch(address.path)];
    for (const path of address.more ?? []) batches.push(await openBatch(path));
    const whole: ArrayBytes = batches.length > 1 ? joinedBatches(batches) : batches[0]!;
    const { order, recipe } = address;
    const masked = recipe?.kind === 'sequence' ? recipe.mask : undefined;
    if (order ?? recipe) requireReal(whole.header.dtype, whole.name);
    const ids = order && [await open(order.own), await open(order.wanted)];
    const inOrderOfIds = (array: ArrayBytes, columns?: boolean) =>
      ids ? inOrder(array, ids[0]!, ids[1]!, columns) : array;
    const ordered = await inOrderOfIds(whole, order?.columns);
    const ofSteps = masked === undefined ? undefined : await open(masked);
    const mask =
      ofSteps && (await readStepMask(await inOrderOfIds(ofSteps), { name: ordered.name, shape: ordered.header.shape }));
    const states = opened.map(({ state }) => state) as [FileState, ...FileState[]];
    const [first, ...others] = states;
    const key = JSON.stringify([address, states, roundedTo]);
    const made = recipe ? applyRecipe(ordered, recipe, { key, mask }) : ordered;
    const { name, source } = made;
    const header = withNotices(made.header, await remarksOf(batches));
    const { shape } = whole.header;
    const files = batches.map(({ header }) => header);
    // Batches of one type are joined values of it, even where they are computed; of several, float64 is what they have in common.
    const { descr, dtype } = new Set(files.map((file) => file.dtype.descr)).size === 1 ? files[0]! : whole.header;
    const stored = { shape, dtype: descr };
    const copies = largestOf(batches.map((batch) => batch.copies));
    const integerBytes = largestOf(
      files.map(({ dtype: { kind, itemsize } }) => (kind === 'int' || kind === 'uint' ? itemsize : 0)),
    );
    const stretches = (): Stretches => opened.map((array) => array.stretches());
    const prove = async (parts: readonly Stretches[] = []): Promise<void> => {
      for (const [at, array] of opened.entries()) await array.prove(parts.flatMap((part) => part[at] ?? []));
    };
    return {
      name,
      header,
      source,
      copies,
      integerBytes,
      ...first,
      stored,
      storedType: dtype,
      others,
      stretches,
      prove,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function remarksOf(arrays: readonly StoredArray[]): Promise<Notice[]> {
  return (await Promise.all(arrays.map((array) => array.remarks?.() ?? []))).flat();
}

function withNotices(header: StoredHeader, notices: readonly Notice[]): StoredHeader {
  return notices.length === 0 ? header : { ...header, notices: [...(header.notices ?? []), ...notices] };
}

/**
 * The samples of an array in the order of the wanted ids. Samples are its first axis; the second, where only that has as many, or where both have and it
 * is known to be (`columns`).
 */
async function inOrder(array: ArrayBytes, own: StoredArray, wanted: StoredArray, columns = false): Promise<ArrayBytes> {
  const order = await orderOf(own, wanted);
  const { name, header } = array;
  const { shape } = header;
  const [rowsFit, columnsFit] = [shape[0] === order.length, shape.length === 2 && shape[1] === order.length];
  const byRows = rowsFit && !(columns && columnsFit);
  if (!rowsFit && !columnsFit) {
    throw new SampleOrderError(
      `${name} of shape ${shapeText(shape)} and its ${order.length} ids in ${own.name} do not fit; save one id for each sample.`,
    );
  }
  if (elementCount(shape) === 0 || order.every((place, i) => place === i)) return array;
  const rows = storedRows(array);
  const permuted = rowsArray(byRows ? permutedRows(rows, order) : mappedRows(rows, permutedColumns(order)), name);
  return { ...permuted, header: { ...permuted.header, shape } };
}

/** For each id in the file `wanted`, the place of its sample among those whose ids are in `own`. @throws SampleOrderError; the errors of opening. */
export async function orderOfFiles(own: string, wanted: string): Promise<Int32Array> {
  const opened = [await openStored({ path: own })];
  try {
    opened.push(await openStored({ path: wanted }));
    return await orderOf(opened[0]!, opened[1]!);
  } finally {
    await Promise.all(opened.map((array) => array.close()));
  }
}

/** The last orders found: each pass over a file opens it anew. */
const known = new Map<string, Int32Array>();
const mostKnown = 4;

async function orderOf(own: StoredArray, wanted: StoredArray): Promise<Int32Array> {
  for (const { name, header } of [own, wanted])
    requireSize(name, elementCount(header.shape) * header.dtype.itemsize, 'ids');
  const key = JSON.stringify([own, wanted].map(({ name, state, header }) => [name, state, header.shape]));
  const found = known.get(key);
  if (found) return found;
  const order = matchIds(await provenIds(own), await provenIds(wanted), { own: own.name, wanted: wanted.name });
  known.set(key, order);
  for (const oldest of known.keys()) {
    if (known.size <= mostKnown) break;
    known.delete(oldest);
  }
  return order;
}

async function provenIds(array: StoredArray): Promise<SampleId[]> {
  const ids = await readIds(array);
  await array.prove();
  return ids;
}
