import type { RowBlock } from '../../linalg/accumulator';
import type { RowReader } from './rowReader';

/** Rows of each reader of a pass, from `from` on and before `to`, and whether a leaf ends with them. */
export interface ReadBlocks {
  blocks: RowBlock[];
  from: number;
  to: number;
  endsLeaf: boolean;
}

/** The rows of a pass in order, in blocks that end where its leaves do: the next ones are read while the last are computed with. @throws errors of reading. */
export async function* readBlocks(readers: readonly RowReader[], cuts: readonly number[]): AsyncGenerator<ReadBlocks> {
  const ranges = rangesOf(readers, cuts);
  const read = (at: number) =>
    ranges[at] && Promise.all(readers.map((reader) => reader.read(ranges[at]!.from, ranges[at]!.to)));
  let next = read(0);
  for (const [at, range] of ranges.entries()) {
    const blocks = await next!;
    next = read(at + 1);
    // Should computing throw, nobody waits for the read that is under way.
    next?.catch(() => undefined);
    yield { blocks, ...range };
  }
}

function rangesOf(readers: readonly RowReader[], cuts: readonly number[]): Omit<ReadBlocks, 'blocks'>[] {
  const step = Math.min(...readers.map((reader) => reader.rowsAtOnce));
  const ranges: Omit<ReadBlocks, 'blocks'>[] = [];
  for (let leaf = 1; leaf < cuts.length; leaf++) {
    const end = cuts[leaf]!;
    for (let from = cuts[leaf - 1]!; from < end; from += step) {
      const to = Math.min(end, from + step);
      ranges.push({ from, to, endsLeaf: to === end });
    }
  }
  return ranges;
}
