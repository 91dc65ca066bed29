import { chmodSync, chownSync, closeSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { NameTakenError, systemCode, unwritable } from './fileErrors';
import type { Target, Writing } from './target';

/** A file that is whole, under a name that does not last. */
export interface Draft {
  path: string;
  target: Target;
}

/**
 * Gives drafts the names of their targets: all of them, or where that fails none that is new. Within one call, so that a signal is heard before or after.
 * @throws LensError `file-exists`, for what has appeared meanwhile; `file-unwritable`.
 */
export function publish(drafts: readonly Draft[], { force, otherwise }: Pick<Writing, 'force' | 'otherwise'>): void {
  const made: string[] = [];
  for (const { path, target } of drafts) {
    try {
      if (force) replace(path, target);
      else giveName(path, target.place);
      if (!target.replaced) made.push(target.place);
    } catch (error) {
      for (const one of made) rmSync(one, { force: true });
      const code = systemCode(error);
      if (code === 'EEXIST') throw new NameTakenError(target.name, otherwise);
      throw code === undefined ? error : unwritable(code, target.name);
    }
  }
}

function replace(draft: string, { place, replaced }: Target): void {
  if (replaced) {
    const { uid, gid, mode } = replaced;
    // As far as the system lets us. The owner first: a new one loses some permissions.
    attempt(() => chownSync(draft, Number(uid), Number(gid)));
    attempt(() => chmodSync(draft, Number(mode) & 0o7777));
  }
  renameSync(draft, place);
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // It stays as it is.
  }
}

/**
 * Gives a file a name that must be free. A link, unlike renaming, fails where there is something; where the disk has no links, the name is taken by an empty
 * file first, which fails then, too.
 * @param link for tests.
 */
export function giveName(draft: string, place: string, link: typeof linkSync = linkSync): void {
  try {
    link(draft, place);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw error;
    closeSync(openSync(place, 'wx'));
    try {
      renameSync(draft, place);
    } catch (failed) {
      rmSync(place, { force: true });
      throw failed;
    }
  }
}
