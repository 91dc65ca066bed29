import type { BigIntStats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';

/** What is in a folder: by its name, and whether it is a folder, a link, or another thing. */
export interface Entry {
  name: string;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** What looks at folders and files for one who follows them; nothing of a file is opened. */
export interface Disk {
  /** Files and folders that are looked at at the same time: network file systems answer slowly. */
  atOnce: number;
  readdir(folder: string): Promise<Entry[]>;
  stat(path: string): Promise<BigIntStats>;
  realpath(path: string): Promise<string>;
}

/** The file systems of this machine. */
export const onDisk: Disk = {
  atOnce: 8,
  readdir: (folder) => readdir(folder, { withFileTypes: true }),
  stat: (path) => stat(path, { bigint: true }),
  realpath: (path) => realpath(path),
};

/** Whether an error says that nothing is at a path; others, as of a network that has failed for a moment, say nothing about it. */
export function isGone(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ENOENT' || code === 'ENOTDIR';
}
