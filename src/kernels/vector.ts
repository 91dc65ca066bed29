// Loops over contiguous float64 vectors, two lanes at a time. Every pointer is a byte address; lengths are in elements.

/** Address of element i. */
export function at(p: usize, i: i32): usize {
  return p + ((<usize>i) << 3);
}

/** a b + sum, in every lane. */
export function multiplyAdd(a: v128, b: v128, sum: v128): v128 {
  // Fused where the engine has it: one rounding instead of two.
  // @ts-ignore: defined on the command line of one of the two builds
  if (isDefined(RELAXED)) return f64x2.relaxed_madd(a, b, sum);
  return f64x2.add(sum, f64x2.mul(a, b));
}

/** sum - a b, in every lane. */
export function subtractProduct(a: v128, b: v128, sum: v128): v128 {
  // @ts-ignore: defined on the command line of one of the two builds
  if (isDefined(RELAXED)) return f64x2.relaxed_nmadd(a, b, sum);
  return f64x2.sub(sum, f64x2.mul(a, b));
}

/** x'y, in four partial sums. */
export function dot(x: usize, y: usize, n: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let i: i32 = 0;
  for (; i + 3 < n; i += 4) {
    s0 = multiplyAdd(v128.load(x), v128.load(y), s0);
    s1 = multiplyAdd(v128.load(x, 16), v128.load(y, 16), s1);
    x += 32;
    y += 32;
  }
  s0 = f64x2.add(s0, s1);
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  for (; i < n; i++) {
    sum += load<f64>(x) * load<f64>(y);
    x += 8;
    y += 8;
  }
  return sum;
}

/** y += a x. */
export function axpy(a: f64, x: usize, y: usize, n: i32): void {
  const factor = f64x2.splat(a);
  let i: i32 = 0;
  for (; i + 3 < n; i += 4) {
    v128.store(y, multiplyAdd(factor, v128.load(x), v128.load(y)));
    v128.store(y, multiplyAdd(factor, v128.load(x, 16), v128.load(y, 16)), 16);
    x += 32;
    y += 32;
  }
  for (; i < n; i++) {
    store<f64>(y, load<f64>(y) + a * load<f64>(x));
    x += 8;
    y += 8;
  }
}

/** x *= a. */
export function scale(a: f64, x: usize, n: i32): void {
  const factor = f64x2.splat(a);
  let i: i32 = 0;
  for (; i + 1 < n; i += 2) {
    v128.store(x, f64x2.mul(factor, v128.load(x)));
    x += 16;
  }
  if (i < n) store<f64>(x, load<f64>(x) * a);
}

/** ||x||_2 without overflow or underflow of the squares. */
export function norm(x: usize, n: i32): f64 {
  const plain = Math.sqrt(dot(x, x, n));
  if (plain > 1e-140 && plain < 1e140) return plain;
  let largest: f64 = 0;
  for (let i: i32 = 0; i < n; i++) largest = Math.max(largest, Math.abs(load<f64>(at(x, i))));
  if (largest == 0 || !isFinite(largest)) return largest;
  let sum: f64 = 0;
  for (let i: i32 = 0; i < n; i++) {
    const value = load<f64>(at(x, i)) / largest;
    sum += value * value;
  }
  return largest * Math.sqrt(sum);
}

/** sqrt(a^2 + b^2) without overflow or underflow of the squares. */
export function hypot(a: f64, b: f64): f64 {
  const large = Math.max(Math.abs(a), Math.abs(b));
  if (large > 1e-140 && large < 1e140) return Math.sqrt(a * a + b * b);
  if (large == 0) return 0;
  const x = a / large;
  const y = b / large;
  return large * Math.sqrt(x * x + y * y);
}
