import type { Sums } from './accumulator';
import { joined } from './joined';
import { kernels } from './activeKernels';
import { matrix, type Matrix } from './matrix';

/** Sums over two sets of rows as sums over both; `first` is overwritten. Triangles are merged by QR, row lists joined in order. */
function mergeSums(first: Sums, second: Sums): Sums {
  const merged: Sums = {};
  for (const key of ['gramA', 'gramB', 'cross', 'byClass'] as const) {
    const [x, y] = [first[key], second[key]];
    if (x && y) merged[key] = added(x, y);
  }
  if (first.triangle && second.triangle) {
    kernels().absorbRows(first.triangle, second.triangle);
    merged.triangle = first.triangle;
  }
  for (const key of ['rowMeans', 'rowSquares'] as const) {
    const [x, y] = [first[key], second[key]];
    if (x && y) merged[key] = joined(x, y);
  }
  return merged;
}

/**
 * Merges the sums of consecutive leaves in a fixed binary tree, as they come: the same leaves give the same bits however they were shared out,
 * as long as every share is a whole subtree. Holds at most log2(leaves) + 1 sums.
 */
class SumTree {
  private readonly stack: { leaves: number; sums: Sums }[] = [];

  /** Adds the next subtree of `leaves` leaves, a power of two. */
  add(sums: Sums, leaves = 1): void {
    let top = { leaves, sums };
    for (;;) {
      const below = this.stack[this.stack.length - 1];
      if (!below || below.leaves !== top.leaves) break;
      this.stack.pop();
      top = { leaves: 2 * top.leaves, sums: mergeSums(below.sums, top.sums) };
    }
    this.stack.push(top);
  }

  /** The sums over all leaves; undefined when there was none. */
  total(): Sums | undefined {
    let total = this.stack.pop();
    for (let below = this.stack.pop(); below && total; below = this.stack.pop()) {
      total = { leaves: 0, sums: mergeSums(below.sums, total.sums) };
    }
    return total?.sums;
  }
}

/** Of how many of a pass's shortest leaves (a power of two) the leaf of each sum consists; of one where it is absent. */
export type LeafLengths = Partial<Record<keyof Sums, number>>;

/** The trees of a pass whose sums have leaves of several lengths: one for each length, so that a sum does not depend on what is summed beside it. */
export class SumTrees {
  private readonly trees: ReadonlyMap<number, SumTree>;

  constructor(private readonly lengths: LeafLengths) {
    this.trees = new Map([1, ...Object.values(lengths)].map((length) => [length, new SumTree()]));
  }

  /** Ends the `nth` (from 1) of the shortest leaves: `take` yields the sums whose leaves end with it, which with the `last` they all do. */
  endLeaf(nth: number, last: boolean, take: (which: (name: keyof Sums) => boolean) => Sums): void {
    for (const [length, tree] of this.trees) {
      if (last || nth % length === 0) tree.add(take((name) => this.lengthOf(name) === length));
    }
  }

  /** Adds the sums over the next subtree, of so many of the shortest leaves. */
  addShare(sums: Sums, leaves: number): void {
    for (const [length, tree] of this.trees) {
      const own = Object.entries(sums).filter(([name]) => this.lengthOf(name as keyof Sums) === length);
      tree.add(Object.fromEntries(own) as Sums, Math.ceil(leaves / length));
    }
  }

  /** The sums over all leaves, none where there was no leaf. */
  total(): Sums {
    return Object.assign({}, ...[...this.trees.values()].map((tree) => tree.total())) as Sums;
  }

  private lengthOf(name: keyof Sums): number {
    return this.lengths[name] ?? 1;
  }
}

function added(X: Matrix, Y: Matrix): Matrix {
  const x = X.data;
  const y = Y.data;
  for (let i = 0; i < x.length; i++) x[i]! += y[i]!;
  return matrix(X.rows, X.columns, x);
}
