import { totalmem } from 'node:os';
import { fewestMarked, mostHeld } from '../../facts/heldSamples';
import type { RowTransform, Sums } from '../../linalg/accumulator';
import { matrix, type Matrix } from '../../linalg/matrix';
import { SumTree } from '../../linalg/mergeSums';
import { TooLargeError } from '../../npy/errors';
import { readMatrix } from '../../npy/readMatrix';
import type { SideIdentity } from '../../protocol/worker';
import { NonFiniteError } from '../../similarity/errors';
import { leafCuts } from '../../similarity/leaves';
import type { RowPasses, SampleClasses, SideName, SideStart } from '../../similarity/rowPasses';
import { startOf, startRanges, startRows } from '../../similarity/startOf';
import type { Executor } from '../pool/executor';
import { joinMarks, type RowMarks } from './rowMarks';
import { rowsOfSample } from './sampleOfRow';
import { placeInFile } from './placeInFile';
import { proveSide } from './proveSide';
import { readPlaces, rowNorms } from './someRows';
import { rowReader } from './rowReader';
import { openUnchanged, type PassSide } from './runPass';
import { scanSide } from './scanSide';

/** Two files as a job opened them, and what is to be left out of them. */
export interface FilePair {
  names: Record<SideName, string>;
  a: SideIdentity;
  b: SideIdentity;
  /** One byte for each sample, 0 for those that are left out on both sides. */
  mask?: Uint8Array | undefined;
  /** The class of each sample of the files: products of side a then come with its sums by class. */
  classes?: SampleClasses | undefined;
}

/** Elements that a first look at a side may read. */
const startElements = 1 << 20;

/** Passes over files, and what the first of them marked of the rows of large sides. */
export interface FilePasses extends RowPasses {
  marks(): Partial<Record<SideName, RowMarks>>;
}

/** Whether the samples of a side are too many to be held for a look, and can be marked: wide rows of real numbers, each a sample. */
export function mustBeMarked(identity: SideIdentity): boolean {
  const [rows, neurons] = [samplesOf(identity), neuronsOf(identity)];
  return (
    rows * neurons > mostHeld &&
    neurons >= fewestMarked &&
    /^<f[48]$/.test(identity.dtype) &&
    rowsOfSample(identity) === 1
  );
}

/** Passes over two files, each shared out among the executor's workers. `onShare` hears what share of the rows of all passes is done. */
export function filePasses(pair: FilePair, executor: Executor, onShare: (share: number) => void): FilePasses {
  const { mask, names } = pair;
  const total = samplesOf(pair.a);
  const samples = mask ? mask.reduce((sum, flag) => sum + flag, 0) : total;
  let done = 0;
  const marks: Partial<Record<SideName, RowMarks>> = {};

  return {
    marks: () => marks,
    samples,
    same: JSON.stringify(pair.a) === JSON.stringify(pair.b),
    features: { a: neuronsOf(pair.a), b: neuronsOf(pair.b) },
    units: { a: pair.a.unit, b: pair.b.unit },
    start: (side) => startOfFile(pair[side], mask),
    async sum(transforms, sums, share): Promise<Sums> {
      const neurons = sums.kind === 'centred';
      const used = (['a', 'b'] as const).filter((side) => transforms[side]);
      // The first pass over a side marks its rows, where the look at its samples would else be a pass of its own.
      const marked = used.map((side) => !neurons && !marks[side] && mustBeMarked(pair[side]));
      const sides = (['a', 'b'] as const).flatMap((side): PassSide[] => {
        const transform = transforms[side];
        if (!transform) return [];
        const identity = pair[side];
        return [
          { identity, alongSecondAxis: identity.transposed !== neurons, transform: cutTo(transform, neurons, mask) },
        ];
      });
      const rows = neurons ? neuronsOf(sides[0]!.identity) : total;
      const width = Math.max(...sides.map(({ transform }) => transform.columns?.length ?? transform.features));
      const cuts = leafCuts(rows, width);
      const shares = isSequential(sides) ? [cuts] : sharesOf(cuts, executor.workers);
      // Sums of whitened rows are those of the rows, whitened.
      const byClass = sums.kind === 'products' && transforms.a !== undefined && !transforms.a.whiten;
      const classes = byClass ? pair.classes : undefined;
      const parts = await Promise.all(
        shares.map((part) => {
          const spec = { sides, sums, cuts: part, mask: neurons ? undefined : mask, classes, marked };
          return executor.run('pass', spec, (count) => onShare((done += (share * count) / rows)));
        }),
      );
      // A pass in one share has proved what it read.
      if (shares.length > 1)
        await Promise.all(
          sides.map(({ identity }, at) =>
            proveSide(
              identity,
              parts.map((part) => part.stretches[at]!),
            ),
          ),
        );
      const tree = new SumTree();
      parts.forEach((part, i) => tree.add(part.sums, shares[i]!.length - 1));
      used.forEach((side, at) => {
        if (marked[at]) marks[side] = joinMarks(parts.map((part) => part.marks[at]!));
      });
      return tree.total() ?? {};
    },
    async largest(side): Promise<number> {
      const { largest, nonFinite, first } = await scanSide(pair[side], mask);
      if (first) throw new NonFiniteError(names[side], nonFinite, placeInFile(pair[side], first.sample, first.neuron));
      return largest;
    },
    norms: (side, transform) => rowNorms(pair[side], transform, mask),
    rows: (side, places) => readPlaces(pair[side], places),
    without(places) {
      const rest = mask?.slice() ?? new Uint8Array(total).fill(1);
      for (const place of places) rest[place] = 0;
      return filePasses({ ...pair, mask: rest }, executor, () => undefined);
    },
    read: (side) => readSide(pair[side], names[side], mask),
  };
}

/** Samples of a file. */
export function samplesOf({ shape, transposed }: SideIdentity): number {
  return shape[transposed ? 1 : 0]!;
}

/** Neurons of a file. */
export function neuronsOf({ shape, transposed }: SideIdentity): number {
  return shape[transposed ? 0 : 1]!;
}

/** In a pass over neurons the samples are columns: those that are left out are never kept. */
function cutTo(transform: RowTransform, neurons: boolean, mask: Uint8Array | undefined): RowTransform {
  if (!neurons || !mask) return transform;
  const columns = Int32Array.from(Array.from(mask.keys()).filter((i) => mask[i] === 1));
  return { ...transform, features: mask.length, columns };
}

/** Shares of leaves for the workers, each a whole subtree of as many leaves, so that the sums do not depend on the number of workers. */
function sharesOf(cuts: number[], workers: number): number[][] {
  const leaves = cuts.length - 1;
  let size = 1;
  while (size < leaves) size *= 2;
  // A worker number that is no power of two is served better by more, smaller shares.
  const wanted = workers <= 1 ? 1 : (workers & (workers - 1)) === 0 ? workers : 8;
  size = Math.max(1, size / wanted);
  const shares: number[][] = [];
  for (let at = 0; at < leaves; at += size) shares.push(cuts.slice(at, at + size + 1));
  return shares;
}

/** A deflated archive member can only be read from its beginning: it is not shared out. */
function isSequential(sides: PassSide[]): boolean {
  return sides.some(({ identity }) => identity.layout.startsWith('inflated'));
}

/** Rows from all over a file, since the first may be of one class; of a deflated member, and of a file with a mask, the first ones. */
async function startOfFile(identity: SideIdentity, mask: Uint8Array | undefined): Promise<SideStart> {
  const array = await openUnchanged(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    const count = Math.min(reader.rows, startRows, Math.max(1, Math.floor(startElements / reader.width)));
    const spread = mask === undefined && !identity.layout.startsWith('inflated');
    const first = mask ? Math.max(0, mask.indexOf(1)) : 0;
    const ranges = spread ? startRanges(reader.rows, count) : [[first, Math.min(reader.rows, first + count)] as const];
    const X = matrix(
      ranges.reduce((sum, [from, to]) => sum + to - from, 0),
      reader.width,
    );
    let at = 0;
    for (const [from, to] of ranges) {
      const { bytes, rowStep, columnStep } = await reader.read(from, to);
      const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let i = 0; i < to - from; i++) {
        for (let j = 0; j < X.columns; j++) X.data[at++] = values.getFloat64(i * rowStep + j * columnStep, true);
      }
    }
    return startOf(X, mask?.subarray(first, first + X.rows));
  } finally {
    await array.close();
  }
}

async function readSide(identity: SideIdentity, name: string, mask: Uint8Array | undefined): Promise<Matrix> {
  const bytes = 8 * samplesOf(identity) * neuronsOf(identity);
  if (3 * bytes > 0.75 * totalmem()) throw new TooLargeError(name, 3 * bytes);
  const array = await openUnchanged(identity);
  try {
    const X = await readMatrix(array.source, array.header, name, { transpose: identity.transposed });
    await array.prove();
    if (!mask) return X;
    const kept = matrix(
      mask.reduce((sum, flag) => sum + flag, 0),
      X.columns,
    );
    let at = 0;
    for (let i = 0; i < X.rows; i++) {
      if (mask[i] === 1) kept.data.set(X.data.subarray(i * X.columns, (i + 1) * X.columns), at++ * X.columns);
    }
    return kept;
  } finally {
    await array.close();
  }
}
