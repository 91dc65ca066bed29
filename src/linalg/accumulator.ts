import type { Matrix } from './matrix';

/** Element types that a block of rows may have, little-endian. */
export const elementTypes = ['f8', 'f4', 'f2', 'i1', 'u1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8', 'b1'] as const;

/** One of {@link elementTypes}. */
export type ElementType = (typeof elementTypes)[number];

/** Rows of a representation as they lie in a file: element (i, j) begins at byte i * rowStep + j * columnStep. */
export interface RowBlock {
  bytes: Uint8Array;
  type: ElementType;
  rowStep: number;
  columnStep: number;
}

/**
 * What happens to a side's rows before they are summed: x becomes x * 2^-scaleExponent - shift - offset (one of each per neuron, in scaled
 * units), of that the neurons in `columns` (all when absent), and of those, as a row, x R^-1 when `whiten` is an upper triangular R.
 */
export interface RowTransform {
  /** Neurons of the file. */
  neurons: number;
  scaleExponent: number;
  shift: Float64Array;
  offset: Float64Array;
  columns?: Int32Array | undefined;
  whiten?: Matrix | undefined;
}

/**
 * What is summed over the rows x of side a and y of side b. `products`: the augmented rows (x, 1, x'x) with themselves or with those of b,
 * where x'x is taken before whitening. `triangle`: the triangular factor of a QR decomposition of [x y], `turned` of [y x]. `centred`: of a alone, whose rows
 * are neurons and whose columns are samples: each row minus its mean (the transform's shift and offset are not used), as products of x alone
 * or as a triangle, there times its weight where all rows of the pass have one.
 */
export type RowSums =
  | { kind: 'products'; gramA: boolean; gramB: boolean; cross: boolean }
  | { kind: 'triangle'; turned?: boolean | undefined }
  | { kind: 'centred'; of: 'products' }
  | { kind: 'centred'; of: 'triangle'; weights?: Float64Array | undefined };

/** What to accumulate, and of which transformed rows. */
export interface AccumulatorPlan {
  a: RowTransform;
  b?: RowTransform | undefined;
  sums: RowSums;
}

/** Sums over rows; what the plan does not ask for is absent. Grams hold their upper triangle mirrored. */
export interface Sums {
  /** (width a + 2)^2: products of the augmented rows of a; for `centred` width^2. */
  gramA?: Matrix;
  gramB?: Matrix;
  /** (width a + 2) x (width b + 2). */
  cross?: Matrix;
  triangle?: Matrix;
  /** For `centred`: of each row its mean in scaled units, and the squared norm of what is left. */
  rowMeans?: Float64Array;
  rowSquares?: Float64Array;
  /** Classes x width a: sums of the rows of a by class, where a pass was told the classes of its rows. No accumulator yields it. */
  byClass?: Matrix;
}

/** Sums rows up, block after block. */
export interface Accumulator {
  /** Element types that `add` takes. */
  readonly accepts: ReadonlySet<ElementType>;
  /**
   * Adds `rows` rows; with `mask` (one byte a row) those whose byte is 0 are left out as if they were not there. `weights`: of these rows, where the
   * plan has weights.
   */
  add(
    rows: number,
    a: RowBlock,
    b: RowBlock | undefined,
    mask: Uint8Array | undefined,
    weights?: Float64Array | undefined,
  ): void;
  /** The sums since they were last taken, and begins them anew; with `which`, those that it tells alone, while the others go on. */
  take(which?: (name: keyof Sums) => boolean): Sums;
}

/** The weights of rows `from` to `to` of a pass, where it has weights. */
export function weightsOf(sums: RowSums, from: number, to: number): Float64Array | undefined {
  return sums.kind === 'centred' && sums.of === 'triangle' ? sums.weights?.subarray(from, to) : undefined;
}

/** Neurons of a side that take part. */
export function widthOf({ neurons, columns }: RowTransform): number {
  return columns?.length ?? neurons;
}

/** Products across many sides, of which each is in several pairs: by places in the list of sides. */
export interface CrossPlan {
  sides: readonly RowTransform[];
  pairs: readonly (readonly [number, number])[];
}

/**
 * Sums products across many sides up, block after block: each has the bits that an {@link Accumulator} of its two sides alone would yield, or, where a library
 * of the machine makes one product of all, the same up to rounding.
 */
export interface CrossAccumulator {
  /** Element types that `add` takes. */
  readonly accepts: ReadonlySet<ElementType>;
  /** Adds `rows` rows of every side; `mask` as accumulators have it. */
  add(rows: number, blocks: readonly RowBlock[], mask: Uint8Array | undefined): void;
  /** (width a + 2) x (width b + 2) of one pair since it was last taken, and begins it anew. */
  take(pair: number): Matrix;
}
