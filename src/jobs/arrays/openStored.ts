import { stat } from 'node:fs/promises';
import { memberPath, placeBehind, splitMember, waysToSplit, type AddressParts } from '../../facts/address';
import { memberName, type FormatId } from '../../facts/formats';
import { formatOf } from '../../formats';
import { FormatError } from '../../formats/errors';
import type { FileArray, Member, Members } from '../../formats/format';
import type { Proof } from '../../formats/proof';
import type { Dtype } from '../../formats/values/dtype';
import type { ArrayBytes } from '../../formats/derived/rows';
import { stackLayer } from '../../formats/derived/stackLayer';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { FileState } from '../../protocol/sideIdentity';
import { archiveKey, archiveMembers } from './archiveMembers';
import { fileName, openFile, type FileBytes } from '../files/fileBytes';
import { isProven, setProven } from './provenMembers';

/** An array as it lies in a file, its header read and found sound. It is proved once in a thread, where there is anything to prove. */
export interface StoredArray extends ArrayBytes, Proof {
  /** Of the whole file, archive included. */
  state: FileState;
  /** How many members of its archive have its name, of which it is the last. */
  copies: number;
  /** See FileArray. */
  remarks?: FileArray['remarks'];
  /** Gives the file handle back. */
  close(): Promise<void>;
}

/**
 * Opens the array at a path: of a file, of `file::member` (with the member's ending or without), or of a file of several alone when it holds one; `::3` behind it
 * is the fourth layer of a stack. What the file begins with decides what it is (see formatOf).
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError, FormatError, UnsupportedDtypeError, FileChangedError,
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
    const found = await findIn(file, path, { name: nameOf(path), wanted: member, as: address.as });
    const { name, source, copies, layer, proof = nothingToProve } = found;
    const header = roundedTo ? { ...found.header, dtype: { ...found.header.dtype, roundedTo } } : found.header;
    const { byteLength, mark } = file;
    const array = layer === undefined ? { name, header, source } : stackLayer({ name, header, source }, layer);
    return {
      ...array,
      copies,
      ...proof,
      remarks: found.remarks,
      state: { byteLength, mark },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The names of the arrays in a file of several, in its order; [] for one that holds a single array, by its content. `name`: what messages call it.
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError, FormatError, FileChangedError.
 */
export async function listMembers(path: string, name = fileName(path)): Promise<string[]> {
  const file = await openFile(path, name);
  try {
    const format = await formatOf(file, name);
    return format.members ? [...(await archiveMembers(format, file, path, name)).keys()] : [];
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

const nothingToProve: Proof = { stretches: () => [], prove: () => Promise.resolve() };

/** An array as its format gives it, by its name, and the layer of it that is meant. */
type Found = FileArray & Pick<StoredArray, 'name' | 'copies'> & { layer?: number | undefined };

/** @param wanted what stands behind the file in the address. */
async function findIn(
  file: FileBytes,
  path: string,
  { name, wanted, as }: { name: string; wanted: string | undefined } & Pick<ArrayAddress, 'as'>,
): Promise<Found> {
  const format = await formatOf(file, name);
  if (!format.members) {
    if (wanted !== undefined && !/^\d+$/.test(wanted))
      throw new FormatError(format.id, `${name} is a single array and has no member "${wanted}"; give its path alone.`);
    const array = await format.open(file, name, { as });
    return { ...array, name, copies: 1, layer: wanted === undefined ? undefined : Number(wanted) };
  }
  const members = await archiveMembers(format, file, path, name);
  const { member, layer } = memberOf(format.id, members, name, wanted);
  const key = memberPath(archiveKey(file, path), member.name);
  const array = await format.openMember(file, member, name, { as, proven: isProven(key) });
  const proof = array.proof && provenOnce(array.proof, key);
  return { ...array, proof, name: memberPath(name, member.name), copies: member.copies, layer };
}

function provenOnce(proof: Proof, key: string): Proof {
  return {
    stretches: () => (isProven(key) ? [] : proof.stretches()),
    async prove(others) {
      if (isProven(key)) return;
      await proof.prove(others);
      setProven(key);
    },
  };
}

/** The array that an address means, and the layer of it: a number behind a name is part of that where an array is called so. */
function memberOf(
  format: FormatId,
  members: Members,
  name: string,
  wanted: string | undefined,
): { member: Member; layer?: number | undefined } {
  if (wanted === undefined || members.has(wanted)) return { member: choose(format, members, name, wanted) };
  const nameless = members.get('');
  if (nameless && /^\d+$/.test(wanted)) return { member: nameless, layer: Number(wanted) };
  const layer = placeBehind(wanted);
  return { member: choose(format, members, name, layer?.path ?? wanted), layer: layer?.index };
}

function choose(format: FormatId, members: Members, name: string, wanted: string | undefined): Member {
  if (wanted === undefined) {
    const readable = [...members.values()].filter(({ refusal }) => refusal === undefined);
    const [only] = readable.length > 0 ? readable : members.values();
    if (readable.length === 1 || members.size === 1) return only!;
  }
  const found = wanted === undefined ? undefined : (members.get(wanted) ?? members.get(memberName(wanted)));
  if (found) return found;
  const names = [...members.keys()];
  const shown = names.slice(0, 20).join(', ') + (names.length > 20 ? `, and ${names.length - 20} more` : '');
  throw new FormatError(
    format,
    wanted === undefined
      ? `${name} holds ${names.length} arrays; choose one as ${memberPath(name, 'NAME')}, of ${shown}.`
      : `${name} has no array "${wanted}"; choose one of ${shown}.`,
  );
}
