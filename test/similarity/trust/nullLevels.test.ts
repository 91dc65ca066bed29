import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { holdSide } from '../../../src/similarity/trust/heldSide';
import { measurePair, measureSome, type Measured } from '../../../src/similarity/measures/measures';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { defaultOptions } from '../../../src/facts/options';
import type { MeasureName } from '../../../src/facts/measures';
import { permutationScores } from '../../../src/similarity/trust/permutationNull';
import { mean } from '../../../src/similarity/measures/summaries';
import { gaussian } from '../../linalg/random';

const names = { a: 'a', b: 'b' };

async function measured(A: Matrix, B: Matrix, measures?: MeasureName[]): Promise<Measured> {
  const options = { ...defaultOptions, svcca: { rule: 'dimensions' as const, count: 1 }, measures };
  return measurePair(await factorPair(memoryPasses(A, B, names), names), options);
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((shorter) =>
    Array.from({ length: n }, (_, at) => [...shorter.slice(0, at), n - 1, ...shorter.slice(at)]),
  );
}

function inOrder({ columns, data }: Matrix, order: readonly number[]): Matrix {
  return matrix(
    order.length,
    columns,
    Float64Array.from(order.flatMap((row) => [...data.subarray(row * columns, (row + 1) * columns)])),
  );
}

/** Neurons of unequal size with one that leads, so that spectra decay. */
function uneven(n: number, d: number, seed: number): Matrix {
  const X = gaussian(n, d, seed);
  return matrix(
    n,
    d,
    X.data.map((value, i) => value / (1 + (i % d)) ** 1.5 + 3),
  );
}

describe('levels of unrelated data', () => {
  for (const [kind, n, p, q] of [
    ['more samples than neurons', 6, 2, 3],
    ['one wide side', 5, 2, 9],
    ['two wide sides', 5, 7, 9],
  ] as const) {
    it(`are the means over all ${n}! orders of the samples: ${kind}`, async () => {
      const [A, B] = [uneven(n, p, 11), uneven(n, q, 12)];
      const all: Measured[] = [];
      for (const order of permutations(n)) all.push(await measured(A, inOrder(B, order)));
      const over = (of: (one: Measured) => number): number => mean(all.map(of))!;
      const [first] = all;
      const { cka, procrustes } = first!;
      assert.ok(cka!.null!.linear > 0.1 && cka!.null!.linear < 0.9, 'a level that tells something');
      assert.ok(Math.abs(over((one) => one.cka!.linear) - cka!.null!.linear) < 1e-12);
      assert.ok(Math.abs(over((one) => one.cka!.debiased!) - cka!.null!.debiased!) < 1e-12);
      assert.ok(
        all.every((one) => Math.abs(one.cka!.null!.linear - cka!.null!.linear) < 1e-14),
        'of no order',
      );
      if (first!.cca) assert.ok(Math.abs(over((one) => one.cca!.meanSquared) - first!.null!.meanSquared!) < 1e-12);
      else assert.equal(kind !== 'more samples than neurons', true);
      const bound = procrustes!.null!;
      assert.ok(over((one) => one.procrustes!.similarity) <= bound.similarity + 1e-12);
      assert.ok(over((one) => one.procrustes!.distanceSquared) >= bound.distance ** 2 - 1e-12);
      assert.ok(bound.similarity <= 1);
    });
  }

  it('bound the Procrustes similarity of larger pairs, and not by far', async () => {
    for (const [n, p, q, make, near] of [
      [80, 12, 200, gaussian, 0.97],
      [80, 12, 12, gaussian, 0.8],
      [80, 60, 120, gaussian, 0.9],
      [80, 1, 200, gaussian, 0.98],
      [80, 24, 120, uneven, 0.6],
      [80, 120, 120, uneven, 0.6],
    ] as const) {
      const [A, B] = [make(n, p, 21), make(n, q, 22)];
      const { procrustes } = await measured(A, B, ['procrustes']);
      const held = { a: holdSide(A, 'a'), b: holdSide(B, 'b'), rowsPerSample: 1 };
      const drawn = permutationScores(held, { seed: 1, from: 0, to: 50 }, (factors) =>
        measureSome(factors, defaultOptions, ['procrustes']),
      );
      const [found, bound] = [mean(drawn.map((one) => one.procrustes!.similarity))!, procrustes!.null!.similarity];
      // A mean of 50 draws is uncertain to a part of a percent.
      assert.ok(found <= 1.01 * bound && found >= near * bound, `${n} x ${p}, ${q}: ${found} of at most ${bound}`);
    }
  });

  it('are the participation ratios by hand', async () => {
    // Two neurons of variances 4 and 1: PR = 25 / 17; one neuron: PR = 1; (2 + 1)^2 / 5 = 9 / 5 and 1 of Procrustes.
    const A = matrix(5, 2, Float64Array.from([2, 0, -2, 0, 0, 1, 0, -1, 0, 0]));
    const B = matrix(5, 1, Float64Array.from([1, 2, 4, 8, 16]));
    const { cka, procrustes, null: unrelated } = await measured(A, B);
    assert.ok(Math.abs(cka!.null!.linear - Math.sqrt(25 / 17) / 4) < 1e-15);
    assert.equal(cka!.null!.debiased, 0);
    assert.equal(unrelated!.meanSquared, 0.5);
    assert.ok(Math.abs(procrustes!.null!.similarity - 0.5) < 1e-15);
    assert.ok(Math.abs(procrustes!.null!.distance - 1) < 1e-15);
    const three = await measured(inOrder(A, [0, 1, 2]), matrix(3, 1, Float64Array.from([1, 2, 4])));
    assert.deepEqual([three.cka!.debiased, three.cka!.null!.debiased], [null, null]);
  });

  it('are the same on every route to a pair', async () => {
    const [A, B] = [uneven(80, 12, 31), uneven(80, 9, 32)];
    const passes = () => memoryPasses(A, B, names);
    const levels = await Promise.all(
      [{}, { route: 'cholesky-qr' as const }, { route: 'qr' as const }].map(async (more) => {
        const { cka, procrustes } = measurePair(await factorPair(passes(), names, more), defaultOptions);
        return [cka!.null!.linear, procrustes!.null!.similarity];
      }),
    );
    for (const level of levels)
      level.forEach((value, i) => assert.ok(Math.abs(value - levels[0]![i]!) < 1e-12, `${value}`));
  });
});
