import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../workbench/paths';

/** What a process of the command line took. */
export interface Counts {
  /** Seconds from its start to its end, and of the processor. */
  wall: number;
  cpu: number;
  /** Bytes that it read, its own code included. */
  read: number;
  peakMiB: number;
}

const counting = pathToFileURL(join(projectFolder, 'test', 'cluster', 'counted.mjs')).href;

/** The variables with which processes leave their counts in a folder, which is made. */
export function countingIn(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  return { NODE_OPTIONS: `--import=${counting}`, CCA_LENS_COUNTS: folder };
}

/** The counts that processes have left in a folder. */
export function countsIn(folder: string): Counts[] {
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Counts);
}

/** What the built command line prints and takes. @throws Error with what it says when it fails. */
export function countedRun(folder: string, ...words: string[]): Counts & { out: string } {
  const before = new Set(readdirSync(folder));
  const program = join(projectFolder, 'dist', 'cli.js');
  const env = { ...process.env, ...countingIn(folder) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(stderr);
  const [own] = readdirSync(folder).filter((name) => !before.has(name));
  return { ...(JSON.parse(readFileSync(join(folder, own!), 'utf8')) as Counts), out: stdout };
}

/** What lies in a folder and all below it. */
export interface FolderCounts {
  files: number;
  bytes: number;
  /** Entries of the one that has the most. */
  largest: number;
}

export function folderCounts(folder: string): FolderCounts {
  const entries = readdirSync(folder, { withFileTypes: true });
  const counts = { files: 0, bytes: 0, largest: entries.length };
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const { files, bytes, largest } = entry.isDirectory()
      ? folderCounts(path)
      : { files: 1, bytes: statSync(path).size, largest: 0 };
    counts.files += files;
    counts.bytes += bytes;
    counts.largest = Math.max(counts.largest, largest);
  }
  return counts;
}
