import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { defaultOptions } from '../../src/facts/options';
import { analyze } from '../../src/jobs/analyses/analyze';
import { openLayers } from '../../src/jobs/arrays/openLayers';
import { openPairs } from '../../src/jobs/arrays/openPairs';
import { sidesOfPair, settlePair } from '../../src/jobs/arrays/settlePair';
import { arraySpectrum } from '../../src/jobs/arraySpectrum';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { compareMatrix } from '../../src/jobs/compare/compareMatrix';
import { plainEngine } from '../../src/jobs/engine';
import { runJob } from '../../src/jobs/runJob';
import type { AnalyzeSpec } from '../../src/protocol/analysisRun';
import type { JobName, Jobs } from '../../src/protocol/jobs';
import type { ArrayAddress } from '../../src/protocol/arrayAddress';
import { npyFile } from '../formats/sources';
import { zipArchive } from '../zipArchive';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { countedOpens } from './countedOpens';
import { representation } from './relatedPairs';
import { npyBytes, saveArray } from './savedArrays';
import { saveAxes } from './savedMaps';

const options = { ...defaultOptions, transposeA: false, transposeB: false };
const samples = 120;

function job<N extends JobName>(name: N, spec: Jobs[N]['spec']): Promise<Jobs[N]['result']> {
  return runJob({ job: name, spec }, () => undefined, plainEngine());
}

/** A result without what depends on the time that it took. */
function withoutTimings<T extends { timings: unknown }>({ timings: _timings, ...rest }: T): Omit<T, 'timings'> {
  return rest;
}

describe('files are opened', () => {
  let folder: string;
  let paths: string[];
  let addresses: ArrayAddress[];
  let maps: string[];
  let labels: string;
  before(async () => {
    folder = temporaryFolder('opens');
    paths = [
      await saveArray(folder, 'plain', representation(samples, 6, 1)),
      await saveArray(folder, 'stored', representation(samples, 5, 2), { archive: 'stored' }),
      await saveArray(folder, 'packed', representation(samples, 4, 3), { archive: 'deflated', descr: '<f4' }),
      await saveArray(folder, 'columns', representation(samples, 6, 4), { fortranOrder: true }),
    ];
    addresses = paths.map((path) => ({ path }));
    maps = [1, 2, 3].map((seed) =>
      saveAxes(folder, `maps${seed}`, representation(samples, 18, 10 + seed).data, [samples, 3, 3, 2]),
    );
    labels = join(folder, 'labels.npy');
    writeFileSync(
      labels,
      npyFile(
        Float64Array.from({ length: samples }, (_, i) => i % 3),
        [samples],
        'f4',
      ),
    );
  });

  describe('once before anything is computed', () => {
    const all = (count: number) => Array.from({ length: count }, () => 1);

    it('of a pair', async () => {
      const [a, b] = [addresses[0]!, addresses[1]!];
      const { counts, left, outcome } = await countedOpens(paths.slice(0, 2), async () =>
        sidesOfPair(await settlePair({ a, b, options }), options),
      );
      assert.deepEqual([counts, left], [[1, 1], 0]);
      assert.deepEqual([outcome.a.shape, outcome.b.shape], [[samples, 6], [samples, 5]]); // prettier-ignore
    });

    it('of a set, of maps by frequency too', async () => {
      const spec = { arrays: addresses, pairs: [[0, 1], [0, 2], [1, 3]] as const, options }; // prettier-ignore
      const { counts, left, outcome } = await countedOpens(paths, () => openPairs(spec));
      assert.deepEqual([counts, left], [all(4), 0]);
      assert.deepEqual(outcome.pairs, [{ kind: 'sides', a: 0, b: 1 }, { kind: 'sides', a: 0, b: 2 }, { kind: 'sides', a: 1, b: 3 }]); // prettier-ignore
      const dft = { ...options, recipe: { conv: 'dft', layout: 'nhwc' } as const };
      const byFrequency = await countedOpens(
        maps,
        () =>
        openPairs({ arrays: maps.map((path) => ({ path })), pairs: [[0, 1], [1, 2]], options: dft }), // prettier-ignore
      );
      assert.deepEqual([byFrequency.counts, byFrequency.left], [all(3), 0]);
      assert.deepEqual(byFrequency.outcome.pairs.map(({ kind }) => kind), ['frequencies', 'frequencies']); // prettier-ignore
    });

    it('of layers beside labels', async () => {
      const { counts, left, outcome } = await countedOpens(paths, () =>
        openLayers(addresses, samples, 'labels.npy', options),
      );
      assert.deepEqual([counts, left], [all(4), 0]);
      assert.deepEqual(outcome.layers.map((layer) => ('neurons' in layer ? layer.neurons : 0)), [6, 5, 4, 6]); // prettier-ignore
    });
  });

  describe('once by a job, for whatever is read of them', () => {
    it('that compares two arrays', async () => {
      for (const [a, b] of [
        [0, 1],
        [2, 3],
      ] as const) {
        // prettier-ignore
        const spec = { a: addresses[a]!, b: addresses[b]!, options };
        const expected = await compareArrays(spec, () => undefined);
        const { counts, left, outcome } = await countedOpens([paths[a]!, paths[b]!], () => job('compare', spec));
        assert.deepEqual([counts, left], [[1, 1], 0]);
        assert.deepEqual(withoutTimings(outcome.report), withoutTimings(expected.report));
      }
    });

    it('that compares two files of maps by frequency', async () => {
      const spec = { a: { path: maps[0]! }, b: { path: maps[1]! }, options: { ...options, recipe: { conv: 'dft', layout: 'nhwc' } } } as const; // prettier-ignore
      const expected = await compareArrays(spec, () => undefined);
      const { counts, left, outcome } = await countedOpens(maps, () => job('compare', spec));
      assert.deepEqual([counts, left], [[1, 1, 0], 0]);
      assert.deepEqual(withoutTimings(outcome.report), withoutTimings(expected.report));
    });

    it('that computes a matrix', async () => {
      const spec = { arrays: addresses, options };
      const expected = await compareMatrix(spec, () => undefined);
      const { counts, left, outcome } = await countedOpens(paths, () => job('matrix', spec));
      assert.deepEqual([counts, left], [[1, 1, 1, 1], 0]);
      assert.deepEqual(withoutTimings(outcome), withoutTimings(expected));
    });

    it('that computes a matrix of the members of an archive', async () => {
      const layers = [1, 2, 3, 4, 5].map((seed) => npyBytes(representation(samples, 4, seed)));
      const archive = join(folder, 'layers.npz');
      writeFileSync(
        archive,
        await zipArchive(Object.fromEntries(layers.map((bytes, i) => [`layer${i}.npy`, bytes])), 0),
      );
      const spec = { arrays: layers.map((_, i) => ({ path: `${archive}::layer${i}` })), options };
      const expected = await compareMatrix(spec, () => undefined);
      const { counts, left, outcome } = await countedOpens([archive], () => job('matrix', spec));
      assert.deepEqual([counts, left], [[1], 0]);
      assert.deepEqual(withoutTimings(outcome), withoutTimings(expected));
    });

    it('that fits classes', async () => {
      const spec: AnalyzeSpec = {
        selection: {
          schema: 1,
          kind: 'cca-lens-selection',
          analysis: 'classes',
          arrays: paths.map((path) => ({ path, model: '', checkpoint: '', layer: path, include: true })),
          options: defaultOptions,
          measure: 'cca',
          classes: { labels, logits: 'columns' },
        },
        resources: {},
      };
      const expected = await analyze(spec, () => undefined, plainEngine());
      const { counts, left, outcome } = await countedOpens([...paths, labels], () => job('analyze', spec));
      assert.deepEqual([counts, left], [[1, 1, 1, 1, 1], 0]);
      assert.deepEqual(withoutTimings(outcome), withoutTimings(expected));
    });

    it('that computes a spectrum', async () => {
      const spec = { array: addresses[1]! };
      const expected = await arraySpectrum(spec, () => undefined);
      const { counts, left, outcome } = await countedOpens([paths[1]!], () => job('spectrum', spec));
      assert.deepEqual([counts, left], [[1], 0]);
      assert.deepEqual(outcome, expected);
    });
  });

  it('of a set of many no more than are held at a time', async () => {
    const many: string[] = [];
    for (let i = 0; i < 60; i++) many.push(await saveArray(folder, `layer${i}`, representation(30, 3, i)));
    const pairs = many.slice(1).map((_, i): [number, number] => [i, i + 1]);
    const { most, left, outcome } = await countedOpens(many, () =>
      job('analyze', {
        selection: {
          schema: 1,
          kind: 'cca-lens-selection',
          analysis: 'matrix',
          arrays: many.map((path) => ({ path, model: '', checkpoint: '', layer: path, include: true })),
          options: { ...defaultOptions, measures: ['cca'] },
          measure: 'cca',
        },
        resources: {},
      }),
    );
    assert.equal(pairs.length, 59);
    assert.equal(outcome.analysis, 'matrix');
    // Those that wait, and those that are read at the time: eight files, or the two times eight of a batch of pairs.
    assert.ok(most >= 32 && most <= 52, `${most} at a time`);
    assert.equal(left, 0);
  });
});
