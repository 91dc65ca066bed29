import { resolve } from 'node:path';
import { requireWritable } from '../jobs/files/folders';
import type { ResultsPlace } from '../protocol/analysisRun';
import type { OptionValues } from './arguments';

/** Options of all that keep results in a folder, and compute or show parts of an analysis. */
export const resultsTexts = ['results', 'shard'];
export const resultsFlags = ['merge'];

/**
 * Where --results keeps scores, a folder that is made when missing, which other processes, also of other machines, may use at once.
 * @throws LensError `file-unwritable` when nothing can be written there.
 */
export async function resultsPlace({ results: folder }: OptionValues): Promise<ResultsPlace | undefined> {
  if (typeof folder !== 'string') return undefined;
  await requireWritable(folder);
  return { folder: resolve(folder), maxBytes: Infinity, shared: true };
}
