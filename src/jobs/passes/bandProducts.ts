import { gramianProducts, gramianScratch, sampleNorms } from '../../linalg/gramianProducts';
import { multiplyByTranspose } from '../../linalg/gram';
import { matrix, type Matrix } from '../../linalg/matrix';
import { widthOf } from '../../linalg/accumulator';
import { blockSamples } from '../../similarity/routes/gramianBands';
import { inParallel } from '../inParallel';
import { samplesOf } from './filePair';
import { readBuffers, rowReader, type ReadBuffers } from './rowReader';
import { openUnchanged, type PassSide } from './runPass';

/** Bands of the Gramians of many sides of one number of rows. */
export interface BandSpec {
  sides: readonly PassSide[];
  /** One byte for each row of the files, 0 for rows that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
  /** Where the rows of each begin and end, in their order; see gramianBands. */
  bands: readonly (readonly [from: number, to: number])[];
  /** Bytes that rows may take while they are at hand, and what they are multiplied in. */
  bytes: number;
}

/** What a band adds to the sums of each two sides, L x L. */
export interface BandProducts {
  /** To ||X'Y||^2 of the centred sides in their units. */
  across: Matrix;
  /** To the sum over samples of the products of their squared norms. */
  norms: Matrix;
}

/** Files that are read beside each other. */
const filesAtOnce = 8;

/** Samples of every side, by blocks: neurons x samples each. */
type Rows = Matrix[][];

/** What bands are multiplied from: rows of all sides from `from` on and before `to`, which are read once where memory holds all. */
interface Band {
  count: number;
  samples: number;
  /** Rows of the band, and right of it, that are at hand at a time. */
  height: number;
  width: number;
  rowsIn(place: Place, from: number, to: number): Rows | Promise<Rows>;
}

/** Two portions of rows are at hand at a time: those of the band, and those right of them. */
type Place = 'own' | 'right';

/**
 * The part of each band that is on and right of the diagonal, of the Gramians of all sides multiplied with each other: what lies across it counts for its mirror
 * image as well. The sums of each row of blocks are by themselves and then added in their order: how many rows are at hand decides no bit. `tell` hears
 * of what share of all bands is done. @throws FileChangedError and the errors of reading.
 */
export async function bandProducts(
  { sides, mask, bands, bytes }: BandSpec,
  tell: (share: number) => void,
): Promise<BandProducts[]> {
  const samples = samplesOf(sides[0]!.identity);
  const first = bands[0]![0];
  const portion = rowsAtHand(sides, bytes, samples - first);
  const shelf = rowShelf(sides, mask);
  const held = portion >= samples - first ? await shelf('own', first, samples) : undefined;
  const rowsIn = (place: Place, from: number, to: number): Rows | Promise<Rows> =>
    held ? held.slice((from - first) / blockSamples, Math.ceil((to - first) / blockSamples)) : shelf(place, from, to);
  const [height, width] = held ? [blockSamples, samples] : [portion, portion];
  const from = { count: sides.length, samples, height, width, rowsIn };
  const found: BandProducts[] = [];
  for (const band of bands) found.push(await productsOfBand(band, from, (share) => tell(share / bands.length)));
  return found;
}

async function productsOfBand(
  [from, to]: readonly [number, number],
  { count, samples, height, width, rowsIn }: Band,
  tell: (share: number) => void,
): Promise<BandProducts> {
  const band: BandProducts = { across: matrix(count, count), norms: matrix(count, count) };
  const scratch = gramianScratch(count, blockSamples ** 2);
  for (let top = from; top < to; top += height) {
    const own = await rowsIn('own', top, Math.min(to, top + height));
    const sums = own.map(() => new Float64Array(count ** 2));
    for (let left = top; left < samples; left += width) {
      const columns = await rowsIn('right', left, Math.min(samples, left + width));
      sums.forEach((sum, i) => {
        for (let j = left === top ? i : 0; j < columns.length; j++) {
          const weight = left === top && i === j ? 1 : 2;
          add(sum, gramianProducts(own[i]!, columns[j]!, scratch).data, weight);
        }
      });
    }
    sums.forEach((sum, i) => {
      add(band.across.data, sum, 1);
      add(band.norms.data, multiplyByTranspose(sampleNorms(own[i]!)).data, 1);
    });
    tell((Math.min(to, top + height) - top) / (to - from));
  }
  return band;
}

/** Rows that fit: all that a band takes, or whole blocks in two portions, of the band itself and of what lies right of it. */
function rowsAtHand(sides: readonly PassSide[], bytes: number, all: number): number {
  const width = sides.reduce((sum, { transform }) => sum + widthOf(transform), 0);
  const scratch = 8 * sides.length * (blockSamples ** 2 + 4 * sides.length);
  if (8 * width * all <= bytes - scratch) return all;
  const ofBlock = 8 * (2 * width * blockSamples + sides.length ** 2);
  return blockSamples * Math.max(1, Math.floor((bytes - scratch) / ofBlock));
}

/** Reads rows into memory that is taken once for each place, and overwritten by the next rows there: left to be collected, it would come to many times as much. */
function rowShelf(
  sides: readonly PassSide[],
  mask: Uint8Array | undefined,
): (place: Place, from: number, to: number) => Promise<Rows> {
  const widths = sides.map(({ transform }) => widthOf(transform));
  const all = widths.reduce((sum, width) => sum + width, 0);
  const memory = { own: new Float64Array(0), right: new Float64Array(0) };
  const idle: ReadBuffers[] = [];

  return async (place, from, to) => {
    const elements = all * (to - from);
    if (memory[place].length < elements) memory[place] = new Float64Array(elements);
    // Rows that are left out are 0, and add nothing.
    else if (mask) memory[place].fill(0);
    const data = memory[place];
    let at = 0;
    const blocks: Rows = Array.from({ length: Math.ceil((to - from) / blockSamples) }, (_, i) => {
      const count = Math.min(blockSamples, to - from - i * blockSamples);
      return widths.map((width) => matrix(width, count, data.subarray(at, (at += width * count))));
    });
    // A few at a time: there may be more files than a program can have open.
    await inParallel(sides, filesAtOnce, async (side, which) => {
      const buffers = idle.pop() ?? readBuffers();
      const own = blocks.map((block) => block[which]!);
      await readSide(side, mask, from, to, own, buffers);
      idle.push(buffers);
    });
    return blocks;
  };
}

/** Fills the blocks of a side, neurons x samples each. */
async function readSide(
  { identity, alongSecondAxis, transform }: PassSide,
  mask: Uint8Array | undefined,
  from: number,
  to: number,
  blocks: readonly Matrix[],
  buffers: ReadBuffers,
): Promise<void> {
  const { neurons, scaleExponent, shift, offset, columns } = transform;
  const factor = 2 ** -scaleExponent;
  const kept = columns ?? Int32Array.from({ length: neurons }, (_, j) => j);
  const array = await openUnchanged(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis }, new Set(['f8', 'f4']), buffers);
    for (let first = from; first < to; first += reader.rowsAtOnce) {
      const end = Math.min(to, first + reader.rowsAtOnce);
      const { bytes, type, rowStep, columnStep } = await reader.read(first, end);
      const [size, Values] = type === 'f4' ? ([4, Float32Array] as const) : ([8, Float64Array] as const);
      const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
      const buffer = aligned.buffer as ArrayBuffer;
      const values = new Values(buffer, aligned.byteOffset, aligned.length / size);
      const [ofRow, ofColumn] = [rowStep / size, columnStep / size];
      for (let row = first; row < end; row++) {
        if (mask?.[row] === 0) continue;
        const { columns: width, data } = blocks[Math.floor((row - from) / blockSamples)]!;
        const at = (row - from) % blockSamples;
        const start = (row - first) * ofRow;
        for (let k = 0; k < kept.length; k++) {
          const j = kept[k]!;
          data[k * width + at] = values[start + j * ofColumn]! * factor - shift[j]! - offset[j]!;
        }
      }
    }
    await array.prove();
  } finally {
    await array.close();
  }
}

function add(sum: Float64Array, values: Float64Array, weight: number): void {
  for (let at = 0; at < sum.length; at++) sum[at]! += weight * values[at]!;
}
