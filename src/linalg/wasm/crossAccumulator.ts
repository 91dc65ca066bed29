import { elementTypes, widthOf, type CrossAccumulator, type CrossPlan, type RowBlock } from '../accumulator';
import { matrix } from '../matrix';
import { crossGrid, type CrossGrid } from './crossGrid';
import { instantiate } from './exports';
import { room } from './room';
import { addCross, type RowProducts } from './rowProducts';
import { augmented, depth, fillSide, nowhere, packSide, placeSide, receive, type SidePlace } from './sideRows';
import type { WasmModule } from './webAssembly';

/** Elements of scratch that packing takes, whose rows are not whitened here. */
const none = 0;
const float64 = 8;

/**
 * Products across many sides: by the WebAssembly kernels pair by pair; where `others` take all of them, and they are most of a grid, all as one product, whose
 * last digits may be others than those of a pair by itself.
 */
export function wasmCrossAccumulator(module: WasmModule, plan: CrossPlan, others?: RowProducts): CrossAccumulator {
  const { sides, pairs } = plan;
  const grid = others && sides.every((side) => others.takes(widthOf(side))) ? crossGrid(plan) : undefined;
  return grid ? gridAccumulator(module, { sides, pairs, grid }, others!) : pairAccumulator(module, plan, others);
}

/** All products as one: rows of all sides lie beside each other, in the order of the grid. */
function gridAccumulator(
  module: WasmModule,
  { sides, pairs, grid }: CrossPlan & { grid: CrossGrid },
  others: RowProducts,
): CrossAccumulator {
  const wasm = instantiate(module);
  const space = room(wasm);
  // Of a side that is cut to some columns its whole width is there, and what is behind them is passed over.
  const starts = new Map<number, number>();
  let stride = 0;
  for (const side of grid.order) {
    starts.set(side, stride);
    stride += sides[side]!.neurons + augmented;
  }
  const endOf = (count: number): number => (count === grid.order.length ? stride : starts.get(grid.order[count]!)!);
  const [p, second] = [endOf(grid.firsts), endOf(grid.seconds)];
  const q = stride - second;
  const joint = space.numbers(depth * stride);
  const places = sides.map((side, at): SidePlace => ({
    ...placeSide(space, side, false, joint + float64 * starts.get(at)!),
    stride,
  }));
  const sum = space.numbers(p * q);
  const masked = space.allocate(depth);
  space.make();
  const packed = packer({ wasm, space, sides, places, masked, norms: none, asRows: () => true });

  return {
    accepts: new Set(elementTypes),
    add(rows, blocks, mask) {
      packed.add(rows, blocks, mask, (count) => {
        const all = space.view(joint, count * stride);
        others.cross(all, p, stride, all.subarray(second), q, stride, count, space.view(sum, p * q));
      });
    },
    take(pair) {
      const [i, j] = pairs[pair]!;
      const [a, b] = [places[i]!, places[j]!];
      const taken = matrix(a.width + augmented, b.width + augmented);
      const from = starts.get(i)! * q + starts.get(j)! - second;
      for (let row = 0; row < taken.rows; row++) {
        const part = space.view(sum + float64 * (from + row * q), taken.columns);
        taken.data.set(part, row * taken.columns);
        part.fill(0);
      }
      return taken;
    },
  };
}

/**
 * Products across many sides on the WebAssembly kernels, in an instance of its own: every block of rows is converted and packed once, whatever the
 * number of pairs that its side is in. `others` as accumulators have them.
 */
function pairAccumulator(module: WasmModule, { sides, pairs }: CrossPlan, others?: RowProducts): CrossAccumulator {
  const wasm = instantiate(module);
  const space = room(wasm);
  const taken = pairs.map(([i, j]) => others?.takes(Math.min(widthOf(sides[i]!), widthOf(sides[j]!))) ?? false);
  const within = (side: number, otherwise: boolean) =>
    pairs.some((pair, at) => pair.includes(side) && taken[at] === otherwise);
  const places = sides.map((side, at) => placeSide(space, side, within(at, false)));
  const asRows = sides.map((_, at) => within(at, true));
  const widths = places.map(({ width }) => width + augmented);
  const sums = pairs.map(([i, j]) => space.numbers(widths[i]! * widths[j]!));
  const norms = space.numbers(2 * depth);
  const masked = space.allocate(depth);
  space.make();
  const packed = packer({ wasm, space, sides, places, masked, norms, asRows: (at) => asRows[at]! });

  return {
    accepts: new Set(elementTypes),
    add(rows, blocks, mask) {
      packed.add(rows, blocks, mask, (count) => {
        pairs.forEach(([i, j], at) => {
          const [p, q] = [widths[i]!, widths[j]!];
          if (taken[at]) addCross(space, others!, places[i]!, places[j]!, count, sums[at]!);
          else wasm.tiles(places[i]!.packed, places[j]!.packed, p, q, count, sums[at]!, q, false);
        });
      });
    },
    take(pair) {
      const [i, j] = pairs[pair]!;
      const sum = space.view(sums[pair]!, widths[i]! * widths[j]!);
      const taken = matrix(widths[i]!, widths[j]!, sum.slice());
      sum.fill(0);
      return taken;
    },
  };
}

/** Where rows of many sides are packed, and how. */
interface Packing {
  wasm: ReturnType<typeof instantiate>;
  space: ReturnType<typeof room>;
  sides: CrossPlan['sides'];
  places: readonly SidePlace[];
  /** Room for the mask of a block, and for norms of rows. */
  masked: number;
  norms: number;
  /** Whether a side's rows are to lie as they are, too. */
  asRows(side: number): boolean;
}

/** Converts and packs the rows of blocks of all sides, a part of them at a time: `multiply` hears how many lie packed. */
function packer({ wasm, space, sides, places, masked, norms, asRows }: Packing) {
  sides.forEach((side, at) => fillSide(space, side, places[at]!, false));
  const raws = sides.map(() => nowhere);
  return {
    add(
      rows: number,
      blocks: readonly RowBlock[],
      mask: Uint8Array | undefined,
      multiply: (count: number) => void,
    ): void {
      blocks.forEach((block, at) => (raws[at] = receive(space, block, raws[at]!)));
      for (let first = 0; first < rows; first += depth) {
        const count = Math.min(depth, rows - first);
        const part = mask?.subarray(first, first + count);
        if (part) space.bytes(masked, count).set(part);
        blocks.forEach((block, at) => {
          const read = { first, rows: count, block, raw: raws[at]!.at };
          const beside = { mask: part ? masked : 0, norms, work: none, asRows: asRows(at) };
          packSide(wasm, read, sides[at]!, places[at]!, beside);
        });
        multiply(count);
      }
    },
  };
}
