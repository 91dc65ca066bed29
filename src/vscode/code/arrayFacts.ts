import { memberPath } from '../../facts/address';
import { isContainerName } from '../../facts/formats';
import { LensError } from '../../facts/errors';
import { listMembers, openArray } from '../../jobs/arrays/openArray';
import { isReal, type Dtype } from '../../formats/values/dtype';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { FileState } from '../../protocol/sideIdentity';

/** What the header of an array says. */
export interface ArrayFacts {
  address: ArrayAddress;
  shape: number[];
  /** As numpy names the type: `float32`. */
  dtype: string;
  bigEndian: boolean;
  fortranOrder: boolean;
  /** Bytes of its elements, not compressed. */
  bytes: number;
  /** Whether they are numbers that a layer can hold: neither complex nor texts. */
  real: boolean;
  /** Of the whole file. */
  state: FileState;
}

/** A member of an archive: its header, or one sentence on why it cannot be read. */
export interface MemberFacts {
  member: string;
  facts?: ArrayFacts | undefined;
  problem?: string | undefined;
}

/** What a file holds: one array, or an archive of several of which the first are looked at. */
type FileFacts = { kind: 'array'; facts: ArrayFacts } | { kind: 'archive'; members: MemberFacts[]; total: number };

/** Members of an archive that are looked at. */
const mostMembers = 12;

/**
 * What headers say of a file, or of one member of it. Reads no data.
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError, FormatError, UnsupportedDtypeError, FileChangedError.
 */
export async function fileFacts(path: string, member: string | undefined): Promise<FileFacts> {
  if (member !== undefined) return { kind: 'array', facts: await arrayFacts({ path: memberPath(path, member) }) };
  const names = isContainerName(path) ? await listMembers(path) : [];
  if (names.length === 0) return { kind: 'array', facts: await arrayFacts({ path }) };
  if (names.length === 1) return { kind: 'array', facts: await arrayFacts({ path: memberPath(path, names[0]) }) };
  const members: MemberFacts[] = [];
  for (const name of names.slice(0, mostMembers)) members.push(await memberFacts(path, name));
  return { kind: 'archive', members, total: names.length };
}

async function memberFacts(path: string, member: string): Promise<MemberFacts> {
  try {
    return { member, facts: await arrayFacts({ path: memberPath(path, member) }) };
  } catch (error) {
    if (error instanceof LensError) return { member, problem: error.message };
    throw error;
  }
}

async function arrayFacts(address: ArrayAddress): Promise<ArrayFacts> {
  const { header, byteLength, mark, close } = await openArray(address);
  await close();
  const { shape, dtype, fortranOrder } = header;
  return {
    address,
    shape,
    dtype: dtypeName(dtype),
    bigEndian: dtype.itemsize > 1 && !dtype.littleEndian,
    fortranOrder,
    bytes: shape.reduce((product, length) => product * length, dtype.itemsize),
    real: isReal(dtype),
    state: { byteLength, mark },
  };
}

/** Whether a spectrum is worth a line: vectors of labels or ids, complex numbers and texts have none, and to say so of each would be noise. */
export function hasSpectrum({ shape, bytes, real }: ArrayFacts): boolean {
  return shape.length > 1 && bytes > 0 && real;
}

function dtypeName({ kind, itemsize }: Dtype): string {
  if (kind === 'unicode') return `str${8 * itemsize}`;
  return kind === 'bool' || kind === 'bfloat16' ? kind : `${kind}${8 * itemsize}`;
}
