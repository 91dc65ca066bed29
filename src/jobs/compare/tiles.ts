import { groupedBy } from '../../analysis/pairs/inOrder';
import type { PairTask } from './pairTasks';

/** A task with its sides by their places in the set. */
export interface PlacedTask {
  task: PairTask;
  i: number;
  j: number;
}

/** Shares of a set that each worker takes, at the least: the last ones then keep none waiting for long. */
const sharesEach = 8;

/**
 * Tasks in the batches that workers take: pairs of a few sides with a few others, which are read and factored once for all of them. They stand in an order
 * in which the factors at hand are used up before others are fetched: blocks of sides against blocks. The first pairs are batches of their own, so
 * that there is something to see.
 * @param block sides whose factors can be held, of either side of a pair. @param most sides of a batch, of either side of its pairs.
 */
export function tilesOf(
  tasks: readonly PlacedTask[],
  { block, most, workers }: { block: number; most: number; workers: number },
): PlacedTask[][] {
  const wide = Math.floor(Math.sqrt(tasks.length / (sharesEach * workers)));
  const edge = Math.max(1, Math.min(wide, most, block));
  // A block is whole batches, so that none needs sides of two.
  const blockEdge = edge * Math.max(1, Math.floor(block / edge));
  const blockOf = (at: number): number => Math.floor(at / blockEdge);
  const edgeOf = (at: number): number => Math.floor(at / edge);
  const sorted = [...tasks].sort(
    (x, y) =>
      blockOf(x.i) - blockOf(y.i) ||
      blockOf(x.j) - blockOf(y.j) ||
      edgeOf(x.i) - edgeOf(y.i) ||
      edgeOf(x.j) - edgeOf(y.j) ||
      x.i - y.i ||
      x.j - y.j,
  );
  if (edge === 1) return sorted.map((task) => [task]);
  const first = sorted.slice(0, workers).map((task) => [task]);
  const rest = groupedBy(sorted.slice(workers), ({ i, j }) => `${edgeOf(i)} ${edgeOf(j)}`);
  return [...first, ...rest.values()];
}
