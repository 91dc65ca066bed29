import { spawnSync } from 'node:child_process';
import { temporaryFolder } from './temporaryFolder';

/** A folder that is a disk of 64 kB of its own, gone with this process; undefined where none can be mounted, as it can by root on Linux. */
export function smallDisk(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const folder = temporaryFolder('small-disk');
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', folder]).status !== 0) return undefined;
  // Before its folder is removed.
  process.prependOnceListener('exit', () => spawnSync('umount', [folder]));
  return folder;
}
