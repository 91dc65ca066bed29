import type { ArrayAddress } from '../../protocol/worker';
import { openArray } from './openArray';
import { shortNames } from '../../facts/shortNames';

/** What headers say of an array. */
export interface ArrayFacts {
  /** As messages and reports call it, told apart from the others of the list. */
  name: string;
  /** As stored: of a layer in batches, that of all of them joined. */
  shape: number[];
  /** numpy's dtype description. */
  dtype: string;
  /** Bytes of its files, archives included, ids not. */
  byteLength: number;
}

/** Shape, element type and size of each array before its recipe, from headers alone (ids are read). @throws the errors of openArray. */
export async function readShapes(addresses: readonly ArrayAddress[]): Promise<ArrayFacts[]> {
  const names = shortNames(addresses.map(({ path }) => path));
  const facts: ArrayFacts[] = [];
  for (const [i, address] of addresses.entries()) {
    const { stored, byteLength, others, close } = await openArray(address);
    await close();
    const batches = others.slice(0, address.more?.length ?? 0);
    const total = batches.reduce((sum, batch) => sum + batch.byteLength, byteLength);
    facts.push({ name: names[i]!, ...stored, byteLength: total });
  }
  return facts;
}
