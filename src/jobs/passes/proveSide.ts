import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Stretches } from '../arrays/openArray';
import { openUnchanged } from './runPass';

/**
 * Proves a side that was read in parts, each by an opening of its own, by what each of them read. Nothing but what none has read is read again.
 * @throws FormatError when bytes are not those that were saved; FileChangedError; the errors of reading.
 */
export async function proveSide(identity: SideIdentity, parts: readonly Stretches[]): Promise<void> {
  // There are none of files that are no archives, nor of members that were proved before.
  if (parts.every((part) => part.every((stretches) => stretches.length === 0))) return;
  const array = await openUnchanged(identity);
  try {
    await array.prove(parts);
  } finally {
    await array.close();
  }
}
