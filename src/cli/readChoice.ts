import { dirname, resolve } from 'node:path';
import { readSaved } from '../analysis/selection/savedDocument';
import { LensError } from '../facts/errors';
import { readWhole } from '../jobs/files/readWhole';
import type { Selection } from '../protocol/selection';
import type { OptionValues } from './arguments';
import { orderedAs } from './scannedSelection';

/** The analysis that a document *.ccalens.json keeps, its layers in the order of --order. @throws LensError; `usage` for the comparison of a pair. */
export async function readChoice(file: string, values: OptionValues): Promise<Selection> {
  const path = resolve(file);
  const saved = readSaved(await readWhole(path, 'selection', file), file, dirname(path));
  if (saved.kind === 'cca-lens-comparison')
    throw new LensError(
      'usage',
      `${file} is a comparison of two arrays, whose shards are ranges of rows (cca-lens compare A B --rows): give a selection.`,
    );
  return { ...saved, arrays: await orderedAs(values, saved.arrays) };
}
