import { dirname, resolve } from 'node:path';
import { relativePath } from '../analysis/names/portablePaths';
import { inputFiles } from '../jobs/files/inputFiles';
import { writeWhole } from '../jobs/files/newFiles';
import { requireTarget, type Writing } from '../jobs/files/target';
import { comparisonNotebook } from '../notebook/comparisonNotebook';
import type { CompareSpec } from '../protocol/compareJob';
import type { ComparisonReport } from '../facts/report';

/** Makes sure that a notebook of a comparison can be written, before that is computed. @throws what saveNotebook throws. */
export async function requireNotebook(file: string, spec: CompareSpec, force: boolean): Promise<void> {
  await requireTarget(file, await writingOf(spec, force));
}

/**
 * Writes a notebook that recomputes a comparison, with paths relative to its own folder. @throws LensError `file-exists` unless `force`,
 * `file-unwritable`; `usage` for a file that is compared.
 */
export async function saveNotebook(
  file: string,
  spec: CompareSpec,
  report: ComparisonReport,
  force: boolean,
): Promise<void> {
  const { a, b } = spec;
  const target = resolve(file);
  const from = dirname(target);
  const names = { a: a.path, b: b.path };
  const request = { a: absolute(a), b: absolute(b) };
  const text = comparisonNotebook({ request, names, report }, (path) => relativePath(from, path));
  await writeWhole(file, await writingOf(spec, force), (write) => write(text));
}

async function writingOf({ a, b }: CompareSpec, force: boolean): Promise<Writing> {
  return { force, inputs: await inputFiles([a, b]), otherwise: 'choose another name, or --force to replace it' };
}

function absolute<T extends { path: string }>(address: T): T {
  return { ...address, path: resolve(address.path) };
}
