import { splitMember } from '../../facts/address';
import { isAbsolute } from 'node:path';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { parseAddress } from '../parseRequest';
import { isArrayName } from '../../facts/formats';

/**
 * The array that a command was called for by its address, as links of hovers and CodeLenses do, which cannot hold a Uri. Undefined for anything
 * that is not the address of an array file: everybody may call a command.
 */
export function givenAddress(argument: unknown): ArrayAddress | undefined {
  const address = parseAddress(argument);
  if (!address) return undefined;
  const { file } = splitMember(address.path);
  return isAbsolute(file) && isArrayName(file) ? address : undefined;
}
