import { stat } from 'node:fs/promises';
import { memberPath, splitMember, waysToSplit, type AddressParts } from '../../address';
import { NpzFormatError } from '../../npy/errors';
import type { Dtype } from '../../npy/dtype';
import { readHeader } from '../../npy/header';
import { openNpz, type NpzMember } from '../../npy/npz';
import type { ArrayBytes } from '../../npy/derived/rows';
import { stackLayer } from '../../npy/derived/stackLayer';
import type { ArrayAddress, FileState } from '../../protocol/worker';
import { fileName, openFile, type FileBytes } from './fileBytes';

/** An array as it lies in a file, its header read and found sound. */
export interface StoredArray extends ArrayBytes {
  /** Of the whole file, archive included. */
  state: FileState;
  /** How many members of its archive have its name, of which it is the last. */
  copies: number;
  /** Gives the file handle back. */
  close(): Promise<void>;
}

/**
 * Opens the array at a path: `x.npy`, `x.npz::member` (with or without the member's ending), or `x.npz` alone when it holds one array; `::3` behind it is the
 * fourth layer of a stack.
 * As with numpy.load, what the file begins with decides whether it is an archive.
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError, NpyFormatError, NpzFormatError, UnsupportedDtypeError, FileChangedError,
 * NoSuchLayerError.
 * @param roundedTo reads marks of what is rounded in place of the elements (see Dtype). @param nameOf what messages call a file.
 */
export async function openStored(
  address: Pick<ArrayAddress, 'path' | 'as'>,
  roundedTo?: Dtype['roundedTo'],
  nameOf = fileName,
): Promise<StoredArray> {
  const { file: path, member } = await splitAddress(address.path);
  const file = await openFile(path, nameOf(path));
  try {
    const { name, source, copies, layer } = await sourceOf(file, nameOf(path), member);
    const found = await readHeader(source, name, address.as);
    const header = roundedTo ? { ...found, dtype: { ...found.dtype, roundedTo } } : found;
    const { byteLength, mark } = file;
    const array = layer === undefined ? { name, header, source } : stackLayer({ name, header, source }, layer);
    return { ...array, copies, state: { byteLength, mark }, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The names of the arrays in a .npz file, in its order; [] for a file that is no archive but a .npy file by its content. `name`: what messages call it.
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError, NpzFormatError, FileChangedError.
 */
export async function listMembers(path: string, name = fileName(path)): Promise<string[]> {
  const file = await openFile(path, name);
  try {
    return (await isArchive(file, name)) ? (await openNpz(file, name)).map((member) => member.name) : [];
  } finally {
    await file.close();
  }
}

/** An address parted so that its file is one that there is: the whole, where that is a file; where none is, as its text alone says. */
export async function splitAddress(path: string): Promise<AddressParts> {
  const ways = waysToSplit(path);
  const asItIs: AddressParts = { file: path, member: undefined, tail: '' };
  if (ways.length === 0) return asItIs;
  for (const parts of [asItIs, ...ways]) if (await isFile(parts.file)) return parts;
  return splitMember(path);
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function sourceOf(
  file: FileBytes,
  name: string,
  wanted: string | undefined,
): Promise<Pick<StoredArray, 'name' | 'source' | 'copies'> & { layer?: number }> {
  if (!(await isArchive(file, name))) {
    if (wanted === undefined) return { name, source: file, copies: 1 };
    if (/^\d+$/.test(wanted)) return { name, source: file, copies: 1, layer: Number(wanted) };
    throw new NpzFormatError(`${name} is a single array and has no member "${wanted}"; give its path alone.`);
  }
  const members = await openNpz(file, name);
  const [, stack, layer] = /^(.+)::(\d+)$/s.exec(wanted ?? '') ?? [];
  const whole = stack === undefined || members.some((member) => member.name === wanted);
  const { copies, ...member } = choose(members, name, whole ? wanted : stack);
  const found = { name: memberPath(name, member.name), source: await member.open(), copies };
  return whole ? found : { ...found, layer: Number(layer) };
}

function choose(members: NpzMember[], name: string, wanted: string | undefined): NpzMember {
  const names = members.map((member) => member.name);
  const shown = names.slice(0, 20).join(', ') + (names.length > 20 ? `, and ${names.length - 20} more` : '');
  if (wanted === undefined) {
    if (members.length === 1) return members[0]!;
    throw new NpzFormatError(
      `${name} holds ${members.length} arrays; choose one as ${memberPath(name, 'NAME')}, of ${shown}.`,
    );
  }
  const found =
    members.find((member) => member.name === wanted) ?? members.find((member) => `${member.name}.npy` === wanted);
  if (found) return found;
  throw new NpzFormatError(`${name} has no array "${wanted}"; choose one of ${shown}.`);
}

/** A zip archive begins with PK; an .npz that begins with neither that nor numpy's magic is taken for a damaged archive. */
export async function isArchive(file: FileBytes, name: string): Promise<boolean> {
  const start = await file.slice(0, Math.min(2, file.byteLength));
  if (start[0] === 0x50 && start[1] === 0x4b) return true;
  return /\.npz$/i.test(name) && !(start[0] === 0x93 && start[1] === 0x4e);
}
