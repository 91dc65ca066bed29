import { at, dot, multiplyAdd } from './vector';

/** y = A x for a symmetric A (m x m, row stride ld) of which the upper triangle is read, once. */
export function symmetricProduct(A: usize, ld: i32, m: i32, x: usize, y: usize): void {
  memory.fill(y, 0, (<usize>m) << 3);
  let i: i32 = 0;
  for (; i + 3 < m; i += 4) {
    corner(A, ld, i, x, y);
    fourRows(at(A, i * ld + i + 4), ld, m - i - 4, at(x, i), at(y, i));
  }
  for (; i < m; i++) {
    const row = at(A, i * ld);
    const factor = load<f64>(at(x, i));
    let sum = load<f64>(at(row, i)) * factor;
    for (let j = i + 1; j < m; j++) {
      const a = load<f64>(at(row, j));
      sum += a * load<f64>(at(x, j));
      store<f64>(at(y, j), load<f64>(at(y, j)) + a * factor);
    }
    store<f64>(at(y, i), load<f64>(at(y, i)) + sum);
  }
}

/** The 4 x 4 on the diagonal. */
function corner(A: usize, ld: i32, i: i32, x: usize, y: usize): void {
  for (let r = i; r < i + 4; r++) {
    let sum: f64 = 0;
    for (let c = i; c < i + 4; c++) sum += load<f64>(at(A, min(r, c) * ld + max(r, c))) * load<f64>(at(x, c));
    store<f64>(at(y, r), load<f64>(at(y, r)) + sum);
  }
}

/** Four rows right of the diagonal: their products with x, and their share of y further down. x and y begin at the first of the rows. */
function fourRows(a0: usize, ld: i32, n: i32, x: usize, y: usize): void {
  const step = (<usize>ld) << 3;
  let a1 = a0 + step;
  let a2 = a1 + step;
  let a3 = a2 + step;
  const x0 = v128.load64_splat(x);
  const x1 = v128.load64_splat(x, 8);
  const x2 = v128.load64_splat(x, 16);
  const x3 = v128.load64_splat(x, 24);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let u = x + 32;
  let w = y + 32;
  let j: i32 = 0;
  for (; j + 1 < n; j += 2) {
    const v = v128.load(u);
    const r0 = v128.load(a0);
    const r1 = v128.load(a1);
    const r2 = v128.load(a2);
    const r3 = v128.load(a3);
    s0 = multiplyAdd(r0, v, s0);
    s1 = multiplyAdd(r1, v, s1);
    s2 = multiplyAdd(r2, v, s2);
    s3 = multiplyAdd(r3, v, s3);
    const near = multiplyAdd(r0, x0, multiplyAdd(r1, x1, v128.load(w)));
    v128.store(w, f64x2.add(near, multiplyAdd(r2, x2, f64x2.mul(r3, x3))));
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    u += 16;
    w += 16;
  }
  let t0 = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  let t1 = f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1);
  let t2 = f64x2.extract_lane(s2, 0) + f64x2.extract_lane(s2, 1);
  let t3 = f64x2.extract_lane(s3, 0) + f64x2.extract_lane(s3, 1);
  if (j < n) {
    const v = load<f64>(u);
    t0 += load<f64>(a0) * v;
    t1 += load<f64>(a1) * v;
    t2 += load<f64>(a2) * v;
    t3 += load<f64>(a3) * v;
    const near = load<f64>(a0) * load<f64>(x) + load<f64>(a1) * load<f64>(x, 8);
    store<f64>(w, load<f64>(w) + near + load<f64>(a2) * load<f64>(x, 16) + load<f64>(a3) * load<f64>(x, 24));
  }
  store<f64>(y, load<f64>(y) + t0);
  store<f64>(y, load<f64>(y, 8) + t1, 8);
  store<f64>(y, load<f64>(y, 16) + t2, 16);
  store<f64>(y, load<f64>(y, 24) + t3, 24);
}

/** y = A x for m x n rows of stride ld, four rows at a time. */
export function product(A: usize, ld: i32, m: i32, n: i32, x: usize, y: usize): void {
  const step = (<usize>ld) << 3;
  let i: i32 = 0;
  for (; i + 3 < m; i += 4) {
    let a0 = at(A, i * ld);
    let a1 = a0 + step;
    let a2 = a1 + step;
    let a3 = a2 + step;
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let u = x;
    let j: i32 = 0;
    for (; j + 1 < n; j += 2) {
      const v = v128.load(u);
      s0 = multiplyAdd(v128.load(a0), v, s0);
      s1 = multiplyAdd(v128.load(a1), v, s1);
      s2 = multiplyAdd(v128.load(a2), v, s2);
      s3 = multiplyAdd(v128.load(a3), v, s3);
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
      u += 16;
    }
    const last = j < n ? load<f64>(u) : 0;
    const t = at(y, i);
    store<f64>(t, f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1) + (j < n ? load<f64>(a0) * last : 0));
    store<f64>(t, f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1) + (j < n ? load<f64>(a1) * last : 0), 8);
    store<f64>(t, f64x2.extract_lane(s2, 0) + f64x2.extract_lane(s2, 1) + (j < n ? load<f64>(a2) * last : 0), 16);
    store<f64>(t, f64x2.extract_lane(s3, 0) + f64x2.extract_lane(s3, 1) + (j < n ? load<f64>(a3) * last : 0), 24);
  }
  for (; i < m; i++) store<f64>(at(y, i), dot(at(A, i * ld), x, n));
}

/** y = A'x for m x n rows of stride ld. */
export function transposedProduct(A: usize, ld: i32, m: i32, n: i32, x: usize, y: usize): void {
  memory.fill(y, 0, (<usize>n) << 3);
  addTransposedProduct(A, ld, m, n, x, y);
}

/** y += A'x for m x n rows of stride ld, four rows at a time. */
export function addTransposedProduct(A: usize, ld: i32, m: i32, n: i32, x: usize, y: usize): void {
  const step = (<usize>ld) << 3;
  for (let i: i32 = 0; i < m; i += 4) {
    const rows = m - i;
    const x0 = v128.load64_splat(at(x, i));
    const x1 = f64x2.splat(rows > 1 ? load<f64>(at(x, i + 1)) : 0);
    const x2 = f64x2.splat(rows > 2 ? load<f64>(at(x, i + 2)) : 0);
    const x3 = f64x2.splat(rows > 3 ? load<f64>(at(x, i + 3)) : 0);
    let a0 = at(A, i * ld);
    // Rows that do not exist are the first again, times 0.
    let a1 = rows > 1 ? a0 + step : a0;
    let a2 = rows > 2 ? a0 + 2 * step : a0;
    let a3 = rows > 3 ? a0 + 3 * step : a0;
    let w = y;
    let j: i32 = 0;
    for (; j + 1 < n; j += 2) {
      const near = multiplyAdd(v128.load(a0), x0, multiplyAdd(v128.load(a1), x1, v128.load(w)));
      v128.store(w, f64x2.add(near, multiplyAdd(v128.load(a2), x2, f64x2.mul(v128.load(a3), x3))));
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
      w += 16;
    }
    if (j < n) {
      const near = load<f64>(a0) * f64x2.extract_lane(x0, 0) + load<f64>(a1) * f64x2.extract_lane(x1, 0);
      const far = load<f64>(a2) * f64x2.extract_lane(x2, 0) + load<f64>(a3) * f64x2.extract_lane(x3, 0);
      store<f64>(w, load<f64>(w) + near + far);
    }
  }
}
