import { lstat, stat } from 'node:fs/promises';

/** Whether there is a file or folder. */
export function exists(path: string): Promise<boolean> {
  return succeeds(stat(path));
}

/** Whether a name is taken, be it by a link that leads nowhere. */
export function isTaken(path: string): Promise<boolean> {
  return succeeds(lstat(path));
}

function succeeds(look: Promise<unknown>): Promise<boolean> {
  return look.then(
    () => true,
    () => false,
  );
}
