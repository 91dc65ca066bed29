import { multiplyTransposed } from '../../src/linalg/multiply';
import type { PairFactors } from '../../src/similarity/routes/pairFactors';
import { factorsWith, innerProduct, type HeldPair } from '../../src/similarity/trust/heldSide';

/** The factors of a held pair as it is. */
export function heldFactors(pair: HeldPair): PairFactors {
  return factorsWith(pair, multiplyTransposed(pair.a.U, pair.b.U), innerProduct(pair.a.norms, pair.b.norms));
}
