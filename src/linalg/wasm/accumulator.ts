import {
  elementTypes,
  widthOf,
  type Accumulator,
  type AccumulatorPlan,
  type ElementType,
  type RowBlock,
  type RowTransform,
  type Sums,
} from '../accumulator';
import { joined } from '../joined';
import { matrix, type Matrix } from '../matrix';
import { instantiate, type KernelExports } from './exports';
import type { WasmModule } from './webAssembly';

/** Rows that are packed and multiplied at a time: the inner dimension of the kernels' tiles. */
const depth = 256;
const float64 = 8;

/** Where one side's things lie in the instance's memory; pointers in bytes. */
interface SidePlace {
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

/** The accumulator on the WebAssembly kernels, in an instance and a memory of its own, which are freed with it. */
export function wasmAccumulator(module: WasmModule, plan: AccumulatorPlan): Accumulator {
  return new WasmAccumulator(instantiate(module), plan);
}

class WasmAccumulator implements Accumulator {
  readonly accepts = new Set<ElementType>(elementTypes);
  private readonly a: SidePlace;
  private readonly b: SidePlace | undefined;
  private readonly gramA: number;
  private readonly gramB: number;
  private readonly cross: number;
  private readonly triangle: number;
  private readonly joint: number;
  private readonly work: number;
  private readonly rowStatistics: number;
  private readonly mask: number;
  private free: number;
  private rawA = { at: 0, bytes: 0 };
  private rawB = { at: 0, bytes: 0 };
  /** Of the rows that are being added. */
  private weights: Float64Array | undefined;
  private rowMeans: Float64Array[] = [];
  private rowSquares: Float64Array[] = [];

  constructor(
    private readonly wasm: KernelExports,
    private readonly plan: AccumulatorPlan,
  ) {
    this.free = Math.ceil(wasm.heapBase() / 16) * 16;
    const { sums } = plan;
    this.a = this.placeSide(plan.a);
    this.b = plan.b && this.placeSide(plan.b);
    const [p, q] = [this.a.width, this.b?.width ?? 0];
    const products = sums.kind === 'products';
    this.gramA = products && sums.gramA ? this.numbers((p + 2) ** 2) : 0;
    this.gramB = products && sums.gramB ? this.numbers((q + 2) ** 2) : 0;
    this.cross = products && sums.cross ? this.numbers((p + 2) * (q + 2)) : 0;
    if (sums.kind === 'centred' && sums.of === 'products') this.gramA = this.numbers(p * p);
    const triangular = sums.kind === 'triangle' || (sums.kind === 'centred' && sums.of === 'triangle');
    this.triangle = triangular ? this.numbers((p + q) ** 2) : 0;
    this.joint = triangular ? this.numbers(depth * (p + q)) : 0;
    this.work = this.numbers(workSize(triangular ? p + q : Math.max(p, q)));
    this.rowStatistics = this.numbers(2 * depth);
    this.mask = this.allocate(depth);
    this.makeRoom();
    this.fillSide(plan.a, this.a);
    if (plan.b && this.b) this.fillSide(plan.b, this.b);
  }

  add(
    rows: number,
    blockA: RowBlock,
    blockB: RowBlock | undefined,
    mask: Uint8Array | undefined,
    weights?: Float64Array | undefined,
  ): void {
    this.rawA = this.receive(blockA, this.rawA);
    if (this.b && blockB) this.rawB = this.receive(blockB, this.rawB);
    for (let first = 0; first < rows; first += depth) {
      const count = Math.min(depth, rows - first);
      const part = mask?.subarray(first, first + count);
      if (part) this.bytes(this.mask, count).set(part);
      this.weights = weights?.subarray(first, first + count);
      this.addBlock(first, count, blockA, blockB, part ? this.mask : 0);
    }
  }

  take(which: (name: keyof Sums) => boolean = () => true): Sums {
    const { sums } = this.plan;
    const taken: Sums = {};
    const [p, q] = [this.a.width, this.b?.width ?? 0];
    if (sums.kind === 'products') {
      if (this.gramA && which('gramA')) taken.gramA = this.takeSymmetric(this.gramA, p + 2);
      if (this.gramB && which('gramB')) taken.gramB = this.takeSymmetric(this.gramB, q + 2);
      if (this.cross && which('cross')) taken.cross = this.takeMatrix(this.cross, p + 2, q + 2);
    } else {
      if (this.gramA && which('gramA')) taken.gramA = this.takeSymmetric(this.gramA, p);
      if (this.triangle && which('triangle')) taken.triangle = this.takeMatrix(this.triangle, p + q, p + q);
    }
    if (sums.kind === 'centred' && which('rowMeans')) {
      taken.rowMeans = joined(...this.rowMeans);
      taken.rowSquares = joined(...this.rowSquares);
      this.rowMeans = [];
      this.rowSquares = [];
    }
    return taken;
  }

  private addBlock(first: number, rows: number, blockA: RowBlock, blockB: RowBlock | undefined, mask: number): void {
    const { wasm, a, b, plan } = this;
    const { sums } = plan;
    if (sums.kind === 'products') {
      this.packSide(first, rows, blockA, this.rawA.at, plan.a, a, mask);
      if (b && blockB) this.packSide(first, rows, blockB, this.rawB.at, plan.b!, b, mask);
      this.addProducts(rows);
      return;
    }
    this.convert(first, rows, blockA, this.rawA.at, plan.a, a);
    if (b && blockB) this.convert(first, rows, blockB, this.rawB.at, plan.b!, b);
    if (sums.kind === 'centred') return this.addCentred(rows);
    const width = a.width + (b?.width ?? 0);
    for (const [side, at] of [[a, 0] as const, ...(b ? [[b, a.width] as const] : [])]) {
      if (mask) wasm.clearRows(side.rows, rows, side.stride, side.width, mask);
      wasm.copyRows(side.rows, side.stride, this.joint + float64 * at, width, rows, side.width);
    }
    wasm.absorbRows(this.triangle, this.joint, rows, width, this.work);
  }

  private addProducts(rows: number): void {
    const { wasm, a, b } = this;
    const [p, q] = [a.width + 2, (b?.width ?? 0) + 2];
    if (this.gramA) wasm.tiles(a.packed, a.packed, p, p, rows, this.gramA, p, true);
    if (b && this.gramB) wasm.tiles(b.packed, b.packed, q, q, rows, this.gramB, q, true);
    if (b && this.cross) wasm.tiles(a.packed, b.packed, p, q, rows, this.cross, q, false);
  }

  /** Augmented rows in panels; the plainest of them, float32 as they lie in most files, in one go. */
  private packSide(
    first: number,
    rows: number,
    block: RowBlock,
    raw: number,
    side: RowTransform,
    place: SidePlace,
    mask: number,
  ): void {
    if (block.type === 'f4' && block.columnStep === 4 && !side.columns && !side.whiten && !mask) {
      const from = raw + first * block.rowStep;
      const { factor, shift, offset, packed } = place;
      this.wasm.packFloats(from, block.rowStep, rows, side.neurons, factor, shift, offset, packed, this.rowStatistics);
      return;
    }
    this.widen(first, rows, block, raw, side, place);
    this.augment(rows, side, place, mask);
  }

  /** Rows of the file as float64, shifted and scaled, cut to the wanted columns. */
  private convert(
    first: number,
    rows: number,
    block: RowBlock,
    raw: number,
    side: RowTransform,
    place: SidePlace,
  ): void {
    this.widen(first, rows, block, raw, side, place);
    if (side.columns) this.wasm.keepColumns(place.rows, rows, place.stride, place.columns, side.columns.length);
  }

  /** Rows of the file as float64, shifted and scaled. */
  private widen(first: number, rows: number, block: RowBlock, raw: number, side: RowTransform, place: SidePlace): void {
    const { wasm } = this;
    const type = elementTypes.indexOf(block.type);
    const from = raw + first * block.rowStep;
    const { neurons } = side;
    const { factor, shift, offset, stride } = place;
    wasm.convert(type, from, block.rowStep, block.columnStep, rows, neurons, factor, shift, offset, place.rows, stride);
  }

  private augment(rows: number, { neurons, columns }: RowTransform, side: SidePlace, mask: number): void {
    const { wasm } = this;
    // Norms are summed before the columns are cut: neurons that are 0 throughout then decide no bit by being there or not.
    if (columns) wasm.clearOthers(side.rows, rows, side.stride, neurons, side.columns, columns.length);
    if (mask) wasm.clearRows(side.rows, rows, side.stride, neurons, mask);
    wasm.addOnesAndNorms(side.rows, rows, side.stride, neurons, mask);
    if (columns) wasm.keepColumns(side.rows, rows, side.stride, side.columns, columns.length + 2);
    if (side.whiten) {
      wasm.copyRows(side.rows, side.stride, side.whitened, side.width, rows, side.width);
      wasm.solveRight(side.whitened, side.whiten, rows, side.width, this.work);
      wasm.copyRows(side.whitened, side.width, side.rows, side.stride, rows, side.width);
    }
    wasm.pack(side.rows, side.width + 2, rows, 1, side.stride, 1, side.packed);
  }

  private addCentred(rows: number): void {
    const { wasm, a } = this;
    const squares = this.rowStatistics + float64 * depth;
    wasm.centreRows(a.rows, rows, a.stride, a.width, this.rowStatistics, squares);
    this.rowMeans.push(this.view(this.rowStatistics, rows).slice());
    this.rowSquares.push(this.view(squares, rows).slice());
    if (this.gramA) {
      wasm.pack(a.rows, a.width, rows, 1, a.stride, 1, a.packed);
      wasm.tiles(a.packed, a.packed, a.width, a.width, rows, this.gramA, a.width, true);
    } else {
      this.weigh(a);
      wasm.copyRows(a.rows, a.stride, this.joint, a.width, rows, a.width);
      wasm.absorbRows(this.triangle, this.joint, rows, a.width, this.work);
    }
  }

  /** Rows times their weights, where they have some. */
  private weigh({ rows, stride, width }: SidePlace): void {
    this.weights?.forEach((weight, i) => {
      const row = this.view(rows + float64 * i * stride, width);
      row.forEach((value, j) => (row[j] = weight * value));
    });
  }

  private placeSide(side: RowTransform): SidePlace {
    const { neurons, columns, whiten } = side;
    const width = widthOf(side);
    const stride = neurons + 2;
    return {
      width,
      stride,
      factor: 2 ** -side.scaleExponent,
      shift: this.numbers(neurons),
      offset: this.numbers(neurons),
      columns: columns ? this.allocate(4 * (columns.length + 2)) : 0,
      rows: this.numbers(depth * stride),
      packed: this.plan.sums.kind === 'triangle' ? 0 : this.numbers(depth * (width + 6)),
      whiten: whiten ? this.numbers(whiten.data.length) : 0,
      whitened: whiten ? this.numbers(depth * width) : 0,
    };
  }

  /** What is known of a side before its rows; of centred rows, which are neither shifted nor offset, the memory is 0 as it is. */
  private fillSide({ neurons, shift, offset, columns, whiten }: RowTransform, place: SidePlace): void {
    if (this.plan.sums.kind !== 'centred') {
      this.view(place.shift, neurons).set(shift);
      this.view(place.offset, neurons).set(offset);
    }
    // Behind the neurons of a row come its 1 and its norm.
    if (columns)
      new Int32Array(this.wasm.memory.buffer, place.columns, place.width + 2).set([...columns, neurons, neurons + 1]);
    if (whiten) this.view(place.whiten, whiten.data.length).set(whiten.data);
  }

  /** Copies a block into the memory, into the place of the last one when it fits there. */
  private receive({ bytes }: RowBlock, place: { at: number; bytes: number }): { at: number; bytes: number } {
    const held = bytes.length <= place.bytes ? place : { at: this.allocate(bytes.length), bytes: bytes.length };
    this.makeRoom();
    this.bytes(held.at, bytes.length).set(bytes);
    return held;
  }

  private takeSymmetric(at: number, size: number): Matrix {
    this.wasm.mirror(at, size);
    return this.takeMatrix(at, size, size);
  }

  private takeMatrix(at: number, rows: number, columns: number): Matrix {
    const place = this.view(at, rows * columns);
    const taken = matrix(rows, columns, place.slice());
    place.fill(0);
    return taken;
  }

  private numbers(count: number): number {
    return this.allocate(float64 * count);
  }

  /** An area that is there once room was made for it. */
  private allocate(bytes: number): number {
    const at = this.free;
    this.free = Math.ceil((at + bytes) / 16) * 16;
    return at;
  }

  /** Lets the memory grow to all that was allocated, in one step: each takes longer than a small block's sums. */
  private makeRoom(): void {
    const page = 65536;
    const missing = Math.ceil(this.free / page) - this.wasm.memory.buffer.byteLength / page;
    if (missing > 0) this.wasm.memory.grow(missing);
  }

  private view(at: number, length: number): Float64Array {
    return new Float64Array(this.wasm.memory.buffer, at, length);
  }

  private bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.wasm.memory.buffer, at, length);
  }
}

/** Elements that the kernels may use besides: of absorbRows for `depth` rows, which wants most. */
function workSize(width: number): number {
  return 2048 + 64 * (depth + width) + (depth + width + 64) * depth;
}
