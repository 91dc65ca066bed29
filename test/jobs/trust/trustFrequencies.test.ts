import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { mapsOfPair, settlePair } from '../../../src/jobs/arrays/settlePair';
import { frequencyBytes, pairLoad } from '../../../src/jobs/compare/frequencyPlan';
import { plainEngine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { copies } from '../../../src/jobs/trust/planTrust';
import { trustPair } from '../../../src/jobs/trust/trustPair';
import { useKernels } from '../../../src/linalg/activeKernels';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { derivedSeed, seededRandom } from '../../../src/linalg/random';
import type { TrustOutcome, TrustRequest } from '../../../src/protocol/pairExtras';
import { frequencyMeasures, type CompareSpec } from '../../../src/protocol/compareJob';
import { scoreOfFrequencies, type FrequencyMeasure } from '../../../src/similarity/frequencies/frequencyReport';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { drawnSamples } from '../../../src/similarity/trust/sampleCurve';
import { mean, meanSquared } from '../../../src/similarity/measures/summaries';
import { gaussian } from '../../linalg/random';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingExecutor } from '../countingExecutor';
import { saveAxes } from '../savedMaps';
import { engineWith, given } from './outcomes';

const request: TrustRequest = {
  measure: 'cca',
  wanted: ['null', 'dimensions', 'interval', 'enough'],
  permutations: 39,
  seed: 0,
  blocks: 8,
  level: 0.05,
};

const options: CompareOptions = { ...defaultOptions, recipe: { conv: 'dft', layout: 'nhwc' } };

/** Maps, row by row as an array of samples x height x width x channels. */
interface Maps {
  data: Float64Array;
  shape: [number, number, number, number];
}

function noise(shape: Maps['shape'], seed: number): Maps {
  return { data: gaussian(shape[0], shape[1] * shape[2] * shape[3], seed).data, shape };
}

/** The same maps with noise of their own. */
function alike({ data, shape }: Maps, amount: number, seed: number): Maps {
  const other = noise(shape, seed).data;
  return { data: data.map((value, at) => value + amount * other[at]!), shape };
}

function samplesOf({ data, shape: [, ...rest] }: Maps, samples: Uint32Array): Maps {
  const width = rest[0] * rest[1] * rest[2];
  const some = new Float64Array(samples.length * width);
  samples.forEach((sample, i) => some.set(data.subarray(sample * width, (sample + 1) * width), i * width));
  return { data: some, shape: [samples.length, ...rest] };
}

// With the plain kernels, which are several times as fast for so many matrices of a few columns, but where it is said.
describe('how far a score by frequencies can be trusted', () => {
  let folder: string;
  let saved = 0;
  before(() => (folder = temporaryFolder('trust-frequencies')));

  function specOf(a: Maps, b: Maps): CompareSpec {
    const save = ({ data, shape }: Maps) => ({ path: saveAxes(folder, `maps${saved++}`, data, shape) });
    return { a: save(a), b: save(b), options };
  }

  function trust(
    spec: CompareSpec,
    changes: Partial<TrustRequest> = {},
    engine = plainEngine(),
  ): Promise<TrustOutcome> {
    return trustPair({ ...spec, request: { ...request, ...changes } }, () => undefined, engine);
  }

  async function scoreOf(a: Maps, b: Maps, measure: FrequencyMeasure): Promise<number> {
    const { report } = await compareArrays(specOf(a, b), () => undefined);
    return scoreOfFrequencies(report.dft!, measure)!;
  }

  it('finds a relation, and the score above all that is drawn without one', async () => {
    const a = noise([80, 4, 4, 3], 1);
    const b = alike(a, 1, 2);
    for (const measure of frequencyMeasures) {
      const outcome = await trust(specOf(a, b), { measure });
      assert.ok(Math.abs(outcome.value! - (await scoreOf(a, b, measure))) < 1e-12);
      assert.deepEqual([outcome.samples, outcome.rowsPerSample], [80, 1]);
      assert.deepEqual(outcome.frequencies, { height: 4, width: 4 });
      for (const { values, p } of [outcome.null!.permutation, outcome.null!.gaussian]) {
        assert.equal(values.length, 39);
        assert.equal(p, 1 / 40);
      }
      assert.match((outcome.dimensions as { reason: string }).reason, /many frequencies of the same images/);
      const { low, high, blocks } = given(outcome.interval);
      assert.ok(low < outcome.value! && outcome.value! < high && high - low < 0.2, `${low} to ${high}`);
      assert.equal(blocks, 8);
      const { points } = given(outcome.enough);
      assert.equal(points.at(-1)!.samples, 80);
      assert.ok(Math.abs(points.at(-1)!.mean - outcome.value!) < 1e-9);
    }
  });

  it('gives noise p-values that are spread evenly', async () => {
    const p: { permutation: number[]; gaussian: number[] } = { permutation: [], gaussian: [] };
    const trials = 80;
    for (let trial = 0; trial < trials; trial++) {
      const spec = specOf(noise([16, 2, 3, 2], 100 + trial), noise([16, 2, 3, 1], 900 + trial));
      const drawn = (await trust(spec, { wanted: ['null'], permutations: 19, seed: trial })).null!;
      p.permutation.push(drawn.permutation.p!);
      p.gaussian.push(drawn.gaussian.p!);
    }
    // Uniform on 0.05 .. 1: mean 0.525, standard error 0.288 / sqrt(80) = 0.0322; four of them.
    for (const [kind, found] of Object.entries(p))
      assert.ok(Math.abs(mean(found)! - 0.525) < 0.129, `${kind}: ${mean(found)}`);
  });

  it('draws Gaussian data as Gaussian maps are, whether or not their frequencies depend on each other', async () => {
    // At one position only (and a little elsewhere) all frequencies are the same; white noise has frequencies that know nothing of each other.
    const spot = ({ data, shape }: Maps): Maps => ({
      data: data.map((value, at) => (at % 16 === 5 ? value : 1e-3 * value)),
      shape,
    });
    const spreads: number[] = [];
    for (const form of [spot, (maps: Maps) => maps]) {
      const make = (seed: number): Maps => form(noise([24, 4, 4, 1], seed));
      const simulated: number[] = [];
      for (let i = 0; i < 90; i++) simulated.push(await scoreOf(make(2000 + i), make(5000 + i), 'cca'));
      const drawn = (await trust(specOf(make(1), make(2)), { wanted: ['null'], permutations: 300 })).null!.gaussian;
      const spread = (values: number[]): number => Math.sqrt(meanSquared(values.map((x) => x - mean(values)!))!);
      const [found, expected] = [spread(drawn.values), spread(simulated)];
      // Five standard errors of the means' difference, and 3% for what fixing one sample's covariances changes.
      const tolerance = 5 * expected * Math.sqrt(1 / 90 + 1 / 300) + 0.03 * mean(simulated)!;
      assert.ok(Math.abs(drawn.mean - mean(simulated)!) < tolerance, `${drawn.mean} and ${mean(simulated)}`);
      // Standard errors of two standard deviations are 7% and 4% of them.
      assert.ok(Math.abs(found / expected - 1) < 0.35, `spreads ${found} and ${expected}`);
      spreads.push(found);
    }
    assert.ok(spreads[0]! > 2 * spreads[1]!, `spreads ${spreads.join(' and ')}`);
  });

  it('draws as many samples as the memory holds, and says so', async () => {
    const a = noise([3000, 2, 2, 1], 1);
    const spec = specOf(a, alike(a, 1, 2));
    const maps = mapsOfPair(await settlePair(spec), { rank: 'numerical' });
    const { working, perFrequency } = frequencyBytes(pairLoad(maps.a, maps.b, 2000, copies));
    const resources = { memoryBytes: working + perFrequency };
    const outcome = await trust({ ...spec, resources }, { wanted: ['enough'] });
    assert.equal(outcome.samples, 2000);
    assert.match(outcome.notices.at(-1)!.message, /2,000 of 3,000 samples were drawn/);
    const whole = await trust(spec, { wanted: ['dimensions'] });
    assert.equal(whole.samples, 3000);
    assert.ok(Math.abs(outcome.value! - whole.value!) < 0.02 && outcome.value !== whole.value);
    assert.ok(Math.abs(given(outcome.enough).points.at(-1)!.mean - outcome.value!) < 1e-12);
  });

  it('leaves samples that are not finite out of everything', async () => {
    const a = noise([50, 3, 3, 2], 1);
    const b = alike(a, 1, 2);
    const keep = Uint32Array.from({ length: 50 }, (_, i) => i).filter((i) => i !== 7 && i !== 30);
    const [cleanA, cleanB] = [samplesOf(a, keep), samplesOf(b, keep)];
    a.data[7 * 18 + 4] = NaN;
    b.data[30 * 18] = Infinity;
    const spec = specOf(a, b);
    await assert.rejects(trust(spec), (error) => error instanceof LensError && error.code === 'non-finite');
    const outcome = await trust({ ...spec, options: { ...options, dropNonFinite: true } });
    assert.equal(outcome.samples, 48);
    assert.ok(outcome.notices.some(({ code }) => code === 'non-finite-dropped'));
    const clean = await trust(specOf(cleanA, cleanB));
    assert.deepEqual(outcome.null, clean.null);
    assert.deepEqual(outcome.interval, clean.interval);
  });

  it('leaves out frequencies at which a side does not vary', async () => {
    // Each map is constant: frequency (0, 0) alone is left.
    const value = gaussian(40, 1, 1).data;
    const flat: Maps = {
      data: Float64Array.from({ length: 40 * 9 }, (_, at) => value[Math.floor(at / 9)]!),
      shape: [40, 3, 3, 1],
    };
    const outcome = await trust(specOf(flat, noise([40, 3, 3, 1], 2)));
    for (const { values } of [outcome.null!.permutation, outcome.null!.gaussian])
      assert.ok(values.every((score) => score > 0 && score < 1));
    assert.ok(given(outcome.interval).standardError > 0);
  });

  it('refuses other scores in a sentence that says which there are, and parts for which samples are too few', async () => {
    const few = specOf(noise([8, 2, 2, 7], 1), noise([8, 2, 2, 1], 2));
    await assert.rejects(
      trust(few, { measure: 'svcca' }),
      (error) =>
        error instanceof LensError && error.code === 'recipe-mismatch' && /cca and ccaThresholded/.test(error.message),
    );
    const outcome = await trust(few);
    for (const part of ['interval', 'enough'] as const)
      assert.match((outcome[part] as { reason: string }).reason, /samples/, part);
    // Without two of twelve samples there are no more samples than channels.
    const narrow = await trust(specOf(noise([12, 2, 2, 10], 1), noise([12, 2, 2, 1], 2)), { blocks: 6 });
    assert.match((narrow.interval as { reason: string }).reason, /Without a block of samples/);
    assert.equal(narrow.null!.permutation.values.length, 39);
    await assert.rejects(
      trust({ ...few, options: { ...options, threshold: 0 } }, { measure: 'ccaThresholded' }),
      (error) => error instanceof LensError && error.code === 'too-few-samples',
    );
  });

  describe('with the kernels that jobs take', () => {
    before(async () => useKernels((await loadKernels()).kernels));
    after(() => useKernels(plainKernels));

    it('draws the scores of files with permuted samples, and of files with some of them', async () => {
      const [a, b] = [noise([30, 4, 3, 2], 3), noise([30, 6, 5, 3], 4)];
      for (const measure of frequencyMeasures) {
        const outcome = await trust(specOf(a, b), {
          measure,
          wanted: ['null', 'enough'],
          seed: 5,
          permutations: 2,
        });
        for (const [i, found] of outcome.null!.permutation.values.entries()) {
          const order = seededRandom(derivedSeed(5, 1, i)).permutation(30);
          const expected = await scoreOf(a, samplesOf(b, order), measure);
          assert.ok(Math.abs(found - expected) < 1e-10, `permuted: ${found} instead of ${expected}`);
        }
        const { points } = given(outcome.enough);
        const { samples, mean: found } = points[2]!;
        const scores: number[] = [];
        for (let draw = 0; draw < 5; draw++) {
          const some = drawnSamples(30, samples, draw, 5);
          scores.push(await scoreOf(samplesOf(a, some), samplesOf(b, some), measure));
        }
        assert.ok(Math.abs(found - mean(scores)!) < 1e-10, `of some samples: ${found} instead of ${mean(scores)}`);
        const { dft } = (await compareArrays(specOf(a, b), () => undefined)).report;
        const level = measure === 'cca' ? dft!.null!.mean : dft!.null!.thresholdedMean!;
        assert.ok(Math.abs(points.at(-1)!.null! - level) < 1e-14, `level ${points.at(-1)!.null} and ${level}`);
        assert.ok(points[0]!.null! > level, 'higher of fewer samples');
      }
    });

    it('changes no bit with workers and batches, and draws others for another seed', async () => {
      const few = { permutations: 3 };
      const a = noise([40, 3, 4, 2], 1);
      const spec = specOf(a, alike(a, 3, 2));
      const maps = mapsOfPair(await settlePair(spec), { rank: 'numerical' });
      const { working, perFrequency } = frequencyBytes(pairLoad(maps.a, maps.b, 40, copies));
      const small = { ...spec, resources: { memoryBytes: working + 2 * perFrequency } };
      const [one, many] = [countingExecutor(), countingExecutor()];
      const alone = await trust(spec, few, engineWith(one));
      assert.equal(one.count('frequencyDraws'), 1);
      assert.deepEqual(await trust(small, few, engineWith(many)), alone);
      // 7 frequencies are not repeated by others.
      assert.equal(many.count('frequencyDraws'), 4);
      const pool = await WorkerPool.open(3);
      assert.equal(pool.workers, 3, 'the pool has its program');
      assert.deepEqual(await trust(small, few, engineWith(pool)), alone);
      const other = await trust(spec, { ...few, seed: 1 });
      for (const kind of ['permutation', 'gaussian'] as const)
        assert.notDeepEqual(other.null![kind].values, alone.null![kind].values);
      assert.notEqual(given(other.interval).standardError, given(alone.interval).standardError);
      assert.equal(other.value, alone.value);
    });
  });
});
