import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes a folder in which workers keep factors or results on disk, and tells how many bytes its files had; 0 when there is none. A job that runs
 * meanwhile makes it anew.
 * @throws Error of the file system when the folder is there and cannot be removed.
 */
export async function removeKeptFactors(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  await rm(folder, { recursive: true, force: true });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** One sentence on what was freed. */
export function freedSentence(bytes: number): string {
  if (bytes === 0) return 'Nothing was kept on disk; what was kept in memory is gone.';
  const mebibytes = bytes / 2 ** 20;
  const digits = mebibytes < 10 ? 1 : 0;
  const size = mebibytes < 0.1 ? 'less than 0.1' : mebibytes.toLocaleString('en-US', { maximumFractionDigits: digits });
  return `Freed ${size} MiB on disk, and what was kept in memory.`;
}
