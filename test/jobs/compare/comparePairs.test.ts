import assert from 'node:assert/strict';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import { comparePairs, type PairsDone } from '../../../src/jobs/compare/comparePairs';
import { knownPairs } from '../../../src/jobs/compare/knownPairs';
import type { PairsWork } from '../../../src/jobs/compare/pairTasks';
import { plainEngine, type Engine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { openPairs, type OpenedPairs } from '../../../src/jobs/arrays/openPairs';
import type { PairCell } from '../../../src/analysis/pairs/pairScores';
import type { Executor } from '../../../src/jobs/pool/executor';
import { useKernels } from '../../../src/linalg/activeKernels';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { defaultOptions } from '../../../src/facts/options';
import { fixture } from '../../golden';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingExecutor } from '../countingExecutor';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';

const samples = 60;

function engineWith(executor: Executor): Engine {
  return { ...plainEngine(), executor: () => Promise.resolve(executor) };
}

describe('pairs of a set of files', () => {
  let folder: string;
  let paths: string[];
  let odd: string;
  let results: { folder: string; maxBytes: number };
  before(async () => {
    useKernels((await loadKernels()).kernels);
    folder = temporaryFolder('pairs');
    paths = [];
    for (const [i, width] of [6, 9, 5, 7].entries())
      paths.push(await saveArray(folder, `layer${i}`, representation(samples, width, i)));
    odd = await saveArray(folder, 'odd', representation(77, 5, 1));
  });
  after(() => useKernels(plainKernels));
  beforeEach(() => (results = { folder: temporaryFolder('pairs-results'), maxBytes: 1e6 }));

  async function opened(list: string[], pairs: [number, number][], strict = false): Promise<OpenedPairs> {
    return openPairs({ arrays: list.map((path) => ({ path })), pairs, options: defaultOptions, strict });
  }

  async function compared(
    list: string[],
    pairs: [number, number][],
    executor = countingExecutor(),
    keep = true,
  ): Promise<{ cells: PairCell[]; done: PairsDone; shares: number[] }> {
    const cells: PairCell[] = [];
    const shares: number[] = [];
    const done = await comparePairs(
      await opened(list, pairs),
      { options: defaultOptions, ...(keep ? { results } : {}) },
      (at, cell) => {
        assert.equal(cells[at], undefined, 'each pair is told once');
        cells[at] = cell;
      },
      (_, share) => shares.push(share),
      engineWith(executor),
    );
    return { cells, done, shares };
  }

  const all: [number, number][] = [
    [0, 1],
    [0, 2],
    [3, 1],
    [2, 2],
  ];

  it('computes what is not known, and after that nothing but what has changed', async () => {
    const first = countingExecutor();
    const { cells, done } = await compared(paths, all, first);
    assert.deepEqual([first.count('side'), first.count('cell'), done.known], [4, 4, 0]);
    const second = countingExecutor();
    const again = await compared(paths, all, second);
    assert.deepEqual([second.tasks.length, again.done.known], [0, 4]);
    assert.deepEqual(again.cells, cells, 'and the numbers are the same');
    assert.equal(again.shares.at(-1), 1);
    utimesSync(paths[3]!, new Date(), new Date(Date.now() + 5000));
    const third = countingExecutor();
    const changed = await compared(paths, all, third);
    assert.deepEqual([third.count('side'), third.count('cell'), changed.done.known], [2, 1, 3]);
    assert.deepEqual(changed.cells, cells);
    const turned = countingExecutor();
    const { cells: mirrored } = await compared(
      paths,
      all.map(([a, b]) => [b, a]),
      turned,
    );
    assert.equal(turned.tasks.length, 0, 'turned pairs are known as well');
    const [one, other] = [cells[0]!, mirrored[0]!];
    assert.ok('scores' in one && 'scores' in other);
    assert.deepEqual([other.scores.cka, other.scores.pwcca!.bySide!.a], [one.scores.cka, one.scores.pwcca!.bySide!.b]);
  });

  it('goes on where a run was stopped', async () => {
    let cells = 0;
    const stopping = countingExecutor(async ({ name }) => {
      if (name === 'cell' && ++cells > 2) throw new Error('stopped');
    });
    await assert.rejects(compared(paths, all, stopping), /stopped/);
    const next = countingExecutor();
    const { done } = await compared(paths, all, next);
    assert.deepEqual([done.known, next.count('cell')], [2, 2]);
  });

  it('tells beforehand which pairs are known', async () => {
    const known = async (work: PairsWork) => (await knownPairs(await opened(paths, all), work, plainEngine())).all;
    assert.equal((await known({ options: defaultOptions, results })).size, 0);
    await compared(paths, all.slice(0, 2));
    assert.deepEqual([...(await known({ options: defaultOptions, results }))], [0, 1]);
    assert.equal((await known({ options: defaultOptions })).size, 0);
  });

  it('keeps nothing when no folder is given, or no bytes', async () => {
    await compared(paths, all, countingExecutor(), false);
    results.maxBytes = 0;
    await compared(paths, all);
    assert.deepEqual(readdirSync(results.folder), []);
  });

  it('refuses the pairs of a faulty file alone', async () => {
    const list = [
      ...paths.slice(0, 2),
      join(folder, 'none.npy'),
      fixture('npy/complex64.npy'),
      fixture('npy/one_d.npy'),
    ];
    const pairs: [number, number][] = [
      [0, 1],
      [0, 2],
      [3, 1],
      [1, 4],
    ];
    const { cells } = await compared(list, pairs);
    assert.ok('scores' in cells[0]!);
    const codes = cells.slice(1).map((cell) => ('error' in cell ? cell.error.code : undefined));
    assert.deepEqual(codes, ['file-not-found', 'complex-values', 'wrong-dimensions']);
    const { faults, compared: sizes } = await opened(list, pairs);
    assert.deepEqual(
      faults.map((fault) => fault?.code),
      [undefined, undefined, ...codes],
    );
    assert.deepEqual(sizes[0], { samples, neurons: 6 });
    await assert.rejects(opened(list, pairs, true), { code: 'file-not-found' });
  });

  it('has one refusal for all pairs of a file that cannot be read', async () => {
    const [gone, odd] = [join(folder, 'none.npy'), fixture('npy/complex64.npy')];
    const pairs: [number, number][] = [
      [0, 2],
      [2, 1],
      [2, 2],
      [0, 3],
      [1, 3],
    ];
    const { cells } = await compared([...paths.slice(0, 2), gone, odd], pairs);
    const errors = new Set(cells.map((cell) => ('error' in cell ? cell.error : undefined)));
    assert.deepEqual(
      [...errors].map((error) => error?.code),
      ['file-not-found', 'complex-values'],
    );
  });

  it('refuses pairs whose samples differ alone, and compares those that agree', async () => {
    const pairs: [number, number][] = [
      [0, 1],
      [0, 2],
      [2, 2],
    ];
    const { cells } = await compared([paths[0]!, paths[1]!, odd], pairs);
    assert.ok('scores' in cells[0]! && 'scores' in cells[2]!);
    assert.ok('error' in cells[1]! && cells[1].error.code === 'sample-count-mismatch');
    assert.match(cells[1].error.message, /layer0\.npy has 60 samples and odd\.npy has 77/);
    await assert.rejects(opened([paths[0]!, paths[1]!, odd], pairs, true), { code: 'sample-count-mismatch' });
    const apart = await opened(
      [paths[0]!, paths[1]!, odd],
      [
        [0, 1],
        [2, 2],
      ],
      true,
    );
    assert.deepEqual(
      apart.pairs.map(({ kind }) => kind),
      ['sides', 'sides'],
      'what is never compared need not agree',
    );
  });

  it('computes a pair that is asked for twice once', async () => {
    const executor = countingExecutor();
    const { cells } = await compared(
      [paths[0]!, paths[1]!, paths[0]!],
      [
        [0, 1],
        [2, 1],
        [0, 2],
      ],
      executor,
    );
    assert.equal(executor.count('cell'), 2);
    assert.deepEqual(cells[0], cells[1]);
    assert.ok('scores' in cells[2]! && Math.abs(cells[2].scores.cka!.value! - 1) < 1e-12);
  });

  it('has the null of each pair, also when CCA was not asked for', async () => {
    const { cells } = await compared(paths, [[0, 1]]);
    const only = await openPairs({ arrays: paths.map((path) => ({ path })), pairs: [[0, 1]], options: defaultOptions });
    let found: PairCell | undefined;
    const work = { options: { ...defaultOptions, measures: ['svcca' as const] } };
    await comparePairs(
      only,
      work,
      (_, cell) => (found = cell),
      () => undefined,
      plainEngine(),
    );
    assert.ok('scores' in cells[0]! && found && 'scores' in found);
    assert.equal(found.scores.cca, undefined);
    assert.equal(found.nullCca, cells[0].nullCca);
    assert.ok(found.nullCca! > 0.1 && found.nullCca! < 0.4);
    assert.equal(found.scores.svcca!.nullLevel, cells[0].scores.svcca!.nullLevel);
  });
});
