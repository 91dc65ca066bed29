import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { plainEngine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { inThisThread } from '../../../src/jobs/pool/executor';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { trustPair } from '../../../src/jobs/trust/trustPair';
import { useKernels } from '../../../src/linalg/activeKernels';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import type { TrustOutcome, TrustRequest } from '../../../src/protocol/pairExtras';
import { usualScores } from '../../../src/facts/measures/scores';
import type { CompareSpec } from '../../../src/protocol/compareJob';
import { defaultOptions } from '../../../src/facts/options';
import { goldenOrNotice } from '../../golden';
import { gaussian } from '../../linalg/random';
import { linnerud } from '../../similarity/linnerud';
import { npyWithHeader } from '../../formats/sources';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { mapped, representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';
import { engineWith, given } from './outcomes';

const request: TrustRequest = {
  measure: 'cca',
  wanted: ['null', 'dimensions', 'interval', 'enough'],
  permutations: 60,
  seed: 0,
  blocks: 10,
  level: 0.05,
};

describe('how far a score can be trusted', () => {
  let folder: string;
  before(async () => {
    folder = temporaryFolder('trust');
    useKernels((await loadKernels()).kernels);
  });
  after(() => useKernels(plainKernels));

  async function saved(A: Matrix, B: Matrix): Promise<CompareSpec> {
    const name = `pair${Math.random().toString(36).slice(2)}`;
    return {
      a: { path: await saveArray(folder, `${name}-a`, A) },
      b: { path: await saveArray(folder, `${name}-b`, B) },
      options: { ...defaultOptions, transposeA: false, transposeB: false },
    };
  }

  function trust(
    spec: CompareSpec,
    changes: Partial<TrustRequest> = {},
    engine = plainEngine(),
  ): Promise<TrustOutcome> {
    return trustPair({ ...spec, request: { ...request, ...changes } }, () => undefined, engine);
  }

  it('says that a score is saturated of that score alone: debiased CKA is not where linear CKA is', async () => {
    const spec = await saved(gaussian(30, 900, 1), gaussian(30, 800, 2));
    const saturated = async (measure: TrustRequest['measure']): Promise<string[]> => {
      const { notices } = await trust(spec, { measure, wanted: [] });
      return notices.filter(({ code }) => code === 'saturated').map(({ message }) => message);
    };
    assert.match(
      (await compareArrays(spec, () => undefined)).report.warnings.map(({ message }) => message).join(),
      /linear CKA 0\.9/,
    );
    assert.match((await saturated('cka')).join(), /unrelated data of this size give linear CKA 0\.9\d\d, so/);
    assert.deepEqual(await saturated('ckaDebiased'), []);
  });

  it('finds a relation, and every score of it above what is drawn without one', async () => {
    const spec = await saved(representation(400, 14, 1), representation(400, 10, 2));
    const { report } = await compareArrays(spec, () => undefined);
    for (const measure of usualScores) {
      const outcome = await trust(spec, { measure, permutations: 19 });
      const { permutation, gaussian: normal } = outcome.null!;
      for (const drawn of [permutation, normal]) {
        assert.equal(drawn.values.length, 19);
        assert.equal(drawn.p, 1 / 20, measure);
        assert.ok(drawn.values.every(Number.isFinite));
      }
      const interval = given(outcome.interval);
      assert.ok(interval.low < outcome.value! && outcome.value! <= interval.high, measure);
      assert.ok(interval.standardError < 0.05, `${measure}: ${interval.standardError}`);
      const { points } = given(outcome.enough);
      // Of the fewest samples not every score is defined.
      assert.ok(points.length === 8 || (points.length === 7 && !usualScores.includes(measure)), measure);
      const last = points.at(-1)!;
      assert.equal(last.samples, 400);
      assert.ok(Math.abs(last.mean - outcome.value!) < 1e-9, measure);
      assert.ok(points.every(({ low, mean, high }) => low <= mean + 1e-12 && mean <= high + 1e-12));
      assert.equal(outcome.rowsPerSample, 1);
      assert.deepEqual(outcome.notices, []);
    }
    const cca = await trust(spec, { wanted: ['dimensions'] });
    // The last bits differ with what else is computed.
    assert.ok(Math.abs(cca.value! - report.cca!.mean) < 1e-12);
    // A signal of six dimensions.
    assert.deepEqual(given(cca.dimensions).significant, { bartlett: 6, rao: 6 });
    assert.equal(given(cca.dimensions).conditional, null);
    const svcca = given((await trust(spec, { measure: 'svcca', wanted: ['dimensions'] })).dimensions);
    assert.match(svcca.conditional!, /conditional on SVCCA's cut/);
    assert.equal(svcca.tests.length, report.svcca!.coefficients.length);
  });

  it('finds none in noise, where CCA stands at its null baseline', async () => {
    const spec = await saved(gaussian(300, 20, 1), gaussian(300, 15, 2));
    const { report } = await compareArrays(spec, () => undefined);
    for (const measure of [
      'cca',
      'svcca',
      'pwcca',
      'cka',
      'ckaDebiased',
      'procrustes',
      'procrustesDistance',
    ] as const) {
      const { permutation, gaussian: normal } = (await trust(spec, { measure, wanted: ['null'] })).null!;
      assert.ok(permutation.p! > 0.01 && normal.p! > 0.01, `${measure}: ${permutation.p}, ${normal.p}`);
      const spread = Math.max(...permutation.values) - Math.min(...permutation.values);
      assert.ok(
        Math.abs(permutation.mean - normal.mean) < 0.2 * spread,
        `${measure}: ${permutation.mean} and ${normal.mean}`,
      );
    }
    const cca = await trust(spec, { wanted: ['null', 'dimensions', 'enough'] });
    assert.ok(Math.abs(cca.null!.gaussian.mean - report.null!.mean) < 0.005);
    assert.ok(given(cca.dimensions).significant.rao <= 1);
    const { points, reading } = given(cca.enough);
    assert.ok(
      points.every((point) => Math.abs(point.mean - point.null!) < 0.05),
      JSON.stringify(points),
    );
    assert.match(reading, /cannot be told: the score does not stand clear of chance/);
  });

  it('changes no number with workers, and repeats itself for a seed', async () => {
    const spec = await saved(representation(200, 8, 1), representation(200, 6, 2));
    const pool = await WorkerPool.open(3);
    assert.equal(pool.workers, 3, 'the pool has its program');
    for (const measure of ['pwcca', 'ckaDebiased'] as const) {
      const few = { measure, permutations: 9 };
      const alone = await trust(spec, few, engineWith(inThisThread));
      assert.deepEqual(await trust(spec, few, engineWith(pool)), alone);
      const other = await trust(spec, { ...few, seed: 1 }, engineWith(inThisThread));
      assert.notDeepEqual(other.null!.permutation.values, alone.null!.permutation.values);
      assert.notDeepEqual(other.null!.gaussian.values, alone.null!.gaussian.values);
      assert.notDeepEqual(given(other.interval).standardError, given(alone.interval).standardError);
      assert.equal(other.value, alone.value);
    }
  });

  it("finds Linnerud's numbers in files, and gives an interval of 20 samples", async () => {
    const outcome = await trust(await saved(linnerud.body, linnerud.exercises), { blocks: 20 });
    const { tests } = given(outcome.dimensions);
    assert.ok(Math.abs(tests[0]!.lambda - 0.35039053) < 6e-9);
    assert.ok(Math.abs(tests[0]!.rao.p - 0.0635) < 6e-5);
    // SAS: p of any relation is 0.06; the permutation's is of another statistic, but not far away.
    assert.ok(outcome.null!.permutation.p! < 0.4);
    assert.equal(given(outcome.interval).blocks, 20);
  });

  it('draws as many samples as the memory holds, and says so', async () => {
    const spec = await saved(representation(24_000, 40, 1), representation(24_000, 30, 2));
    const resources = { memoryBytes: 52 * 2 ** 20, workers: 2 };
    const outcome = await trust(
      { ...spec, resources },
      { wanted: ['null', 'interval'], permutations: 5, measure: 'cka' },
    );
    assert.ok(outcome.samples < 24_000 && outcome.samples > 1000, String(outcome.samples));
    assert.deepEqual(
      outcome.notices!.map(({ code }) => code),
      ['samples-drawn'],
    );
    assert.match(outcome.notices![0]!.message, /of 24,000 samples were drawn/);
    const whole = await trust(spec, { wanted: ['null'], permutations: 5, measure: 'cka' });
    assert.equal(whole.samples, 24_000);
    assert.ok(Math.abs(outcome.value! - whole.value!) < 0.02 && outcome.value !== whole.value);
    // Chance is higher with fewer samples.
    assert.ok(outcome.null!.permutation.mean > whole.null!.permutation.mean);
  });

  it('leaves samples that are not finite out of everything', async () => {
    const A = mapped(representation(100, 5, 1), (value, at) => (at % 171 === 7 ? NaN : value));
    const spec = await saved(A, representation(100, 4, 2));
    await assert.rejects(trust(spec), (error) => error instanceof LensError && error.code === 'non-finite');
    const outcome = await trust({ ...spec, options: { ...spec.options, dropNonFinite: true } }, { permutations: 5 });
    assert.equal(outcome.samples, 97);
    assert.ok(outcome.notices!.some(({ code }) => code === 'non-finite-dropped'));
    assert.ok(Math.abs(given(outcome.enough).points.at(-1)!.mean - outcome.value!) < 1e-9);
  });

  it('knows sides with more neurons than samples, and refuses CCA of them', async () => {
    const spec = await saved(representation(60, 150, 1), representation(60, 9, 2));
    for (const measure of ['svcca', 'cka', 'ckaDebiased', 'procrustes'] as const) {
      const outcome = await trust(spec, { measure, wanted: ['null', 'interval'], permutations: 19 });
      assert.equal(outcome.null!.permutation.p, 1 / 20, measure);
      assert.equal(outcome.null!.gaussian.p, 1 / 20, measure);
      given(outcome.interval);
    }
    await assert.rejects(trust(spec), (error) => error instanceof LensError && error.code === 'too-few-samples');
    const { dimensions } = await trust(spec, { measure: 'cka', wanted: ['dimensions'] });
    assert.ok(dimensions && 'reason' in dimensions);
    assert.match(dimensions.reason, /more samples/);
  });

  it('says why a part cannot be given for few samples', async () => {
    const outcome = await trust(await saved(gaussian(8, 3, 1), gaussian(8, 4, 2)));
    for (const part of ['dimensions', 'interval', 'enough'] as const)
      assert.match((outcome[part] as { reason: string }).reason, /samples/, part);
    assert.equal(outcome.null!.permutation.values.length, 60);
  });

  it('keeps the positions of a map together, and gives no parametric p-value for them', async () => {
    // 30 images whose 4 x 4 positions are all alike but for a little noise: 480 rows that are worth 30.
    const images = gaussian(30, 3, 1);
    const others = gaussian(30, 3, 9);
    const maps = (values: Matrix, seed: number): string => {
      const noise = gaussian(480, 3, seed);
      const data = Float64Array.from(
        { length: 1440 },
        (_, at) => values.data[Math.floor(at / 48) * 3 + (at % 3)]! + 0.1 * noise.data[at]!,
      );
      const path = join(folder, `maps${seed}.npy`);
      writeFileSync(
        path,
        npyWithHeader(
          `{'descr': '<f8', 'fortran_order': False, 'shape': (30, 4, 4, 3), }\n`,
          new Uint8Array(data.buffer),
        ),
      );
      return path;
    };
    const options = { ...defaultOptions, recipe: { conv: 'flatten' as const, layout: 'nhwc' as const } };
    const spec = { a: { path: maps(images, 2) }, b: { path: maps(others, 3) }, options };
    const outcome = await trust(spec, { permutations: 99 });
    assert.deepEqual([outcome.rowsPerSample, outcome.samples], [16, 480]);
    assert.match((outcome.dimensions as { reason: string }).reason, /not independent/);
    assert.ok(outcome.notices!.some(({ message }) => /Each position of a map counts as a sample/.test(message)));
    const { permutation, gaussian: normal } = outcome.null!;
    // As 30 samples of 3 dimensions each, not as 480: a mean CCA of some 0.3 and not of 0.07.
    for (const drawn of [permutation, normal]) {
      assert.ok(drawn.mean > 0.2 && drawn.p! > 0.02, `mean ${drawn.mean}, p ${drawn.p}`);
    }
    assert.equal(given(outcome.interval).blocks, 10);
    assert.ok(given(outcome.enough).points.every(({ samples, null: chance }) => samples % 16 === 0 && chance === null));
    const related = await trust(
      {
        ...spec,
        b: {
          path: maps(
            matrix(
              30,
              3,
              images.data.map((value, at) => value + 0.3 * others.data[at]!),
            ),
            4,
          ),
        },
      },
      { permutations: 99 },
    );
    assert.deepEqual([related.null!.permutation.p, related.null!.gaussian.p], [0.01, 0.01]);
  });

  describe('on the golden data', () => {
    const golden = goldenOrNotice('trust on golden pairs');
    if (golden === undefined) return;
    const pair = (name: string): CompareSpec => ({
      a: { path: join(golden, 'cases', `${name}_a.npy`) },
      b: { path: join(golden, 'cases', `${name}_b.npy`) },
      options: defaultOptions,
    });

    it('independent noise stands at the null', async () => {
      for (const measure of ['cca', 'svcca', 'pwcca', 'cka', 'procrustes'] as const) {
        const outcome = await trust(pair('independent_noise'), {
          measure,
          wanted: ['null', 'dimensions'],
          permutations: 99,
        });
        assert.ok(outcome.null!.permutation.p! > 0.02 && outcome.null!.gaussian.p! > 0.02, measure);
        assert.ok(given(outcome.dimensions).significant.rao <= 1);
      }
    });

    it('a planted relation is found', async () => {
      const outcome = await trust(pair('planted'), { wanted: ['null', 'dimensions'], permutations: 99 });
      assert.equal(outcome.null!.permutation.p, 1 / 100);
      assert.equal(outcome.null!.gaussian.p, 1 / 100);
      assert.ok(given(outcome.dimensions).significant.rao >= 1);
    });
  });
});
