import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import type { ComparisonReport } from '../../../src/facts/report';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { compareRows } from '../../../src/jobs/rows/compareRows';
import { estimateRows } from '../../../src/jobs/rows/planRows';
import { rowPlans } from '../../../src/jobs/store/rowFiles';
import type { Matrix } from '../../../src/linalg/matrix';
import type { RowsOutcome, RowsSpec } from '../../../src/protocol/rowsJob';
import { forFastestKernels } from '../../linalg/everyKernels';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { handlePrototype } from '../faultyReads';
import { mapped, representation } from '../relatedPairs';
import { sameNumbers } from '../reportNumbers';
import { saveArray, type Form } from '../savedArrays';
import { saveAxes } from '../savedMaps';

const options: CompareOptions = { ...defaultOptions, transposeA: false, transposeB: false };
const [A, B] = [representation(600, 9, 1), representation(600, 7, 2)];
/** The second neuron nearly the first. */
const nearly = (X: Matrix, rest: number): Matrix =>
  mapped(X, (value, at, _i, j) => (j === 1 ? X.data[at - 1]! + rest * value : value));

interface Case {
  A: Matrix;
  B: Matrix;
  form?: Form;
  options?: Partial<CompareOptions>;
  tolerance?: number;
}

const cases: Record<string, Case> = {
  plain: { A, B },
  'in float32, far from 0': { A: mapped(A, (value) => value + 1e4), B, form: { descr: '<f4' } },
  'in Fortran order': { A, B, form: { fortranOrder: true } },
  'of neurons x samples': { A, B, form: { transposed: true }, options: { transposeA: true, transposeB: true } },
  'in deflated archives': { A, B, form: { archive: 'deflated' } },
  'in stored archives': { A, B, form: { archive: 'stored' } },
  'of condition 1e8, sorted by class': {
    A: mapped(nearly(A, 1e-8), (value, _at, i) => value + 20 * Math.floor(i / 60)),
    B,
    tolerance: 1e-6,
  },
  'with dead neurons and a sample that dominates': {
    A: mapped(A, (value, _at, i, j) => (j === 3 ? 0 : i === 41 ? 1e4 * value : value)),
    B,
  },
  'with samples that are left out': {
    A: mapped(A, (value, at) => (at % 997 === 5 ? NaN : value)),
    B: mapped(B, (value, at) => (at % 1409 === 7 ? Infinity : value)),
    options: { dropNonFinite: true },
  },
  'of the same values': { A, B: A },
};

describe('comparing by sums over rows', () => {
  forFastestKernels(() => {
    let folder: string;
    before(() => (folder = temporaryFolder('rows')));

    type Pair = Pick<RowsSpec, 'a' | 'b' | 'options'>;
    const results = (): string => temporaryFolder('rows-results');
    const run = (spec: RowsSpec): Promise<RowsOutcome> => compareRows(spec, () => undefined);
    const shard = (pair: Pair, into: string, index: number, count: number): Promise<RowsOutcome> =>
      run({ ...pair, folder: into, step: 'shard', shard: { index, count } });
    const merge = async (pair: Pair, into: string): Promise<ComparisonReport> =>
      (await run({ ...pair, folder: into, step: 'merge' })).report!;
    const refusal = async (work: Promise<unknown>): Promise<LensError> => {
      const error: unknown = await work.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof LensError, String(error));
      return error;
    };
    let saved = 0;
    const save = async ({ A, B, form, options: own }: Case): Promise<Pair> => {
      saved++;
      const [a, b] = [await saveArray(folder, `a${saved}`, A, form), await saveArray(folder, `b${saved}`, B, form)];
      return { a: { path: a }, b: { path: b }, options: { ...options, ...own } };
    };
    const same = (found: ComparisonReport, expected: ComparisonReport, tolerance: number, what: string): void => {
      // Directions that are tied are arbitrary, and so are their weights.
      const tied = expected.cca!.mean > 1 - 1e-9;
      const untied = (report: ComparisonReport) => (tied ? { ...report, pwcca: undefined } : report);
      sameNumbers(untied(found) as ComparisonReport, untied(expected) as ComparisonReport, tolerance, what);
      for (const part of ['a', 'b', 'samples', 'skipped', 'options'] as const)
        assert.deepEqual(found[part], expected[part], `${what}: ${part}`);
      assert.equal(found.route.name, expected.route.name, what);
      assert.deepEqual(
        found.warnings.map(({ code, message, at }) => ({ code, message, at })),
        expected.warnings.map(({ code, message, at }) => ({ code, message, at })),
        what,
      );
    };

    for (const [name, one] of Object.entries(cases)) {
      it(`makes the report of a comparison: a pair ${name}`, async () => {
        const pair = await save(one);
        const { report: expected } = await compareArrays(pair, () => undefined);
        for (const count of [1, 4]) {
          const into = results();
          const order = Array.from({ length: count }, (_, at) => count - at);
          for (const index of order) await shard(pair, into, index, count);
          same(await merge(pair, into), expected, one.tolerance ?? 1e-10, `${count} shards`);
        }
      });
    }

    it('makes it of as many shards as there are samples, or nearly', async () => {
      const pair = await save({ A: representation(30, 5, 1), B: representation(30, 4, 2) });
      const { report: expected } = await compareArrays(pair, () => undefined);
      for (const count of [29, 30]) {
        const into = results();
        for (let index = 1; index <= count; index++) await shard(pair, into, index, count);
        same(await merge(pair, into), expected, 1e-10, `${count} shards`);
      }
    });

    it('makes it of maps, whose shards are of whole images', async () => {
      const values = (seed: number): Float64Array => representation(40, 5 * 6 * 3, seed).data;
      const [a, b] = [1, 2].map((seed) => ({ path: saveAxes(folder, `maps${seed}`, values(seed), [40, 5, 6, 3]) }));
      for (const conv of ['flatten', 'pool'] as const) {
        const own = { ...options, recipe: { conv, layout: 'nhwc' as const } };
        const pair: Pair = { a: a!, b: b!, options: own };
        const { report: expected } = await compareArrays(pair, () => undefined);
        const into = results();
        for (const index of [1, 2, 3]) {
          const { summed } = await shard(pair, into, index, 3);
          if (conv === 'flatten') assert.equal(summed!.from % 30, 0);
        }
        same(await merge(pair, into), expected, 1e-10, conv);
      }
    });

    it('completes what is missing, also what is damaged, and computes nothing that is there', async () => {
      const pair = await save({ A, B });
      const into = results();
      for (const index of [1, 2, 4, 5]) assert.equal((await shard(pair, into, index, 5)).summed!.known, false);
      const [plan] = await rowPlans(into);
      assert.deepEqual([plan!.count, plan!.samples, plan!.done, plan!.missing], [5, 600, [1, 2, 4, 5], [3]]);
      const sums = (index: number): string => join(into, 'rows', plan!.id, '5', '0', `${index}.sums`);
      const bytes = readFileSync(sums(2));
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(sums(2), bytes);
      const missing = await refusal(merge(pair, into));
      assert.equal(missing.code, 'shards-missing');
      assert.match(missing.message, /^2 of 5 shards are missing for .+: 2-3\. Run each with --shard i\/5, or all/);
      const before = statSync(sums(1)).mtimeMs;
      const { report } = await run({ ...pair, folder: into, step: 'complete' });
      assert.equal(statSync(sums(1)).mtimeMs, before);
      same(report!, (await compareArrays(pair, () => undefined)).report, 1e-10, 'completed');
      assert.equal((await shard(pair, into, 3, 5)).summed!.known, true);
      rmSync(sums(4));
      assert.match((await refusal(merge(pair, into))).message, /^1 of 5 shards is missing for .+: 4\./);
    });

    it('lets two write the same shard at once, and leaves no drafts', async () => {
      const pair = await save({ A, B });
      const into = results();
      await Promise.all([1, 1, 2, 2].map((index) => shard(pair, into, index, 2)));
      await merge(pair, into);
      const [plan] = await rowPlans(into);
      assert.deepEqual(readdirSync(join(into, 'rows', plan!.id)).sort(), ['2', 'pair.json']);
      assert.deepEqual(readdirSync(join(into, 'rows', plan!.id, '2', '0')).sort(), ['1.sums', '2.sums']);
    });

    it('takes files that have changed for others', async () => {
      const pair = await save({ A, B });
      const into = results();
      for (const index of [1, 2]) await shard(pair, into, index, 2);
      await saveArray(
        folder,
        `a${saved}`,
        mapped(A, (value) => 2 * value + 1),
      );
      assert.equal((await refusal(merge(pair, into))).code, 'shards-missing');
    });

    it('reads no more than its rows and a few from the beginning', async () => {
      const X = representation(20_000, 120, 5);
      const pair = await save({ A: X, B: mapped(X, (value) => value + 1), form: { descr: '<f4' } });
      const { shards } = await estimateRows(pair, 10);
      const size = statSync(pair.a.path).size + statSync(pair.b.path).size;
      // Each a whole number of bytes.
      assert.ok(Math.abs(shards.reduce((sum, { bytesToRead }) => sum + bytesToRead, 0) - size) <= 10);
      // Rows from the beginning, headers, and with the second read a look whether the file is the same.
      const further = 200_000;
      assert.ok((await bytesRead(() => shard(pair, results(), 5, 10))) < size / 10 + further);
    });

    it('refuses what sums do not tell, by name', async () => {
      const pair = await save({ A, B });
      const into = results();
      const refused = async (own: Partial<CompareOptions>): Promise<string> => {
        const error = await refusal(shard({ ...pair, options: { ...options, ...own } }, into, 1, 2));
        assert.equal(error.code, 'rows-not-summable');
        return error.message;
      };
      assert.match(await refused({ measures: ['cka', 'rsa', 'knn'] }), /RSA and .*neighbours look at samples/);
      assert.match(await refused({ measures: ['linear'] }), /Linear predictivity looks at samples/);
      assert.match(await refused({ calibrate: { permutations: 9, alpha: 0.05, seed: 1 } }), /calibrating permutes/);
      assert.match(await refused({ robust: true }), /--robust/);
      const wide = await save({ A: representation(20, 30, 1), B: representation(20, 4, 2) });
      assert.match((await refusal(shard(wide, into, 1, 2))).message, /has 30 neurons and 20 samples/);
      assert.match((await refusal(shard(pair, into, 1, 601))).message, /at most 600 shards, not 601/);
      assert.match((await refusal(merge(pair, into))).message, /has no shard of/);
    });

    it('refuses values that are not finite as a comparison does', async () => {
      const pair = await save({ A: mapped(A, (value, at) => (at === 4000 ? NaN : value)), B });
      const into = results();
      assert.equal((await shard(pair, into, 1, 2)).summed!.samples, 300);
      const found = await refusal(shard(pair, into, 2, 2));
      const expected = await refusal(compareArrays(pair, () => undefined));
      assert.deepEqual([found.code, found.message], [expected.code, expected.message]);
    });
  });
});

/** Bytes that are read of files while some work is done in this thread. */
async function bytesRead(work: () => Promise<unknown>): Promise<number> {
  const prototype = await handlePrototype();
  const { read } = prototype;
  let bytes = 0;
  prototype.read = async function (this: unknown, ...args: unknown[]) {
    const found = (await Reflect.apply(read, this, args)) as { bytesRead: number };
    bytes += found.bytesRead;
    return found;
  } as typeof read;
  try {
    await work();
    return bytes;
  } finally {
    prototype.read = read;
  }
}
