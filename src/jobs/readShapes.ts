import type { ArrayAddress } from '../protocol/worker';
import { openArray } from './openArray';
import { shortNames } from './shortNames';

/** What a header says of an array. */
export interface ArrayFacts {
  /** As messages and reports call it, told apart from the others of the list. */
  name: string;
  /** As it becomes of the address: of a layer in batches, that of all of them joined. */
  shape: number[];
  /** numpy's dtype description. */
  dtype: string;
  /** Bytes of the file, or files, archive included. */
  byteLength: number;
}

/** Shape, element type and size of each array, from headers alone. @throws the errors of openArray. */
export async function readShapes(addresses: readonly ArrayAddress[]): Promise<ArrayFacts[]> {
  const names = shortNames(addresses.map(({ path }) => path));
  const facts: ArrayFacts[] = [];
  for (const [i, address] of addresses.entries()) {
    const { header, byteLength, close } = await openArray(address);
    await close();
    facts.push({ name: names[i]!, shape: header.shape, dtype: header.descr, byteLength });
  }
  return facts;
}
