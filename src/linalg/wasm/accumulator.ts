import {
  elementTypes,
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
import { addCross, productsTaken, rowsAt, type ProductsTaken, type RowProducts } from './rowProducts';
import { room, type Room } from './room';
import { depth, fillSide, nowhere, packSide, placeSide, receive, widen, type SidePlace } from './sideRows';
import type { WasmModule } from './webAssembly';

const float64 = 8;

/**
 * The accumulator on the WebAssembly kernels, in an instance and a memory of its own, which are freed with it. `others` sum up the products that they take,
 * of rows that the kernels convert.
 */
export function wasmAccumulator(module: WasmModule, plan: AccumulatorPlan, others?: RowProducts): Accumulator {
  return new WasmAccumulator(instantiate(module), plan, others);
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
  private readonly room: Room;
  private readonly otherwise: ProductsTaken;
  private rawA = nowhere;
  private rawB = nowhere;
  /** Of the rows that are being added. */
  private weights: Float64Array | undefined;
  private rowMeans: Float64Array[] = [];
  private rowSquares: Float64Array[] = [];

  constructor(
    private readonly wasm: KernelExports,
    private readonly plan: AccumulatorPlan,
    private readonly others: RowProducts | undefined,
  ) {
    this.room = room(wasm);
    const { numbers, allocate } = this.room;
    const { sums } = plan;
    this.otherwise = productsTaken(plan, others);
    const { panelsA, panelsB } = this.otherwise;
    this.a = placeSide(this.room, plan.a, panelsA);
    this.b = plan.b && placeSide(this.room, plan.b, panelsB);
    const [p, q] = [this.a.width, this.b?.width ?? 0];
    const products = sums.kind === 'products';
    this.gramA = products && sums.gramA ? numbers((p + 2) ** 2) : 0;
    this.gramB = products && sums.gramB ? numbers((q + 2) ** 2) : 0;
    this.cross = products && sums.cross ? numbers((p + 2) * (q + 2)) : 0;
    if (sums.kind === 'centred' && sums.of === 'products') this.gramA = numbers(p * p);
    const triangular = sums.kind === 'triangle' || (sums.kind === 'centred' && sums.of === 'triangle');
    this.triangle = triangular ? numbers((p + q) ** 2) : 0;
    this.joint = triangular ? numbers(depth * (p + q)) : 0;
    this.work = numbers(workSize(triangular ? p + q : Math.max(p, q)));
    this.rowStatistics = numbers(2 * depth);
    this.mask = allocate(depth);
    this.room.make();
    const centred = sums.kind === 'centred';
    fillSide(this.room, plan.a, this.a, centred);
    if (plan.b && this.b) fillSide(this.room, plan.b, this.b, centred);
  }

  add(
    rows: number,
    blockA: RowBlock,
    blockB: RowBlock | undefined,
    mask: Uint8Array | undefined,
    weights?: Float64Array | undefined,
  ): void {
    this.rawA = receive(this.room, blockA, this.rawA);
    if (this.b && blockB) this.rawB = receive(this.room, blockB, this.rawB);
    for (let first = 0; first < rows; first += depth) {
      const count = Math.min(depth, rows - first);
      const part = mask?.subarray(first, first + count);
      if (part) this.room.bytes(this.mask, count).set(part);
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
      const { rowsA, rowsB } = this.otherwise;
      const beside = { mask, norms: this.rowStatistics, work: this.work };
      const ofA = { first, rows, block: blockA, raw: this.rawA.at };
      packSide(wasm, ofA, plan.a, a, { ...beside, asRows: rowsA });
      if (b && blockB) {
        const ofB = { first, rows, block: blockB, raw: this.rawB.at };
        packSide(wasm, ofB, plan.b!, b, { ...beside, asRows: rowsB });
      }
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
    const { wasm, a, b, others, otherwise, room } = this;
    const [p, q] = [a.width + 2, (b?.width ?? 0) + 2];
    for (const [sum, side, width, taken] of [
      [this.gramA, a, p, otherwise.gramA],
      [this.gramB, b, q, otherwise.gramB],
    ] as const) {
      if (!sum || !side) continue;
      if (taken) others!.gram(rowsAt(room, side, rows), rows, width, side.stride, room.view(sum, width * width));
      else wasm.tiles(side.packed, side.packed, width, width, rows, sum, width, true);
    }
    if (!b || !this.cross) return;
    if (otherwise.cross) addCross(room, others!, a, b, rows, this.cross);
    else wasm.tiles(a.packed, b.packed, p, q, rows, this.cross, q, false);
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
    widen(this.wasm, { first, rows, block, raw }, side, place);
    if (side.columns) this.wasm.keepColumns(place.rows, rows, place.stride, place.columns, side.columns.length);
  }

  private addCentred(rows: number): void {
    const { wasm, a } = this;
    const squares = this.rowStatistics + float64 * depth;
    wasm.centreRows(a.rows, rows, a.stride, a.width, this.rowStatistics, squares);
    this.rowMeans.push(this.room.view(this.rowStatistics, rows).slice());
    this.rowSquares.push(this.room.view(squares, rows).slice());
    if (this.gramA && this.otherwise.gramA) {
      const sum = this.room.view(this.gramA, a.width ** 2);
      this.others!.gram(rowsAt(this.room, a, rows), rows, a.width, a.stride, sum);
    } else if (this.gramA) {
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
      const row = this.room.view(rows + float64 * i * stride, width);
      row.forEach((value, j) => (row[j] = weight * value));
    });
  }

  private takeSymmetric(at: number, size: number): Matrix {
    this.wasm.mirror(at, size);
    return this.takeMatrix(at, size, size);
  }

  private takeMatrix(at: number, rows: number, columns: number): Matrix {
    const place = this.room.view(at, rows * columns);
    const taken = matrix(rows, columns, place.slice());
    place.fill(0);
    return taken;
  }
}

/** Elements that the kernels may use besides: of absorbRows for `depth` rows, which wants most. */
function workSize(width: number): number {
  return 2048 + 64 * (depth + width) + (depth + width + 64) * depth;
}
