import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Shard } from '../../facts/shards';
import { samplesOf } from '../passes/filePair';
import { rowsOfSample, sampleOfRow } from '../passes/sampleOfRow';

/** Rows of a pair, `to` not among them. */
export interface Stretch {
  from: number;
  to: number;
}

/**
 * The rows of a shard of a pair: as many as the others have, give or take one, and whole samples where a recipe makes many rows of each. No row may be left to a
 * shard where samples are of many rows.
 */
export function stretchOf({ a, b }: { a: SideIdentity; b: SideIdentity }, { index, count }: Shard): Stretch {
  const rows = samplesOf(a);
  const sampleOf = sampleOfRow(rowsOfSample(a) >= rowsOfSample(b) ? a : b);
  const cut = (at: number): number => {
    let row = Math.floor((at * rows) / count);
    while (row > 0 && row < rows && sampleOf(row) === sampleOf(row - 1)) row++;
    return row;
  };
  return { from: cut(index - 1), to: cut(index) };
}
