import {
  widthOf,
  type Accumulator,
  type AccumulatorPlan,
  type ElementType,
  type RowBlock,
  type RowTransform,
  type Sums,
} from '../accumulator';
import { scaled, sideBySide } from '../blocks';
import { matrix, type Matrix } from '../matrix';
import { middle } from '../middle';
import { absorbRows } from './absorbRows';
import { gram, multiplyTransposed } from './products';
import { solveRight } from './solveRight';

/** Rows that are summed at a time, as in the compiled kernels: how many of them come at once then decides no bit. */
const depth = 256;

/** The accumulator without WebAssembly: the same sums from float64 rows alone, block by block. */
export function plainAccumulator({ a, b, sums }: AccumulatorPlan): Accumulator {
  const total: Sums = {};
  let rowMeans: number[] = [];
  let rowSquares: number[] = [];

  function addTo(key: 'gramA' | 'gramB' | 'cross', product: Matrix): void {
    const before = total[key];
    if (before) product.data.forEach((value, i) => (before.data[i]! += value));
    else total[key] = product;
  }

  function absorb(X: Matrix): void {
    total.triangle ??= matrix(X.columns, X.columns);
    absorbRows(total.triangle, X);
  }

  function addBlock(
    rows: number,
    blockA: RowBlock,
    blockB: RowBlock | undefined,
    mask: Uint8Array | undefined,
    weights: Float64Array | undefined,
  ): void {
    if (sums.kind === 'centred') {
      const unshifted = { ...a, shift: new Float64Array(0) };
      const X = centredRows(transformed(rows, blockA, unshifted, undefined), rowMeans, rowSquares);
      if (sums.of === 'products') addTo('gramA', gram(X));
      else absorb(weights ? scaled(X, weights, undefined) : X);
      return;
    }
    const A = transformed(rows, blockA, a, mask);
    const B = b && blockB && transformed(rows, blockB, b, mask);
    if (sums.kind === 'triangle') {
      absorb(B ? sideBySide(A, B) : A);
      return;
    }
    const X = augmented(A, a, mask);
    const Y = B && augmented(B, b, mask);
    if (sums.gramA) addTo('gramA', gram(X));
    if (sums.gramB && Y) addTo('gramB', gram(Y));
    if (sums.cross && Y) addTo('cross', multiplyTransposed(X, Y));
  }

  return {
    accepts: new Set<ElementType>(['f8']),
    add(rows, blockA, blockB, mask, weights) {
      for (let first = 0; first < rows; first += depth) {
        const end = Math.min(rows, first + depth);
        const [A, B] = [fromRow(blockA, first), blockB && fromRow(blockB, first)];
        addBlock(end - first, A, B, mask?.subarray(first, end), weights?.subarray(first, end));
      }
    },
    take(which = () => true) {
      const taken: Sums = {};
      for (const name of ['gramA', 'gramB', 'cross', 'triangle'] as const) {
        if (!total[name] || !which(name)) continue;
        taken[name] = total[name];
        delete total[name];
      }
      if (sums.kind === 'centred' && which('rowMeans')) {
        taken.rowMeans = Float64Array.from(rowMeans);
        taken.rowSquares = Float64Array.from(rowSquares);
        rowMeans = [];
        rowSquares = [];
      }
      return taken;
    },
  };
}

/** A block without its rows before `first`. */
function fromRow(block: RowBlock, first: number): RowBlock {
  return first === 0 ? block : { ...block, bytes: block.bytes.subarray(first * block.rowStep) };
}

/** Rows shifted, scaled and cut to the wanted columns; not yet whitened. */
function transformed(rows: number, block: RowBlock, side: RowTransform, mask: Uint8Array | undefined): Matrix {
  const { neurons, shift, offset, columns } = side;
  const width = widthOf(side);
  const view = new DataView(block.bytes.buffer, block.bytes.byteOffset, block.bytes.byteLength);
  const factor = 2 ** -side.scaleExponent;
  const X = matrix(rows, width);
  for (let i = 0; i < rows; i++) {
    if (mask && mask[i] === 0) continue;
    for (let k = 0; k < width; k++) {
      const j = columns ? columns[k]! : k;
      const value = view.getFloat64(i * block.rowStep + j * block.columnStep, true) * factor;
      X.data[i * width + k] = shift.length === neurons ? value - shift[j]! - offset[j]! : value;
    }
  }
  return X;
}

function augmented(X: Matrix, side: RowTransform, mask: Uint8Array | undefined): Matrix {
  const { rows, columns: d } = X;
  const result = matrix(rows, d + 2);
  const body = side.whiten ? solveRight(X, side.whiten) : X;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += X.data[i * d + j]! ** 2;
    result.data.set(body.data.subarray(i * d, (i + 1) * d), i * (d + 2));
    result.data[i * (d + 2) + d] = mask && mask[i] === 0 ? 0 : 1;
    result.data[i * (d + 2) + d + 1] = sum;
  }
  return result;
}

function centredRows(X: Matrix, means: number[], squares: number[]): Matrix {
  for (let i = 0; i < X.rows; i++) {
    const row = X.data.subarray(i * X.columns, (i + 1) * X.columns);
    const begin = middle(row[0]!, row[row.length >> 1]!, row[row.length - 1]!);
    let mean = 0;
    for (const value of row) mean += (value - begin) / row.length;
    row.forEach((value, j) => (row[j] = value - begin - mean));
    let rest = 0;
    for (const value of row) rest += value / row.length;
    let square = 0;
    row.forEach((value, j) => {
      row[j] = value - rest;
      square += row[j]! ** 2;
    });
    means.push(begin + mean + rest);
    squares.push(square);
  }
  return X;
}
