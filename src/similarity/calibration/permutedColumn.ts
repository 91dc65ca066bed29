import { matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { apartTerms } from '../trust/apartPair';
import { factorsWith, innerProduct, orderRows, withUnbiased, type HeldPair } from '../trust/heldSide';
import { rowOrder } from '../trust/permutationNull';
import type { PairFactors } from '../routes/pairFactors';

/**
 * The scores of held pairs of one side b when its samples are permuted, made ready once: as permutedPair has each by itself, the samples of b put in order once
 * for all of them. The pairs have the same samples and rows of each.
 */
export function permutedColumn<Score>(
  pairs: readonly HeldPair[],
  score: (factors: PairFactors, at: number) => Score,
): (order: Uint32Array) => Score[] {
  const [first] = pairs;
  if (!first) return () => [];
  const { b, rowsPerSample } = first;
  const moved = matrix(b.U.rows, b.U.columns);
  const norms = matrix(b.norms.length, 1);
  const apart = pairs.map((pair) => pair.apart && apartTerms(pair.apart));
  return (order) => {
    orderRows(b.U, order, rowsPerSample, moved);
    orderRows(matrix(norms.rows, 1, b.norms), order, rowsPerSample, norms);
    return pairs.map((pair, at) => {
      const factors = factorsWith(pair, multiplyTransposed(pair.a.U, moved), innerProduct(pair.a.norms, norms.data));
      return score(withUnbiased(factors, apart[at]?.permuted(rowOrder(order, rowsPerSample))), at);
    });
  };
}
