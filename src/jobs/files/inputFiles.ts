import { pathsOf } from '../../protocol/pathsOf';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { splitAddress } from '../arrays/openStored';

/** The files that arrays are read from, each once; of members of archives the archives. */
export async function inputFiles(arrays: readonly ArrayAddress[]): Promise<string[]> {
  const parts = await Promise.all(arrays.flatMap(pathsOf).map(splitAddress));
  return [...new Set(parts.map(({ file }) => file))];
}
