import type { Neighbours } from '../samples/nearestNeighbours';

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
  const ties = order && b.tied > 0 ? b.ties() : undefined;
  const amongTies = new Uint32Array(ties ? n : 0);
  for (let i = 0; i < n; i++) {
    for (let at = i * k; at < (i + 1) * k; at++) seen[a.indices[at]!] = i + 1;
    const other = order ? order[i]! : i;
    const tied = ties?.get(other);
    const from = other * k;
    const end = from + (tied ? tied.nearer : k);
    let found = 0;
    for (let at = from; at < end; at++) {
      const j = b.indices[at]!;
      if (seen[places ? places[j]! : j] === i + 1) found++;
    }
    if (order && tied) {
      for (const j of tied.others) amongTies[j] = i + 1;
      for (let place = 0, left = k - tied.nearer; left > 0; place++) {
        if (amongTies[order[place]!] !== i + 1) continue;
        left--;
        if (seen[place] === i + 1) found++;
      }
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
