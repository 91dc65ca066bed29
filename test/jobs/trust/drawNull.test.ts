import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { LinearReport } from '../../../src/facts/measures/linearReport';
import { measureFacts, measureOf, scoreIn, scoreNames } from '../../../src/facts/measures/scores';
import type { ScoreName } from '../../../src/facts/measures';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { plainEngine } from '../../../src/jobs/engine';
import { drawNull } from '../../../src/jobs/trust/drawNull';
import { holdPair } from '../../../src/jobs/trust/holdPair';
import { readPair, type PairInMemory } from '../../../src/jobs/trust/readPair';
import { subsetScores } from '../../../src/jobs/trust/subsetScores';
import type { Matrix } from '../../../src/linalg/matrix';
import type { SideIdentity } from '../../../src/protocol/sideIdentity';
import { permutedOfProducts } from '../../../src/similarity/calibration/permutedScores';
import { measureKernels } from '../../../src/similarity/measures';
import { measurePair } from '../../../src/similarity/measures/measures';
import { pairProducts } from '../../../src/similarity/measures/products';
import { placesIn } from '../../../src/similarity/measures/sharedNeighbours';
import { samplesWanted } from '../../../src/similarity/measures/wanted';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { samplesOfHeld } from '../../../src/similarity/samples/sideSamples';
import { gaussianScores } from '../../../src/similarity/trust/gaussianNull';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { drawnOrder } from '../../../src/similarity/trust/permutationNull';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { openSides } from '../openSides';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';

const names = { a: 'a', b: 'b' };
const request = { wanted: ['null' as const], permutations: 3, seed: 5, blocks: 2, level: 0.05 };
/** Those that permute samples by themselves: GULP is drawn as CCA is. */
const ofSamples = measureKernels.filter(({ permuted }) => permuted).map(({ facts }) => facts.id);
const scores = scoreNames.filter(
  (name) => ofSamples.includes(measureOf(name)) && measureFacts(measureOf(name)).onRequest,
);
const optionsOf = (measure: ScoreName): CompareOptions => ({
  ...defaultOptions,
  neighbours: 4,
  measures: [measureOf(measure)],
});

/** The score as a report of these matrices has it. */
async function scoreOf(A: Matrix, B: Matrix, measure: ScoreName): Promise<number | null> {
  const options = optionsOf(measure);
  const samples = samplesOfHeld({ a: A, b: B }, samplesWanted(options)!);
  return scoreIn(measurePair(await factorPair(memoryPasses(A, B, names), names), options, samples), measure) ?? null;
}

/** The score of b's samples in an order; of what is predicted by folds, which stay where the predictors are, either target's. */
async function scoreOfOrder(A: Matrix, B: Matrix, order: Uint32Array, measure: ScoreName): Promise<number | null> {
  const permuted = samplesOfMatrix(B, order, 1);
  if (measure !== 'linear') return scoreOf(A, permuted, measure);
  const ofFolds = async (X: Matrix, Y: Matrix): Promise<LinearReport> => {
    const options = optionsOf(measure);
    const samples = samplesOfHeld({ a: X, b: Y }, samplesWanted(options)!);
    return measurePair(await factorPair(memoryPasses(X, Y, names), names), options, samples).linear!;
  };
  const { bFromA } = await ofFolds(A, permuted);
  const { aFromB } = await ofFolds(samplesOfMatrix(A, placesIn(order), 1), B);
  return (bFromA.crossValidated! + aFromB.crossValidated!) / 2;
}

function meansOf({ rows, columns, data }: Matrix): number[] {
  return Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += data[i * columns + j]!;
    return sum / rows;
  });
}

async function held(A: Matrix, B: Matrix, measure: ScoreName): Promise<PairInMemory> {
  const folder = temporaryFolder('null');
  const paths = [await saveArray(folder, 'a', A), await saveArray(folder, 'b', B)];
  const opened = await openSides(
    paths.map((path) => ({ path })),
    [false, false],
  );
  const [a, b] = opened.sides as [SideIdentity, SideIdentity];
  const asked = samplesWanted(optionsOf(measure));
  return readPair({ a, b, names }, { mask: undefined, rowsPerSample: 1, seed: 0, passes: 1, apart: false, asked }, {});
}

describe('draws of the scores on request', () => {
  for (const [p, q] of [
    [7, 5],
    [60, 45],
  ] as const)
    it(`are of the rows as the report is, far from the origin as well: ${p} and ${q} neurons`, async () => {
      const [A, B] = [representation(30, p, 1, 40), representation(30, q, 2, -25)];
      for (const measure of scores) {
        const value = await scoreOf(A, B, measure);
        // Adjusted predictivity of no fewer directions than samples.
        if (value === null) continue;
        const same = (found: number | null | undefined, expected: number | null, what: string): void =>
          assert.ok(Math.abs(found! - expected!) < 1e-9, `${measure} ${what}: ${found}, not ${expected}`);
        const options = optionsOf(measure);
        const kernel = measureKernels.find(({ facts }) => facts.id === measureOf(measure))!;
        const samples = samplesOfHeld({ a: A, b: B }, samplesWanted(options)!);
        const products = pairProducts(await factorPair(memoryPasses(A, B, names), names), false, samples);
        const inPlace = permutedOfProducts(kernel, products, options)(Uint32Array.from({ length: 30 }, (_, i) => i));
        assert.ok(
          Math.abs(inPlace[measure]! - value) < 1e-12,
          `${measure} in place: ${inPlace[measure]}, not ${value}`,
        );

        const read = await held(A, B, measure);
        const all = [Uint32Array.from({ length: 30 }, (_, i) => i)];
        const [ofAll] = await subsetScores({ ...read, subsets: all, measure, options }, measureKernels);
        same(ofAll!.score, value, 'of all samples');
        const drawing = {
          read,
          value,
          request: { ...request, measure },
          options,
          executor: await plainEngine().executor(1),
          kernels: measureKernels,
          independent: true,
          step: () => undefined,
        };
        const found = (await drawNull(drawing))!;
        assert.ok(!('reason' in found.permutation));
        assert.ok(!('reason' in found.gaussian));
        for (const [draw, score] of found.permutation.values.entries())
          same(score, await scoreOfOrder(A, B, drawnOrder(5, draw, 30), measure), 'permuted');
      }
    });

  it('of Gaussian data are about the means that the side has, where a measure is not of centred samples', async () => {
    const [A, B] = [representation(30, 7, 1, 40), representation(30, 5, 2, -25)];
    for (const measure of ['knn', 'rsaCosine', 'secondOrderCosine'] as const) {
      const pair = holdPair(await held(A, B, measure), measure, optionsOf(measure), measureKernels);
      const [drawn] = gaussianScores(pair, { seed: 5, from: 0, to: 1 }, true, ({ b }, samples) =>
        meansOf(samples().b).map((mean) => mean * 2 ** b.scaleExponent),
      );
      meansOf(B).forEach((mean, j) => assert.ok(Math.abs(drawn![j]! - mean) < 1e-10, `${drawn![j]}, not ${mean}`));
    }
  });
});
