import type { FoundArray } from '../../analysis/names/whatKind';
import { relativePath } from '../../analysis/names/portablePaths';
import { ComplexValuesError } from '../../npy/errors';
import type { ScanOutcome, ScanSpec } from '../../protocol/analysis';
import { listMembers, openArray } from '../arrays/openArray';
import { isWanted, refusal } from './findFiles';

/** Files that are open at the same time. */
const atOnce = 8;

/** Arrays by their headers, in the order of the files; and files or members that cannot be read. */
export interface ReadHeaders {
  arrays: FoundArray[];
  unreadable: ScanOutcome['unreadable'];
}

/** Reads the headers of files, and of every wanted member of archives, several at a time. `onRead` hears how many files are done. */
export async function readHeaders(
  files: readonly { path: string; root: string }[],
  globs: Pick<ScanSpec, 'include' | 'exclude'>,
  onRead: (count: number) => void,
): Promise<ReadHeaders> {
  const found: ReadHeaders[] = files.map(() => ({ arrays: [], unreadable: [] }));
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < files.length) {
      const at = next++;
      await readFile(files[at]!, globs, found[at]!);
      onRead(++done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return {
    arrays: found.flatMap(({ arrays }) => arrays),
    unreadable: found.flatMap(({ unreadable }) => unreadable),
  };
}

async function readFile(
  { path, root }: { path: string; root: string },
  globs: Pick<ScanSpec, 'include' | 'exclude'>,
  into: ReadHeaders,
): Promise<void> {
  try {
    const members = /\.npz$/i.test(path) ? await listMembers(path) : [];
    const addresses = members.length > 0 ? members.map((member) => `${path}::${member}`) : [path];
    for (const address of addresses) {
      if (isWanted(relativePath(root, address), globs)) await readOne(address, into);
    }
  } catch (error) {
    into.unreadable.push(refusal(path, error));
  }
}

async function readOne(path: string, into: ReadHeaders): Promise<void> {
  try {
    const { header, name, close } = await openArray({ path });
    await close();
    const { shape, descr, dtype } = header;
    if (dtype.kind === 'complex') throw new ComplexValuesError(name, descr);
    const whole = dtype.kind === 'int' || dtype.kind === 'uint' || dtype.kind === 'bool';
    into.arrays.push({ path, shape, dtype: descr, whole, bytes: dtype.kind === 'uint' && dtype.itemsize === 1 });
  } catch (error) {
    into.unreadable.push(refusal(path, error));
  }
}
