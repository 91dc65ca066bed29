import { widthOf, type AccumulatorPlan } from '../accumulator';
import type { Room } from './room';
import { augmented, type SidePlace } from './sideRows';

/** Products of rows that something else than the WebAssembly kernels sums up; rows lie `stride` elements apart. */
export interface RowProducts {
  /** Whether it takes products whose shortest side has so many neurons. */
  takes(neurons: number): boolean;
  /** Adds A'A to the upper triangle of C (width x width). */
  gram(A: Float64Array, rows: number, width: number, stride: number, C: Float64Array): void;
  /** Adds A'B to C (p x q). */
  cross(
    A: Float64Array,
    p: number,
    strideA: number,
    B: Float64Array,
    q: number,
    strideB: number,
    rows: number,
    C: Float64Array,
  ): void;
}

/** Which sums of a plan something else takes, and so as what rows are wanted: each sum is decided by its own sides, so that it has the bits that it has alone. */
export interface ProductsTaken {
  gramA: boolean;
  gramB: boolean;
  cross: boolean;
  rowsA: boolean;
  rowsB: boolean;
  panelsA: boolean;
  panelsB: boolean;
}

/** What of a plan is taken by `others`. */
export function productsTaken({ a, b, sums }: AccumulatorPlan, others: RowProducts | undefined): ProductsTaken {
  const [p, q] = [widthOf(a), b ? widthOf(b) : 0];
  const takes = (neurons: number): boolean => others?.takes(neurons) ?? false;
  const taken = { gramA: takes(p), gramB: takes(q), cross: takes(Math.min(p, q)) };
  if (sums.kind === 'triangle') return { ...taken, rowsA: false, rowsB: false, panelsA: false, panelsB: false };
  if (sums.kind === 'centred') {
    return { ...taken, rowsA: false, rowsB: false, panelsA: !taken.gramA, panelsB: false };
  }
  const { gramA, gramB, cross } = sums;
  return {
    ...taken,
    rowsA: (gramA && taken.gramA) || (cross && taken.cross),
    rowsB: (gramB && taken.gramB) || (cross && taken.cross),
    panelsA: (gramA && !taken.gramA) || (cross && !taken.cross),
    panelsB: (gramB && !taken.gramB) || (cross && !taken.cross),
  };
}

/** A side's rows where they were converted to. */
export function rowsAt({ view }: Room, { rows: at, stride }: SidePlace, rows: number): Float64Array {
  return view(at, rows * stride);
}

/** Adds the products of augmented rows of two sides to the sum at an address. */
export function addCross(room: Room, others: RowProducts, a: SidePlace, b: SidePlace, rows: number, sum: number): void {
  const [p, q] = [a.width + augmented, b.width + augmented];
  const [A, B] = [rowsAt(room, a, rows), rowsAt(room, b, rows)];
  others.cross(A, p, a.stride, B, q, b.stride, rows, room.view(sum, p * q));
}
