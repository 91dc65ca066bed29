import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes a folder in which workers keep factors or results on disk, and tells how many bytes its files had; 0 when there is none. A job that runs
 * meanwhile makes it anew.
 * @throws Error of the file system when the folder is there and cannot be removed.
 */
export async function removeKeptFactors(folder: string): Promise<number> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    found
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) =>
        stat(join(parentPath, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  await rm(folder, { recursive: true, force: true });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A size above 0 in MiB: `less than 0.1`, `3.2`, `1,024`. */
export function mebibytesText(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  const digits = mebibytes < 10 ? 1 : 0;
  return mebibytes < 0.1 ? 'less than 0.1' : mebibytes.toLocaleString('en-US', { maximumFractionDigits: digits });
}
