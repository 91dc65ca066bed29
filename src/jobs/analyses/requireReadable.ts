import { LensError } from '../../facts/errors';
import type { SelectedArray, Selection } from '../../protocol/analysis';
import { openArray } from '../arrays/openArray';

/** Files looked at at the same time. */
const atOnce = 8;

/**
 * Looks for an array of a selection that can be read, before anything is made of its pairs, of which there may be millions: one is enough, what the others
 * lack is told of each.
 * @throws LensError with the code of the first and one sentence, where none of several arrays can be read.
 */
export async function requireReadable({ arrays }: Selection): Promise<void> {
  const included = arrays.filter(({ include }) => include);
  if (included.length < 2) return;
  let first: LensError | undefined;
  for (let at = 0; at < included.length; at += atOnce) {
    const faults = await Promise.all(included.slice(at, at + atOnce).map(faultOf));
    if (faults.includes(undefined)) return;
    first ??= faults[0];
  }
  const count = included.length.toLocaleString('en-US');
  throw new LensError(
    first!.code,
    `None of the ${count} arrays can be read, the first for this reason: ${first!.message}`,
  );
}

async function faultOf({ path, as }: SelectedArray): Promise<LensError | undefined> {
  try {
    await (await openArray({ path, as })).close();
    return undefined;
  } catch (error) {
    if (error instanceof LensError) return error;
    throw error;
  }
}
