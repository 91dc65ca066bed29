import type { Dtype } from '../../formats/values/dtype';
import { storedRows } from '../../formats/derived/rows';
import { rowsArray } from '../../formats/derived/rowsSource';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { OpenedArray } from '../arrays/openArray';
import { openUnchanged } from './runPass';

/** A side as openUnchanged opens it; of maps that are compared by frequency, each is one row, as its identity has it. @throws what that throws. */
export async function openRows(identity: SideIdentity, roundedTo?: Dtype['roundedTo']): Promise<OpenedArray> {
  const array = await openUnchanged(identity, roundedTo);
  return array.header.shape.length > 2 ? { ...array, ...rowsArray(storedRows(array), array.name) } : array;
}
