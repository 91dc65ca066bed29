import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { compareMatrix } from '../../../src/jobs/compare/compareMatrix';
import { plainEngine, type Engine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { noneBeside, planMatrix } from '../../../src/jobs/memoryPlan';
import { openArray } from '../../../src/jobs/arrays/openArray';
import type { Executor } from '../../../src/jobs/pool/executor';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { useKernels } from '../../../src/linalg/activeKernels';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { matrix } from '../../../src/linalg/matrix';
import { readMatrix } from '../../../src/formats/rows/readMatrix';
import type { MeasureName } from '../../../src/facts/measures';
import { scoreIn, usualScores } from '../../../src/facts/measures/scores';
import type { Resources } from '../../../src/protocol/resources';
import type { MatrixOutcome } from '../../../src/protocol/matrixJob';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import type { ComparisonReport } from '../../../src/facts/report';
import { forFastestKernels } from '../../linalg/everyKernels';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingExecutor } from '../countingExecutor';
import { mapped, representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';
import { keptPaths } from '../store/keptNames';
import { openSides } from '../openSides';

const samples = 60;

function engineWith(executor: Executor): Engine {
  return { ...plainEngine(), executor: () => Promise.resolve(executor) };
}

/** The files without one of their rows. */
async function withoutRow(folder: string, paths: readonly string[], row: number): Promise<string[]> {
  const rest: string[] = [];
  for (const [at, path] of paths.entries()) {
    const array = await openArray({ path });
    const { rows, columns, data } = await readMatrix(array.source, array.header, path, { transpose: false });
    await array.close();
    const kept = Float64Array.from(data.filter((_, i) => Math.floor(i / columns) !== row));
    rest.push(await saveArray(folder, `rest-${at}`, matrix(rows - 1, columns, kept)));
  }
  return rest;
}

async function savedSet(folder: string): Promise<Record<string, string>> {
  const narrow = representation(samples, 7, 1);
  // Conditioned so that covariances alone do not do.
  const nearly = mapped(narrow, (value, at, _, j) => (j === 6 ? narrow.data[at - 6]! + 1e-3 * value : value));
  return {
    narrow: await saveArray(folder, 'narrow', narrow),
    'as wide': await saveArray(folder, 'as-wide', representation(samples, 7, 2), { fortranOrder: true }),
    wider: await saveArray(folder, 'wider', representation(samples, 20, 3), { descr: '<f4' }),
    wide: await saveArray(folder, 'wide', representation(samples, 70, 4)),
    'wide as well': await saveArray(folder, 'wide-as-well', representation(samples, 90, 7)),
    'wide by dead neurons': await saveArray(
      folder,
      'dead-wide',
      mapped(representation(samples, 65, 8), (x, _at, _i, j) => (j < 9 ? x : 0)),
    ),
    copy: await saveArray(folder, 'copy', narrow),
    nearly: await saveArray(folder, 'nearly', nearly),
    dead: await saveArray(
      folder,
      'dead',
      mapped(representation(samples, 9, 5), (x, _at, _i, j) => (j === 3 ? 1 : x)),
    ),
    'with NaN': await saveArray(
      folder,
      'nan',
      mapped(representation(samples, 8, 6), (x, at) => (at === 99 ? NaN : x)),
    ),
    constant: await saveArray(
      folder,
      'constant',
      mapped(narrow, () => 4),
    ),
  };
}

forFastestKernels(() => {
  describe('a matrix of files', () => {
    let folder: string;
    let files: Record<string, string>;
    let paths: string[];
    before(async () => {
      folder = temporaryFolder('matrix');
      files = await savedSet(folder);
      paths = Object.values(files);
    });

    async function matrixOf(
      list: string[],
      options: Partial<CompareOptions> = {},
      resources: Resources = {},
      engine?: Engine,
    ): Promise<MatrixOutcome> {
      const arrays = list.map((path) => ({ path }));
      return compareMatrix({ arrays, options: { ...defaultOptions, ...options }, resources }, () => undefined, engine);
    }

    /** Every cell by a comparison of its own, or the code of its refusal. */
    async function cellByCell(
      list: string[],
      options: Partial<CompareOptions> = {},
    ): Promise<(ComparisonReport | string)[][]> {
      const cell = async (a: string, b: string): Promise<ComparisonReport | string> => {
        const sides = { a: { path: a }, b: { path: b } };
        const all = { ...defaultOptions, transposeA: false, transposeB: false, ...options };
        try {
          return (await compareArrays({ ...sides, options: all }, () => undefined)).report;
        } catch (error) {
          assert.ok(error instanceof LensError, String(error));
          return error.code;
        }
      };
      const rows: (ComparisonReport | string)[][] = [];
      for (const a of list) {
        const row: (ComparisonReport | string)[] = [];
        for (const b of list) row.push(await cell(a, b));
        rows.push(row);
      }
      return rows;
    }

    function agree(outcome: MatrixOutcome, cells: (ComparisonReport | string)[][]): void {
      const refused = new Map(outcome.refused.map(({ a, b, code }) => [`${a} ${b}`, code]));
      assert.equal(refused.size, outcome.refused.length, 'each pair is named once');
      let expectedRefusals = 0;
      for (let i = 0; i < cells.length; i++) {
        for (let j = 0; j < cells.length; j++) {
          const cell = cells[i]![j]!;
          const [first, second] = i <= j ? [i, j] : [j, i];
          const where = `${outcome.paths[i]} and ${outcome.paths[j]}`;
          const said = refused.get(`${outcome.paths[first]} ${outcome.paths[second]}`);
          if (typeof cell === 'string' && i <= j) expectedRefusals++;
          // A pair with two faults is refused for either.
          assert.equal(said !== undefined, typeof cell === 'string', `${where}: ${said}`);
          for (const measure of usualScores) {
            const found = outcome.values[measure][i]![j]!;
            const expected = typeof cell === 'string' ? null : (scoreIn(cell, measure) ?? null);
            if (expected === null) assert.equal(found, null, `${measure} of ${where}`);
            else {
              // Near a distance of 0 its root magnifies rounding.
              const allowed = measure === 'procrustesDistance' ? 1e-7 : 1e-11;
              assert.ok(Math.abs(found! - expected) <= allowed, `${measure} of ${where}: ${found}, not ${expected}`);
            }
            if (measure !== 'pwcca') assert.equal(found, outcome.values[measure][j]![i], `${measure} is mirrored`);
          }
        }
      }
      assert.equal(outcome.refused.length, expectedRefusals);
    }

    it('has the scores of single comparisons', async () => {
      const outcome = await matrixOf(paths);
      assert.deepEqual([outcome.paths, outcome.samples], [paths, samples]);
      agree(outcome, await cellByCell(paths));
      const { cka } = outcome.values;
      assert.ok(Math.abs(cka[0]![paths.indexOf(files.copy!)]! - 1) < 1e-12, 'a copy is the same');
      assert.ok(outcome.timings.firstCell > 0 && outcome.timings.firstCell <= outcome.timings.total);
    });

    it("takes PWCCA by the narrower side, and by the row's on a tie", async () => {
      const { pwcca } = (await matrixOf([files.narrow!, files['as wide']!, files.wider!])).values;
      const cells = (await cellByCell([files.narrow!, files['as wide']!, files.wider!])) as ComparisonReport[][];
      const tied = cells[0]![1]!.pwcca!;
      assert.ok(Math.abs(tied.a - tied.b) > 1e-3, 'the test would not see a wrong side');
      assert.ok(Math.abs(pwcca[0]![1]! - tied.a) < 1e-11);
      assert.ok(Math.abs(pwcca[1]![0]! - tied.b) < 1e-11);
      assert.equal(pwcca[0]![2], pwcca[2]![0]);
      assert.ok(Math.abs(pwcca[0]![2]! - cells[0]![2]!.pwcca!.a) < 1e-11);
    });

    it('says of each refused pair why, once', async () => {
      const { refused } = await matrixOf(paths);
      const of = (name: string): string[] =>
        refused.filter(({ a, b }) => a === files[name] || b === files[name]).map(({ code }) => code);
      assert.deepEqual(new Set(of('with NaN')), new Set(['non-finite']));
      assert.equal(of('with NaN').length, paths.length);
      assert.deepEqual(
        of('constant').filter((code) => code !== 'no-variance'),
        ['non-finite'],
      );
      assert.ok(refused.every(({ message }) => /^[^\n]+\.npy[^\n]+$/.test(message)));
    });

    it('leaves the same samples out of all arrays when asked for, and names them once', async () => {
      const names = ['narrow', 'with NaN', 'wide', 'wider'];
      const list = names.map((name) => files[name]!);
      // Row 12 holds the NaN: the rest of every file, saved by itself.
      const rest = await withoutRow(folder, list, 12);
      const found = await matrixOf(list, { dropNonFinite: true });
      agree(found, await cellByCell(rest));
      assert.deepEqual(
        found.warnings.filter(({ code }) => code === 'non-finite-dropped').map(({ message }) => message),
        [
          '1 of 60 samples were left out of all 4 arrays because they hold NaN or infinite values (1 value): sample 12.',
        ],
      );
    });

    it('computes only what is wanted', async () => {
      const list = ['narrow', 'wider', 'wide', 'wide as well', 'wide by dead neurons'].map((name) => files[name]!);
      const wanted: MeasureName[][] = [['svcca'], ['cka', 'cca'], ['cka']];
      for (const measures of wanted) agree(await matrixOf(list, { measures }), await cellByCell(list, { measures }));
    });

    it('takes the same file twice', async () => {
      const list = [files.narrow!, files.wider!, files.narrow!];
      const outcome = await matrixOf(list);
      const { cka } = outcome.values;
      assert.ok(Math.abs(cka[0]![2]! - 1) < 1e-12);
      assert.ok(Math.abs(cka[0]![1]! - cka[2]![1]!) < 1e-12);
      assert.deepEqual(outcome.refused, []);
    });
  });
});

describe('a matrix of files as a job', () => {
  let files: Record<string, string>;
  let paths: string[];
  /** Where the scratch folder is made. */
  let scratch: string;
  const systemFolder = process.env.TMPDIR;
  const useSystemFolder = (): void => {
    if (systemFolder === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = systemFolder;
  };
  let odd: string | undefined;
  before(async () => {
    const folder = temporaryFolder('matrix-job');
    files = await savedSet(folder);
    paths = Object.values(files);
    useKernels((await loadKernels()).kernels);
  });
  beforeEach(async () => {
    useSystemFolder();
    scratch = join(temporaryFolder('scratch'), 'inside');
    mkdirSync(scratch);
    odd ??= await saveArray(temporaryFolder('odd'), 'odd', representation(77, 5, 1));
    process.env.TMPDIR = scratch;
  });
  after(() => {
    useSystemFolder();
    useKernels(plainKernels);
  });

  const spec = (list: string[], resources: Resources = {}) => ({
    arrays: list.map((path) => ({ path })),
    options: defaultOptions,
    resources,
  });

  it('reads every file once for itself and its samples, and once for each pair', async () => {
    const executor = countingExecutor();
    const list = ['narrow', 'as wide', 'wider'].map((name) => files[name]!);
    await compareMatrix(spec(list), () => undefined, engineWith(executor));
    const counts = (['side', 'sampleRemarks', 'cell'] as const).map((name) => executor.count(name));
    assert.deepEqual([...counts, executor.tasks.length], [3, 0, 6, 9]);
  });

  it('looks once for whether a file has factors of its own, and does one thing at a time where it computes alone', async () => {
    let [busy, most] = [0, 0];
    const executor = countingExecutor();
    const oneAtATime: Executor = {
      ...executor,
      async run(name, task, onTold) {
        const pairs = name === 'cell' || name === 'cells';
        if (pairs) most = Math.max(most, ++busy);
        try {
          return await executor.run(name, task, onTold);
        } finally {
          if (pairs) busy--;
        }
      },
    };
    const list = ['wide by dead neurons', 'constant', 'narrow', 'wider'].map((name) => files[name]!);
    await compareMatrix(spec(list), () => undefined, engineWith(oneAtATime));
    assert.deepEqual([executor.count('side'), most], [list.length, 1]);
  });

  it('gives the same numbers when factors have to wait on disk, and tidies up', async () => {
    useSystemFolder();
    const folder = temporaryFolder('spill');
    const list: string[] = [];
    for (let i = 0; i < 7; i++) list.push(await saveArray(folder, `layer${i}`, representation(samples, 20 - i, i)));
    const { names, sides } = await openSides(
      list.map((path) => ({ path })),
      list.map(() => false),
    );
    const pairs = (list.length * (list.length + 1)) / 2;
    const all = planMatrix(sides, names, { workers: 1 }, noneBeside, pairs);
    const resources = { workers: 1, memoryBytes: all.bytes - all.heldBytes };
    assert.ok(planMatrix(sides, names, resources, noneBeside, pairs).heldBytes < all.heldBytes / 2);
    let written = 0;
    process.env.TMPDIR = scratch;
    const executor = countingExecutor(async () => {
      written = Math.max(written, keptPaths(scratch, '.factors').length);
    });
    const plenty = await compareMatrix(spec(list), () => undefined);
    const tight = await compareMatrix(spec(list, resources), () => undefined, engineWith(executor));
    assert.equal(written, list.length, 'every file waits on disk');
    assert.equal(executor.count('side'), list.length, 'and none is factored twice');
    assert.deepEqual(tight.values, plenty.values);
    assert.deepEqual(readdirSync(scratch), []);
  });

  it('does nothing twice and gives the same numbers with more workers', async () => {
    const one = await compareMatrix(spec(paths), () => undefined);
    const pool = await WorkerPool.open(3);
    assert.equal(pool.workers, 3);
    const outcome = await compareMatrix(spec(paths), () => undefined, engineWith(pool));
    assert.deepEqual(outcome.values, one.values);
    const key = ({ a, b }: { a: string; b: string }): string => `${a} ${b}`;
    assert.deepEqual(outcome.refused.map(key).sort(), one.refused.map(key).sort());
    assert.deepEqual(readdirSync(scratch), []);
  });

  it('factors a narrow side once for all pairs with wide ones', async () => {
    const list = ['narrow', 'wide', 'wider', 'wide as well'].map((name) => files[name]!);
    const executor = countingExecutor();
    const { values } = await compareMatrix(spec(list), () => undefined, engineWith(executor));
    const beside = executor.tasks.flatMap(({ name, spec }) =>
      name === 'side' && spec.besideWide ? [spec.identity.address.path] : [],
    );
    assert.deepEqual(beside.sort(), [files.narrow!, files.wider!].sort());
    // The wide ones in another order: the same bits.
    const turned = await compareMatrix(spec([...list].reverse()), () => undefined);
    for (const [i] of list.entries())
      for (const [j] of list.entries()) assert.equal(values.svcca[i]![j], turned.values.svcca[3 - i]![3 - j]);
  });

  it('tells how far it is, up to the end', async () => {
    const shares: number[] = [];
    let pairs = 0;
    await compareMatrix(spec(paths), (phase, share) => {
      shares.push(share);
      if (phase.startsWith('comparing ')) pairs++;
    });
    assert.equal(pairs, (paths.length * (paths.length + 1)) / 2);
    assert.deepEqual(
      [...shares].sort((x, y) => x - y),
      shares,
    );
    assert.equal(shares.at(-1), 1);
  });

  it('ends with the error of a file that changes, leaves no folder behind and goes no further', async () => {
    let cells = 0;
    const executor = countingExecutor(async ({ name }) => {
      if (name === 'cell' && ++cells === 4) utimesSync(files.wider!, new Date(), new Date(Date.now() + 5000));
    });
    await assert.rejects(
      compareMatrix(spec(paths), () => undefined, engineWith(executor)),
      { code: 'file-changed' },
    );
    assert.deepEqual(readdirSync(scratch), []);
    const { length } = executor.tasks;
    await wait(100);
    assert.equal(executor.tasks.length, length);
    assert.deepEqual(readdirSync(scratch), []);
  });

  it('is refused before it starts when no pair fits the budget, or sample counts differ', async () => {
    await assert.rejects(
      compareMatrix(spec(paths, { memoryBytes: 1e6 }), () => undefined),
      { code: 'memory-budget' },
    );
    await assert.rejects(
      compareMatrix(spec([files.narrow!, odd!]), () => undefined),
      { code: 'sample-count-mismatch' },
    );
    assert.deepEqual(readdirSync(scratch), []);
  });
});
