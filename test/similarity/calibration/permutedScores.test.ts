import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MeasureName } from '../../../src/facts/measures';
import { measureNames } from '../../../src/facts/measures';
import { scoreFacts, scoreIn } from '../../../src/facts/measures/scores';
import { defaultOptions } from '../../../src/facts/options';
import type { Matrix } from '../../../src/linalg/matrix';
import {
  permutedOfBases,
  permutedOfProducts,
  scoresAtPlaces,
} from '../../../src/similarity/calibration/permutedScores';
import type { MeasureKernel } from '../../../src/similarity/measures/kernel';
import { measureKernels } from '../../../src/similarity/measures';
import { measurePair } from '../../../src/similarity/measures/measures';
import { pairProducts } from '../../../src/similarity/measures/products';
import { needsSamples } from '../../../src/similarity/measures/wanted';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { samplesOfHeld } from '../../../src/similarity/samples/sideSamples';
import { holdSide, samplesOfMatrix, type HeldPair } from '../../../src/similarity/trust/heldSide';
import { drawnOrder } from '../../../src/similarity/trust/permutationNull';
import { representation } from '../../jobs/relatedPairs';
import { forFastestKernels } from '../../linalg/everyKernels';
import { plainValues, withTestMeasures, type TestBlock } from '../samples/testMeasures';

const names = { a: 'a', b: 'b' };
const ofBases = measureKernels.flatMap(({ facts, permuted }) =>
  permuted || needsSamples(facts) || facts.scores.length === 0 ? [] : [facts.id as MeasureName],
);

/** A measure of samples with its permutations, as those of samples x samples have them. */
const own = withTestMeasures.find(({ facts }) => facts.id === 'gramianCka') as MeasureKernel<TestBlock>;
const permuting: MeasureKernel<TestBlock> = {
  ...own,
  permuted({ a, b }) {
    const [K, L] = [a.gramian().data, b.gramian().data];
    const n = a.samples;
    const inner = (order: ArrayLike<number>): number => {
      let sum = 0;
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += K[i * n + j]! * L[order[i]! * n + order[j]!]!;
      return sum;
    };
    const norms = Math.sqrt(K.reduce((sum, x) => sum + x * x, 0) * L.reduce((sum, x) => sum + x * x, 0));
    return (order) => ({ gramianCka: inner(order) / norms });
  },
};

forFastestKernels(() => {
  describe('scores of a pair under permutations', () => {
    const [A, B] = [representation(60, 8, 1), representation(60, 5, 2)];
    const measured = async (X: Matrix, Y: Matrix, measures: MeasureName[]) =>
      measurePair(await factorPair(memoryPasses(X, Y, names), names), { ...defaultOptions, measures });

    for (const rowsPerSample of [1, 4]) {
      it(`are those of the pair whose samples of b were moved, and first of the pair itself: ${rowsPerSample} rows a sample`, async () => {
        const pair: HeldPair = { a: holdSide(A, 'a'), b: holdSide(B, 'b'), rowsPerSample };
        const samples = 60 / rowsPerSample;
        const permuted = permutedOfBases(pair, defaultOptions, ofBases, measureKernels);
        const found = scoresAtPlaces(permuted, { seed: 7, samples, from: 0, to: 3 });
        for (let place = 0; place < 3; place++) {
          const order = place === 0 ? Array.from({ length: samples }, (_, i) => i) : drawnOrder(7, place - 1, samples);
          const expected = await measured(A, samplesOfMatrix(B, order, rowsPerSample), ofBases);
          for (const [id, values] of Object.entries(found)) {
            const facts = scoreFacts(id as 'cca');
            const score = scoreIn(expected, id as 'cca') ?? facts.value(expected.procrustes);
            const likeness = facts.distance ? facts.distance.likeness(score!) : score!;
            assert.ok(Math.abs(values[place]! - likeness) < 1e-11, `${id} at ${place}: ${values[place]}, ${likeness}`);
          }
        }
        const ids = ofBases.flatMap((name) => measureKernels.find(({ facts }) => facts.id === name)!.facts.scores);
        assert.deepEqual(Object.keys(found).sort(), ids.map(({ id }) => id).sort());
      });

      it(`of a measure that permutes by itself move whole samples as well: ${rowsPerSample} rows a sample`, async () => {
        const factors = await factorPair(memoryPasses(A, B, names), names);
        const products = pairProducts(factors, false, samplesOfHeld({ a: A, b: B }, { gramian: true, rows: false }));
        const permuted = permutedOfProducts(permuting, products, defaultOptions, rowsPerSample);
        const samples = 60 / rowsPerSample;
        const { gramianCka } = scoresAtPlaces(permuted, { seed: 7, samples, from: 0, to: 3 });
        const bases = permutedOfBases(
          { a: holdSide(A, 'a'), b: holdSide(B, 'b'), rowsPerSample },
          defaultOptions,
          ['cka'],
          measureKernels,
        );
        const { cka } = scoresAtPlaces(bases, { seed: 7, samples, from: 0, to: 3 });
        gramianCka!.forEach((value, place) => assert.ok(Math.abs(value! - cka![place]!) < 1e-12));
        assert.ok(Math.abs(gramianCka![0]! - plainValues(A, B).gramianCka!) < 1e-12);
      });
    }

    it('are the same at a place, whoever begins where', () => {
      const pair: HeldPair = { a: holdSide(A, 'a'), b: holdSide(B, 'b'), rowsPerSample: 1 };
      const permuted = permutedOfBases(pair, defaultOptions, ['cka', 'svcca'], measureKernels);
      const all = scoresAtPlaces(permuted, { seed: 1, samples: 60, from: 0, to: 6 });
      const some = scoresAtPlaces(permuted, { seed: 1, samples: 60, from: 4, to: 6 });
      assert.deepEqual(some.cka, all.cka!.slice(4));
      assert.deepEqual(some.svcca, all.svcca!.slice(4));
    });
  });

  describe('every measure with scores', () => {
    it('can be permuted: by the bases, or by itself', () => {
      const without = measureKernels.filter(
        ({ facts, permuted }) => facts.scores.length > 0 && needsSamples(facts) && !permuted,
      );
      assert.deepEqual(
        without.map(({ facts }) => facts.id),
        [],
      );
      assert.ok(ofBases.every((name) => measureNames.includes(name)));
    });
  });
});
