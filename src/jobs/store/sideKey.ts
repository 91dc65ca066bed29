import { resolve } from 'node:path';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { digest, stableText } from './recordStore';

const keys = new WeakMap<SideIdentity, string>();

/** What tells a side, as it is read from the files that it was made of, from others where results are kept: a digest. */
export function sideKey(identity: SideIdentity): string {
  const { address, ...rest } = identity;
  const key =
    keys.get(identity) ?? digest(stableText({ ...rest, address: { ...address, path: resolve(address.path) } }));
  keys.set(identity, key);
  return key;
}
