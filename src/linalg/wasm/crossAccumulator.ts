import { elementTypes, widthOf, type CrossAccumulator, type CrossPlan } from '../accumulator';
import { matrix } from '../matrix';
import { instantiate } from './exports';
import { room } from './room';
import { addCross, type RowProducts } from './rowProducts';
import { augmented, depth, fillSide, nowhere, packSide, placeSide, receive } from './sideRows';
import type { WasmModule } from './webAssembly';

/** Elements of scratch that packing takes, whose rows are not whitened here. */
const none = 0;

/**
 * Products across many sides on the WebAssembly kernels, in an instance of its own: every block of rows is converted and packed once, whatever the
 * number of pairs that its side is in. `others` as accumulators have them.
 */
export function wasmCrossAccumulator(
  module: WasmModule,
  { sides, pairs }: CrossPlan,
  others?: RowProducts,
): CrossAccumulator {
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
  sides.forEach((side, at) => fillSide(space, side, places[at]!, false));
  const raws = sides.map(() => nowhere);

  return {
    accepts: new Set(elementTypes),
    add(rows, blocks, mask) {
      blocks.forEach((block, at) => (raws[at] = receive(space, block, raws[at]!)));
      for (let first = 0; first < rows; first += depth) {
        const count = Math.min(depth, rows - first);
        const part = mask?.subarray(first, first + count);
        if (part) space.bytes(masked, count).set(part);
        const beside = { mask: part ? masked : 0, norms, work: none };
        blocks.forEach((block, at) => {
          packSide(wasm, { first, rows: count, block, raw: raws[at]!.at }, sides[at]!, places[at]!, {
            ...beside,
            asRows: asRows[at],
          });
        });
        pairs.forEach(([i, j], at) => {
          const [p, q] = [widths[i]!, widths[j]!];
          if (taken[at]) addCross(space, others!, places[i]!, places[j]!, count, sums[at]!);
          else wasm.tiles(places[i]!.packed, places[j]!.packed, p, q, count, sums[at]!, q, false);
        });
      }
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
