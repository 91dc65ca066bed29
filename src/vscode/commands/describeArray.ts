import { l10n } from 'vscode';
import { LensError } from '../../facts/errors';
import { listMembers, openArray } from '../../jobs/arrays/openArray';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { isContainerName } from '../../facts/formats';

/** What pickers know of an array, or of a file, by its header. */
export interface Described {
  text: string;
  /** Undefined where it holds several arrays, or cannot be read. */
  shape?: readonly number[];
  /** The names of the arrays that it holds, where they are several. */
  members?: readonly string[];
}

/** Shape and dtype of an array from its header, as pickers show them; in words why there are none. */
export async function describeArray(address: ArrayAddress): Promise<Described> {
  try {
    const { header, close } = await openArray(address);
    await close();
    return { text: `(${header.shape.join(', ')}) ${header.descr}`, shape: header.shape };
  } catch (error) {
    const meaningless = error instanceof LensError && error.code === 'unsupported-dtype';
    return { text: meaningless ? l10n.t('not plain numbers') : l10n.t('not readable') };
  }
}

/** The same of a file: of an archive with several arrays, how many they are. */
export async function describeFile(path: string): Promise<Described> {
  if (!isContainerName(path)) return describeArray({ path });
  const members = await listMembers(path).catch(() => []);
  return members.length > 1 ? { text: l10n.t('{0} arrays', members.length), members } : describeArray({ path });
}
