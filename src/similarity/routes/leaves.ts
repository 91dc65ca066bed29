import type { RowSums, RowTransform } from '../../linalg/accumulator';
import type { LeafLengths } from '../../linalg/mergeSums';

/** Rows of the kernels' blocks; leaves are whole blocks, so that no block is ever cut in two. */
const blockRows = 256;
/** A leaf that is much shorter costs more in merging its sums than in summing. */
const shortestLeaf = 2048;

/** How a pass cuts its rows: [0, .., rows], where its shortest leaves begin and end, and what the leaf of each sum is made of. */
export interface LeafPlan {
  cuts: number[];
  lengths: LeafLengths;
}

/**
 * The fixed leaves of a pass over `rows` rows: sums are taken leaf by leaf and merged in a fixed tree, whatever the number of workers. The number of
 * rows and a sum's own width alone decide its leaves, so that what is summed of a side has the same bits whatever stands beside it. There are at most
 * eight, and of wide sums fewer, since each worker holds several of width^2.
 */
export function leafPlan(rows: number, a: RowTransform, b: RowTransform | undefined, sums: RowSums): LeafPlan {
  let most = 8;
  while (most > 1 && rows < most * shortestLeaf) most /= 2;
  const leavesOf = (width: number): number => Math.min(most, width <= 1024 ? 8 : width <= 2048 ? 4 : 2);
  // Whether its constant neurons are cut off or not.
  const [ofA, ofB] = [a.neurons, b?.neurons ?? 0];
  const leaves = { gramA: leavesOf(ofA), gramB: leavesOf(ofB), cross: leavesOf(Math.max(ofA, ofB)) };
  const taken = sums.kind === 'products' ? (['gramA', 'gramB', 'cross'] as const).filter((name) => sums[name]) : [];
  const finest = Math.max(...taken.map((name) => leaves[name]), taken.length === 0 ? leaves.cross : 1);
  const size = Math.max(blockRows, Math.ceil(rows / most / blockRows) * blockRows) * (most / finest);
  const cuts = [0];
  for (let at = 0; at < rows;) cuts.push((at = Math.min(rows, at + size)));
  const lengths = Object.fromEntries(taken.map((name) => [name, finest / leaves[name]])) as LeafLengths;
  // Sums by class go along with those of the first side.
  return { cuts, lengths: { ...lengths, ...(lengths.gramA ? { byClass: lengths.gramA } : {}) } };
}
