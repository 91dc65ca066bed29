/**
 * Paths of a document, which must mean the same on every machine: relative to the document's folder and with `/`. Windows' separators are known
 * by the folder that paths are relative to, since elsewhere `\` may be part of a name.
 */

/** Whether a path says where it begins: `/x`, `C:\x`, `C:/x` or `\\server\x`. */
export function isAbsolutePath(path: string): boolean {
  return /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/** A path relative to an absolute folder, with `/`; as it is, but with `/`, when it begins elsewhere, as on another drive. */
export function relativePath(folder: string, path: string): string {
  const [from, to] = [partsOf(folder, folder), partsOf(path, folder)];
  const sameStart = isWindows(folder) ? from[0]?.toLowerCase() === to[0]?.toLowerCase() : from[0] === to[0];
  if (!sameStart) return to.join('/');
  let shared = 1;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.';
}

/** The absolute path of one that is relative to an absolute folder, with the folder's separators; an absolute path as it is. */
export function absolutePath(folder: string, path: string): string {
  if (isAbsolutePath(path)) return path;
  const parts = partsOf(folder, folder);
  // A document of Windows is read elsewhere too, but it is written with `/` everywhere.
  for (const name of partsOf(path, folder)) {
    if (name === '.' || name === '') continue;
    if (name !== '..') parts.push(name);
    else if (parts.length > 1) parts.pop();
  }
  return parts.length === 1 && parts[0] === '' ? '/' : parts.join(isWindows(folder) ? '\\' : '/');
}

/** The deepest folder that holds all of some absolute folders. */
export function commonFolder(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  let shared = partsOf(first, first);
  for (const folder of others) {
    const parts = partsOf(folder, first);
    const end = shared.findIndex((part, i) => part !== parts[i]);
    if (end >= 0) shared = shared.slice(0, end);
  }
  return shared.length === 1 && shared[0] === '' ? '/' : shared.join(isWindows(first) ? '\\' : '/');
}

function isWindows(folder: string): boolean {
  return /^([A-Za-z]:|\\\\)/.test(folder);
}

/** The first part is what an absolute path begins with: '' or a drive. */
function partsOf(path: string, folder: string): string[] {
  const parts = isWindows(folder) ? path.replace(/^\\\\/, '//').split(/[\\/]/) : path.split('/');
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}
