import { listed } from '../analysis/pairs/inOrder';
import { LensError } from '../facts/errors';
import { openArray } from '../jobs/arrays/openArray';
import { inParallel } from '../jobs/inParallel';
import { shortNames } from '../facts/shortNames';
import { MeaninglessAsError } from '../formats/errors';
import type { SelectedArray } from '../protocol/selection';
import type { ArrayAddress } from '../protocol/arrayAddress';
import type { Notice } from '../facts/reportParts';
import { maskFrom } from './compareOptions';
import { wordOption, type OptionValues } from './arguments';

/** The option of every command that reads layers: what is made of elements of two bytes. */
export const asText = 'as';

/** Files looked at at the same time. */
const filesAtOnce = 8;

/** What --as says; undefined where it is not given. @throws LensError `usage`. */
export function asFrom(values: OptionValues): ArrayAddress['as'] {
  return wordOption(values, asText, ['bfloat16']);
}

/** Files with what --as makes of each, and the remark that it was not for all of them. */
interface AsChoice {
  addresses: ArrayAddress[];
  notices: Notice[];
}

/**
 * What is said of how files that are named are read: --mask, and --as for those of them that have elements of two bytes.
 * @throws LensError `usage`; MeaninglessAsError of the first where it has a meaning for none.
 */
export async function addressesOf(paths: readonly string[], values: OptionValues): Promise<AsChoice> {
  const as = asFrom(values);
  const mask = maskFrom(values);
  if (as === undefined) return { addresses: paths.map((path) => ({ path, ...mask })), notices: [] };
  // An archive can have more members than a process may have files open.
  const meanings = await inParallel(paths, filesAtOnce, (path) => meaningOf({ path, as }));
  const refusal = meanings.find((meaning) => meaning instanceof MeaninglessAsError);
  if (refusal && !meanings.includes(true)) throw refusal;
  return {
    addresses: paths.map((path, i) => ({ path, ...mask, ...(meanings[i] === true ? { as } : {}) })),
    notices: asNotices(paths, (i) => (meanings[i] === undefined ? undefined : meanings[i] === true)),
  };
}

/** The remark that --as was for some files alone; none where it was for all. `isRead` is undefined of what cannot be read in any way. */
function asNotices(paths: readonly string[], isRead: (at: number) => boolean | undefined): Notice[] {
  const names = shortNames(paths);
  const read = names.filter((_, i) => isRead(i) === true);
  const others = names.filter((_, i) => isRead(i) === false);
  if (read.length === 0 || others.length === 0) return [];
  const message = `--as bfloat16 was for ${listed(read, 3)}; ${listed(others, 3)} ${others.length === 1 ? 'has' : 'have'} no elements of two bytes and ${others.length === 1 ? 'was' : 'were'} read as ${others.length === 1 ? 'it is' : 'they are'}.`;
  return [{ code: 'read-as', message }];
}

/** --as for what a scan found. @throws LensError where none of it has elements of two bytes. */
export function scannedAs(arrays: readonly Pick<SelectedArray, 'path' | 'as'>[], as: ArrayAddress['as']): Notice[] {
  if (as === undefined || arrays.length === 0) return [];
  if (arrays.every((array) => array.as === undefined)) {
    const message = `None of the ${arrays.length} arrays that were found has elements of two bytes, which alone can be bfloat16; leave --as bfloat16 out.`;
    throw new LensError('unsupported-dtype', message);
  }
  return asNotices(
    arrays.map(({ path }) => path),
    (at) => arrays[at]!.as !== undefined,
  );
}

/** True where a file can be read as it is asked for, and why not; undefined of a file with another fault, which is said where it is read. */
async function meaningOf({ path, as }: ArrayAddress): Promise<true | MeaninglessAsError | undefined> {
  try {
    await (await openArray({ path, as })).close();
    return true;
  } catch (error) {
    if (!(error instanceof LensError)) throw error;
    // Objects of Python have no elements of two bytes either, and cannot be read as they are.
    return error instanceof MeaninglessAsError && as !== undefined && (await meaningOf({ path })) === true
      ? error
      : undefined;
  }
}
