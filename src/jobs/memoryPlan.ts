import { availableParallelism, totalmem } from 'node:os';
import { LensError } from '../facts/errors';
import { largestOf } from '../facts/extremes';
import { mostHeld } from '../facts/heldSamples';
import { blockBytes } from '../formats/derived/rows';
import { keptBytes } from '../formats/derived/rowsSource';
import { elementCount } from '../formats/header';
import type { Resources } from '../protocol/resources';
import type { SideIdentity } from '../protocol/sideIdentity';
import { mostGarbage } from './collectGarbage';
import { mustBeMarked } from './passes/filePasses';
import { mostWhole } from './files/fileBytes';
import { mostWaiting, mostWaitingBytes } from './files/heldFiles';
import { requireLight } from './heavyJob';
import { neuronsOf, samplesOf } from './passes/filePair';
import { markBytes } from './passes/rowMarks';
import { largestBlock } from './passes/rowReader';
import { lookBytes } from './passes/factsOfHeld';

/** What a job is going to use. */
interface ComputePlan {
  workers: number;
  /** Estimated peak of the process beyond what it had, in bytes. */
  bytes: number;
}

/** Bytes that are held beside the factors of a pair in the thread that compares it, and of each side that is at hand, where that is another thread. */
export interface BesideFactors {
  ofPair: number;
  ofSide: number;
}

/** Where nothing is. */
export const noneBeside: BesideFactors = { ofPair: 0, ofSide: 0 };

const mebibyte = 2 ** 20;
/** Most workers of a pool. */
const mostWorkers = 8;
/** Most sides on either side of a batch of pairs, whose files are open at a time: with more of them, little is left that is read for each pair. */
const mostTileEdge = 8;
/** Most bytes that a worker takes for a batch of pairs. */
const mostTileBytes = 128 * mebibyte;
/** Rows of the kernels' blocks. */
const blockRows = 256;
/** A started thread with its code and kernels. */
const threadBytes = 12 * mebibyte;
/**
 * What a library of the machine takes in each worker. Measured with OpenBLAS of numpy's wheel, Node 20: a pair of 10,000 x 500 in one worker 26 MB more than without it,
 * 24 layers of 1,000 x 4,096 in two 33 MB more; a pair of 4,000 x 2,048 takes less with it, since its operands are not copied to the kernels' memory.
 */
const libraryBytes = 26 * mebibyte;
/** What a thread that goes over many files takes more, once its code is compiled: measured with Node 20, 27 MiB in all. */
const compiledBytes = 15 * mebibyte;
/** What a pair comes to, and its part of the tables of an analysis: measured with 20,100 pairs and Node 20, some 4 KiB. */
const resultBytes = 4 * 2 ** 10;
/** Multiplications and additions below which starting workers takes longer than they save. */
const worthwhile = 4e8;

/** What is advised where the budget is in the way. */
export const memoryAdvice = 'raise it (setting ccaLens.memoryBudget, or --memory)';

/** The memory that jobs may use when nothing was set: half of the machine's. */
export function defaultMemoryBytes(): number {
  return totalmem() / 2;
}

/** The memory that a job may use, in bytes. */
export function memoryBudget({ memoryBytes }: Pick<Resources, 'memoryBytes'> = {}): number {
  return memoryBytes ?? defaultMemoryBytes();
}

/** The refusal of what takes more than the budget, in bytes both. `subject` says what needs it: `x.npy needs`. */
export function overBudget(subject: string, needed: number, budget: number): LensError {
  return new LensError('memory-budget', `${subject} ${memoryWords(needed, budget)}: ${memoryAdvice}.`);
}

/** A need and the budget that it is beyond, as sentences have them. */
export function memoryWords(needed: number, budget: number): string {
  return `about ${mebibytes(Math.ceil, needed)} MiB of memory, and the budget is ${mebibytes(Math.floor, budget)} MiB`;
}

/** The workers used when nothing was set: one for each core, at most eight. */
export function defaultWorkers(): number {
  return Math.min(mostWorkers, availableParallelism());
}

/** How many workers a comparison that is worth them takes; one where the budget is so small that most will find no room for more. */
export function usualWorkers(resources: Resources): number {
  const fitting = Math.floor(memoryBudget(resources) / (8 * threadBytes));
  return Math.max(1, Math.min(mostWorkers, resources.workers ?? defaultWorkers(), fitting));
}

/**
 * Whether a process that waits with warm workers takes little of the machine's memory. Measured (Node 20, two workers): 68 MiB of its own, 21 of them before
 * its first thread.
 */
export function restsInLittle(resources: Resources): boolean {
  return (30 + 20 * usualWorkers(resources)) * mebibyte <= totalmem() / 64;
}

/**
 * How many workers a pair takes within the memory that is allowed. `beside`: what is held beside it.
 * @throws LensError `memory-budget` when not even one fits, saying what would; HeavyJob.
 */
export function planPair(
  a: SideIdentity,
  b: SideIdentity,
  names: { a: string; b: string },
  resources: Resources,
  { ofPair, ofSide }: BesideFactors = noneBeside,
): ComputePlan {
  const budget = memoryBudget(resources);
  const [p, q] = [neuronsOf(a), neuronsOf(b)];
  const samples = samplesOf(a);
  const work = samples * (p + q) * Math.min(samples, p + q);
  const wanted = work < worthwhile ? 1 : Math.max(1, Math.min(mostWorkers, resources.workers ?? defaultWorkers()));
  for (let workers = wanted; workers > 0; workers--) {
    const bytes = bytesOfPair(a, b, workers) + workers * ofLibrary(resources) + ofPair + (workers > 1 ? 2 * ofSide : 0);
    if (bytes <= budget) {
      requireLight(bytes, resources);
      return { workers, bytes };
    }
  }
  const needed = bytesOfPair(a, b, 1) + ofLibrary(resources) + ofPair;
  const fits = widestThatFits(
    (width) =>
      pairBytes(samples, width, width, 1) +
        lookingBytes(withNeurons(a, width)) +
        lookingBytes(withNeurons(b, width)) +
        ofLibrary(resources) +
        ofPair <=
      budget,
    Math.max(p, q),
    Math.floor(mostHeld / samples),
  );
  throw new LensError('memory-budget', refusal(names, samples, Math.max(p, q), { needed, fits }, budget));
}

/**
 * How many workers a matrix takes, each with pairs of its own, how many bytes of factors may be held beside them, how many sides with as many others
 * a worker may take at once, and in how many bytes it may do that. `beside`: what is held beside each pair and each side; `pairs`: how many there are, whose
 * scores are kept together.
 * @throws LensError `memory-budget` when not even one pair fits; HeavyJob.
 */
export function planMatrix(
  sides: readonly SideIdentity[],
  names: readonly string[],
  resources: Resources,
  beside = noneBeside,
  pairs = 0,
): ComputePlan & { heldBytes: number; tileEdge: number; roomBytes: number } {
  const results = pairs * resultBytes;
  const budget = Math.max(0, memoryBudget(resources) - results);
  const byWidth = sides.map((_, i) => i).sort((i, j) => neuronsOf(sides[j]!) - neuronsOf(sides[i]!));
  const [at, other = byWidth[0]!] = byWidth as [number, ...number[]];
  // Held against the budget as it is set, which a refusal names.
  const withResults = planPair(
    sides[at]!,
    sides[other]!,
    { a: names[at]!, b: names[other]! },
    { ...resources, workers: 1 },
    { ...beside, ofPair: beside.ofPair + results },
  );
  const one = { bytes: withResults.bytes - results };
  const side = sideBytes(sides[at]!) + beside.ofSide;
  const all = sides.reduce((sum, other) => sum + sideBytes(other) + beside.ofSide, 0);
  // Of several workers each keeps something between its pairs.
  const kept = keptBetween(sides);
  const bytesOf = (count: number): number => count * one.bytes + (count > 1 ? count * kept : 0);
  // Two sides for each worker, at the least, have to be at hand.
  let workers = Math.max(1, Math.min(mostWorkers, resources.workers ?? defaultWorkers()));
  while (workers > 1 && bytesOf(workers) + workers * 2 * side > budget) workers--;
  const spare = budget - bytesOf(workers);
  const tileEdge = widestTile(sides, beside, Math.min(mostTileBytes, spare / 4 / workers));
  const tile = tileEdge > 1 ? tileBytes(tileEdge, sides, beside) : 0;
  const heldBytes = Math.min(all, Math.max(2 * side, spare - workers * tile));
  const bytes = results + bytesOf(workers) + workers * tile + heldBytes;
  requireLight(bytes, resources);
  return { workers, bytes, heldBytes, tileEdge, roomBytes: one.bytes - threadBytes - ofLibrary(resources) + tile };
}

function ofLibrary({ native }: Resources): number {
  return native === undefined ? 0 : libraryBytes;
}

/** How many sides on either side of a batch of pairs fit so much memory; of few sides, so that there are batches for all workers. */
function widestTile(sides: readonly SideIdentity[], beside: BesideFactors, bytes: number): number {
  let edge = 1;
  while (edge < Math.min(mostTileEdge, Math.floor(sides.length / 4)) && tileBytes(edge + 1, sides, beside) <= bytes)
    edge++;
  return edge;
}

/**
 * Bytes that the pairs of so many of some sides with as many others take in the worker that has them: of each pair its product, in the sums, in their
 * tree and by itself; of each side blocks of its rows, and a copy of its factors and of what is held beside them.
 */
function tileBytes(edge: number, sides: readonly SideIdentity[], { ofSide }: BesideFactors): number {
  const neurons = largestOf(sides.map(neuronsOf));
  const width = neurons + 2;
  const reading = 3 * Math.min(largestBlock(neurons, false), 8 * samplesOf(sides[0]!) * neurons);
  const products = 8 * (5 * edge ** 2 * width ** 2 + 2 * edge * (2 * blockRows * width + 3 * width ** 2));
  return products + 2 * edge * (reading + ofSide);
}

/** Bytes that a worker keeps between its pairs: its code, small files as wholes, and what waits to be collected. */
function keptBetween(sides: readonly SideIdentity[]): number {
  const small = [0, ...sides.map(({ byteLength }) => byteLength).filter((bytes) => bytes <= mostWhole)];
  return Math.min(mostWaitingBytes, mostWaiting * largestOf(small)) + mostGarbage + compiledBytes;
}

/** Peak memory of a pair: its sums and factors, the rows that are computed when they are read, and a look at the samples of both sides beside each other. */
function bytesOfPair(a: SideIdentity, b: SideIdentity, workers: number): number {
  const computed = madeBytes(a) + madeBytes(b);
  const made = computed === 0 ? 0 : keptBytes + computed;
  const ofFactors = pairBytes(samplesOf(a), neuronsOf(a), neuronsOf(b), workers, [a.layout, b.layout]);
  return ofFactors + workers * made + lookingBytes(a) + lookingBytes(b);
}

/**
 * The least that sides of one number of samples take where they are compared in pairs: the widest two in one thread, and the factors of two sides at hand.
 */
export function leastBytes(sides: readonly SideIdentity[]): number {
  const [a, b] = widestTwo(sides);
  return bytesOfPair(a, b, 1) + 2 * sideBytes(a);
}

/** The widest two of some sides; the one side twice where there are no more. */
function widestTwo(sides: readonly SideIdentity[]): [SideIdentity, SideIdentity] {
  const [a, b = a] = [...sides].sort((x, y) => neuronsOf(y) - neuronsOf(x));
  return [a!, b!];
}

/** Blocks of rows that are computed from a file when they are read, and what they are made of: one sample at the least. */
function madeBytes({ address, stored, shape }: SideIdentity): number {
  if (!(address.recipe ?? address.order)) return 0;
  const from = stored?.shape ?? shape;
  const sample = 8 * (2 * elementCount(from.slice(1)) + elementCount(shape) / Math.max(1, from[0]!));
  return Math.max(2 * blockBytes, sample);
}

/** Bytes that looking at the samples of a side takes: a small side is held for it, a large one was marked. */
export function lookingBytes(side: SideIdentity): number {
  const samples = samplesOf(side);
  return lookBytes(samples, neuronsOf(side)) + (mustBeMarked(side) ? markBytes(samples) : 0);
}

/** Bytes of a side's factors: covariance, basis and directions. */
export function sideBytes(side: SideIdentity): number {
  return 8 * (3 * Math.min(neuronsOf(side), samplesOf(side)) ** 2 + 8 * neuronsOf(side));
}

/** Estimated peak memory of a pair: it grows with the squares of the widths (or of the samples of wider files), never with samples x neurons. */
export function pairBytes(
  samples: number,
  p: number,
  q: number,
  workers: number,
  layouts: readonly [SideIdentity['layout'], SideIdentity['layout']] = ['rows', 'rows'],
): number {
  // Where samples are fewer than neurons everything is samples x samples, and what is read by rows are the neurons.
  const [x, y] = [Math.min(p, samples), Math.min(q, samples)];
  const sums = (x + 2) ** 2 + (y + 2) ** 2 + (x + 2) * (y + 2);
  const blocks = 3 * blockRows * (x + y);
  // Where rows are neurons, a sample in one piece is a row in many.
  const anew = layouts.map((layout) => layout === (samples <= Math.max(p, q) ? 'inflated rows' : 'inflated columns'));
  // Each worker holds the block it computes with, the one that is being read, and the kernels' copy.
  const reading = 3 * (largestBlock(x, anew[0]!) + largestBlock(y, anew[1]!));
  // While rows are summed: sums of a few leaves in each worker. Afterwards: decompositions with vectors, at most two at a time.
  const summing = workers * (8 * (4 * sums + blocks) + reading);
  const decomposing = Math.min(workers, 2) * 8 * 10 * Math.max(x, y) ** 2;
  const held = 8 * 4 * (x * x + y * y + x * y) + 8 * (p + q) * 8 + samples;
  return workers * threadBytes + held + Math.max(summing, decomposing);
}

function refusal(
  names: { a: string; b: string },
  samples: number,
  widest: number,
  { needed, fits }: { needed: number; fits: number },
  budget: number,
): string {
  const size = `${names.a} and ${names.b} need ${memoryWords(needed, budget)}`;
  const what = samples <= widest ? 'samples or neurons' : 'neurons';
  const fewer = fits > 0 ? ` or compare at most ${fits} ${what} a side` : '';
  return `${size}: ${memoryAdvice}${fewer}.`;
}

/** The most neurons a side that fit, fewer than `widest`, which do not. What they take grows with them but for those of sides just too wide to be held, more than `held`. */
function widestThatFits(fit: (width: number) => boolean, widest: number, held: number): number {
  let [low, high] = widest <= held ? [0, widest] : fit(held + 1) ? [held + 1, widest] : [0, held + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fit(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The same samples in so many neurons. */
function withNeurons(side: SideIdentity, neurons: number): SideIdentity {
  return { ...side, shape: side.transposed ? [neurons, samplesOf(side)] : [samplesOf(side), neurons] };
}

/** A need is rounded up and a budget down, so that the sentence holds for what it says. */
function mebibytes(round: (value: number) => number, bytes: number): string {
  return round(bytes / mebibyte).toLocaleString('en-US');
}
