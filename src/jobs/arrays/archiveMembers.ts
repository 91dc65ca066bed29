import { resolve } from 'node:path';
import type { ContainerFormat, Members } from '../../formats/format';
import type { FileBytes } from '../files/fileBytes';

/** Members of all directories together that a thread keeps; the directory that was asked for last is kept however large it is. */
const mostMembers = 1 << 17;

interface Known {
  members: Promise<Members>;
  /** 0 while it is being read. */
  count: number;
}

/** Directories by file and its state, the least recently used first. */
const known = new Map<string, Known>();

/**
 * The arrays of an archive by their names. Its directory is read once by each thread, as long as the file stays the same: members are opened one after
 * the other, by several at once, and again for each pass.
 * @param format of the archive. @param file the archive at this path, open; `name`: what messages call it.
 * @throws FormatError; FileChangedError and the other errors of reading.
 */
export function archiveMembers(format: ContainerFormat, file: FileBytes, path: string, name: string): Promise<Members> {
  const key = archiveKey(file, path);
  const found = known.get(key) ?? { members: format.members(file, name), count: 0 };
  // A Map keeps the order of insertion: putting it again makes it the most recently used.
  known.delete(key);
  known.set(key, found);
  if (found.count === 0) {
    found.members.then(
      ({ size }) => {
        found.count = size;
        letGo();
      },
      () => {
        if (known.get(key) === found) known.delete(key);
      },
    );
  }
  return found.members;
}

/** What tells an archive, and the state that it is in. */
export function archiveKey({ byteLength, mark }: FileBytes, path: string): string {
  return JSON.stringify([resolve(path), byteLength, mark]);
}

function letGo(): void {
  let total = [...known.values()].reduce((sum, { count }) => sum + count, 0);
  for (const [key, { count }] of known) {
    if (total <= mostMembers || known.size === 1) break;
    known.delete(key);
    total -= count;
  }
}
