import { memberPath, splitMember } from '../../facts/address';
import { isArrayName } from '../../facts/formats';
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listMembers } from '../../jobs/arrays/openArray';

/** Files and folders that are looked at in search of layers beside one. */
const mostFiles = 4000;
const mostFolders = 200;

/** Where layers beside an array may lie, the nearest places first. */
interface NearbyPlace {
  /** The folder that names are read from. */
  base: string;
  /** The array as a path of this place. */
  subject: string;
  /** Array files, or the members of one archive. */
  paths: string[];
}

/**
 * The places in which layers beside an array may lie: the members of its archive where there are several; else the files of its folder, and after
 * them those of the folder above and of all folders in it. Looked for only when asked for.
 * @param mayLook whether a file, or what lies in a folder, may be opened although only the array was.
 */
export async function* nearbyPlaces(path: string, mayLook: (path: string) => boolean): AsyncGenerator<NearbyPlace> {
  const { file, member } = splitMember(path);
  const folder = dirname(file);
  if (member !== undefined) {
    const members = await listMembers(file).catch(() => []);
    if (members.length > 1) {
      yield { base: folder, subject: path, paths: members.map((name) => memberPath(file, name)) };
      return;
    }
  }
  if (mayLook(folder)) {
    const paths = arraysOf(folder, await entries(folder)).filter(mayLook);
    yield { base: folder, subject: file, paths };
  }
  const above = dirname(folder);
  if (above === folder || !mayLook(above)) return;
  const around = await entries(above);
  const paths = arraysOf(above, around);
  const folders = around.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).slice(0, mostFolders);
  for (const { name } of folders) {
    if (paths.length >= mostFiles) break;
    const inner = join(above, name);
    paths.push(...arraysOf(inner, await entries(inner)));
  }
  yield { base: above, subject: file, paths: paths.slice(0, mostFiles).filter(mayLook) };
}

function arraysOf(folder: string, found: readonly Dirent[]): string[] {
  return found
    .filter((entry) => !entry.isDirectory() && isArrayName(entry.name))
    .slice(0, mostFiles)
    .map(({ name }) => join(folder, name));
}

async function entries(folder: string): Promise<Dirent[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}
