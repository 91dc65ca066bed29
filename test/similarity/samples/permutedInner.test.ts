import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultOptions } from '../../../src/facts/options';
import { seededRandom } from '../../../src/linalg/random';
import { measureKernels } from '../../../src/similarity/measures';
import { ckaKernel } from '../../../src/similarity/measures/cka';
import { measurePair } from '../../../src/similarity/measures/measures';
import { pairProducts } from '../../../src/similarity/measures/products';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { permutedInner } from '../../../src/similarity/samples/permutedInner';
import { sampleProducts } from '../../../src/similarity/samples/sampleProducts';
import { samplesOfHeld } from '../../../src/similarity/samples/sideSamples';
import { doublyCentred, pairsOf, permutedProducts, standardised } from '../../../src/similarity/samples/unitMatrices';
import { drawnOrder } from '../../../src/similarity/trust/permutationNull';
import { matrix } from '../../../src/linalg/matrix';
import { representation } from '../../jobs/relatedPairs';

const names = { a: 'a', b: 'b' };

function below(n: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: pairsOf(n) }, () => random.normal() + 3);
}

describe('inner products of permuted unit matrices', () => {
  it('are those of each pair by itself, of one tile and of many', () => {
    for (const n of [2, 3, 31, 257]) {
      const us = [1, 2, 3].flatMap((seed) => {
        const unit = doublyCentred(n, below(n, seed), new Float64Array(n).fill(seed));
        return unit ? [unit] : [];
      });
      if (n > 3) us.push(standardised(n, below(n, 7))!);
      const v = doublyCentred(n, below(n, 9), new Float64Array(n).fill(2))!;
      const orders = Array.from({ length: 6 }, (_, i) => drawnOrder(5, i, n));
      const each = us.map((u) => permutedProducts(u, v));
      permutedInner(
        us,
        v,
      )(orders).forEach((found, at) =>
        each.forEach((inner, u) => assert.ok(Math.abs(found[u]! - inner(orders[at]!)) < 1e-14, `${n}: ${u} at ${at}`)),
      );
    }
  });

  it('do not depend on which matrices and orders are beside them, to the last bit', () => {
    const n = 120;
    const us = [1, 2, 3, 4, 5].map((seed) => standardised(n, below(n, seed))!);
    const v = standardised(n, below(n, 9))!;
    const orders = Array.from({ length: 7 }, (_, i) => drawnOrder(5, i, n));
    const all = permutedInner(us, v)(orders);
    us.forEach((u, at) => {
      const alone = permutedInner([u], v);
      orders.forEach((order, place) => assert.equal(alone([order])[0]![0], all[place]![at]));
    });
  });
});

describe('scores that are inner products of unit matrices', () => {
  const kernels = measureKernels.filter(({ units, permuted }) => units && permuted);
  const [A, B] = [representation(40, 8, 1), representation(40, 5, 2)];
  // Some samples repeat, so that ranks are tied.
  for (let j = 0; j < 5; j++) B.data[j] = B.data[5 + j]!;

  for (const { facts, units, permuted } of kernels)
    it(`are those that the measure permutes by itself: ${facts.title}`, async () => {
      const samples = samplesOfHeld({ a: A, b: B }, { gramian: true, rows: false, profile: true });
      const factors = await factorPair(memoryPasses(A, B, names), names);
      const scores = permuted!(pairProducts(factors, false, samples), defaultOptions);
      const orders = [Uint32Array.from({ length: 40 }, (_, i) => i), drawnOrder(3, 0, 40), drawnOrder(3, 1, 40)];
      for (const { id } of facts.scores) {
        const [a, b] = [samples.a, samples.b].map((side) => units!.of(sampleProducts(side), id, defaultOptions)!);
        const found = permutedInner([a!], b!)(orders);
        orders.forEach((order, at) => {
          const expected = scores(order)[id] as number;
          const value = units!.score(found[at]![0]!, id);
          assert.ok(Math.abs(value - expected) < 1e-13, `${id} at ${at}: ${value}, not ${expected}`);
        });
      }
    });

  it('are of linear CKA what the permuted samples have, and its debiased form is none', async () => {
    const { units } = ckaKernel;
    assert.deepEqual(units!.only, ['cka']);
    const held = samplesOfHeld({ a: A, b: B }, { gramian: true, rows: false });
    const [a, b] = [held.a, held.b].map((side) => units!.of(sampleProducts(side), 'cka', defaultOptions)!);
    const orders = [Uint32Array.from({ length: 40 }, (_, i) => i), drawnOrder(3, 0, 40), drawnOrder(3, 1, 40)];
    const found = permutedInner([a!], b!)(orders);
    for (const [at, order] of orders.entries()) {
      const moved = matrix(
        40,
        5,
        Float64Array.from({ length: 200 }, (_, k) => B.data[order[Math.floor(k / 5)]! * 5 + (k % 5)]!),
      );
      const { cka } = measurePair(await factorPair(memoryPasses(A, moved, names), names), {
        ...defaultOptions,
        measures: ['cka'],
      });
      assert.ok(Math.abs(units!.score(found[at]![0]!, 'cka') - cka!.linear) < 1e-13);
    }
  });

  it('are of RSA not defined where a sample has no dissimilarity to others', () => {
    const X = matrix(40, 5, B.data.slice());
    X.data.fill(0, 10, 15);
    const { a } = samplesOfHeld({ a: X, b: A }, { gramian: true, rows: false, profile: true });
    const { units } = kernels.find(({ facts }) => facts.id === 'rsa')!;
    const defined = (id: string): boolean => units!.of(sampleProducts(a), id, defaultOptions) !== undefined;
    assert.deepEqual(['rsa', 'rsaCosineRhoA', 'rsaEuclidean'].map(defined), [false, false, true]);
  });

  it('are all of RSA, RBF CKA and distance correlation, which have permutations of their own for a pair alone', () => {
    assert.deepEqual(kernels.map(({ facts }) => facts.id).sort(), ['distanceCorrelation', 'rbfCka', 'rsa']);
  });
});
