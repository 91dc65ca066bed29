// Products of matrices: operands are packed into panels of four columns, so that a 4 x 4 tile of the product stays in registers while it
// runs over the inner dimension. After Goto & van de Geijn 2008.

import { at, multiplyAdd } from './vector';

/** Inner dimension of one round: a panel of 4 x 256 float64 is 8 KiB and stays in the first-level cache. */
const depth: i32 = 256;
/** Rows of the product that share a pass over the second operand: their panels stay in the second-level cache. */
const block: i32 = 64;
const corner: usize = memory.data(128, 16);

function roundUp(n: i32): i32 {
  return (n + 3) & ~3;
}

/** Rows of the first operand that are packed at a time, a multiple of `block`. */
const packed: i32 = 512;

/**
 * C += alpha A B for m x k, k x n and m x n: A(i, p) lies at A[i * ars + p * acs], B(p, j) at B[p * brs + j * bcs], C(i, j) at C[i * ldc + j].
 * With `upper`, only the tiles that touch the upper triangle are computed. `work`: (min(m, 512) + n + 6) * 256 elements.
 */
export function gemm(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  A: usize,
  ars: i32,
  acs: i32,
  B: usize,
  brs: i32,
  bcs: i32,
  C: usize,
  ldc: i32,
  upper: bool,
  work: usize,
): void {
  for (let p: i32 = 0; p < k; p += depth) {
    const inner = min(depth, k - p);
    const right = at(work, min(packed, roundUp(m)) * inner);
    pack(at(B, p * brs), n, inner, bcs, brs, 1, right);
    for (let i: i32 = 0; i < m; i += packed) {
      const rows = min(packed, m - i);
      const from = upper ? i : 0;
      pack(at(A, i * ars + p * acs), rows, inner, ars, acs, alpha, work);
      tiles(work, at(right, from * inner), rows, n - from, inner, at(C, i * ldc + from), ldc, upper);
    }
  }
}

/**
 * Packs k x count elements, (p, j) at X[p * along + j * across], into panels of four j: element (p, j) of a panel follows (p, j - 1), and the
 * last panel is filled up with zeros. Each is multiplied by alpha. `out`: k * (count rounded up to 4).
 */
export function pack(X: usize, count: i32, k: i32, across: i32, along: i32, alpha: f64, out: usize): void {
  const factor = f64x2.splat(alpha);
  const step = (<usize>along) << 3;
  for (let j: i32 = 0; j < count; j += 4) {
    let x = at(X, j * across);
    if (j + 3 < count && across == 1) {
      for (let p: i32 = 0; p < k; p++) {
        v128.store(out, f64x2.mul(factor, v128.load(x)));
        v128.store(out, f64x2.mul(factor, v128.load(x, 16)), 16);
        x += step;
        out += 32;
      }
    } else if (j + 3 < count) {
      const x1 = (<usize>across) << 3;
      const x2 = x1 + x1;
      const x3 = x2 + x1;
      for (let p: i32 = 0; p < k; p++) {
        store<f64>(out, alpha * load<f64>(x));
        store<f64>(out, alpha * load<f64>(x + x1), 8);
        store<f64>(out, alpha * load<f64>(x + x2), 16);
        store<f64>(out, alpha * load<f64>(x + x3), 24);
        x += step;
        out += 32;
      }
    } else {
      const rest = count - j;
      for (let p: i32 = 0; p < k; p++) {
        for (let q: i32 = 0; q < 4; q++) store<f64>(at(out, q), q < rest ? alpha * load<f64>(at(x, q * across)) : 0);
        x += step;
        out += 32;
      }
    }
  }
}

/** C += A'B of packed operands, tile by tile. */
export function tiles(A: usize, B: usize, m: i32, n: i32, k: i32, C: usize, ldc: i32, upper: bool): void {
  for (let i0: i32 = 0; i0 < m; i0 += block) {
    for (let j: i32 = upper ? i0 : 0; j < n; j += 4) {
      const end = min(min(m, i0 + block), upper ? j + 4 : m);
      const b = at(B, j * k);
      for (let i: i32 = i0; i < end; i += 4) {
        const c = at(C, i * ldc + j);
        if (i + 3 < m && j + 3 < n) tile(at(A, i * k), b, k, c, ldc);
        else edge(at(A, i * k), b, k, c, ldc, min(4, m - i), min(4, n - j));
      }
    }
  }
}

/**
 * C += A'B of a panel of each: 4 x 4 over k. The four steps of a round end in a branch each, although most often k is a multiple of four: within a
 * block of straight code V8 begins with all loads, and eight sums and the operands of one step are all that its registers hold. It adds the offset of a
 * load that splats by an instruction of its own, except where loads share it: so a moves on at each step, and b once a round.
 */
function tile(a: usize, b: usize, k: i32, c: usize, ldc: i32): void {
  let c00 = f64x2.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  const end = a + ((<usize>k) << 5);
  let b0: v128, b1: v128, x: v128;
  while (a != end) {
    b0 = v128.load(b);
    b1 = v128.load(b, 16);
    x = v128.load64_splat(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load64_splat(a, 8);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load64_splat(a, 16);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load64_splat(a, 24);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += 32;
    if (a == end) break;
    b0 = v128.load(b, 32);
    b1 = v128.load(b, 48);
    x = v128.load64_splat(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load64_splat(a, 8);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load64_splat(a, 16);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load64_splat(a, 24);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += 32;
    if (a == end) break;
    b0 = v128.load(b, 64);
    b1 = v128.load(b, 80);
    x = v128.load64_splat(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load64_splat(a, 8);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load64_splat(a, 16);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load64_splat(a, 24);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += 32;
    if (a == end) break;
    b0 = v128.load(b, 96);
    b1 = v128.load(b, 112);
    x = v128.load64_splat(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load64_splat(a, 8);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load64_splat(a, 16);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load64_splat(a, 24);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += 32;
    b += 128;
  }
  const step = (<usize>ldc) << 3;
  v128.store(c, f64x2.add(v128.load(c), c00));
  v128.store(c, f64x2.add(v128.load(c, 16), c01), 16);
  c += step;
  v128.store(c, f64x2.add(v128.load(c), c10));
  v128.store(c, f64x2.add(v128.load(c, 16), c11), 16);
  c += step;
  v128.store(c, f64x2.add(v128.load(c), c20));
  v128.store(c, f64x2.add(v128.load(c, 16), c21), 16);
  c += step;
  v128.store(c, f64x2.add(v128.load(c), c30));
  v128.store(c, f64x2.add(v128.load(c, 16), c31), 16);
}

/** A tile at the border of C, of which only rows x columns exist. */
function edge(a: usize, b: usize, k: i32, c: usize, ldc: i32, rows: i32, columns: i32): void {
  memory.fill(corner, 0, 128);
  tile(a, b, k, corner, 4);
  for (let i: i32 = 0; i < rows; i++) {
    for (let j: i32 = 0; j < columns; j++) {
      const target = at(c, i * ldc + j);
      store<f64>(target, load<f64>(target) + load<f64>(at(corner, i * 4 + j)));
    }
  }
}

/** Copies the upper triangle of A (n x n) onto the lower. */
export function mirror(A: usize, n: i32): void {
  for (let i0: i32 = 0; i0 < n; i0 += 32) {
    for (let j0: i32 = 0; j0 <= i0; j0 += 32) {
      const iEnd = min(n, i0 + 32);
      for (let i: i32 = i0; i < iEnd; i++) {
        const jEnd = min(i, j0 + 32);
        for (let j: i32 = j0; j < jEnd; j++) store<f64>(at(A, i * n + j), load<f64>(at(A, j * n + i)));
      }
    }
  }
}
