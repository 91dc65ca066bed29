import type { PairCell } from '../analysis/pairScores';
import type { ArrayAddress } from '../protocol/worker';

/** Scores of two sets of maps compared frequency by frequency: so far a comparison of two files alone, so that such a pair of a set is refused. */
export function frequencyCell(names: { a: string; b: string }, _a: ArrayAddress, _b: ArrayAddress): Promise<PairCell> {
  const message = `${names.a} and ${names.b} would be compared frequency by frequency, which is done for single pairs only: open the pair, or choose pooling or flattening for the set.`;
  return Promise.resolve({ error: { code: 'frequencies-in-set', message } });
}
