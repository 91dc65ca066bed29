import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { seededRandom } from '../../../src/linalg/random';
import {
  doublyCentred,
  innerProduct,
  pairsOf,
  permutedProducts,
  permutedUnits,
  standardised,
  traceOf,
  uCentred,
  type UnitMatrix,
} from '../../../src/similarity/samples/unitMatrices';

const n = 23;

function drawn(seed: number): { below: Float64Array; diagonal: Float64Array } {
  const random = seededRandom(seed);
  const below = Float64Array.from({ length: pairsOf(n) }, () => random.normal() + 3);
  return { below, diagonal: Float64Array.from({ length: n }, () => random.normal() + 5) };
}

/** Entry (i, j) of a symmetric matrix. */
function entry({ below, diagonal }: { below: Float64Array; diagonal?: Float64Array }, i: number, j: number): number {
  if (i === j) return diagonal?.[i] ?? 0;
  return below[pairsOf(Math.max(i, j)) + Math.min(i, j)]!;
}

function sum(term: (i: number, j: number) => number, apart = false): number {
  let total = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j || !apart) total += term(i, j);
  return total;
}

/** H K H by its formula. */
function centredEntry(K: { below: Float64Array; diagonal: Float64Array }): (i: number, j: number) => number {
  const mean = (i: number): number => Array.from({ length: n }, (_, j) => entry(K, i, j)).reduce((x, y) => x + y) / n;
  const means = Array.from({ length: n }, (_, i) => mean(i));
  const all = means.reduce((x, y) => x + y) / n;
  return (i, j) => entry(K, i, j) - means[i]! - means[j]! + all;
}

/** n (n - 3) times the unbiased estimator of HSIC by its published formula (Song et al. 2012). */
function unbiased(K: { below: Float64Array }, L: { below: Float64Array }): number {
  const [k, l] = [{ below: K.below }, { below: L.below }];
  const trace = sum((i, j) => entry(k, i, j) * entry(l, i, j));
  const rows = Array.from({ length: n }, (_, i) =>
    [k, l].map((M) => Array.from({ length: n }, (__, j) => entry(M, i, j)).reduce((x, y) => x + y)),
  );
  const [sumK, sumL] = [0, 1].map((at) => rows.reduce((total, row) => total + row[at]!, 0));
  const cross = rows.reduce((total, [ofK, ofL]) => total + ofK! * ofL!, 0);
  return trace + (sumK! * sumL!) / ((n - 1) * (n - 2)) - (2 * cross) / (n - 2);
}

const near = (value: number, expected: number): void =>
  assert.ok(Math.abs(value - expected) < 1e-13, `${value}, not ${expected}`);

describe('unit matrices', () => {
  it('have inner products that are Pearson’s correlations of what is below the diagonal', () => {
    const [x, y] = [drawn(1).below, drawn(2).below];
    const mean = (values: Float64Array): number => values.reduce((s, value) => s + value) / values.length;
    const [mx, my] = [mean(x), mean(y)];
    const product = (u: Float64Array, mu: number, v: Float64Array, mv: number): number =>
      u.reduce((s, value, at) => s + (value - mu) * (v[at]! - mv), 0);
    const expected = product(x, mx, y, my) / Math.sqrt(product(x, mx, x, mx) * product(y, my, y, my));
    near(innerProduct(standardised(n, x.slice())!, standardised(n, y.slice())!), expected);
  });

  it('have those of biased HSIC when doubly centred, and a trace that tells their mean over all orders', () => {
    const [K, L] = [drawn(1), drawn(2)];
    const [k, l] = [centredEntry(K), centredEntry(L)];
    const expected =
      sum((i, j) => k(i, j) * l(i, j)) / Math.sqrt(sum((i, j) => k(i, j) ** 2) * sum((i, j) => l(i, j) ** 2));
    const trace = Array.from({ length: n }, (_, i) => k(i, i)).reduce((x, y) => x + y);
    const u = doublyCentred(n, K.below.slice(), K.diagonal.slice())!;
    const v = doublyCentred(n, L.below.slice(), L.diagonal.slice())!;
    near(innerProduct(u, v), expected);
    near(traceOf(u), trace / Math.sqrt(sum((i, j) => k(i, j) ** 2)));
  });

  it('have those of unbiased HSIC when U-centred', () => {
    const [K, L] = [drawn(1), drawn(2)];
    const expected = unbiased(K, L) / Math.sqrt(unbiased(K, K) * unbiased(L, L));
    near(innerProduct(uCentred(n, K.below.slice())!, uCentred(n, L.below.slice())!), expected);
  });

  it('are none where nothing varies, and none of fewer than four samples that are U-centred', () => {
    const same = (): Float64Array => new Float64Array(pairsOf(n)).fill(0.1);
    assert.equal(standardised(n, same()), undefined);
    assert.equal(doublyCentred(2, new Float64Array(1), new Float64Array(2)), undefined);
    assert.equal(uCentred(3, Float64Array.of(1, 2, 3)), undefined);
  });

  it('come to the same of permuted samples, by a product and by themselves', () => {
    const order = seededRandom(3).permutation(n);
    const [K, L] = [drawn(1), drawn(2)];
    const moved = {
      below: Float64Array.from({ length: pairsOf(n) }),
      diagonal: L.diagonal.map((_, i) => L.diagonal[order[i]!]!),
    };
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) moved.below[pairsOf(i) + j] = entry(L, order[i]!, order[j]!);
    const ways: ((M: typeof K) => UnitMatrix)[] = [
      (M) => standardised(n, M.below.slice())!,
      (M) => doublyCentred(n, M.below.slice(), M.diagonal.slice())!,
      (M) => uCentred(n, M.below.slice())!,
    ];
    for (const unit of ways) {
      const [u, v] = [unit(K), unit(L)];
      const expected = innerProduct(u, unit(moved));
      near(permutedProducts(u, v)(order), expected);
      near(innerProduct(u, permutedUnits(v)(order)), expected);
      near(permutedProducts(u, u)(Uint32Array.from({ length: n }, (_, i) => i)), 1);
    }
  });
});
