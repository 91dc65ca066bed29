import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { relativePath } from '../analysis/names/portablePaths';
import { LensError } from '../errors';
import { comparisonNotebook } from '../notebook/comparisonNotebook';
import type { CompareSpec } from '../protocol/worker';
import type { ComparisonReport } from '../similarity/report';

/**
 * Writes a notebook that recomputes a comparison, with paths relative to its own folder. @throws LensError `file-exists` unless `force`,
 * `file-unwritable`.
 */
export async function saveNotebook(
  file: string,
  { a, b }: CompareSpec,
  report: ComparisonReport,
  force: boolean,
): Promise<void> {
  const target = resolve(file);
  const from = dirname(target);
  const names = { a: a.path, b: b.path };
  const request = { a: absolute(a), b: absolute(b) };
  const text = comparisonNotebook({ request, names, report }, (path) => relativePath(from, path));
  try {
    await writeFile(target, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new LensError('file-exists', `${file} exists already; choose another name, or --force to replace it.`);
    throw new LensError('file-unwritable', `${file} cannot be written; choose another place.`);
  }
}

function absolute<T extends { path: string }>(address: T): T {
  return { ...address, path: resolve(address.path) };
}
