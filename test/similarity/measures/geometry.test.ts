import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MeasureName } from '../../../src/facts/measures';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { qrR } from '../../../src/linalg/qr';
import { seededRandom } from '../../../src/linalg/random';
import { measurePair, type Measured } from '../../../src/similarity/measures/measures';
import { distanceCorrelationKernel } from '../../../src/similarity/measures/distanceCorrelation';
import { pairProducts } from '../../../src/similarity/measures/products';
import { rbfCkaKernel } from '../../../src/similarity/measures/rbfCka';
import { rsaKernel } from '../../../src/similarity/measures/rsa';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { samplesOfHeld, samplesOfNeurons, type PairSamples } from '../../../src/similarity/samples/sideSamples';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { keptRows, mapped, representation } from '../../jobs/relatedPairs';
import { gaussian } from '../../linalg/random';

const names = { a: 'a.npy', b: 'b.npy' };
const measures: MeasureName[] = ['rsa', 'rbfCka', 'distanceCorrelation'];
const wanted = { gramian: true, rows: false, profile: true };
const factor = (A: Matrix, B: Matrix) => factorPair(memoryPasses(A, B, names), names);

async function measured(
  A: Matrix,
  B: Matrix,
  more: Partial<CompareOptions> = {},
  given?: PairSamples,
): Promise<Measured> {
  const options = { ...defaultOptions, measures, ...more };
  return measurePair(await factor(A, B), options, given ?? samplesOfHeld({ a: A, b: B }, wanted));
}

/** Every score of a report by a name of its own. */
function scoresOf({ rsa, rbfCka, distanceCorrelation }: Measured): Record<string, number> {
  const of = Object.entries(rsa ?? {}).flatMap(([kind, scores]) =>
    Object.entries(scores as unknown as Record<string, number>).map(([by, value]) => [`${kind}.${by}`, value] as const),
  );
  const { biased, debiased } = rbfCka ?? {};
  const { biased: plain, biasCorrectedSquared } = distanceCorrelation ?? {};
  return Object.fromEntries(
    Object.entries({ ...Object.fromEntries(of), biased, debiased, plain, biasCorrectedSquared }).filter(
      (entry): entry is [string, number] => entry[1] !== undefined,
    ),
  );
}

function near(found: Record<string, number>, expected: Record<string, number>, tolerance = 1e-12): void {
  assert.deepEqual(Object.keys(found), Object.keys(expected));
  for (const [name, value] of Object.entries(expected))
    assert.ok(Math.abs(found[name]! - value) <= tolerance, `${name}: ${found[name]}, not ${value}`);
}

function rotation(d: number): Matrix {
  // Of a square matrix X = QR: Q = X inv(R), by substitution, column by column.
  const X = gaussian(d, d, 9);
  const R = qrR(X).data;
  const Q = matrix(d, d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) {
      let value = X.data[i * d + j]!;
      for (let k = 0; k < j; k++) value -= Q.data[i * d + k]! * R[k * d + j]!;
      Q.data[i * d + j] = value / R[j * d + j]!;
    }
  return Q;
}

describe('geometry of samples', () => {
  const [A, B] = [representation(60, 9, 1), representation(60, 7, 2)];

  it('is 1 of a layer with itself, by every score', async () => {
    const scores = scoresOf(await measured(A, A));
    assert.equal(Object.keys(scores).length, 13);
    near(scores, Object.fromEntries(Object.keys(scores).map((name) => [name, 1])), 1e-14);
  });

  it('of three and four samples is what is found by hand', async () => {
    // On a line at 0, 1, 3 and at 0, 2, 3: distances 1, 3, 2 and 2, 3, 1; ranks likewise.
    const line = (...places: number[]): Matrix => matrix(places.length, 1, Float64Array.from(places));
    const { rsa, skipped } = await measured(line(0, 1, 3), line(0, 2, 3), { measures: ['rsa'] });
    near({ ...rsa!.euclidean! } as never, { spearman: 0.5, pearson: 0.5, rhoA: 0.5 });
    assert.deepEqual(Object.keys(rsa!), ['euclidean']);
    assert.deepEqual(
      skipped.map(({ measure }) => measure),
      ['rsa', 'rsaPearson', 'rsaRhoA', 'rsaCosine', 'rsaCosinePearson', 'rsaCosineRhoA'],
    );
    // Squared distances of 0, 1, 3: six of 1, 9, 4 twice and three zeros, median 1.
    const { rbfCka } = await measured(line(0, 1, 3), line(0, 1, 3), { measures: ['rbfCka'] });
    assert.deepEqual([rbfCka!.biased, rbfCka!.debiased], [1, undefined]);
    // Doubly centred distances of 0, 1, 3 are -16, -4, 20; 2, -4... of both: all by their means 4/3, 1, 5/3 and 4/3.
    const { distanceCorrelation } = await measured(line(0, 1, 3), line(0, 2, 3), { measures: ['distanceCorrelation'] });
    const centred = (D: number[][]): number[] => {
      const mean = (values: number[]): number => values.reduce((x, y) => x + y) / values.length;
      const rows = D.map(mean);
      return D.flatMap((row, i) => row.map((d, j) => d - rows[i]! - rows[j]! + mean(rows)));
    };
    const [u, v] = [
      [
        [0, 1, 3],
        [1, 0, 2],
        [3, 2, 0],
      ],
      [
        [0, 2, 3],
        [2, 0, 1],
        [3, 1, 0],
      ],
    ].map(centred) as [number[], number[]];
    const inner = (x: number[], y: number[]): number => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
    const expected = Math.sqrt(inner(u, v) / Math.sqrt(inner(u, u) * inner(v, v)));
    assert.ok(Math.abs(distanceCorrelation!.biased - expected) < 1e-14);
  });

  it('does not change with rotations, shifts and one scale, as far as each score says', async () => {
    const own = scoresOf(await measured(A, B));
    const turned = scoresOf(
      await measured(
        mapped(multiply(A, rotation(9)), (value) => 5 * value),
        B,
      ),
    );
    const ofDistances = Object.keys(own).filter((name) => !/^(correlation|cosine)/.test(name));
    for (const name of [...ofDistances, 'cosine.spearman', 'cosine.pearson', 'cosine.rhoA'])
      assert.ok(Math.abs(turned[name]! - own[name]!) < 1e-12, name);
    const shifted = scoresOf(
      await measured(
        mapped(A, (value, _, __, j) => value + j),
        B,
      ),
    );
    for (const name of ofDistances) assert.ok(Math.abs(shifted[name]! - own[name]!) < 1e-12, name);
    assert.ok(Math.abs(shifted['cosine.pearson']! - own['cosine.pearson']!) > 1e-4, 'cosines are not centred');
    const scaled = scoresOf(
      await measured(
        mapped(A, (value, _, i) => (1 + i) * value),
        B,
      ),
    );
    for (const name of ['cosine.spearman', 'correlation.spearman'])
      assert.ok(Math.abs(scaled[name]! - own[name]!) < 1e-12, name);
    const lifted = scoresOf(
      await measured(
        mapped(A, (value, _, i) => (1 + i) * value + i),
        B,
      ),
    );
    assert.ok(Math.abs(lifted['correlation.spearman']! - own['correlation.spearman']!) < 1e-12);
    near(scoresOf(await measured(B, A)), own);
  });

  it('is the same of samples whose sums came from a pass over neurons', async () => {
    const [wide, other] = [representation(30, 200, 1), representation(30, 150, 2)];
    const passes = memoryPasses(wide, other, names);
    const [a, b] = [await samplesOfNeurons(passes, 'a', 30, wanted), await samplesOfNeurons(passes, 'b', 30, wanted)];
    near(scoresOf(await measured(wide, other, {}, { a, b })), scoresOf(await measured(wide, other)));
  });

  it('gives ties the mean of their ranks, however they were computed', async () => {
    // Few levels, so that most dissimilarities are equal to others.
    const levels = (X: Matrix): Matrix => mapped(X, (value) => Math.round(value / 3));
    const [a, b] = [levels(representation(40, 4, 1)), levels(representation(40, 4, 2))];
    const offset = (X: Matrix): Matrix => mapped(X, (value) => value / 3 + 0.1);
    const kept = (i: number): boolean => [a, b].every((X) => new Set(X.data.subarray(4 * i, 4 * i + 4)).size > 1);
    const [A4, B4] = [keptRows(a, kept), keptRows(b, kept)];
    const { rsa } = await measured(A4, B4, { measures: ['rsa'] });
    const other = await measured(offset(A4), offset(B4), { measures: ['rsa'] });
    near({ ...other.rsa!.euclidean! } as never, { ...rsa!.euclidean! } as never);
    near({ ...other.rsa!.correlation! } as never, { ...rsa!.correlation! } as never);
    assert.ok(rsa!.euclidean!.spearman - rsa!.euclidean!.rhoA > 1e-4, 'they are tied');
  });

  it('names the samples of which a dissimilarity is not defined, by their places in the array', async () => {
    const flat = mapped(A, (value, _, i) => (i === 4 || i === 9 ? 0 : i === 20 ? 2.5 : value));
    const { rsa, skipped } = await measured(flat, B);
    assert.deepEqual(Object.keys(rsa!), ['euclidean']);
    const [correlation, , , cosine] = skipped.map(({ message }) => message);
    assert.equal(
      correlation,
      'Samples 4, 9 and 20 of a.npy are the same in all neurons, so that no correlation with them is defined: leave them out of both arrays, or read RSA of distances.',
    );
    assert.equal(
      cosine,
      'Samples 4 and 9 of a.npy are all zeros, so that no cosine with them is defined: leave them out of both arrays.',
    );
    const many = mapped(B, (value, _, i) => (i < 12 ? 1 : value));
    const given = samplesOfHeld({ a: A, b: many }, wanted);
    given.b.places = Uint32Array.from({ length: 60 }, (_, i) => 100 + i);
    const message = (await measured(A, many, { measures: ['rsa'] }, given)).skipped[0]!.message;
    assert.match(message, /^Samples 100, 101, 102, 103, 104 and 7 more of b\.npy are the same in all neurons/);
  });

  it('is not defined where distances tell no scale, and says so', async () => {
    const most = mapped(A, (value, _, i) => (i < 50 ? 1 : value));
    await assert.rejects(measured(most, B, { measures: ['rbfCka'] }), /more than half of the samples of a\.npy repeat/);
    const { distanceCorrelation, rbfCka, skipped } = await measured(most, B);
    assert.ok(distanceCorrelation!.biased > 0 && rbfCka === undefined);
    assert.equal(skipped.find(({ measure }) => measure === 'rbfCka')!.code, 'no-variance');
  });

  it('has its null levels as means over all orders of the samples', async () => {
    const [a, b] = [representation(6, 3, 1), representation(6, 4, 2)];
    const { rbfCka, distanceCorrelation } = await measured(a, b);
    const sums = { rbf: 0, debiased: 0, squared: 0, corrected: 0, spearman: 0, pearson: 0 };
    let count = 0;
    const visit = async (order: number[]): Promise<void> => {
      if (order.length < 6) {
        for (let i = 0; i < 6; i++) if (!order.includes(i)) await visit([...order, i]);
        return;
      }
      const found = await measured(a, samplesOfMatrix(b, order, 1));
      count++;
      sums.rbf += found.rbfCka!.biased;
      sums.debiased += found.rbfCka!.debiased!;
      sums.squared += found.distanceCorrelation!.biased ** 2;
      sums.corrected += found.distanceCorrelation!.biasCorrectedSquared!;
      sums.spearman += found.rsa!.cosine!.spearman;
      sums.pearson += found.rsa!.euclidean!.pearson;
    };
    await visit([]);
    assert.equal(count, 720);
    const isMean = (sum: number, mean: number): void =>
      assert.ok(Math.abs(sum / count - mean) < 1e-12, `${sum / count}`);
    isMean(sums.rbf, rbfCka!.null.biased);
    isMean(sums.squared, distanceCorrelation!.null.biased ** 2);
    for (const sum of [sums.debiased, sums.corrected, sums.spearman, sums.pearson]) isMean(sum, 0);
  });

  it('comes to the same under a permutation by what was made ready', async () => {
    const order = seededRandom(4).permutation(60);
    const options = { ...defaultOptions, bandwidth: 0.7 };
    const given = samplesOfHeld({ a: A, b: B }, wanted);
    const products = pairProducts(await factor(A, B), false, given);
    const moved = scoresOf(await measured(A, samplesOfMatrix(B, order, 1), { bandwidth: 0.7 }));
    const found = Object.assign(
      {},
      ...[rsaKernel, rbfCkaKernel, distanceCorrelationKernel].map((kernel) =>
        kernel.permuted!(products, options)(order),
      ),
    ) as Record<string, number | null>;
    assert.deepEqual(
      Object.keys(found).length,
      rsaKernel.facts.scores.length + rbfCkaKernel.facts.scores.length + distanceCorrelationKernel.facts.scores.length,
    );
    const expected = {
      rsa: moved['correlation.spearman'],
      rsaEuclideanPearson: moved['euclidean.pearson'],
      rsaCosineRhoA: moved['cosine.rhoA'],
      rbfCka: moved.biased,
      rbfCkaDebiased: moved.debiased,
      distanceCorrelation: moved.plain,
      distanceCorrelationCorrected: moved.biasCorrectedSquared,
    };
    for (const [id, value] of Object.entries(expected)) assert.ok(Math.abs(found[id]! - value!) < 1e-12, id);
  });
});
