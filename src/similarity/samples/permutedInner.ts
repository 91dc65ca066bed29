import { belowProducts } from '../../linalg/below';
import { matrix } from '../../linalg/matrix';
import { wholeOf, type UnitMatrix } from './unitMatrices';

/**
 * The inner products of some unit matrices u with one v, when sample i of u stands beside sample order[i] of v, by order and u: as permutedProducts has those of
 * one. What is gathered of v serves all u. A product does not depend on what is beside it. Made ready once; all matrices are of as many samples.
 */
export function permutedInner(
  us: readonly UnitMatrix[],
  v: UnitMatrix,
): (orders: readonly Uint32Array[]) => Float64Array[] {
  const n = v.samples;
  const V = matrix(n, n, wholeOf(v));
  const below = us.map((u) => u.below);
  return (orders) => {
    const { data } = belowProducts(below, V, orders);
    return orders.map((order, place) =>
      Float64Array.from(us, ({ diagonal }, at) => {
        const ofDiagonal = diagonal && v.diagonal ? ofDiagonals(diagonal, v.diagonal, order) : 0;
        return 2 * data[place * us.length + at]! + ofDiagonal;
      }),
    );
  };
}

function ofDiagonals(x: Float64Array, y: Float64Array, order: Uint32Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i]! * y[order[i]!]!;
  return total;
}
