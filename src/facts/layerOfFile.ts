import { splitMember } from './address';
import { withoutEnding } from './formats';

/** What a layer is called by its file alone: the name of a file, or of an array in it, without its ending. */
export function layerOfFile(path: string): string {
  const name = splitMember(path).member ?? path;
  return withoutEnding(name.split(/[\\/]/).at(-1)!);
}
