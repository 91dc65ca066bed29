import type { Neighbours } from '../samples/nearestNeighbours';
import { neighboursInOrder } from '../samples/neighboursInOrder';

/**
 * How many nearest neighbours each sample has in common on two sides. `order`: sample i of a stands beside sample order[i] of b (beside its own where
 * absent), so that the neighbours of that one are told by where they stand: of equally near ones those that stand earlier in it, as they would be found anew.
 */
export function sharedNeighbours(a: Neighbours, b: Neighbours, order?: Uint32Array): Uint32Array {
  const k = a.count;
  const n = a.indices.length / k;
  const places = order && placesIn(order);
  // Of which sample each one was a neighbour last, from 1.
  const seen = new Uint32Array(n);
  const shared = new Uint32Array(n);
  const others = order ? neighboursInOrder(b, order) : b.indices;
  for (let i = 0; i < n; i++) {
    for (let at = i * k; at < (i + 1) * k; at++) seen[a.indices[at]!] = i + 1;
    const from = (order ? order[i]! : i) * k;
    let found = 0;
    for (let at = from; at < from + k; at++) {
      const j = others[at]!;
      if (seen[places ? places[j]! : j] === i + 1) found++;
    }
    shared[i] = found;
  }
  return shared;
}

/** Where each sample stands in an order. */
export function placesIn(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  order.forEach((sample, i) => (places[sample] = i));
  return places;
}
