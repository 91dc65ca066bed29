import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { ScoreName } from '../../../src/facts/measures';
import { defaultOptions } from '../../../src/facts/options';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { holdPair } from '../../../src/jobs/trust/holdPair';
import { nullScores } from '../../../src/jobs/trust/nullScores';
import { readPair } from '../../../src/jobs/trust/readPair';
import { subsetScores } from '../../../src/jobs/trust/subsetScores';
import { useKernels } from '../../../src/linalg/activeKernels';
import type { Matrix } from '../../../src/linalg/matrix';
import { multiplyTransposed } from '../../../src/linalg/multiply';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { derivedSeed, seededRandom } from '../../../src/linalg/random';
import type { SideIdentity } from '../../../src/protocol/sideIdentity';
import { samplesWanted } from '../../../src/similarity/measures/wanted';
import { gaussianScores } from '../../../src/similarity/trust/gaussianNull';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { asking, plainValues, withTestMeasures } from '../../similarity/samples/testMeasures';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { openSides } from '../openSides';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';

const options = { ...defaultOptions, svcca: { rule: 'dimensions' as const, count: 2 } };
const ids = ['ofDistances', 'rowsCka', 'bestNeuron', 'wholeCka', 'bothCka'];

/** The centred rows of a matrix. */
function centred(X: Matrix): Matrix {
  const { rows, columns, data } = X;
  const means = Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += data[i * columns + j]!;
    return sum / rows;
  });
  return { rows, columns, data: data.map((value, at) => value - means[at % columns]!) };
}

describe('draws for measures of samples', () => {
  let folder: string;
  before(async () => {
    folder = temporaryFolder('draws');
    useKernels((await loadKernels()).kernels);
  });
  after(() => useKernels(plainKernels));

  async function held(A: Matrix, B: Matrix, id: string, rowsPerSample: number) {
    const paths = [await saveArray(folder, 'a', A), await saveArray(folder, 'b', B)] as const;
    const opened = await openSides(
      paths.map((path) => ({ path })),
      [false, false],
    );
    const [a, b] = opened.sides as [SideIdentity, SideIdentity];
    const asked = samplesWanted(asking(id), withTestMeasures);
    const about = { mask: undefined, rowsPerSample, seed: 0, passes: 1, apart: false, asked };
    return readPair({ a, b, names: { a: 'a', b: 'b' } }, about, {});
  }

  for (const [n, p, q] of [
    [60, 8, 5],
    [30, 50, 6],
    [24, 40, 70],
  ] as const) {
    for (const rowsPerSample of [1, 3]) {
      it(`have the numbers of their formulas: ${n} samples, ${p} and ${q} neurons, ${rowsPerSample} rows a sample`, async () => {
        const [A, B] = [representation(n, p, 1), representation(n, q, 2)];
        for (const id of ids) {
          const read = await held(A, B, id, rowsPerSample);
          const measure = id as ScoreName;
          const pair = holdPair(read, measure, options, withTestMeasures);
          const draws = { seed: 3, from: 0, to: 3 };
          const found = nullScores({ kind: 'permutation', pair, draws, measure, options }, withTestMeasures);
          found.forEach((score, i) => {
            const order = seededRandom(derivedSeed(3, 1, i)).permutation(n / rowsPerSample);
            const expected = plainValues(A, samplesOfMatrix(B, order, rowsPerSample))[id]!;
            assert.ok(Math.abs(score! - expected) < 1e-11, `${id}: ${score}, not ${expected}`);
          });
          const subsets = [Uint32Array.from({ length: (0.8 * n) / rowsPerSample }, (_, i) => i)];
          const [some] = await subsetScores({ ...read, subsets, measure, options }, withTestMeasures);
          const of = (X: Matrix): Matrix => samplesOfMatrix(X, subsets[0]!, rowsPerSample);
          const expected = plainValues(of(A), of(B))[id]!;
          assert.ok(Math.abs(some!.score! - expected) < 1e-11, `${id} of some: ${some!.score}, not ${expected}`);
        }
      });

      it(`keep the neurons of Gaussian data apart: ${p} and ${q} neurons, ${rowsPerSample} rows a sample`, async () => {
        const [A, B] = [representation(n, p, 1), representation(n, q, 2)];
        const pair = holdPair(
          await held(A, B, 'bestNeuron', rowsPerSample),
          'bestNeuron' as ScoreName,
          options,
          withTestMeasures,
        );
        const own = multiplyTransposed(centred(B), centred(B));
        const drawn = gaussianScores(pair, { seed: 3, from: 14, to: 18 }, true, (factors, samples) => {
          const { b } = samples();
          const scale = 4 ** factors.b.scaleExponent;
          return { covariance: multiplyTransposed(b, b).data.map((value) => value * scale), first: b.data[0]! };
        });
        if (rowsPerSample === 1 && q <= n)
          for (const { covariance } of drawn)
            covariance.forEach((value, at) => assert.ok(Math.abs(value - own.data[at]!) < 1e-10 * own.data[0]!));
        assert.equal(new Set(drawn.map(({ first }) => first)).size, 4);
        const draws = { seed: 3, from: 0, to: 5 };
        const scores = nullScores(
          { kind: 'gaussian', pair, draws, measure: 'bestNeuron' as ScoreName, options },
          withTestMeasures,
        );
        const related = plainValues(A, B).bestNeuron!;
        for (const score of scores) assert.ok(score! > 0 && score! < related, `${score}`);
      });
    }
  }
});
