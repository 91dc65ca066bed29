import { elementTypes, widthOf, type RowBlock, type RowTransform } from '../accumulator';
import type { KernelExports } from './exports';
import type { Room } from './room';

/** Rows that are packed and multiplied at a time: the inner dimension of the kernels' tiles. */
export const depth = 256;
/** Behind the neurons of an augmented row come its 1 and its norm. */
export const augmented = 2;

/** Where one side's things lie in the instance's memory; pointers in bytes. */
export interface SidePlace {
  width: number;
  /** Row stride of `rows`, in elements. */
  stride: number;
  factor: number;
  shift: number;
  offset: number;
  columns: number;
  rows: number;
  packed: number;
  whiten: number;
  whitened: number;
}

/** A block of rows in the memory, which the next one takes the place of where it fits there. */
export interface RawPlace {
  at: number;
  bytes: number;
}

/** A block that is nowhere yet. */
export const nowhere: RawPlace = { at: 0, bytes: 0 };

/** Allocates a side's areas; `packs`: whether its rows are to be packed in panels; `rows`: where those are, if they have a place already. */
export function placeSide({ numbers, allocate }: Room, side: RowTransform, packs = true, rows?: number): SidePlace {
  const { neurons, columns, whiten } = side;
  const width = widthOf(side);
  const stride = neurons + augmented;
  return {
    width,
    stride,
    factor: 2 ** -side.scaleExponent,
    shift: numbers(neurons),
    offset: numbers(neurons),
    columns: columns ? allocate(4 * (columns.length + augmented)) : 0,
    rows: rows ?? numbers(depth * stride),
    packed: packs ? numbers(depth * (width + 6)) : 0,
    whiten: whiten ? numbers(whiten.data.length) : 0,
    whitened: whiten ? numbers(depth * width) : 0,
  };
}

/** Writes what is known of a side before its rows; not of `centred` ones, which are neither shifted nor offset: for them the memory is 0 as it is. */
export function fillSide(
  { view, bytes }: Room,
  { neurons, shift, offset, columns, whiten }: RowTransform,
  place: SidePlace,
  centred: boolean,
): void {
  if (!centred) {
    view(place.shift, neurons).set(shift);
    view(place.offset, neurons).set(offset);
  }
  if (columns) {
    const kept = Int32Array.from([...columns, neurons, neurons + 1]);
    bytes(place.columns, kept.byteLength).set(new Uint8Array(kept.buffer));
  }
  if (whiten) view(place.whiten, whiten.data.length).set(whiten.data);
}

/** Copies a block into the memory, into the place of the last one when it fits there. */
export function receive({ allocate, make, bytes: area }: Room, { bytes }: RowBlock, place: RawPlace): RawPlace {
  const held = bytes.length <= place.bytes ? place : { at: allocate(bytes.length), bytes: bytes.length };
  make();
  area(held.at, bytes.length).set(bytes);
  return held;
}

/** Rows of a block at `raw`, from `first` on, as float64, shifted and scaled, at the side's `rows`. */
export function widen(
  wasm: KernelExports,
  { first, rows, block, raw }: BlockRows,
  { neurons }: RowTransform,
  { factor, shift, offset, stride, rows: out }: SidePlace,
): void {
  const from = raw + first * block.rowStep;
  const type = elementTypes.indexOf(block.type);
  wasm.convert(type, from, block.rowStep, block.columnStep, rows, neurons, factor, shift, offset, out, stride);
}

/** Some rows of a block that was copied to `raw`. */
export interface BlockRows {
  first: number;
  rows: number;
  block: RowBlock;
  raw: number;
}

/**
 * What packing may use besides: address of one byte a row, 0 for no mask; of 2 * `depth` float64; of what solveRight takes for as many rows. `asRows`:
 * whether the augmented rows themselves are wanted.
 */
export interface PackingRoom {
  mask: number;
  norms: number;
  work: number;
  asRows?: boolean | undefined;
}

/** Augmented rows in panels at the side's `packed`, where it has that, and at its `rows` where they are wanted; the plainest of panels, of float32 as they lie in most files, in one go. */
export function packSide(
  wasm: KernelExports,
  part: BlockRows,
  side: RowTransform,
  place: SidePlace,
  { mask, norms, work, asRows = false }: PackingRoom,
): void {
  const { first, rows, block, raw } = part;
  const { neurons, columns } = side;
  if (block.type === 'f4' && block.columnStep === 4 && !columns && !side.whiten && !mask && !asRows) {
    const { factor, shift, offset, packed } = place;
    const from = raw + first * block.rowStep;
    wasm.packFloats(from, block.rowStep, rows, neurons, factor, shift, offset, packed, norms);
    return;
  }
  widen(wasm, part, side, place);
  // Norms are summed before the columns are cut: neurons that are 0 throughout then decide no bit by being there or not.
  if (columns) wasm.clearOthers(place.rows, rows, place.stride, neurons, place.columns, columns.length);
  if (mask) wasm.clearRows(place.rows, rows, place.stride, neurons, mask);
  wasm.addOnesAndNorms(place.rows, rows, place.stride, neurons, mask);
  if (columns) wasm.keepColumns(place.rows, rows, place.stride, place.columns, columns.length + augmented);
  if (side.whiten) {
    wasm.copyRows(place.rows, place.stride, place.whitened, place.width, rows, place.width);
    wasm.solveRight(place.whitened, place.whiten, rows, place.width, work);
    wasm.copyRows(place.whitened, place.width, place.rows, place.stride, rows, place.width);
  }
  if (place.packed) wasm.pack(place.rows, place.width + augmented, rows, 1, place.stride, 1, place.packed);
}
