import { weightsOf, type RowBlock, type RowTransform, type Sums } from '../../linalg/accumulator';
import { kernels } from '../../linalg/activeKernels';
import { matrix, type Matrix } from '../../linalg/matrix';
import { SumTrees } from '../../linalg/mergeSums';
import { transpose } from '../../linalg/transpose';
import { leafPlan } from './leaves';
import { NonFiniteError } from '../errors';
import { sidesInOrder, type RowPasses, type SideName, type SideStart } from './rowPasses';
import { squaredRowNorms } from './prepareSide';
import { shiftedRows } from '../measures/unbiasedHsic';
import { profileOfRows } from '../samples/sampleProfile';
import { startOf, startRanges, startRows } from './startOf';

/** What float64 holds beyond dispute: nothing is known of how such values were stored. */
const exact = { a: 0, b: 0 };

/** Passes over two matrices in memory (samples x neurons, equal rows; left as they were). @param units see {@link RowPasses.units}. */
export function memoryPasses(
  A: Matrix,
  B: Matrix,
  names: Record<SideName, string>,
  units: RowPasses['units'] = exact,
): RowPasses {
  const sides = { a: A, b: B };
  return {
    samples: A.rows,
    same: A === B,
    neurons: { a: A.columns, b: B.columns },
    units,
    start: (side): Promise<SideStart> => Promise.resolve(startOf(someRows(sides[side]), undefined)),
    sum(transforms, sums): Promise<Sums> {
      const centred = sums.kind === 'centred';
      const given = sidesInOrder(sums).flatMap((side) => {
        const transform = transforms[side];
        return transform ? [{ X: centred ? transpose(sides[side]) : sides[side], transform }] : [];
      });
      return Promise.resolve(sumRows(given, sums));
    },
    largest: (side) => Promise.resolve(largestMagnitude(sides[side], names[side])),
    norms: (side, transform) => Promise.resolve(squaredRowNorms(shiftedRows(sides[side], transform))),
    profile: (side, mean, scaleExponent) => Promise.resolve(profileOfRows(sides[side], mean, scaleExponent)),
    rows: (side, places) => Promise.resolve(keptRows(sides[side], places)),
    without(places) {
      const out = new Set(places);
      const kept = Array.from({ length: A.rows }, (_, i) => i).filter((i) => !out.has(i));
      const rest = keptRows(A, kept);
      return memoryPasses(rest, A === B ? rest : keptRows(B, kept), names);
    },
    read: (side) => Promise.resolve(sides[side]),
  };
}

function sumRows(given: { X: Matrix; transform: RowTransform }[], sums: Parameters<RowPasses['sum']>[1]): Sums {
  const [a, b] = given;
  const { rows } = a!.X;
  const adder = kernels().accumulator({ a: a!.transform, b: b?.transform, sums });
  const { cuts, lengths } = leafPlan(rows, a!.transform, b?.transform, sums);
  const trees = new SumTrees(lengths);
  for (let leaf = 1; leaf < cuts.length; leaf++) {
    const [from, to] = [cuts[leaf - 1]!, cuts[leaf]!];
    const blocks = [blockOf(a!.X, from, to), b && blockOf(b.X, from, to)] as const;
    adder.add(to - from, ...blocks, undefined, weightsOf(sums, from, to));
    trees.endLeaf(leaf, leaf === cuts.length - 1, (which) => adder.take(which));
  }
  return trees.total();
}

function blockOf({ columns, data }: Matrix, from: number, to: number): RowBlock {
  const part = data.subarray(from * columns, to * columns);
  const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  return { bytes, type: 'f8', rowStep: 8 * columns, columnStep: 8 };
}

function keptRows({ columns, data }: Matrix, places: readonly number[]): Matrix {
  const kept = matrix(places.length, columns);
  places.forEach((i, at) => kept.data.set(data.subarray(i * columns, (i + 1) * columns), at * columns));
  return kept;
}

function someRows(X: Matrix): Matrix {
  const ranges = startRanges(X.rows, Math.min(X.rows, startRows));
  const parts = ranges.map(([from, to]) => X.data.subarray(from * X.columns, to * X.columns));
  const rows = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  const some = matrix(rows, X.columns);
  let at = 0;
  for (const part of parts) {
    some.data.set(part, at);
    at += part.length;
  }
  return some;
}

function largestMagnitude({ columns, data }: Matrix, name: string): number {
  let largest = 0;
  let count = 0;
  let first = -1;
  for (let at = 0; at < data.length; at++) {
    const value = data[at]!;
    if (value - value !== 0) {
      if (first < 0) first = at;
      count++;
    } else largest = Math.max(largest, Math.abs(value));
  }
  if (count > 0) {
    throw new NonFiniteError(name, count, `sample ${Math.floor(first / columns)}, neuron ${first % columns}`);
  }
  return largest;
}
