import { totalmem } from 'node:os';
import { fewestMarked, mostHeld } from '../../facts/heldSamples';
import type { RowTransform, Sums } from '../../linalg/accumulator';
import { matrix, type Matrix } from '../../linalg/matrix';
import { SumTrees } from '../../linalg/mergeSums';
import { TooLargeError } from '../../formats/errors';
import { readMatrix } from '../../formats/rows/readMatrix';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { NonFiniteError } from '../../similarity/errors';
import { leafPlan } from '../../similarity/routes/leaves';
import { sidesInOrder, type RowPasses, type SideName, type SideStart } from '../../similarity/routes/rowPasses';
import { startOf, startRanges, startRows } from '../../similarity/routes/startOf';
import { allEnded } from '../allEnded';
import { joinMarks, type RowMarks } from './rowMarks';
import { rowsOfSample } from './sampleOfRow';
import type { PassExecutor } from './passExecutor';
import { placeInFile } from './placeInFile';
import { proveSide } from './proveSide';
import { readPlaces, rowNorms, rowProfile } from './someRows';
import { rowReader } from './rowReader';
import { openUnchanged, type PassSide } from './runPass';
import { scanSide } from './scanSide';
import { neuronsOf, samplesOf, type FilePair } from './filePair';

/** Elements that a first look at a side may read. */
const startElements = 1 << 20;
/**
 * It looks for its rows among so many elements from the beginning. Were they from all over a file of any size, a deflated member would be inflated as a
 * whole for them; and were they others of a deflated member, its scores would differ in their last digits from those of the same array stored plainly.
 */
const startReach = 1 << 22;

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
export function filePasses(pair: FilePair, executor: PassExecutor, onShare: (share: number) => void): FilePasses {
  const { mask, names } = pair;
  const total = samplesOf(pair.a);
  const samples = mask ? mask.reduce((sum, flag) => sum + flag, 0) : total;
  let done = 0;
  const marks: Partial<Record<SideName, RowMarks>> = {};

  return {
    marks: () => marks,
    samples,
    same: sameSide(pair.a, pair.b),
    neurons: { a: neuronsOf(pair.a), b: neuronsOf(pair.b) },
    units: { a: pair.a.unit, b: pair.b.unit },
    start: (side) => startOfFile(pair[side], mask),
    async sum(transforms, sums, share): Promise<Sums> {
      const neurons = sums.kind === 'centred';
      const used = sidesInOrder(sums).filter((side) => transforms[side]);
      // The first pass over a side marks its rows, where the look at its samples would else be a pass of its own.
      const marked = used.map((side) => !neurons && !marks[side] && mustBeMarked(pair[side]));
      const sides = used.map((side): PassSide => {
        const identity = pair[side];
        const transform = cutTo(transforms[side]!, neurons, mask);
        return { identity, alongSecondAxis: identity.transposed !== neurons, transform };
      });
      const rows = neurons ? neuronsOf(sides[0]!.identity) : total;
      const { cuts, lengths } = leafPlan(rows, sides[0]!.transform, sides[1]?.transform, sums);
      const longest = Math.max(1, ...Object.values(lengths));
      const shares = isSequential(sides) ? [cuts] : sharesOf(cuts, longest, executor.workers);
      // Sums of whitened rows are those of the rows, whitened.
      const byClass = sums.kind === 'products' && transforms.a !== undefined && !transforms.a.whiten;
      const classes = byClass ? pair.classes : undefined;
      const parts = await allEnded(
        shares.map((part) => {
          const spec = { sides, sums, cuts: part, lengths, mask: neurons ? undefined : mask, classes, marked };
          return executor.run('pass', spec, (count) => onShare((done += (share * count) / rows)));
        }),
      );
      // A pass in one share has proved what it read.
      if (shares.length > 1)
        await allEnded(
          sides.map(({ identity }, at) =>
            proveSide(
              identity,
              parts.map((part) => part.stretches[at]!),
            ),
          ),
        );
      const trees = new SumTrees(lengths);
      parts.forEach((part, i) => trees.addShare(part.sums, shares[i]!.length - 1));
      used.forEach((side, at) => {
        if (marked[at]) marks[side] = joinMarks(parts.map((part) => part.marks[at]!));
      });
      return trees.total();
    },
    async largest(side): Promise<number> {
      const { largest, nonFinite, first } = await scanSide(pair[side], mask);
      if (first) {
        const { stored, dtype } = pair[side];
        const half = (stored?.dtype ?? dtype).endsWith('f2');
        throw new NonFiniteError(names[side], nonFinite, placeInFile(pair[side], first.sample, first.neuron), half);
      }
      return largest;
    },
    norms: (side, transform) => rowNorms(pair[side], transform, mask),
    profile: (side, mean, scaleExponent) => rowProfile(pair[side], mask, mean, scaleExponent),
    rows: (side, places) => readPlaces(pair[side], places),
    without(places) {
      const rest = mask?.slice() ?? new Uint8Array(total).fill(1);
      for (const place of places) rest[place] = 0;
      return filePasses({ ...pair, mask: rest }, executor, () => undefined);
    },
    read: (side) => readSide(pair[side], names[side], mask),
  };
}

/** Whether two sides are the same array, read the same way. Most are told apart by their paths alone. */
function sameSide(a: SideIdentity, b: SideIdentity): boolean {
  return a === b || (a.address.path === b.address.path && JSON.stringify(a) === JSON.stringify(b));
}

/** In a pass over neurons the samples are columns: those that are left out are never kept. */
function cutTo(transform: RowTransform, neurons: boolean, mask: Uint8Array | undefined): RowTransform {
  if (!neurons || !mask) return transform;
  const columns = Int32Array.from(Array.from(mask.keys()).filter((i) => mask[i] === 1));
  return { ...transform, neurons: mask.length, columns };
}

/**
 * Shares of leaves for the workers, each a whole subtree of as many leaves, `longest` at least, so that the sums do not depend on the number of
 * workers.
 */
function sharesOf(cuts: number[], longest: number, workers: number): number[][] {
  const leaves = cuts.length - 1;
  let size = 1;
  while (size < leaves) size *= 2;
  // A worker number that is no power of two is served better by more, smaller shares.
  const wanted = workers <= 1 ? 1 : (workers & (workers - 1)) === 0 ? workers : 8;
  size = Math.max(longest, size / wanted);
  const shares: number[][] = [];
  for (let at = 0; at < leaves; at += size) shares.push(cuts.slice(at, at + size + 1));
  return shares;
}

/** A deflated archive member can only be read from its beginning: it is not shared out. */
function isSequential(sides: PassSide[]): boolean {
  return sides.some(({ identity }) => identity.layout.startsWith('inflated'));
}

/** Rows from all over the reach of a first look, since the first may be of one class; of a file with a mask, the first ones. */
async function startOfFile(identity: SideIdentity, mask: Uint8Array | undefined): Promise<SideStart> {
  const array = await openUnchanged(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    const count = Math.min(reader.rows, startRows, Math.max(1, Math.floor(startElements / reader.width)));
    const reach = Math.min(reader.rows, Math.max(count, Math.floor(startReach / reader.width)));
    const first = mask ? Math.max(0, mask.indexOf(1)) : 0;
    const ranges = mask ? [[first, Math.min(reader.rows, first + count)] as const] : startRanges(reach, count);
    const X = matrix(
      ranges.reduce((sum, [from, to]) => sum + to - from, 0),
      reader.width,
    );
    // Of a deflated member in one read: where its rows lie scattered, each would inflate it anew.
    const whole: [number, number] = [ranges[0]![0], ranges.at(-1)![1]];
    const reads = identity.layout.startsWith('inflated')
      ? [{ read: whole, ranges }]
      : ranges.map((range) => ({ read: range, ranges: [range] }));
    let at = 0;
    for (const { read, ranges: wanted } of reads) {
      const { bytes, rowStep, columnStep } = await reader.read(...read);
      const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (const [from, to] of wanted) {
        for (let i = from - read[0]; i < to - read[0]; i++) {
          for (let j = 0; j < X.columns; j++) X.data[at++] = values.getFloat64(i * rowStep + j * columnStep, true);
        }
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
