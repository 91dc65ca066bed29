import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { kernelsOnLibrary } from '../../../src/jobs/native/nativeLibrary';
import type { AccumulatorPlan, RowSums, RowTransform, Sums } from '../../../src/linalg/accumulator';
import type { Kernels } from '../../../src/linalg/kernels';
import { narrow } from '../../../src/linalg/native/kernels';
import { wasmKernels } from '../../../src/linalg/wasm/kernels';
import { projectFolder } from '../../workbench/paths';
import { gaussian } from '../../linalg/random';
import { rowBlock } from '../../linalg/rowBlocks';
import { machineLibrary } from './machineLibrary';

const module = new WebAssembly.Module(readFileSync(join(projectFolder, 'dist', 'kernels.wasm')));
const base = wasmKernels(module, 'simd');
const everything: RowSums = { kind: 'products', gramA: true, gramB: true, cross: true };

function side(neurons: number): RowTransform {
  const shift = Float64Array.from({ length: neurons }, (_, j) => (j % 5) / 10);
  return { neurons, scaleExponent: 1, shift, offset: shift.map((value) => -value / 3) };
}

function rowsOf(count: number, width: number, seed: number): number[][] {
  const { data } = gaussian(count, width, seed);
  return Array.from({ length: count }, (_, i) => [...data.subarray(i * width, (i + 1) * width)].map(Math.fround));
}

describe('sums of rows by a native library', () => {
  let kernels: Kernels | undefined;
  before(async () => {
    const library = await machineLibrary();
    kernels = library === undefined ? undefined : kernelsOnLibrary(library, module, base);
  });
  const rows = 600;
  const mask = Uint8Array.from({ length: rows }, (_, i) => (i % 7 === 2 ? 0 : 1));

  function sumsOf(by: Kernels, plan: AccumulatorPlan, type: 'f4' | 'f8', which?: Uint8Array): Sums {
    const adder = by.accumulator(plan);
    const [a, b] = [plan.a, plan.b].map(
      (one, at) => one && rowBlock(rowsOf(rows, one.neurons, 3 + at), type, type === 'f8' ? 'by columns' : 'by rows'),
    );
    adder.add(rows, a!, b, which);
    return adder.take();
  }

  const wide = side(narrow + 13);
  const thin = side(narrow - 3);
  const cut = { ...side(120), columns: Int32Array.from({ length: 100 }, (_, j) => j + (j > 50 ? 7 : 0)) };
  const R = base.cholesky(base.gram(gaussian(400, 90, 9)))!;
  const whitened = { ...side(90), whiten: R };

  it('are those of WebAssembly up to rounding, whatever is asked', () => {
    if (!kernels) return;
    for (const plan of [
      { a: wide, b: side(narrow), sums: everything },
      { a: wide, b: thin, sums: everything },
      { a: thin, b: wide, sums: everything },
      { a: cut, b: whitened, sums: everything },
      { a: wide, b: cut, sums: { kind: 'products', gramA: false, gramB: true, cross: true } },
      { a: wide, sums: { kind: 'products', gramA: true, gramB: false, cross: false } },
      { a: wide, sums: { kind: 'centred', of: 'products' } },
      { a: thin, sums: { kind: 'centred', of: 'products' } },
      { a: wide, b: side(70), sums: { kind: 'triangle' } },
    ] satisfies AccumulatorPlan[]) {
      for (const type of ['f4', 'f8'] as const) {
        for (const which of plan.sums.kind === 'centred' ? [undefined] : [undefined, mask]) {
          const known: Sums = sumsOf(base, plan, type, which);
          const own: Sums = sumsOf(kernels, plan, type, which);
          assert.deepEqual(Object.keys(own), Object.keys(known));
          for (const [name, sum] of Object.entries(known) as [keyof Sums, Sums['gramA']][]) {
            const [found, expected] = [own[name]!, sum!].map((one) => ('data' in one ? one.data : one)) as [
              Float64Array,
              Float64Array,
            ];
            const most = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
            found.forEach((value, at) => assert.ok(Math.abs(value - expected[at]!) <= 1e-12 * most, name));
          }
        }
      }
    }
  });

  it('have the bits that each has alone, beside whatever other sums', () => {
    if (!kernels) return;
    for (const [a, b] of [
      [wide, thin],
      [wide, cut],
      [cut, whitened],
    ] as const) {
      const both = sumsOf(kernels, { a, b, sums: everything }, 'f4', mask);
      const alone = sumsOf(kernels, { a, sums: { ...everything, gramB: false, cross: false } }, 'f4', mask);
      assert.deepEqual(both.gramA, alone.gramA);
      const cross = sumsOf(kernels, { a, b, sums: { ...everything, gramA: false, gramB: false } }, 'f4', mask);
      assert.deepEqual(both.cross, cross.cross);
      // Rows are not whitened there.
      if (b === whitened) continue;
      const many = kernels.crossAccumulator({
        sides: [thin, a, b, wide],
        pairs: [
          [0, 3],
          [1, 2],
          [0, 2],
        ],
      });
      const blocks = [
        [thin, 11],
        [a, 3],
        [b, 4],
        [wide, 12],
      ] as const;
      many.add(
        rows,
        blocks.map(([{ neurons }, seed]) => rowBlock(rowsOf(rows, neurons, seed), 'f4')),
        mask,
      );
      assert.deepEqual(many.take(1), both.cross);
    }
  });

  it('are those of each pair where all of a batch are one product', () => {
    if (!kernels) return;
    const sides = [side(70), cut, side(66), side(80)];
    const pairs = [
      [0, 2],
      [1, 2],
      [1, 3],
      [0, 3],
    ] as const;
    const many = kernels.crossAccumulator({ sides, pairs });
    const blocks = sides.map(({ neurons }, seed) => rowBlock(rowsOf(rows, neurons, seed), 'f8'));
    for (const which of [mask, undefined]) {
      many.add(rows, blocks, which);
      pairs.forEach(([i, j], at) => {
        const found = many.take(at);
        const alone = kernels!.accumulator({
          a: sides[i]!,
          b: sides[j]!,
          sums: { ...everything, gramA: false, gramB: false },
        });
        alone.add(rows, blocks[i]!, blocks[j]!, which);
        const expected = alone.take().cross!;
        assert.deepEqual([found.rows, found.columns], [expected.rows, expected.columns]);
        const most = expected.data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
        found.data.forEach((value, k) => assert.ok(Math.abs(value - expected.data[k]!) <= 1e-12 * most));
      });
    }
  });
});
