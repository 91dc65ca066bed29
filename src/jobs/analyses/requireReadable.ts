import { LensError } from '../../facts/errors';
import type { SelectedArray, Selection } from '../../protocol/selection';
import { openArray } from '../arrays/openArray';

/**
 * Looks for an array of a selection that can be read, before anything is made of its pairs, of which there may be millions: one is enough, what the others
 * lack is told of each.
 * @throws LensError with the code of the first and one sentence, where none of several arrays can be read.
 */
export async function requireReadable({ arrays }: Selection): Promise<void> {
  const included = arrays.filter(({ include }) => include);
  if (included.length < 2) return;
  let first: LensError | undefined;
  // One after the other: the first of them can nearly always be read.
  for (const array of included) {
    const refusal = await refusalOf(array);
    if (!refusal) return;
    first ??= refusal;
  }
  const count = included.length.toLocaleString('en-US');
  throw new LensError(
    first!.code,
    `None of the ${count} arrays can be read, the first for this reason: ${first!.message}`,
  );
}

async function refusalOf({ path, as }: SelectedArray): Promise<LensError | undefined> {
  try {
    await (await openArray({ path, as })).close();
    return undefined;
  } catch (error) {
    if (error instanceof LensError) return error;
    throw error;
  }
}
