import { l10n } from 'vscode';
import { LensError } from '../../facts/errors';
import { listMembers, openArray } from '../../jobs/arrays/openArray';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { isContainerName } from '../../facts/formats';

/** Shape and dtype of an array from its header, as pickers show them; in words why there are none. */
export async function describeArray(address: ArrayAddress): Promise<string> {
  try {
    const { header, close } = await openArray(address);
    await close();
    return `(${header.shape.join(', ')}) ${header.descr}`;
  } catch (error) {
    return error instanceof LensError && error.code === 'unsupported-dtype'
      ? l10n.t('not plain numbers')
      : l10n.t('not readable');
  }
}

/** The same of a file: of an archive with several arrays, how many they are. */
export async function describeFile(path: string): Promise<string> {
  if (!isContainerName(path)) return describeArray({ path });
  const members = await listMembers(path).catch(() => []);
  return members.length > 1 ? l10n.t('{0} arrays', members.length) : describeArray({ path });
}
