import { matrix } from '../../linalg/matrix';
import type { RowBlock } from '../../linalg/accumulator';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { KeptRows } from '../../similarity/rows/keptRows';
import { rowsOfBlock, takeRows } from '../../similarity/rows/takeRows';
import { exponentOf, powerSteps, timesPowerOfTwo } from '../../similarity/routes/powerOfTwo';
import type { SideStart } from '../../similarity/routes/rowPasses';
import type { OpenedArray, Stretches } from '../arrays/openArray';
import { mustBeMarked } from '../passes/filePasses';
import { readBlocks } from '../passes/readBlocks';
import { rowMarker, type RowMarks } from '../passes/rowMarks';
import { rowReader, type RowReader } from '../passes/rowReader';
import { openUnchanged } from '../passes/runPass';
import type { Stretch } from './stretchOf';

/** Some rows of a pair to be summed up; of one and the same side side b is absent. */
export interface StretchSpec extends Stretch {
  sides: { identity: SideIdentity; start: SideStart }[];
  /** One byte for each of these rows, 0 for those that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
  /** Whether both sides may hold the same values, which is then told. */
  alike: boolean;
}

/** Values of a side that are not finite, and the first of them, by its row in the pair. */
export interface NonFinite {
  count: number;
  first?: { row: number; neuron: number };
}

/** What some rows of a pair come to. By side: what was marked, what is not finite, and what was read of its files. */
export interface StretchSums {
  kept: KeptRows;
  marks: (RowMarks | undefined)[];
  nonFinite: NonFinite[];
  stretches: Stretches[];
  /** Whether both sides hold the same values there, as far as that was looked for. */
  alike: boolean;
}

/**
 * Sums some rows of a pair up, reading them once, the next ones while the last are computed with. Rows with a value that is not finite are not summed:
 * whoever asks is told. `onRows` hears of rows that are done.
 * @throws FileChangedError when a file is no longer what it was; the errors of openArray and of reading.
 */
export async function sumStretch(spec: StretchSpec, onRows: (rows: number) => void): Promise<StretchSums> {
  const exponents = spec.sides.map(({ start }) => start.scaleExponent);
  const found = await sumIn(spec, exponents, onRows);
  const { norms } = found.sums.kept.moments;
  // The units are a guess from some rows of the file: where these are far off, squares of squares overflow or vanish.
  const fits = [norms.aa, norms.bb].map((sum, at) => Number.isFinite(sum) && (sum > 0 || !(found.varied[at] ?? false)));
  if (fits.every(Boolean)) return found.sums;
  const own = exponents.map((exponent, at) => (fits[at]! ? exponent : exponentOf(found.largest[at]!)));
  return (await sumIn(spec, own, () => undefined)).sums;
}

interface Found {
  sums: StretchSums;
  /** By side: the largest magnitude, and whether any row lies apart from the shift. */
  largest: number[];
  varied: boolean[];
}

async function sumIn(spec: StretchSpec, exponents: number[], onRows: (rows: number) => void): Promise<Found> {
  const { sides, from, to, mask } = spec;
  const opened: OpenedArray[] = [];
  try {
    for (const { identity } of sides) opened.push(await openUnchanged(identity));
    const readers = sides.map(({ identity }, at) =>
      rowReader(opened[at]!, { alongSecondAxis: identity.transposed }, new Set(['f8'])),
    );
    const gatherers = gatherersOf(spec, readers, exponents);
    const columns = readers.reduce((sum, { width }) => sum + width, 0);
    const shift = new Float64Array(columns);
    for (const gatherer of gatherers) shift.set(gatherer.shift, gatherer.column);
    const taker = takeRows(
      { scaleExponents: [exponents[0]!, exponents[1] ?? exponents[0]!], shift },
      readers[0]!.width,
    );
    const Z = matrix(Math.min(rowsOfBlock(columns), Math.max(1, to - from)), columns);
    const places = new Float64Array(Z.rows);
    const markers = sides.map(({ identity }, at) =>
      mustBeMarked(identity) ? rowMarker(readers[at]!.rows, readers[at]!.width) : undefined,
    );
    let filled = 0;
    let alike = spec.alike;
    const flush = (): void => {
      if (filled > 0) taker.add(matrix(filled, columns, Z.data.subarray(0, filled * columns)), places.slice(0, filled));
      filled = 0;
    };
    for await (const { blocks, from: first, to: end } of readBlocks(readers, [from, to])) {
      const kept = mask?.subarray(first - from, end - from);
      blocks.forEach((block, side) => markers[side]?.add(first, end - first, block, kept));
      const values = blocks.map(valuesOf);
      alike &&= equalBlocks(blocks, values, end - first, readers[0]!.width);
      for (let i = 0; i < end - first; i++) {
        if (kept && kept[i] === 0) continue;
        let finite = true;
        for (const [side, gatherer] of gatherers.entries())
          finite = gatherer.take(blocks[side]!, values[side]!, i, first + i, Z.data, filled * columns) && finite;
        if (finite) places[filled++] = first + i;
        if (filled === Z.rows) flush();
      }
      onRows(end - first);
    }
    flush();
    const sums: StretchSums = {
      kept: taker.kept(),
      marks: markers.map((marker) => marker?.take()),
      nonFinite: gatherers.map((gatherer) => gatherer.nonFinite),
      stretches: opened.map((array) => array.stretches()),
      alike,
    };
    return { sums, largest: gatherers.map(({ largest }) => largest), varied: gatherers.map(({ varied }) => varied) };
  } finally {
    await Promise.all(opened.map((array) => array.close()));
  }
}

/** Takes the rows of a side into its columns of a block, in units of a power of two and less its shift, and looks for values that are not finite. */
interface Gatherer {
  column: number;
  shift: Float64Array;
  nonFinite: NonFinite;
  largest: number;
  varied: boolean;
  /** Row i of a block, `row` of the pair, to `at` on; whether all of it is finite. */
  take(block: RowBlock, values: Float64Array, i: number, row: number, into: Float64Array, at: number): boolean;
}

function gatherersOf({ sides }: StretchSpec, readers: readonly RowReader[], exponents: readonly number[]): Gatherer[] {
  let column = 0;
  return sides.map(({ start }, side) => {
    const { width } = readers[side]!;
    const shift = start.shift.map((value) => timesPowerOfTwo(value, start.scaleExponent - exponents[side]!));
    const gatherer = gathererOf(column, shift, exponents[side]!);
    column += width;
    return gatherer;
  });
}

function gathererOf(column: number, shift: Float64Array, exponent: number): Gatherer {
  const [first, second] = powerSteps(-exponent);
  const gatherer: Gatherer = {
    column,
    shift,
    nonFinite: { count: 0 },
    largest: 0,
    varied: false,
    take({ rowStep, columnStep }, values, i, row, into, start) {
      const [step, width] = [columnStep / 8, shift.length];
      let place = (i * rowStep) / 8;
      let at = start + column;
      let [check, least, most, apart] = [0, 0, 0, 0];
      for (let j = 0; j < width; j++, place += step) {
        const value = values[place]!;
        const z = value * first * second - shift[j]!;
        into[at++] = z;
        check += 0 * value;
        if (value < least) least = value;
        if (value > most) most = value;
        if (z !== 0) apart = 1;
      }
      if (check === 0) {
        gatherer.largest = Math.max(gatherer.largest, most, -least);
        gatherer.varied ||= apart === 1;
        return true;
      }
      for (let j = 0; j < width; j++) {
        const value = values[(i * rowStep) / 8 + j * step]!;
        if (value - value === 0) continue;
        gatherer.nonFinite.count++;
        gatherer.nonFinite.first ??= { row, neuron: j };
      }
      return false;
    },
  };
  return gatherer;
}

/** The float64 values of a block as a reader yields it, which begin where its buffer does. */
function valuesOf({ bytes }: RowBlock): Float64Array {
  return bytes.byteOffset % 8 === 0
    ? new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
    : new Float64Array(bytes.slice().buffer);
}

function equalBlocks(
  blocks: readonly RowBlock[],
  values: readonly Float64Array[],
  rows: number,
  width: number,
): boolean {
  const [x, y] = blocks;
  if (!x || !y) return true;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < width; j++) {
      const one = values[0]![(i * x.rowStep + j * x.columnStep) / 8];
      if (!Object.is(one, values[1]![(i * y.rowStep + j * y.columnStep) / 8])) return false;
    }
  return true;
}
