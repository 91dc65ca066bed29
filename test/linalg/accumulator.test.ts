import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  elementTypes,
  type AccumulatorPlan,
  type ElementType,
  type RowSums,
  type RowTransform,
  type Sums,
} from '../../src/linalg/accumulator';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { transpose } from '../../src/linalg/transpose';
import { forEveryKernels } from './everyKernels';
import { uniform } from './random';
import { rowBlock, halfValue, type Layout } from './rowBlocks';
import { augmentedRows, centredRows, productsOf, transformedRows, type SlowSum } from './slowSums';

const everything: RowSums = { kind: 'products', gramA: true, gramB: true, cross: true };
const layouts: Layout[] = ['by rows', 'by columns'];
const roundoff = Number.EPSILON / 2;

/** Values at the edges of each type. */
const edges: Record<ElementType, number[]> = {
  f8: [0, 1, -1, 5e-324, -2.5e-310, 1.7976931348623157e308, 1 / 3, Infinity, -Infinity, NaN],
  f4: [0, 1, -1, 2 ** -149, -(2 ** -140), 3.4028234663852886e38, Math.fround(1 / 3), Infinity, -Infinity, NaN],
  f2: [0, 1, -1, 2 ** -24, -1023 * 2 ** -24, 2 ** -14, 65504, -65504, halfValue(0x3555), Infinity, -Infinity, NaN],
  i1: [0, 1, -1, 127, -128],
  u1: [0, 1, 127, 128, 255],
  i2: [0, 1, -1, 32767, -32768, 255, 256],
  u2: [0, 1, 32768, 65535, 255, 256],
  i4: [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 24 + 1],
  u4: [0, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 24 + 1],
  i8: [0, 1, -1, 2 ** 53, -(2 ** 53), 2 ** 62 + 2 ** 12, -(2 ** 63), 2 ** 32 - 1, -(2 ** 32) - 1],
  u8: [0, 1, 2 ** 53, 2 ** 63, 2 ** 63 + 2 ** 11, 2 ** 64 - 2 ** 11, 2 ** 32 - 1, 2 ** 32],
  b1: [0, 1],
};

/** Finite values of the type's own kind, of about unit size for the floats. */
function draw(type: ElementType, next: () => number): number {
  const u = 2 * next() - 1;
  if (type === 'f8') return u;
  if (type === 'f4') return Math.fround(u);
  if (type === 'f2') return halfValue(Math.floor(next() * 0x3c00) | (u < 0 ? 0x8000 : 0));
  if (type === 'b1') return next() < 0.5 ? 0 : 1;
  const bits = Math.min(40, 8 * Number(type[1]) - 1);
  return type.startsWith('i') ? Math.floor(u * 2 ** bits) : Math.floor(next() * 2 ** bits);
}

function drawn(rows: number, width: number, seed: number, type: ElementType = 'f8'): number[][] {
  const next = uniform(seed);
  return Array.from({ length: rows }, () => Array.from({ length: width }, () => draw(type, next)));
}

function plain(features: number): RowTransform {
  return { neurons: features, scaleExponent: 0, shift: new Float64Array(features), offset: new Float64Array(features) };
}

/** Scaled and shifted, as a first or a later pass does it. */
function moved(features: number, seed: number): RowTransform {
  const next = uniform(seed);
  const numbers = (size: number): Float64Array => Float64Array.from({ length: features }, () => size * (next() - 0.5));
  return { neurons: features, scaleExponent: -2, shift: numbers(1), offset: numbers(1e-3) };
}

function entries(M: Matrix | undefined): number[][] {
  assert.ok(M, 'a sum that was asked for is missing');
  return Array.from({ length: M.rows }, (_, i) => [...M.data.subarray(i * M.columns, (i + 1) * M.columns)]);
}

/**
 * Any order of summation stays within (terms + 1) u of the sum of magnitudes (Higham 2002, section 3.1); `steps` roundings more of each term come
 * from what is done to a row before it is multiplied, in both implementations.
 */
function within(found: number[][], expected: SlowSum, rows: number, steps: number, what: string): void {
  assert.deepEqual([found.length, found[0]!.length], [expected.value.length, expected.value[0]!.length], what);
  expected.value.forEach((row, i) =>
    row.forEach((value, j) => {
      const bound = 2 * (rows + steps + 2) * roundoff * expected.size[i]![j]!;
      const off = Math.abs(found[i]![j]! - value);
      // To write numbers takes longer than to compare them: a message is made of what is wrong alone.
      if (!(off <= bound))
        assert.fail(`${what}[${i}, ${j}]: ${found[i]![j]} instead of ${value}, off by more than ${bound}`);
    }),
  );
}

function isSymmetric(M: number[][], what: string): void {
  assert.ok(
    M.every((row, i) => row.every((value, j) => value === M[j]![i])),
    `${what} is symmetric`,
  );
}

/** R'R = X'X, to the backward error of a QR decomposition; R upper triangular. */
function isTriangleOf(R: number[][], X: number[][], what: string): void {
  R.forEach((row, i) => row.forEach((value, j) => assert.ok(j >= i || value === 0, `${what}: zero below`)));
  const { value, size } = productsOf(X, X);
  const product = productsOf(R, R);
  const d = R.length;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      // Column by column: a reflection's rounding is relative to the columns' norms (Higham 2002, theorem 19.4).
      const bound = 50 * (X.length + d) * roundoff * Math.sqrt(size[i]![i]! * size[j]![j]!);
      const off = Math.abs(product.value[i]![j]! - value[i]![j]!);
      if (!(off <= bound)) assert.fail(`${what}: (R'R)[${i}, ${j}] is off by ${off}, more than ${bound}`);
    }
  }
}

/** Pairs of every width up to 70 with their sums by definition, over numbers of rows at and between the edges of blocks. */
function everyWidth() {
  const counts = [1, 2, 3, 255, 256, 257, 300, 511, 512, 513, 600];
  return Array.from({ length: 70 }, (_, at) => {
    const p = at + 1;
    const q = ((p * 31) % 70) + 1;
    const rows = counts[p % counts.length]!;
    const [A, B] = [drawn(rows, p, p), drawn(rows, q, 100 + p)];
    const plan = { a: moved(p, 200 + p), b: moved(q, 300 + p), sums: everything };
    const [X, Y] = [augmentedRows(A, plan.a), augmentedRows(B, plan.b)];
    return { p, q, rows, A, B, plan, gramA: productsOf(X, X), gramB: productsOf(Y, Y), cross: productsOf(X, Y) };
  });
}

let cases: ReturnType<typeof everyWidth> | undefined;

forEveryKernels((kernels) => {
  const accepted = elementTypes.filter((type) =>
    kernels.accumulator({ a: plain(1), sums: everything }).accepts.has(type),
  );

  /** Sums over a pair of blocks in one go. */
  function sumsOf(
    plan: AccumulatorPlan,
    A: number[][],
    B?: number[][],
    mask?: Uint8Array,
    [type, layout]: [ElementType, Layout] = ['f8', 'by rows'],
  ): Sums {
    const adder = kernels.accumulator(plan);
    adder.add(A.length, rowBlock(A, type, layout), B && rowBlock(B, type, layout), mask);
    return adder.take();
  }

  describe('sums over blocks of rows', () => {
    it('takes float64, and the compiled kernels every element type', () => {
      assert.deepEqual(accepted, kernels.name === 'plain' ? ['f8'] : [...elementTypes]);
    });

    for (const type of accepted) {
      it(`reads ${type} exactly, in both layouts, whatever the width`, () => {
        const next = uniform(5);
        for (const layout of layouts) {
          for (const width of [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, 64, 70]) {
            // The product of an element with the 1 that its row is augmented by is the element, when the row is alone.
            const row = Array.from({ length: width }, (_, j) => edges[type][j] ?? draw(type, next));
            const sums = sumsOf({ a: plain(width), sums: everything }, [row], undefined, undefined, [type, layout]);
            const ones = entries(sums.gramA).map((products) => products[width]!);
            row.forEach((value, j) =>
              assert.ok(ones[j] === value || (value !== value && ones[j] !== ones[j]), `${value} became ${ones[j]}`),
            );
          }
        }
      });

      it(`sums many rows of ${type} in both layouts`, () => {
        for (const layout of layouts) {
          for (const [rows, p, q] of [
            [3, 5, 2],
            [257, 6, 9],
            [600, 11, 1],
            [256, 16, 20],
          ] as const) {
            const [A, B] = [drawn(rows, p, 1, type), drawn(rows, q, 2, type)];
            const plan = { a: moved(p, 3), b: moved(q, 4), sums: everything };
            const sums = sumsOf(plan, A, B, undefined, [type, layout]);
            const [X, Y] = [augmentedRows(A, plan.a), augmentedRows(B, plan.b)];
            within(entries(sums.gramA), productsOf(X, X), rows, 2 * p, 'gramA');
            within(entries(sums.gramB), productsOf(Y, Y), rows, 2 * q, 'gramB');
            within(entries(sums.cross), productsOf(X, Y), rows, p + q, 'cross');
          }
        }
      });
    }

    if (kernels.name !== 'plain') {
      it('takes any byte of a bool that is not 0 for 1', () => {
        const block = { ...rowBlock([[0, 1, 2, 128, 255]], 'u1'), type: 'b1' as const };
        const adder = kernels.accumulator({ a: plain(5), sums: everything });
        adder.add(1, block, undefined, undefined);
        assert.deepEqual(entries(adder.take().gramA)[5], [0, 1, 1, 1, 1, 1, 4]);
      });
    }

    it('sums products of every width, across the edges of blocks', () => {
      for (const { p, q, rows, A, B, plan, gramA, gramB, cross } of (cases ??= everyWidth())) {
        const sums = sumsOf(plan, A, B, undefined, ['f8', layouts[p % 2]!]);
        within(entries(sums.gramA), gramA, rows, 2 * p, `gramA of ${p}`);
        within(entries(sums.gramB), gramB, rows, 2 * q, `gramB of ${q}`);
        within(entries(sums.cross), cross, rows, p + q, `cross of ${p} and ${q}`);
        isSymmetric(entries(sums.gramA), 'gramA');
        isSymmetric(entries(sums.gramB), 'gramB');
      }
    });

    it('gives what the plan asks for and nothing else', () => {
      const [A, B] = [drawn(20, 3, 1), drawn(20, 4, 2)];
      const sides = { a: plain(3), b: plain(4) };
      for (const wanted of [
        { gramA: true, gramB: false, cross: false },
        { gramA: false, gramB: true, cross: false },
        { gramA: false, gramB: false, cross: true },
      ]) {
        const sums = sumsOf({ ...sides, sums: { kind: 'products', ...wanted } }, A, B);
        for (const [key, asked] of Object.entries(wanted))
          assert.equal(sums[key as keyof Sums] !== undefined, asked, key);
      }
      assert.deepEqual(Object.keys(sumsOf({ ...sides, sums: { kind: 'triangle' } }, A, B)), ['triangle']);
    });

    it('adds block to block, and begins anew after take', () => {
      const [A, B] = [drawn(700, 9, 1), drawn(700, 6, 2)];
      const plan = { a: moved(9, 3), b: moved(6, 4), sums: everything };
      const adder = kernels.accumulator(plan);
      // Blocks of growing size: what was received before has to make room.
      for (const [from, to] of [
        [0, 1],
        [1, 40],
        [40, 700],
      ] as const) {
        adder.add(
          to - from,
          rowBlock(A.slice(from, to), 'f8'),
          rowBlock(B.slice(from, to), 'f8', 'by columns'),
          undefined,
        );
      }
      const [X, Y] = [augmentedRows(A, plan.a), augmentedRows(B, plan.b)];
      within(entries(adder.take().cross), productsOf(X, Y), 700, 15, 'cross of three blocks');
      adder.add(5, rowBlock(A.slice(0, 5), 'f8'), rowBlock(B.slice(0, 5), 'f8'), undefined);
      const { gramA, gramB, cross } = adder.take();
      within(entries(gramA), productsOf(X.slice(0, 5), X.slice(0, 5)), 5, 18, 'gramA after take');
      within(entries(gramB), productsOf(Y.slice(0, 5), Y.slice(0, 5)), 5, 12, 'gramB after take');
      within(entries(cross), productsOf(X.slice(0, 5), Y.slice(0, 5)), 5, 15, 'cross after take');
    });

    it('gives the same bits again, and for a block of whole 256 rows cut in two', () => {
      const A = drawn(768, 13, 8);
      const plan = { a: moved(13, 3), sums: { kind: 'products', gramA: true, gramB: false, cross: false } as RowSums };
      const once = sumsOf(plan, A).gramA!;
      assert.deepEqual(sumsOf(plan, A).gramA!.data, once.data);
      const adder = kernels.accumulator(plan);
      for (const [from, to] of [
        [0, 512],
        [512, 768],
      ] as const)
        adder.add(to - from, rowBlock(A.slice(from, to), 'f8', 'by columns'), undefined, undefined);
      assert.deepEqual(adder.take().gramA!.data, once.data);
    });

    it('gives the same bits for the two sides exchanged', () => {
      for (const [rows, p, q] of [
        [600, 13, 13],
        [257, 3, 30],
        [1, 9, 2],
        [700, 400, 5],
      ] as const) {
        const [A, B] = [drawn(rows, p, 1), drawn(rows, q, 2)];
        const [a, b] = [moved(p, 3), moved(q, 4)];
        const found = sumsOf({ a, b, sums: everything }, A, B);
        const turned = sumsOf({ a: b, b: a, sums: everything }, B, A);
        assert.deepEqual(turned.gramA!.data, found.gramB!.data);
        assert.deepEqual(turned.gramB!.data, found.gramA!.data);
        assert.deepEqual(transpose(turned.cross!).data, found.cross!.data);
      }
    });

    it('gives the same bits of many sides at once as of each pair alone', () => {
      const rows = 600;
      const kept = moved(9, 15);
      const sides = [
        moved(13, 11),
        moved(30, 12),
        moved(1, 13),
        moved(64, 14),
        { ...kept, columns: Int32Array.of(0, 3, 8) },
      ];
      const pairs = [
        [0, 1],
        [3, 0],
        [1, 1],
        [2, 4],
        [4, 3],
        [3, 1],
      ] as const;
      const mask = Uint8Array.from({ length: rows }, (_, i) => (i % 7 === 2 ? 0 : 1));
      for (const [type, layout] of [
        ['f4', 'by rows'],
        ['f8', 'by columns'],
      ] as const) {
        const data = sides.map(({ neurons }, i) => drawn(rows, neurons, 21 + i, type));
        for (const which of [undefined, mask]) {
          const adder = kernels.crossAccumulator({ sides, pairs });
          const reads = adder.accepts.has(type) ? type : 'f8';
          for (const [from, to] of [
            [0, 512],
            [512, rows],
          ] as const) {
            const blocks = data.map((all) => rowBlock(all.slice(from, to), reads, layout));
            adder.add(to - from, blocks, which?.subarray(from, to));
          }
          pairs.forEach(([i, j], at) => {
            const alone = kernels.accumulator({ a: sides[i]!, b: sides[j]!, sums: everything });
            alone.add(rows, rowBlock(data[i]!, reads, layout), rowBlock(data[j]!, reads, layout), which);
            assert.deepEqual(adder.take(at), alone.take().cross);
            assert.ok(
              adder.take(at).data.every((value) => value === 0),
              'and begins anew',
            );
          });
        }
      }
    });

    it('gives the same bits whether neurons that are 0 throughout are left out or not', () => {
      const A = drawn(300, 23, 1).map((row) => row.map((value, j) => (j % 5 === 1 ? 0 : value)));
      const B = drawn(300, 6, 2);
      const columns = Int32Array.from({ length: 23 }, (_, j) => j).filter((j) => j % 5 !== 1);
      const places = [...columns, 23, 24];
      const whole = sumsOf({ a: plain(23), b: plain(6), sums: everything }, A, B);
      const cut = sumsOf({ a: { ...plain(23), columns }, b: plain(6), sums: everything }, A, B);
      const kept = (rows: number[][]): number[][] => places.map((i) => rows[i]!);
      assert.deepEqual(entries(cut.cross), kept(entries(whole.cross)));
      assert.deepEqual(
        entries(cut.gramA),
        kept(entries(whole.gramA)).map((row) => places.map((j) => row[j]!)),
      );
    });

    it('takes some sums while the others go on', () => {
      const [A, B] = [drawn(700, 9, 1), drawn(700, 6, 2)];
      const plan = { a: moved(9, 3), b: moved(6, 4), sums: everything };
      const part = (adder: ReturnType<typeof kernels.accumulator>, from: number, to: number): void =>
        adder.add(to - from, rowBlock(A.slice(from, to), 'f8'), rowBlock(B.slice(from, to), 'f8'), undefined);
      const adder = kernels.accumulator(plan);
      part(adder, 0, 256);
      const first = adder.take((name) => name === 'gramA');
      assert.deepEqual(Object.keys(first), ['gramA']);
      part(adder, 256, 700);
      const second = adder.take();
      const whole = sumsOf(plan, A, B);
      assert.deepEqual([second.gramB!.data, second.cross!.data], [whole.gramB!.data, whole.cross!.data]);
      assert.deepEqual(first.gramA!.data, sumsOf(plan, A.slice(0, 256), B.slice(0, 256)).gramA!.data);
      assert.deepEqual(second.gramA!.data, sumsOf(plan, A.slice(256), B.slice(256)).gramA!.data);
    });

    it('leaves masked rows out, whatever they hold', () => {
      for (const [rows, p, q] of [
        [1, 3, 2],
        [40, 5, 7],
        [600, 12, 9],
      ] as const) {
        const mask = Uint8Array.from({ length: rows }, (_, i) => (i % 3 === 0 || (i > 256 && i < 520) ? 0 : 1));
        const [A, B] = [drawn(rows, p, 1), drawn(rows, q, 2)];
        const kept = (X: number[][]): number[][] => X.filter((_, i) => mask[i] === 1);
        const [spoiltA, spoiltB] = [A, B].map((X) =>
          X.map((row, i) => (mask[i] === 1 ? row : row.map((_, j) => [NaN, Infinity, -Infinity][(i + j) % 3]!))),
        ) as [number[][], number[][]];
        const sides = { a: moved(p, 3), b: moved(q, 4) };
        const { gramA, gramB, cross } = sumsOf({ ...sides, sums: everything }, spoiltA, spoiltB, mask);
        const { triangle } = sumsOf({ ...sides, sums: { kind: 'triangle' } }, spoiltA, spoiltB, mask);
        const left = kept(A).length;
        if (left === 0) {
          for (const M of [gramA, gramB, cross, triangle])
            assert.ok(
              M!.data.every((value) => value === 0),
              'nothing is left',
            );
          continue;
        }
        const [X, Y] = [augmentedRows(kept(A), sides.a), augmentedRows(kept(B), sides.b)];
        within(entries(gramA), productsOf(X, X), left, 2 * p, 'gramA');
        within(entries(gramB), productsOf(Y, Y), left, 2 * q, 'gramB');
        within(entries(cross), productsOf(X, Y), left, p + q, 'cross');
        const joint = X.map((row, i) => [...row.slice(0, p), ...Y[i]!.slice(0, q)]);
        isTriangleOf(entries(triangle), joint, 'triangle');
      }
    });

    it('cuts rows to the wanted columns, whatever the others hold', () => {
      for (const columns of [[0], [4], [1, 2, 5], [0, 2, 3, 4, 6], [0, 1, 2, 3, 4, 5, 6]]) {
        const wanted = new Set(columns);
        const A = drawn(300, 7, 1).map((row) => row.map((value, j) => (wanted.has(j) ? value : NaN)));
        const B = drawn(300, 3, 2);
        const sides = { a: { ...moved(7, 3), columns: Int32Array.from(columns) }, b: moved(3, 4) };
        for (const layout of layouts) {
          const { gramA, cross } = sumsOf({ ...sides, sums: everything }, A, B, undefined, ['f8', layout]);
          const [X, Y] = [augmentedRows(A, sides.a), augmentedRows(B, sides.b)];
          within(entries(gramA), productsOf(X, X), 300, 2 * columns.length, 'gramA');
          within(entries(cross), productsOf(X, Y), 300, columns.length + 3, 'cross');
          const { triangle } = sumsOf({ ...sides, sums: { kind: 'triangle' } }, A, B, undefined, ['f8', layout]);
          const joint = X.map((row, i) => [...row.slice(0, -2), ...Y[i]!.slice(0, -2)]);
          isTriangleOf(entries(triangle), joint, 'triangle');
        }
      }
    });

    it('whitens rows by a triangle, with the norms of before', () => {
      for (const [rows, d] of [
        [1, 1],
        [30, 4],
        [300, 17],
        [513, 40],
      ] as const) {
        const R = matrix(d, d);
        const next = uniform(9);
        for (let i = 0; i < d; i++) {
          for (let j = i; j < d; j++) R.data[i * d + j] = i === j ? 1 + next() : (next() - 0.5) / d;
        }
        const mask = Uint8Array.from({ length: rows }, (_, i) => (i % 5 === 1 ? 0 : 1));
        const a = { ...moved(d, 3), whiten: R };
        const A = drawn(rows, d, 1);
        const kept = A.filter((_, i) => mask[i] === 1);
        const X = augmentedRows(kept, a);
        const { gramA } = sumsOf({ a, sums: everything }, A, undefined, mask);
        // R is well conditioned: solving by it costs some d roundings of numbers that are no larger than a few times the row's.
        const scale = productsOf(X, X);
        const largest = Math.max(...scale.size.flat());
        entries(gramA).forEach((row, i) =>
          row.forEach((value, j) =>
            assert.ok(
              Math.abs(value - scale.value[i]![j]!) <= 20 * (rows + d) * roundoff * largest,
              `whitened [${i}, ${j}]: ${value} instead of ${scale.value[i]![j]}`,
            ),
          ),
        );
      }
    });

    it('keeps the triangle of [x y] over any number of rows', () => {
      for (const [rows, p, q] of [
        [1, 1, 1],
        [5, 4, 3],
        [256, 9, 8],
        [257, 30, 5],
        [600, 33, 37],
      ] as const) {
        const [A, B] = [drawn(rows, p, 1), drawn(rows, q, 2)];
        const sides = { a: moved(p, 3), b: moved(q, 4) };
        const joint = transformedRows(A, sides.a).map((row, i) => [...row, ...transformedRows(B, sides.b)[i]!]);
        const { triangle } = sumsOf({ ...sides, sums: { kind: 'triangle' } }, A, B, undefined, [
          'f8',
          layouts[rows % 2]!,
        ]);
        isTriangleOf(entries(triangle), joint, `triangle of ${rows} x (${p} + ${q})`);
        const alone = sumsOf({ a: sides.a, sums: { kind: 'triangle' } }, A).triangle;
        isTriangleOf(entries(alone), transformedRows(A, sides.a), `triangle of ${rows} x ${p}`);
      }
    });

    it('sees directions of 1e-10 of the largest in a triangle, which products do not', () => {
      // Householder QR squares nothing: the last diagonal entry is the small direction itself.
      const A = drawn(500, 2, 1).map(([x, y]) => [x!, x! + 1e-10 * y!]);
      const R = entries(sumsOf({ a: plain(2), sums: { kind: 'triangle' } }, A).triangle);
      const own = drawn(500, 2, 1);
      const { value } = productsOf(own, own);
      const rest = 1e-10 * Math.sqrt(value[1]![1]! - value[0]![1]! ** 2 / value[0]![0]!);
      assert.ok(Math.abs(Math.abs(R[1]![1]!) - rest) <= 1e-5 * rest, `${R[1]![1]} instead of ${rest}`);
    });

    it('centres rows of neurons: products, triangle, means and squared norms', () => {
      for (const [rows, width] of [
        [1, 1],
        [3, 2],
        [300, 7],
        [513, 33],
        [600, 70],
      ] as const) {
        const A = drawn(rows, width, 1).map((row, i) => row.map((value) => value + i));
        const scaleExponent = 3;
        const { X, means, squares } = centredRows(A.map((row) => row.map((value) => value / 8)));
        const a = { ...plain(width), scaleExponent, shift: new Float64Array(0), offset: new Float64Array(0) };
        for (const layout of layouts) {
          const sums = sumsOf({ a, sums: { kind: 'centred', of: 'products' } }, A, undefined, undefined, [
            'f8',
            layout,
          ]);
          const expected = productsOf(X, X);
          // What is left of a row of size up to 75 after its mean is known to some units of rounding of that.
          const off = 75 * 4 * roundoff;
          entries(sums.gramA).forEach((row, i) =>
            row.forEach((value, j) => {
              const bound = (rows + 4) * roundoff * expected.size[i]![j]! + 2 * rows * off;
              assert.ok(
                Math.abs(value - expected.value[i]![j]!) <= bound,
                `products [${i}, ${j}] of ${rows} x ${width}`,
              );
            }),
          );
          assert.deepEqual([sums.rowMeans!.length, sums.rowSquares!.length], [rows, rows]);
          means.forEach((mean, i) => assert.ok(Math.abs(sums.rowMeans![i]! - mean) <= off * width, `mean ${i}`));
          squares.forEach((square, i) =>
            assert.ok(Math.abs(sums.rowSquares![i]! - square) <= 4 * width * off, `squares ${i}`),
          );
          const triangle = sumsOf({ a, sums: { kind: 'centred', of: 'triangle' } }, A, undefined, undefined, [
            'f8',
            layout,
          ]);
          if (width > 1) {
            const product = productsOf(entries(triangle.triangle), entries(triangle.triangle));
            const size = Math.max(...expected.size.flat(), 1);
            const bound = 50 * (rows + width) * roundoff * size + 2 * rows * off;
            product.value.forEach((row, i) =>
              row.forEach((value, j) => assert.ok(Math.abs(value - expected.value[i]![j]!) <= bound, 'triangle')),
            );
          }
          assert.deepEqual([triangle.rowMeans!.length, triangle.rowSquares!.length], [rows, rows]);
        }
      }
    });

    it('centres rows over the samples that are kept, and finds exact zeros in a constant one', () => {
      const A = drawn(270, 9, 1).map((row, i) => row.map((value) => (i % 90 === 7 ? 0.1 * i : value)));
      const columns = Int32Array.of(0, 2, 3, 5, 8);
      const spoilt = A.map((row) => row.map((value, j) => (columns.includes(j) ? value : NaN)));
      const a = { ...plain(9), columns };
      const sums = sumsOf({ a, sums: { kind: 'centred', of: 'products' } }, spoilt);
      const { means, X } = centredRows(A.map((row) => [...columns].map((j) => row[j]!)));
      means.forEach((mean, i) => assert.ok(Math.abs(sums.rowMeans![i]! - mean) <= 1e-14, `mean ${i}`));
      within(entries(sums.gramA), withFloor(productsOf(X, X), 1e-13), 270, 20, 'products');
      for (const i of [7, 97, 187]) assert.equal(sums.rowSquares![i], 0);
    });

    it('lets NaN and infinities reach every sum that they take part in', () => {
      for (const bad of [NaN, Infinity, -Infinity]) {
        for (const [rows, row, p, column] of [
          [1, 0, 1, 0],
          [300, 299, 5, 4],
          [600, 255, 9, 0],
          [600, 256, 17, 16],
        ] as const) {
          const spoilt = (X: number[][]): number[][] =>
            X.map((values, i) => (i === row ? values.map((value, j) => (j === column ? bad : value)) : values));
          const clean = drawn(rows, p, 1);
          const sides = { a: moved(p, 3), b: moved(p, 4) };
          const reached = (M: Matrix | undefined, what: string): void =>
            assert.ok(
              M!.data.some((value) => value - value !== 0),
              `${bad} does not reach ${what}`,
            );
          const inA = sumsOf({ ...sides, sums: everything }, spoilt(clean), clean);
          reached(inA.gramA, 'gramA');
          reached(inA.cross, 'cross');
          assert.ok(inA.gramB!.data.every(Number.isFinite), 'gramB is of the clean side');
          const inB = sumsOf({ ...sides, sums: everything }, clean, spoilt(clean));
          reached(inB.gramB, 'gramB');
          reached(inB.cross, 'cross');
          reached(sumsOf({ ...sides, sums: { kind: 'triangle' } }, spoilt(clean), clean).triangle, 'triangle');
          reached(sumsOf({ a: sides.a, sums: { kind: 'centred', of: 'products' } }, spoilt(clean)).gramA, 'centred');
        }
      }
    });
  });
});

function withFloor({ value, size }: SlowSum, floor: number): SlowSum {
  return { value, size: size.map((row) => row.map((entry) => entry + floor / roundoff / 300)) };
}
