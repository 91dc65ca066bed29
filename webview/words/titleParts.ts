import { splitMember } from '../../src/facts/address';
/** A path in three pieces, which are cut one after the other where there is no room: together they are the path. */
interface TitleParts {
  /** The folders that the other path begins with, too: cut first. */
  shared: string;
  /** What tells it from the other. */
  own: string;
  /** The file's name, with the archive's member. */
  file: string;
}

/** A path beside another one, parted so that what tells the two apart can stay in sight. */
export function titleParts(path: string, other: string): TitleParts {
  const { file } = splitMember(path);
  const end = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1;
  let shared = 0;
  for (let place = 0; place < end && path[place] === other[place]; place++) {
    if (path[place] === '/' || path[place] === '\\') shared = place + 1;
  }
  return { shared: path.slice(0, shared), own: path.slice(shared, end), file: path.slice(end) };
}

/**
 * A path cut behind its separators, where a line may end rather than inside a word; behind the dots of a module's path, too, and not before the ending of
 * a file or inside a number. Together they are the path.
 */
export function linePieces(path: string): string[] {
  return path.split(/(?<=[/\\_:-])(?![/\\_:-])|(?<=\.)(?<!\d\.(?=\d))(?=[^./\\:]+\.)/);
}
