import type { FilePair } from './filePair';
import type { NamedSide } from './finiteSamples';

/** A side, and one byte for each of its rows, 0 for those that are left out; absent when none is. */
export interface KeptSide extends NamedSide {
  mask?: Uint8Array | undefined;
}

/** Both sides of a pair. */
export function sidesOf({ a, b, names, mask }: FilePair): KeptSide[] {
  return [
    { identity: a, name: names.a, mask },
    { identity: b, name: names.b, mask },
  ];
}
