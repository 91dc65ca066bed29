import { openArray } from '../../jobs/arrays/openArray';
import { storedBytes } from '../../jobs/analyses/storedBytes';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { arrayKey } from './sameArray';

/** What tells whether the numbers of an array are still the same, and how many bytes they take. */
interface ArrayState {
  /** Bytes of its elements, of an archive those of the member alone. */
  bytes: number;
  /** Which array, and the state of each of its files. */
  key: string;
}

/** The state of an array from its header. @throws the LensErrors of openArray. */
export async function arrayState(address: ArrayAddress): Promise<ArrayState> {
  const { stored, mark, others, close } = await openArray(address);
  await close();
  const marks = [mark, ...others.map((file) => file.mark)];
  return { bytes: storedBytes(stored), key: JSON.stringify([arrayKey(address), marks]) };
}
