// Elements of a file become rows of float64: widened, scaled by a power of two, and shifted near their column's mean.

import { at } from './vector';

// Codes of element types, as src/linalg/accumulator.ts names them.
const float64: i32 = 0;
const float32: i32 = 1;
const float16: i32 = 2;
const int8: i32 = 3;
const uint8: i32 = 4;
const int16: i32 = 5;
const uint16: i32 = 6;
const int32: i32 = 7;
const uint32: i32 = 8;
const int64: i32 = 9;
const uint64: i32 = 10;
const bool8: i32 = 11;

/** The value of an IEEE binary16: its bits as those of a float32 whose exponent is 112 too small, times 2^112; exponent 31 is no number. */
function half(bits: u32): f64 {
  const magnitude = <f64>reinterpret<f32>((bits & 0x7fff) << 13) * 5.192296858534828e33;
  const value = (bits & 0x7c00) == 0x7c00 ? ((bits & 0x3ff) == 0 ? f64.POSITIVE_INFINITY : f64.NaN) : magnitude;
  return (bits & 0x8000) != 0 ? -value : value;
}

function element(type: i32, p: usize): f64 {
  switch (type) {
    case float64:
      return load<f64>(p);
    case float32:
      return <f64>load<f32>(p);
    case float16:
      return half(<u32>load<u16>(p));
    case int8:
      return <f64>load<i8>(p);
    case uint8:
      return <f64>load<u8>(p);
    case int16:
      return <f64>load<i16>(p);
    case uint16:
      return <f64>load<u16>(p);
    case int32:
      return <f64>load<i32>(p);
    case uint32:
      return <f64>load<u32>(p);
    case int64:
      return <f64>load<i64>(p);
    case uint64:
      return <f64>load<u64>(p);
    case bool8:
      return load<u8>(p) != 0 ? 1 : 0;
    default:
      return f64.NaN;
  }
}

/**
 * out(i, j) = source(i, j) * factor - shift[j] - offset[j] for `rows` x d elements of `type`: element (i, j) lies at source + i * rowStep + j *
 * columnStep bytes, out has row stride ld.
 */
export function convert(
  type: i32,
  source: usize,
  rowStep: i32,
  columnStep: i32,
  rows: i32,
  d: i32,
  factor: f64,
  shift: usize,
  offset: usize,
  out: usize,
  ld: i32,
): void {
  if (type == float32 && columnStep == 4) floatRows(source, rowStep, rows, d, factor, shift, offset, out, ld);
  else if (type == float64 && columnStep == 8) doubleRows(source, rowStep, rows, d, factor, shift, offset, out, ld);
  else if (type == float32 && rowStep == 4) floatColumns(source, columnStep, rows, d, factor, shift, offset, out, ld);
  else {
    for (let i: i32 = 0; i < rows; i++) {
      const from = source + <usize>i * <usize>rowStep;
      const to = at(out, i * ld);
      for (let j: i32 = 0; j < d; j++) {
        const value = element(type, from + <usize>j * <usize>columnStep) * factor;
        store<f64>(at(to, j), value - load<f64>(at(shift, j)) - load<f64>(at(offset, j)));
      }
    }
  }
}

function floatRows(
  source: usize,
  rowStep: i32,
  rows: i32,
  d: i32,
  factor: f64,
  shift: usize,
  offset: usize,
  out: usize,
  ld: i32,
): void {
  const scale = f64x2.splat(factor);
  for (let i: i32 = 0; i < rows; i++) {
    const from = source + <usize>i * <usize>rowStep;
    const to = at(out, i * ld);
    let j: i32 = 0;
    for (; j + 3 < d; j += 4) {
      const four = v128.load(from + ((<usize>j) << 2));
      const high = i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
      const s = at(shift, j);
      const o = at(offset, j);
      const x0 = f64x2.sub(f64x2.mul(f64x2.promote_low_f32x4(four), scale), v128.load(s));
      const x1 = f64x2.sub(f64x2.mul(f64x2.promote_low_f32x4(high), scale), v128.load(s, 16));
      v128.store(at(to, j), f64x2.sub(x0, v128.load(o)));
      v128.store(at(to, j), f64x2.sub(x1, v128.load(o, 16)), 16);
    }
    for (; j < d; j++) {
      const value = <f64>load<f32>(from + ((<usize>j) << 2)) * factor;
      store<f64>(at(to, j), value - load<f64>(at(shift, j)) - load<f64>(at(offset, j)));
    }
  }
}

function doubleRows(
  source: usize,
  rowStep: i32,
  rows: i32,
  d: i32,
  factor: f64,
  shift: usize,
  offset: usize,
  out: usize,
  ld: i32,
): void {
  const scale = f64x2.splat(factor);
  for (let i: i32 = 0; i < rows; i++) {
    const from = source + <usize>i * <usize>rowStep;
    const to = at(out, i * ld);
    let j: i32 = 0;
    for (; j + 1 < d; j += 2) {
      const x = f64x2.sub(f64x2.mul(v128.load(at(from, j)), scale), v128.load(at(shift, j)));
      v128.store(at(to, j), f64x2.sub(x, v128.load(at(offset, j))));
    }
    if (j < d) {
      store<f64>(at(to, j), load<f64>(at(from, j)) * factor - load<f64>(at(shift, j)) - load<f64>(at(offset, j)));
    }
  }
}

/** Float32 stored column by column, four columns side by side so that half a cache line of a row is written at once. */
function floatColumns(
  source: usize,
  columnStep: i32,
  rows: i32,
  d: i32,
  factor: f64,
  shift: usize,
  offset: usize,
  out: usize,
  ld: i32,
): void {
  const step = <usize>columnStep;
  let j: i32 = 0;
  for (; j + 3 < d; j += 4) {
    let p = source + <usize>j * step;
    let to = at(out, j);
    const s = at(shift, j);
    const o = at(offset, j);
    const s0 = v128.load(s);
    const s1 = v128.load(s, 16);
    const o0 = v128.load(o);
    const o1 = v128.load(o, 16);
    const scale = f64x2.splat(factor);
    for (let i: i32 = 0; i < rows; i++) {
      const x0 = f64x2.replace_lane(f64x2.splat(<f64>load<f32>(p)), 1, <f64>load<f32>(p + step));
      const x1 = f64x2.replace_lane(f64x2.splat(<f64>load<f32>(p + 2 * step)), 1, <f64>load<f32>(p + 3 * step));
      v128.store(to, f64x2.sub(f64x2.sub(f64x2.mul(x0, scale), s0), o0));
      v128.store(to, f64x2.sub(f64x2.sub(f64x2.mul(x1, scale), s1), o1), 16);
      p += 4;
      to += (<usize>ld) << 3;
    }
  }
  for (; j < d; j++) {
    const p = source + <usize>j * step;
    for (let i: i32 = 0; i < rows; i++) {
      const value = <f64>load<f32>(p + ((<usize>i) << 2)) * factor;
      store<f64>(at(out, i * ld + j), value - load<f64>(at(shift, j)) - load<f64>(at(offset, j)));
    }
  }
}

/** Keeps the elements of each row whose column is in `kept` (count i32, ascending), moved together in place; row stride ld. */
export function keepColumns(X: usize, rows: i32, ld: i32, kept: usize, count: i32): void {
  for (let i: i32 = 0; i < rows; i++) {
    const row = at(X, i * ld);
    for (let j: i32 = 0; j < count; j++) {
      store<f64>(at(row, j), load<f64>(at(row, load<i32>(kept + ((<usize>j) << 2)))));
    }
  }
}

/** Fills with zeros the elements of rows of d whose column is not in `kept` (count i32, ascending); row stride ld. */
export function clearOthers(X: usize, rows: i32, ld: i32, d: i32, kept: usize, count: i32): void {
  for (let i: i32 = 0; i < rows; i++) {
    const row = at(X, i * ld);
    let next: i32 = 0;
    for (let j: i32 = 0; j < d; j++) {
      if (next < count && load<i32>(kept + ((<usize>next) << 2)) == j) next++;
      else store<f64>(at(row, j), 0);
    }
  }
}

/** Copies rows of d elements from row stride `from` to row stride `to`. */
export function copyRows(X: usize, from: i32, Y: usize, to: i32, rows: i32, d: i32): void {
  for (let i: i32 = 0; i < rows; i++) memory.copy(at(Y, i * to), at(X, i * from), (<usize>d) << 3);
}

/** Fills a row of d elements with zeros where `mask` (one byte a row) is 0. */
export function clearRows(X: usize, rows: i32, ld: i32, d: i32, mask: usize): void {
  for (let i: i32 = 0; i < rows; i++) {
    if (load<u8>(mask + <usize>i) == 0) memory.fill(at(X, i * ld), 0, (<usize>d) << 3);
  }
}

/** Puts 1 and the squared norm of its first d elements behind each row: (x, 1, x'x). Rows that `mask` (0: none) leaves out get zeros. */
export function addOnesAndNorms(X: usize, rows: i32, ld: i32, d: i32, mask: usize): void {
  for (let i: i32 = 0; i < rows; i++) {
    const row = at(X, i * ld);
    // In the order of packFloats, so that a file's values alone decide the last bit.
    let s = f64x2.splat(0);
    let j: i32 = 0;
    for (; j + 3 < d; j += 4) {
      const x0 = v128.load(at(row, j));
      const x1 = v128.load(at(row, j), 16);
      s = f64x2.add(s, f64x2.add(f64x2.mul(x0, x0), f64x2.mul(x1, x1)));
    }
    let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
    for (; j < d; j++) sum += load<f64>(at(row, j)) * load<f64>(at(row, j));
    const present = mask == 0 || load<u8>(mask + <usize>i) != 0;
    store<f64>(at(row, d), present ? 1 : 0);
    store<f64>(at(row, d + 1), present ? sum : 0);
  }
}

/** Subtracts from each row of d elements its mean; mean and sum of squares of what remains go to means[i] and squares[i]. */
export function centreRows(X: usize, rows: i32, ld: i32, d: i32, means: usize, squares: usize): void {
  for (let i: i32 = 0; i < rows; i++) {
    const row = at(X, i * ld);
    // Differences to the middle one of three elements: neither a large common offset nor one element far from all others costs digits.
    const x0 = load<f64>(row);
    const x1 = load<f64>(at(row, d >> 1));
    const x2 = load<f64>(at(row, d - 1));
    const begin = max<f64>(min<f64>(x0, x1), min<f64>(max<f64>(x0, x1), x2));
    let sum: f64 = 0;
    for (let j: i32 = 0; j < d; j++) sum += load<f64>(at(row, j)) - begin;
    const mean = sum / <f64>d;
    let rest: f64 = 0;
    for (let j: i32 = 0; j < d; j++) {
      const x = load<f64>(at(row, j)) - begin - mean;
      store<f64>(at(row, j), x);
      rest += x;
    }
    rest /= <f64>d;
    let total: f64 = 0;
    for (let j: i32 = 0; j < d; j++) {
      const x = load<f64>(at(row, j)) - rest;
      store<f64>(at(row, j), x);
      total += x * x;
    }
    store<f64>(at(means, i), begin + mean + rest);
    store<f64>(at(squares, i), total);
  }
}
