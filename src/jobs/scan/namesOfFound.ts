import { splitMember } from '../../facts/address';
import { shortNames } from '../../facts/shortNames';
import { fileName } from '../files/fileBytes';

/** What messages call a path. */
export type NameOf = (path: string) => string;

/**
 * What messages call the files of a scan and the arrays in them: as results do, by as much of a path as tells the files from each other. Others are
 * called as they are everywhere. @param paths of files, or of arrays in them.
 */
export function namesOfFound(paths: readonly string[]): NameOf {
  const files = [...new Set(paths.flatMap((path) => [path, splitMember(path).file]))];
  const names = shortNames(files);
  const known = new Map(files.map((file, i) => [file, names[i]!]));
  return (path) => {
    const { file, tail } = splitMember(path);
    const ofFile = known.get(file);
    return known.get(path) ?? (ofFile === undefined ? fileName(path) : ofFile + tail);
  };
}
