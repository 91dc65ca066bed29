import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultOptions } from '../../../src/facts/options';
import { holdForDraws } from '../../../src/jobs/trust/holdForDraws';
import type { Matrix } from '../../../src/linalg/matrix';
import { derivedSeed, seededRandom } from '../../../src/linalg/random';
import { measurePair, measureSome } from '../../../src/similarity/measures/measures';
import { samplesWanted } from '../../../src/similarity/measures/wanted';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { samplesOfHeld } from '../../../src/similarity/samples/sideSamples';
import { gaussianScores } from '../../../src/similarity/trust/gaussianNull';
import {
  samplesOfMatrix,
  type HeldPair,
  type HeldSide,
  type SamplesOfDraw,
} from '../../../src/similarity/trust/heldSide';
import { permutationScores } from '../../../src/similarity/trust/permutationNull';
import { representation } from '../../jobs/relatedPairs';
import { forFastestKernels } from '../../linalg/everyKernels';
import { asking, plainValues, valueOf, withTestMeasures } from './testMeasures';

const names = { a: 'a', b: 'b' };
const ofSamples = ['ofDistances', 'rbf', 'gramianCka', 'overlap', 'rowsCka'];
const heldAsIs = (X: Matrix): HeldSide =>
  holdForDraws(X, { name: 'x', unit: 0 }, { ofCut: false, rows: true, means: true }, defaultOptions);
const factor = (A: Matrix, B: Matrix) => factorPair(memoryPasses(A, B, names), names);

describe('measures of samples', () => {
  it('are asked of the sides where one of them is wanted, and of what it needs', () => {
    const wanted = (...measures: string[]) => samplesWanted(asking(...measures), withTestMeasures);
    assert.equal(wanted('cca', 'cka'), undefined);
    assert.equal(samplesWanted(defaultOptions), undefined, 'of all that there are');
    assert.deepEqual(wanted('cca', 'ofDistances'), { gramian: true, rows: false });
    assert.deepEqual(wanted('overlap'), { gramian: true, rows: false, neighbours: true, profile: true });
    assert.deepEqual(wanted('rowsCka'), { gramian: false, rows: true });
    const all = { gramian: true, rows: true, neighbours: true };
    assert.deepEqual(samplesWanted({}, withTestMeasures), { ...all, profile: true });
    assert.deepEqual(samplesWanted(asking('matching')), { gramian: false, rows: true, neuronPairs: true });
  });
});

forFastestKernels(() => {
  describe('measures of samples beside the others', () => {
    for (const [n, p, q] of [
      [80, 9, 6],
      [40, 90, 12],
      [30, 50, 70],
    ] as const) {
      it(`have the numbers of their formulas on every route: ${n} samples, ${p} and ${q} neurons`, async () => {
        const [A, B] = [representation(n, p, 1), representation(n, q, 2)];
        const options = { ...defaultOptions, ...asking('cka', ...ofSamples) };
        const samples = samplesOfHeld({ a: A, b: B }, { gramian: true, rows: true, profile: true });
        const measured = measurePair(await factor(A, B), options, samples, withTestMeasures);
        const expected = plainValues(A, B);
        for (const id of ofSamples)
          assert.ok(
            Math.abs(valueOf(measured, id).value - expected[id]!) < 1e-12,
            `${id}: ${valueOf(measured, id).value}`,
          );
        assert.ok(Math.abs(measured.cka!.linear - expected.gramianCka!) < 1e-12);
        assert.ok(measured.warnings.every(({ code }) => code !== 'samples-of-measures'));
      });
    }

    it('say of how many samples they are where those were drawn, and of nothing else', async () => {
      const [A, B] = [representation(50, 6, 1), representation(50, 5, 2)];
      const half = Uint32Array.from({ length: 25 }, (_, i) => 2 * i);
      const [X, Y] = [samplesOfMatrix(A, half, 1), samplesOfMatrix(B, half, 1)];
      const held = samplesOfHeld({ a: X, b: Y }, { gramian: true, rows: false });
      const samples = { a: { ...held.a, of: 50 }, b: { ...held.b, of: 50 } };
      const factors = await factor(A, B);
      const measure = (...measures: string[]) =>
        measurePair(factors, { ...defaultOptions, ...asking(...measures) }, samples, withTestMeasures);
      const measured = measure('cka', 'ofDistances', 'rbf');
      assert.equal(valueOf(measured, 'ofDistances').samples, 25);
      assert.ok(Math.abs(valueOf(measured, 'ofDistances').value - plainValues(X, Y).ofDistances!) < 1e-12);
      const said = measured.warnings.filter(({ code }) => code === 'samples-of-measures');
      assert.equal(said.length, 1);
      assert.match(
        said[0]!.message,
        /^OFDISTANCES and RBF are of 25 samples, drawn from 50 \(seed 0\), as many as the memory budget holds/,
      );
      assert.deepEqual(said[0]!.byScore, { cka: null, ckaDebiased: null });
      const alone = measure('ofDistances').warnings.find(({ code }) => code === 'samples-of-measures')!;
      assert.match(alone.message, /^OFDISTANCES is of 25 samples/);
      assert.equal(alone.byScore, undefined);
      assert.ok(measure('cka').warnings.every(({ code }) => code !== 'samples-of-measures'));
    });

    it('are drawn without a relation as all others', async () => {
      const [A, B] = [representation(60, 8, 1), representation(60, 5, 2)];
      const wanted = { gramian: true, rows: true, profile: true };
      for (const rowsPerSample of [1, 4]) {
        const pair: HeldPair = { a: heldAsIs(A), b: heldAsIs(B), rowsPerSample };
        const score = (factors: Parameters<typeof measureSome>[0], rows: SamplesOfDraw) => {
          const { measures } = asking(...ofSamples);
          return measureSome(factors, defaultOptions, measures, samplesOfHeld(rows(), wanted), withTestMeasures);
        };
        const permuted = permutationScores(pair, { seed: 3, from: 0, to: 2 }, score);
        for (const [i, found] of permuted.entries()) {
          const order = seededRandom(derivedSeed(3, 1, i)).permutation(60 / rowsPerSample);
          const expected = plainValues(A, samplesOfMatrix(B, order, rowsPerSample));
          for (const id of ofSamples) assert.ok(Math.abs(valueOf(found, id).value - expected[id]!) < 1e-12, id);
        }
        const drawn = gaussianScores(pair, { seed: 3, from: 0, to: 20 }, true, score);
        // The spread of b stays, and with it the sum of the squares of its Gramian.
        const related = plainValues(A, B).gramianCka!;
        for (const found of drawn) {
          assert.ok(valueOf(found, 'gramianCka').value < 0.8 * related);
          assert.ok(Math.abs(valueOf(found, 'gramianCka').value - valueOf(found, 'rowsCka').value) < 1e-12);
        }
      }
    });
  });
});
