import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { splitMember } from '../../facts/address';
import { formatNamed } from '../../facts/formats';
import { matchesAny } from '../../analysis/names/globs';
import { relativePath } from '../../analysis/names/portablePaths';
import { isClassNames, isNamedBeside } from '../../analysis/names/whatKind';
import type { FoundFile, ScanSpec } from '../../protocol/scan';
import { describeError } from '../describeError';
import { fileName } from '../files/fileBytes';
import { fileError } from '../files/fileErrors';

/** Folders and files that a scan looks at before it stops: folders of data can hold millions. */
export const mostEntries = 100_000;

/** What lies in folders, by its name alone. Absolute paths. */
interface FoundFiles {
  /** By their endings, and text that is named as labels and sample ids are. */
  arrays: FoundFile[];
  /** Files that may hold names of classes. */
  classNames: string[];
  unreadable: { path: string; code: string; message: string }[];
  /** False when there was more than `mostEntries`. */
  complete: boolean;
}

/** Whether the globs of a scan let a path relative to its root through: a folder or file, or a member of an archive. */
export function isWanted(relative: string, { include, exclude }: Pick<ScanSpec, 'include' | 'exclude'>): boolean {
  if (exclude && matchesAny(relative, exclude)) return false;
  return !include || include.length === 0 || matchesAny(relative, include);
}

/**
 * Looks through folders, level by level, so that what a limit leaves out is what lies deepest. Hidden folders and packages are left out; links
 * are followed, but no folder is entered twice. Files among the roots, and arrays in them (`file::member`), are taken as they are.
 */
export async function findFiles(
  spec: ScanSpec,
  onFound: (count: number) => void,
  most = mostEntries,
): Promise<FoundFiles> {
  const found: FoundFiles = { arrays: [], classNames: [], unreadable: [], complete: true };
  const folders: { path: string; root: string }[] = [];
  const taken = new Set<string>();
  const take = (path: string, root: string, given = false) => {
    if (taken.has(path)) return;
    taken.add(path);
    const what = whatByName(path, root, spec);
    if (what === 'classNames') found.classNames.push(path);
    else if (what === 'arrays') found.arrays.push({ path, root, ...(given && { given }) });
  };
  for (const root of spec.roots) {
    try {
      if ((await stat(root)).isDirectory()) folders.push({ path: root, root });
      else take(root, dirname(root), true);
    } catch (error) {
      const { file, tail } = splitMember(root);
      // An array in a file, or a layer of a stack.
      if (tail !== '' && (await isFile(file))) found.arrays.push({ path: root, root: dirname(file) });
      else found.unreadable.push(refusal(root, error));
    }
  }

  const entered = new Set<string>();
  let looked = 0;
  // The list grows while it is gone through.
  for (const { path: folder, root } of folders) {
    try {
      const real = await realpath(folder);
      if (entered.has(real)) continue;
      entered.add(real);
      const entries = await readdir(folder, { withFileTypes: true });
      entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const entry of entries) {
        if (++looked > most) {
          found.complete = false;
          return found;
        }
        const path = join(folder, entry.name);
        const target = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry;
        if (target?.isDirectory() && isEntered(entry.name, relativePath(root, path), spec))
          folders.push({ path, root });
        else if (target?.isFile()) take(path, root);
      }
    } catch (error) {
      found.unreadable.push(refusal(folder, error));
    }
    onFound(found.arrays.length);
  }
  return found;
}

/** What a file may hold by its name and the globs of a scan; undefined where it is not looked at. */
export function whatByName(path: string, root: string, spec: ScanSpec): 'arrays' | 'classNames' | undefined {
  const format = formatNamed(path);
  if (isClassNames(path)) return 'classNames';
  // What globs let through of a file of several arrays is known when it is opened.
  if (format?.holds === 'array' && !isWanted(relativePath(root, path), spec)) return undefined;
  return format || isNamedBeside(path) ? 'arrays' : undefined;
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Whether a scan looks into a folder. @param relative its path, relative to its root. */
export function isEntered(name: string, relative: string, { exclude }: ScanSpec): boolean {
  return !name.startsWith('.') && name !== 'node_modules' && !(exclude && matchesAny(relative, exclude));
}

/** A path with the sentence why it cannot be read. `name`: what the sentence calls it. */
export function refusal(
  path: string,
  error: unknown,
  name = fileName(path),
): { path: string; code: string; message: string } {
  return { path, ...describeError(fileError(error, name)) };
}
