import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { calibratedIn, thresholdOf } from '../../../src/facts/calibratedWords';
import type { Calibrated } from '../../../src/facts/calibrated';
import { shownBlocks, type AnyScore } from '../../../src/facts/measures';
import { pairReading } from '../../../src/facts/pairReading';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import type { ComparisonReport } from '../../../src/facts/report';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { plainEngine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { trustPair } from '../../../src/jobs/trust/trustPair';
import { useKernels } from '../../../src/linalg/activeKernels';
import type { Matrix } from '../../../src/linalg/matrix';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import type { TrustOutcome } from '../../../src/protocol/pairExtras';
import type { Resources } from '../../../src/protocol/resources';
import { calibrated } from '../../../src/similarity/calibration/calibrated';
import { gaussian } from '../../linalg/random';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { mapped, representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';
import { engineWith, given } from '../trust/outcomes';

const calibrate = { permutations: 39, alpha: 0.05, seed: 4 };

describe('a report with calibrated scores', () => {
  let folder: string;
  before(async () => {
    folder = temporaryFolder('calibrate');
    useKernels((await loadKernels()).kernels);
  });
  after(() => useKernels(plainKernels));

  let count = 0;
  async function reportOf(
    A: Matrix,
    B: Matrix,
    changes: Partial<CompareOptions> = {},
    { engine = plainEngine(), resources, onPhase = () => undefined }: Asked = {},
  ): Promise<ComparisonReport> {
    const [a, b] = [await saveArray(folder, `${++count}-a`, A), await saveArray(folder, `${count}-b`, B)];
    const options = { ...defaultOptions, transposeA: false, transposeB: false, calibrate, ...changes };
    const spec = { a: { path: a }, b: { path: b }, options, resources };
    return (await compareArrays(spec, onPhase, engine)).report;
  }

  /** Every shown score with what it was calibrated to. */
  function all(report: ComparisonReport): { score: AnyScore; value: number | null; found: Calibrated | undefined }[] {
    return shownBlocks.flatMap(({ id, scores }) => {
      const block: unknown = report[id];
      if (block === undefined) return [];
      return (scores as readonly AnyScore[]).map((score) => ({
        score,
        value: score.value(block),
        found: calibratedIn(block, score),
      }));
    });
  }

  it('has beside each score its height above the threshold of its permutations, and p', async () => {
    const report = await reportOf(representation(80, 6, 1), representation(80, 5, 2));
    const scores = all(report);
    assert.equal(scores.length, 10);
    for (const { score, value, found } of scores) {
      assert.ok(found && found.value !== undefined, score.id);
      const s = score.distance ? score.distance.likeness(value!) : value!;
      assert.ok(Math.abs(found.value - (s - found.threshold!) / (1 - found.threshold!)) < 1e-9, score.id);
      assert.deepEqual([found.p, found.permutations, found.seed], [1 / 40, 39, 4], score.id);
      assert.ok(score.distance ? value! < thresholdOf(found, score)! : value! > thresholdOf(found, score)!);
    }
    assert.ok(!report.warnings.some(({ code }) => code === 'not-calibrated' || code === 'few-permutations'));
    assert.ok(report.timings.calibrate! >= 0 && report.timings.total! >= report.timings.calibrate!);
  });

  it('permutes as trust does', async () => {
    const [A, B] = [representation(70, 6, 1), gaussian(70, 4, 9)];
    const report = await reportOf(A, B);
    const [a, b] = [{ path: `${folder}/${count}-a.npy` }, { path: `${folder}/${count}-b.npy` }];
    for (const measure of ['cka', 'svcca'] as const) {
      const request = { measure, wanted: ['null' as const], permutations: 39, seed: 4, blocks: 2, level: 0.05 };
      const outcome = await trustPair({ a, b, options: report.options, request }, () => undefined, plainEngine());
      const { values } = given(outcome.null?.permutation);
      const { value, threshold, p } = calibrated(outcome.value!, values, 0.05);
      const found = report[measure]!.calibrated![measure]!;
      assert.ok(Math.abs(found.threshold! - threshold!) < 1e-12);
      assert.ok(Math.abs(found.value! - value!) < 1e-12);
      assert.equal(found.p, p);
    }
  });

  it('is the same whatever the number of workers, and tells how many permutations are done', async () => {
    const [A, B] = [representation(90, 7, 1), representation(90, 9, 2)];
    const phases: string[] = [];
    const one = await reportOf(A, B, {}, { onPhase: (phase) => phases.push(phase) });
    const three = await WorkerPool.open(3);
    const other = await reportOf(A, B, {}, { engine: engineWith(three) });
    assert.deepEqual(
      all(one).map(({ found }) => found),
      all(other).map(({ found }) => found),
    );
    assert.ok(phases.includes('permuting samples, 20 of 39'), phases.join('\n'));
  });

  it('is as without where nobody asks for it', async () => {
    const [A, B] = [representation(40, 4, 1), representation(40, 3, 2)];
    const report = await reportOf(A, B, { calibrate: undefined });
    assert.ok(!JSON.stringify(report).includes('calibrated'));
  });

  it('gives no p and no calibrated score where samples repeat, and says why', async () => {
    const [A, B] = [representation(60, 5, 1), representation(60, 4, 2)];
    const twice = (X: Matrix): Matrix => mapped(X, (value, at, i, j) => X.data[(i % 30) * X.columns + j] ?? value + at);
    for (const { found } of all(await reportOf(twice(A), twice(B)))) {
      assert.deepEqual([found!.value, found!.p], [undefined, undefined]);
      assert.match(found!.reason!, /more than once/);
    }
  });

  it('says that saturated scores have none', async () => {
    const report = await reportOf(gaussian(20, 25, 1), gaussian(20, 30, 2), {
      measures: ['cka', 'svcca', 'procrustes'],
    });
    assert.ok(report.cka!.calibrated!.cka!.value !== undefined);
    const narrow = await reportOf(gaussian(12, 11, 1), gaussian(12, 11, 2), { measures: ['cca'] });
    assert.match(narrow.cca!.calibrated!.cca!.reason ?? '', /reach 1/);
  });

  it('is of drawn samples where the memory holds no more, and says so', async () => {
    const [A, B] = [representation(20_000, 30, 1), representation(20_000, 30, 2)];
    const report = await reportOf(A, B, { measures: ['cka'] }, { resources: { memoryBytes: 60 * 2 ** 20 } });
    const said = report.warnings.find(({ code }) => code === 'samples-drawn')!;
    assert.match(said.message, /^Calibrated scores are of [\d,]+ samples, drawn from 20,000/);
    const found = report.cka!.calibrated!.cka!;
    assert.ok(Math.abs(found.value! - report.cka!.linear) < 0.05);
  });

  it('has measures of samples as well, by the samples that they were measured of, as trust permutes them', async () => {
    const measures: CompareOptions['measures'] = ['cka', 'rsa', 'rbfCka', 'distanceCorrelation', 'linear'];
    const [A, B] = [representation(50, 6, 1), representation(50, 5, 2)];
    const one = await reportOf(A, B, { measures });
    for (const { score, value, found } of all(one)) {
      assert.ok(found?.value !== undefined, score.id);
      assert.ok(Math.abs(found.value * (1 - found.threshold!) + found.threshold! - value!) < 1e-9, score.id);
    }
    const [a, b] = [{ path: `${folder}/${count}-a.npy` }, { path: `${folder}/${count}-b.npy` }];
    const drawn = { wanted: ['null' as const], permutations: 39, seed: 4, blocks: 2, level: 0.05 };
    for (const [measure, found] of [
      ['rsa', one.rsa!.calibrated!.rsa!],
      ['rbfCka', one.rbfCka!.calibrated!.rbfCka!],
      ['linear', one.linear!.calibrated!.linear!],
    ] as const) {
      const spec = { a, b, options: one.options, request: { ...drawn, measure } };
      const { value, ...outcome } = await trustPair(spec, () => undefined, plainEngine());
      const { threshold } = calibrated(value!, nullOf(outcome).values, 0.05);
      assert.ok(Math.abs(found.threshold! - threshold!) < 1e-11, measure);
    }
    const other = await reportOf(A, B, { measures }, { engine: engineWith(await WorkerPool.open(2)) });
    assert.deepEqual(
      all(one).map(({ found }) => found),
      all(other).map(({ found }) => found),
    );
  });

  it('names measures that the memory does not let it permute', async () => {
    const [A, B] = [representation(1500, 3, 1), representation(1500, 3, 2)];
    const resources = { memoryBytes: 40 * 2 ** 20 };
    const report = await reportOf(A, B, { measures: ['cka', 'distanceCorrelation'] }, { resources });
    assert.ok(report.cka!.calibrated!.cka!.value !== undefined);
    const said = report.warnings.find(({ code }) => code === 'not-calibrated');
    const drawn = report.warnings.find(({ code }) => code === 'samples-of-measures');
    assert.ok(drawn !== undefined || said !== undefined);
    assert.equal(said === undefined, report.distanceCorrelation!.calibrated !== undefined);
  });

  it('says where permutations are too few for the level', async () => {
    const few = { ...calibrate, permutations: 9 };
    const report = await reportOf(representation(40, 4, 1), representation(40, 3, 2), { calibrate: few });
    assert.match(report.warnings.find(({ code }) => code === 'few-permutations')!.message, /with 19 or more/);
    assert.ok(all(report).every(({ found }) => found!.value === undefined && /^Too few/.test(found!.reason!)));
    assert.match(pairReading(report), /^Cannot be told by calibration: the smallest p that 9 permutations can give/);
  });
});

function nullOf(outcome: Pick<TrustOutcome, 'null'>) {
  return given(outcome.null?.permutation);
}

interface Asked {
  engine?: ReturnType<typeof plainEngine>;
  resources?: Resources;
  onPhase?: (phase: string) => void;
}
