import type { Neighbours } from './nearestNeighbours';

/**
 * The neighbours of samples as they would be found if sample order[i] stood at place i, by the names that samples have now: of equally near ones those whose
 * place is the earlier. Without it a permutation would keep the choice that is made among ties, which both sides make alike, and unrelated sides would stand out.
 */
export function neighboursInOrder(found: Neighbours, order: Uint32Array): Uint32Array {
  if (found.withTies === 0) return found.indices;
  const { count: k } = found;
  const indices = found.indices.slice();
  // In which tie each sample was last, from 1.
  const seen = new Uint32Array(order.length);
  let tie = 0;
  for (const [sample, ties] of found.ties())
    for (const { from, others } of ties) {
      tie++;
      for (const j of others) seen[j] = tie;
      const end = sample * k + Math.min(k, from + others.length);
      for (let at = sample * k + from, place = 0; at < end; place++)
        if (seen[order[place]!] === tie) indices[at++] = order[place]!;
    }
  return indices;
}
