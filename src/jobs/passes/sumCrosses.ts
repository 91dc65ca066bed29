import { kernels } from '../../linalg/activeKernels';
import type { Matrix } from '../../linalg/matrix';
import { SumTrees } from '../../linalg/mergeSums';
import { leafPlan } from '../../similarity/routes/leaves';
import { allEnded } from '../allEnded';
import type { OpenedArray } from '../arrays/openArray';
import { readBlocks } from './readBlocks';
import { rowReader } from './rowReader';
import { openUnchanged, type PassSide } from './runPass';

/** Products across many sides of one number of rows. */
export interface CrossesSpec {
  sides: readonly PassSide[];
  /** By places in `sides`; at least one. */
  pairs: readonly (readonly [number, number])[];
  /** One byte for each row of the files, 0 for rows that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
}

const cross = { kind: 'products' as const, gramA: false, gramB: false, cross: true };

/**
 * The `cross` of each pair, as a pass over its two files alone sums it (the same blocks, leaves and tree; to the bit but for libraries, see CrossAccumulator), from one pass over every file: read
 * and packed once, whatever the number of its pairs. @throws as runPass.
 */
export async function sumCrosses({ sides, pairs, mask }: CrossesSpec): Promise<Matrix[]> {
  const opened: OpenedArray[] = [];
  try {
    await allEnded(sides.map(async ({ identity }, at) => (opened[at] = await openUnchanged(identity))));
    const adder = kernels().crossAccumulator({ sides: sides.map(({ transform }) => transform), pairs });
    const readers = sides.map((side, i) => rowReader(opened[i]!, side, adder.accepts));
    const { rows } = readers[0]!;
    const plans = pairs.map(([i, j]) => leafPlan(rows, sides[i]!.transform, sides[j]!.transform, cross).cuts);
    // Leaves of wide pairs are several of those of narrow ones.
    const finest = plans.reduce((most, cuts) => (cuts.length > most.length ? cuts : most));
    const trees = pairs.map(() => ({ tree: new SumTrees({}), ended: 0 }));
    for await (const { blocks, from, to, endsLeaf } of readBlocks(readers, finest)) {
      adder.add(to - from, blocks, mask?.subarray(from, to));
      if (!endsLeaf) continue;
      trees.forEach((found, at) => {
        const cuts = plans[at]!;
        if (cuts[found.ended + 1] !== to) return;
        found.ended++;
        found.tree.endLeaf(found.ended, found.ended === cuts.length - 1, () => ({ cross: adder.take(at) }));
      });
    }
    await allEnded(opened.map((array) => array.prove()));
    return trees.map(({ tree }) => tree.total().cross!);
  } finally {
    // One that could not be opened left its place empty.
    await Promise.all(opened.map((array) => array.close()));
  }
}
