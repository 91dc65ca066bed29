import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LensError } from '../facts/errors';
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
  return placeOf(folder);
}

/**
 * The same for what only reads it, which may be a folder that others write: nothing is made there. @throws LensError `results-missing` where no folder is there.
 */
export async function readPlace({ results: folder }: OptionValues): Promise<ResultsPlace | undefined> {
  if (typeof folder !== 'string') return undefined;
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return placeOf(folder);
  throw new LensError('results-missing', `${folder} is no folder, so it holds no results: give the one of the shards.`);
}

function placeOf(folder: string): ResultsPlace {
  return { folder: resolve(folder), maxBytes: Infinity, shared: true };
}
