/** An address in its parts: `file.npy`, `file.npz::member`, or a layer of a stack behind either (`file.npy::3`). */
export interface AddressParts {
  file: string;
  /** The name of an array in an archive, without its ending `.npy` where it is given so; undefined: the file itself. */
  member: string | undefined;
  /** What stands behind the file: `::member`, `::3`, or nothing. */
  tail: string;
}

const mark = '::';

/**
 * The parts of an address by its text alone: parted at the first `::` behind an `.npz`, or where a number follows an `.npy`. Where files can be
 * looked at, see {@link waysToSplit}.
 */
export function splitMember(path: string): AddressParts {
  const archive = /^(.*?\.npz)::/is.exec(path)?.[1];
  if (archive !== undefined) return partsAt(path, archive.length);
  const [, file = path, tail = ''] = /^(.*\.npy)(::\d+)$/is.exec(path) ?? [];
  return { file, member: undefined, tail };
}

/** Every way to part an address, from the left: folders and files may have `::` in their names, and archives another ending. */
export function waysToSplit(path: string): AddressParts[] {
  const ways: AddressParts[] = [];
  for (let at = path.indexOf(mark); at >= 0; at = path.indexOf(mark, at + 1)) if (at > 0) ways.push(partsAt(path, at));
  return ways;
}

/** The address of an array in an archive. */
export function memberPath(file: string, member: string): string {
  return file + mark + member;
}

/** Whether an address is that of a file, or of an array in it. */
export function isOfFile(path: string, file: string): boolean {
  return path === file || path.startsWith(file + mark);
}

function partsAt(path: string, at: number): AddressParts {
  return { file: path.slice(0, at), member: path.slice(at + mark.length), tail: path.slice(at) };
}
