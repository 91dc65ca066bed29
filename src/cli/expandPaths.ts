import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { LensError } from '../facts/errors';

/**
 * The paths that one with `*` and `?` stands for, sorted, numbers by size: a shell leaves them alone inside a word such as NAME=runs/model*. A path
 * without them is itself. @throws LensError `usage` when nothing fits.
 */
export async function expandPaths(path: string): Promise<string[]> {
  if (!/[*?]/.test(path)) return [path];
  const parts = path.split(/[\\/]/);
  let found = [parts[0] === '' ? sep : ''];
  for (const part of parts) {
    if (part === '') continue;
    found = /[*?]/.test(part)
      ? (await Promise.all(found.map((folder) => matching(folder, part)))).flat()
      : found.map((folder) => join(folder, part));
  }
  if (found.length === 0) throw new LensError('usage', `Nothing fits ${path}; check the folder.`);
  return found.sort((x, y) => x.localeCompare(y, 'en', { numeric: true }));
}

async function matching(folder: string, pattern: string): Promise<string[]> {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 's');
  const names = await readdir(folder === '' ? '.' : folder).catch((): string[] => []);
  return names.filter((name) => !name.startsWith('.') && expression.test(name)).map((name) => join(folder, name));
}
