import { at } from './vector';

/**
 * Rows of float32 straight into the panels that `tiles` multiplies, as `convert`, `addOnesAndNorms` and `pack` would make them one after the
 * other: x(i, j) = source(i, j) * factor - shift[j] - offset[j] for j < d, then 1, then the squared norm of the row. Rows lie `rowStep` bytes apart.
 * `out`: rows * (d + 2 rounded up to 4) elements; `norms`: 2 * rows of scratch.
 */
export function packFloats(
  source: usize,
  rowStep: i32,
  rows: i32,
  d: i32,
  factor: f64,
  shift: usize,
  offset: usize,
  out: usize,
  norms: usize,
): void {
  memory.fill(norms, 0, (<usize>rows) << 4);
  const scale = f64x2.splat(factor);
  const step = <usize>rowStep;
  let j: i32 = 0;
  for (; j + 3 < d; j += 4) {
    let from = source + ((<usize>j) << 2);
    let norm = norms;
    const s0 = v128.load(at(shift, j));
    const s1 = v128.load(at(shift, j), 16);
    const o0 = v128.load(at(offset, j));
    const o1 = v128.load(at(offset, j), 16);
    for (let i: i32 = 0; i < rows; i++) {
      const four = v128.load(from);
      const high = i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
      const x0 = f64x2.sub(f64x2.sub(f64x2.mul(f64x2.promote_low_f32x4(four), scale), s0), o0);
      const x1 = f64x2.sub(f64x2.sub(f64x2.mul(f64x2.promote_low_f32x4(high), scale), s1), o1);
      v128.store(out, x0);
      v128.store(out, x1, 16);
      v128.store(norm, f64x2.add(v128.load(norm), f64x2.add(f64x2.mul(x0, x0), f64x2.mul(x1, x1))));
      out += 32;
      from += step;
      norm += 16;
    }
  }
  // What is left of the columns, 1 and the norm fill one panel or two.
  const width = d + 2;
  for (let i: i32 = 0; i < rows; i++) {
    const norm = norms + ((<usize>i) << 4);
    let sum = load<f64>(norm) + load<f64>(norm, 8);
    const from = source + <usize>i * step;
    for (let c = j; c < ((width + 3) & ~3); c++) {
      let value: f64 = 0;
      if (c < d) {
        value = <f64>load<f32>(from + ((<usize>c) << 2)) * factor - load<f64>(at(shift, c)) - load<f64>(at(offset, c));
        sum += value * value;
      } else if (c == d) value = 1;
      else if (c == d + 1) value = sum;
      const panel = (c - j) >> 2;
      store<f64>(at(out, (panel * rows + i) * 4 + (c & 3)), value);
    }
  }
}
