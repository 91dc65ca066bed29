import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { nullLevelOf, scoreOf } from '../../src/analysis/pairs/scoreOf';
import { LensError } from '../../src/facts/errors';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { comparePairs } from '../../src/jobs/compare/comparePairs';
import { plainEngine } from '../../src/jobs/engine';
import { loadKernels } from '../../src/jobs/loadKernels';
import { openPairs } from '../../src/jobs/arrays/openPairs';
import type { PairCell } from '../../src/analysis/pairs/pairScores';
import { useKernels } from '../../src/linalg/activeKernels';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { RecipeChoice } from '../../src/facts/pairOptions';
import { usualScores } from '../../src/facts/measures/scores';
import type { ComparisonReport } from '../../src/facts/report';
import { npyWithHeader } from '../formats/sources';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { representation } from './relatedPairs';

const samples = 48;

/** Related maps or a matrix, C order, float64. */
function save(folder: string, name: string, shape: number[], seed: number): string {
  const neurons = shape.slice(1).reduce((product, length) => product * length, 1);
  const { data } = representation(samples, neurons, seed);
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join(', ')}), }\n`;
  const path = join(folder, `${name}.npy`);
  writeFileSync(path, npyWithHeader(header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
  return path;
}

/** The numbers that cells have, from single comparisons. */
function scoresOf({
  cca,
  svcca,
  pwcca,
  cka,
  procrustes,
  dft,
  null: unrelated,
}: ComparisonReport): Record<string, number | null> {
  return {
    cca: dft?.meanOverLocations ?? cca?.mean ?? null,
    nullCca: dft?.null?.mean ?? unrelated?.mean ?? null,
    nullCcaThresholded: dft?.null?.thresholdedMean ?? unrelated?.thresholdedMean ?? null,
    svcca: svcca?.mean ?? null,
    pwcca: pwcca?.value ?? null,
    cka: cka?.linear ?? null,
    procrustes: procrustes?.similarity ?? null,
  };
}

describe('maps in a set', () => {
  let folder: string;
  let paths: string[];
  const pairs: [number, number][] = [
    [0, 1],
    [0, 2],
    [1, 3],
    [2, 2],
    [3, 3],
  ];
  before(async () => {
    useKernels((await loadKernels()).kernels);
    folder = temporaryFolder('maps');
    paths = [
      save(folder, 'conv1', [samples, 4, 4, 3], 1),
      save(folder, 'other', [samples, 4, 4, 2], 2),
      save(folder, 'conv2', [samples, 2, 2, 5], 3),
      save(folder, 'dense', [samples, 6], 4),
    ];
  });
  after(() => useKernels(plainKernels));

  async function cellsOf(options: CompareOptions, results?: { folder: string; maxBytes: number }) {
    const cells: PairCell[] = [];
    const opened = await openPairs({ arrays: paths.map((path) => ({ path })), pairs, options });
    const done = await comparePairs(
      opened,
      { options, results },
      (at, cell) => (cells[at] = cell),
      () => undefined,
      plainEngine(),
    );
    return { cells, done, opened };
  }

  const choices: RecipeChoice[] = [
    { conv: 'pool', layout: 'nhwc' },
    { conv: 'flatten', layout: 'nhwc' },
    { conv: 'interpolate', layout: 'nhwc' },
    { conv: 'dft', layout: 'nhwc' },
    { conv: 'flatten', layout: 'nhwc', subsample: { every: 3 } },
  ];
  for (const recipe of choices) {
    it(`have the scores of single pairs, or their refusals: ${JSON.stringify(recipe)}`, async () => {
      const options = { ...defaultOptions, recipe };
      const { cells } = await cellsOf(options);
      let compared = 0;
      for (const [at, [i, j]] of pairs.entries()) {
        const cell = cells[at]!;
        const where = `${paths[i]!} and ${paths[j]!}`;
        try {
          const spec = { a: { path: paths[i]! }, b: { path: paths[j]! }, options };
          const expected = scoresOf((await compareArrays(spec, () => undefined)).report);
          assert.ok('scores' in cell, `${where}: ${JSON.stringify(cell)}`);
          const found: Record<string, number | null> = {
            ...Object.fromEntries(usualScores.map((name) => [name, scoreOf(cell, name)])),
            nullCca: cell.nullCca,
            nullCcaThresholded: nullLevelOf(cell, 'ccaThresholded'),
          };
          for (const [name, value] of Object.entries(expected)) {
            if (value === null) assert.equal(found[name], null, `${name} of ${where}`);
            else assert.ok(Math.abs(found[name]! - value) < 1e-10, `${name} of ${where}: ${found[name]}, not ${value}`);
          }
          compared++;
        } catch (error) {
          if (!(error instanceof LensError)) throw error;
          assert.ok(
            'error' in cell && cell.error.code === error.code,
            `${where}: ${JSON.stringify(cell)}, not ${error.code}`,
          );
        }
      }
      assert.ok(compared >= 2, `${compared} pairs were compared`);
    });
  }

  it('are averaged when the set mixes them with a matrix, which is said once', async () => {
    const { opened, cells } = await cellsOf({ ...defaultOptions, recipe: { layout: 'nhwc' } });
    assert.ok(cells.every((cell) => 'scores' in cell));
    const said = opened.notices.map(({ message }) => message);
    assert.ok(said.length > 0 && new Set(said).size === said.length, said.join(' '));
    assert.deepEqual(
      opened.compared,
      [3, 2, 5, 6].map((neurons) => ({ samples, neurons })),
    );
  });

  it('keep their scores by recipe, those of frequencies apart', async () => {
    const results = { folder: temporaryFolder('maps-results'), maxBytes: 1e6 };
    const run = async (conv: RecipeChoice['conv']): Promise<[number, PairCell[]]> => {
      const { done, cells } = await cellsOf({ ...defaultOptions, recipe: { conv, layout: 'nhwc' } }, results);
      return [done.known, cells];
    };
    const [none, flattened] = await run('flatten');
    // The matrix with itself is read the same in any case.
    const [, averaged] = await run('pool');
    const [, byFrequency] = await run('dft');
    assert.equal(none, 0);
    assert.notDeepEqual(byFrequency[0], flattened[0]);
    const again = await run('dft');
    assert.deepEqual(again, [byFrequency.filter((cell) => 'scores' in cell).length, byFrequency]);
    assert.deepEqual(await run('pool'), [5, averaged]);
  });
});
