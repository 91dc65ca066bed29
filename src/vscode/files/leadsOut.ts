import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { folderOver } from './mayOpenUnasked';

const mostLinks = 40;

/**
 * Whether links on the way to a path in one of some folders lead out of them. Each step of the way is looked at by itself, and a link is read and not
 * followed: nothing outside the folders is looked at. What is not there leads nowhere.
 * @param path absolute. True also of one that lies in none of the folders, of links in a circle, and where `..` follows a name, which may be a link.
 */
export function leadsOut(path: string, folders: readonly string[], links = 0): boolean {
  const folder = folderOver(path, folders);
  if (folder === undefined || links > mostLinks || turnsBack(path)) return true;
  const steps = relative(folder, path).split(sep).filter(Boolean);
  let place = folder;
  for (const [at, step] of steps.entries()) {
    place = join(place, step);
    const target = linkAt(place);
    if (target === undefined) continue;
    if (turnsBack(target)) return true;
    return leadsOut(resolve(dirname(place), target, ...steps.slice(at + 1)), folders, links + 1);
  }
  return false;
}

/** Whether a path goes up again from something that it has a name for: where to depends on what that is. */
function turnsBack(path: string): boolean {
  const steps = path.split(/[\\/]+/);
  const named = steps.findIndex((step) => !['', '.', '..'].includes(step));
  return named >= 0 && steps.includes('..', named);
}

/** What a link leads to; undefined of what is none. */
function linkAt(place: string): string | undefined {
  try {
    return lstatSync(place).isSymbolicLink() ? readlinkSync(place) : undefined;
  } catch {
    return undefined;
  }
}
