import { stat } from 'node:fs/promises';
import { memberPath, splitMember, waysToSplit, type AddressParts } from '../../facts/address';
import { NpzFormatError } from '../../formats/errors';
import type { Dtype } from '../../formats/values/dtype';
import { readHeader } from '../../formats/npy/header';
import type { MemberSource, Stretch } from '../../formats/npz/memberSource';
import { openMember, type NpzMember, type NpzMembers } from '../../formats/npz/npz';
import type { ArrayBytes } from '../../formats/derived/rows';
import { stackLayer } from '../../formats/derived/stackLayer';
import type { ArrayAddress, FileState } from '../../protocol/worker';
import { archiveKey, archiveMembers } from './archiveMembers';
import { fileName, openFile, type FileBytes } from '../files/fileBytes';
import { isProven, setProven } from './provenMembers';

/** An array as it lies in a file, its header read and found sound. */
export interface StoredArray extends ArrayBytes {
  /** Of the whole file, archive included. */
  state: FileState;
  /** How many members of its archive have its name, of which it is the last. */
  copies: number;
  /** What was read of the member of an archive that it is, as far as that has to be known to prove it; none of any other file. */
  stretches(): Stretch[];
  /**
   * Proves the member of an archive that it is, once in a thread, as MemberSource has it; there is nothing to prove of any other file.
   * @throws NpzFormatError when the bytes are not those that were saved; the errors of reading.
   */
  prove(others?: readonly Stretch[]): Promise<void>;
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
    const { name, source, copies, layer, proof = nothingToProve } = await sourceOf(file, path, nameOf(path), member);
    const found = await readHeader(source, name, address.as);
    const header = roundedTo ? { ...found, dtype: { ...found.dtype, roundedTo } } : found;
    const { byteLength, mark } = file;
    const array = layer === undefined ? { name, header, source } : stackLayer({ name, header, source }, layer);
    return { ...array, copies, ...proof, state: { byteLength, mark }, close: () => file.close() };
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
    return (await isArchive(file, name)) ? [...(await archiveMembers(file, path, name)).keys()] : [];
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

type Proof = Pick<StoredArray, 'stretches' | 'prove'>;

const nothingToProve: Proof = { stretches: () => [], prove: () => Promise.resolve() };

async function sourceOf(
  file: FileBytes,
  path: string,
  name: string,
  wanted: string | undefined,
): Promise<Pick<StoredArray, 'name' | 'source' | 'copies'> & { layer?: number; proof?: Proof }> {
  if (!(await isArchive(file, name))) {
    if (wanted === undefined) return { name, source: file, copies: 1 };
    if (/^\d+$/.test(wanted)) return { name, source: file, copies: 1, layer: Number(wanted) };
    throw new NpzFormatError(`${name} is a single array and has no member "${wanted}"; give its path alone.`);
  }
  const members = await archiveMembers(file, path, name);
  const [, stack, layer] = /^(.+)::(\d+)$/s.exec(wanted ?? '') ?? [];
  const whole = stack === undefined || members.has(wanted!);
  const member = choose(members, name, whole ? wanted : stack);
  const key = memberPath(archiveKey(file, path), member.name);
  const source = await openMember(file, member, name, isProven(key));
  const found = { name: memberPath(name, member.name), copies: member.copies, source, proof: proofOf(source, key) };
  return whole ? found : { ...found, layer: Number(layer) };
}

function proofOf(source: MemberSource, key: string): Proof {
  return {
    stretches: () => (isProven(key) ? [] : source.stretches()),
    async prove(others) {
      if (isProven(key)) return;
      await source.prove(others);
      setProven(key);
    },
  };
}

function choose(members: NpzMembers, name: string, wanted: string | undefined): NpzMember {
  const [first] = members.values();
  if (wanted === undefined && members.size === 1) return first!;
  const found = wanted === undefined ? undefined : (members.get(wanted) ?? members.get(wanted.replace(/\.npy$/, '')));
  if (found) return found;
  const names = [...members.keys()];
  const shown = names.slice(0, 20).join(', ') + (names.length > 20 ? `, and ${names.length - 20} more` : '');
  throw new NpzFormatError(
    wanted === undefined
      ? `${name} holds ${names.length} arrays; choose one as ${memberPath(name, 'NAME')}, of ${shown}.`
      : `${name} has no array "${wanted}"; choose one of ${shown}.`,
  );
}

/** A zip archive begins with PK; an .npz that begins with neither that nor numpy's magic is taken for a damaged archive. */
export async function isArchive(file: FileBytes, name: string): Promise<boolean> {
  const start = await file.slice(0, Math.min(2, file.byteLength));
  if (start[0] === 0x50 && start[1] === 0x4b) return true;
  return /\.npz$/i.test(name) && !(start[0] === 0x93 && start[1] === 0x4e);
}
