import { LensError } from '../../facts/errors';
import type { ArrayAddress, SideIdentity } from '../../protocol/worker';
import type { CompareOptions } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import { inParallel } from '../inParallel';
import { openSides, type OpenedSides } from './openSides';

/** Files open at the same time. */
const atOnce = 8;

/** How a set is opened; lists are by address. */
export interface SetChoices {
  /** Names that messages call the files by. */
  names: readonly string[];
  /** Which are read as neurons x samples. */
  transposed: readonly boolean[];
  /** The first faulty file is an error of the whole. */
  strict: boolean;
  rank?: CompareOptions['rank'];
}

/** A set of files, each as its header says it is or with what makes it unreadable. */
export interface OpenedSet {
  sides: (SideIdentity | LensError)[];
  notices: Notice[];
}

/** Opens files a few at a time. Unless `strict`, files that cannot be read stand aside. @throws when strict, LensErrors of openSides. */
export async function openSet(
  addresses: readonly ArrayAddress[],
  { names, transposed, strict, rank }: SetChoices,
): Promise<OpenedSet> {
  const opened = await inParallel(addresses, atOnce, async (address, at): Promise<OpenedSides | LensError> => {
    try {
      return await openSides([address], [transposed[at]!], [names[at]!], rank);
    } catch (error) {
      if (error instanceof LensError && !strict) return error;
      throw error;
    }
  });
  return {
    sides: opened.map((found) => (found instanceof LensError ? found : found.sides[0]!)),
    notices: opened.flatMap((found) => (found instanceof LensError ? [] : found.notices)),
  };
}
