import { weightsOf, type RowSums, type RowTransform, type Sums } from '../../linalg/accumulator';
import { kernels } from '../../linalg/activeKernels';
import { SumTrees, type LeafLengths } from '../../linalg/mergeSums';
import type { Dtype } from '../../formats/values/dtype';
import { FileChangedError } from '../../formats/errors';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { SampleClasses } from '../../similarity/routes/rowPasses';
import { openArray, type OpenedArray, type Stretches } from '../arrays/openArray';
import { classSums } from './classSums';
import { rowMarker, type RowMarks } from './rowMarks';
import { readBlocks } from './readBlocks';
import { rowReader } from './rowReader';

/** One side of a pass: a file as it was when the job began, which axis its rows run along, and what becomes of them. */
export interface PassSide {
  identity: SideIdentity;
  alongSecondAxis: boolean;
  transform: RowTransform;
}

/** A share of a pass: consecutive leaves of the rows of one or two files. */
export interface PassSpec {
  sides: PassSide[];
  sums: RowSums;
  /** Where the shortest leaves begin and end; together they are whole subtrees of the pass. */
  cuts: number[];
  /** What the leaf of each sum is made of. */
  lengths: LeafLengths;
  /** One byte for each row of the files, 0 for rows that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
  /** Classes of the files' rows: the rows of the first side are then summed by class as well. */
  classes?: SampleClasses | undefined;
  /** By side: whether its rows are marked, to find those that repeat others. */
  marked?: readonly boolean[] | undefined;
}

/** Sums of a share, what was marked of each side, and what was read of it, which only all shares together can prove (see proveSide). */
export interface PassResult {
  sums: Sums;
  marks: (RowMarks | undefined)[];
  stretches: Stretches[];
}

/**
 * Sums over a share of a pass. The next block is read while the last one is computed with. `onRows` hears of rows that are done. A share that is the
 * whole pass is proved before its sums are given.
 * @throws FormatError when bytes are not those that were saved; FileChangedError when a file is no longer what it was; the errors of openArray and
 * of reading.
 */
export async function runPass(spec: PassSpec, onRows: (rows: number) => void): Promise<PassResult> {
  const { sides, sums, cuts, lengths, mask, classes, marked } = spec;
  const opened: OpenedArray[] = [];
  try {
    for (const side of sides) opened.push(await openUnchanged(side.identity));
    const adder = kernels().accumulator({ a: sides[0]!.transform, b: sides[1]?.transform, sums });
    const readers = sides.map((side, i) => rowReader(opened[i]!, side, adder.accepts));
    const byClass = classes && classSums(classes, sides[0]!.transform);
    const markers = readers.map(({ rows, width }, i) => (marked?.[i] ? rowMarker(rows, width) : undefined));
    const trees = new SumTrees(lengths);
    let leaves = 0;
    for await (const { blocks, from, to, endsLeaf } of readBlocks(readers, cuts)) {
      adder.add(to - from, blocks[0]!, blocks[1], mask?.subarray(from, to), weightsOf(sums, from, to));
      byClass?.add(from, to - from, blocks[0]!, mask?.subarray(from, to));
      blocks.forEach((block, side) => markers[side]?.add(from, to - from, block, mask?.subarray(from, to)));
      if (endsLeaf) {
        leaves++;
        trees.endLeaf(leaves, leaves === cuts.length - 1, (which) => ({
          ...adder.take(which),
          ...(byClass && which('byClass') ? { byClass: byClass.take() } : {}),
        }));
      }
      onRows(to - from);
    }
    const whole = cuts[0] === 0 && cuts.at(-1) === readers[0]!.rows;
    if (whole) for (const array of opened) await array.prove();
    const stretches = whole ? [] : opened.map((array) => array.stretches());
    return { sums: trees.total(), marks: markers.map((marker) => marker?.take()), stretches };
  } finally {
    await Promise.all(opened.map((array) => array.close()));
  }
}

/**
 * Opens an array that a job has seen before; `roundedTo` as openArray has it.
 * @throws FileChangedError when a file of it is not as it was.
 */
export async function openUnchanged(identity: SideIdentity, roundedTo?: Dtype['roundedTo']): Promise<OpenedArray> {
  const array = await openArray(identity.address, roundedTo);
  const states = ({ mark, others }: typeof identity | OpenedArray): string => JSON.stringify([mark, others ?? []]);
  if (states(array) === states(identity)) return array;
  await array.close();
  throw new FileChangedError(array.name);
}
