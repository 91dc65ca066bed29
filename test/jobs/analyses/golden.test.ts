import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { analyze } from '../../../src/jobs/analyses/analyze';
import { threadEngine, type Engine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { useKernels } from '../../../src/linalg/activeKernels';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import type { SelectedArray, Selection } from '../../../src/protocol/selection';
import type { AnalysisResult } from '../../../src/facts/analyses';
import type { DynamicsResult } from '../../../src/facts/analyses/dynamics';
import type { GroupsResult } from '../../../src/facts/analyses/groups';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import type { ScoreName } from '../../../src/facts/measures';
import { selectionOf } from '../../analysis/selections';
import { fixture, goldenOrNotice } from '../../golden';
import type { ExpectedPair } from '../../similarity/expectedPair';
import { temporaryFolder } from '../../workbench/temporaryFolder';

/** The scores that the reference has, with the tolerances of golden/README.md. Near a distance of 0 its root magnifies rounding. */
const tolerances = {
  cca: 1e-10,
  ccaThresholded: 1e-10,
  ccaSquared: 1e-10,
  svcca: 1e-10,
  pwcca: 1e-9,
  cka: 1e-11,
  ckaDebiased: 1e-11,
  procrustes: 1e-11,
  procrustesDistance: 1e-6,
} satisfies Partial<Record<ScoreName, number>>;

type Referenced = keyof typeof tolerances;

const expectedOf = (pair: ExpectedPair): Record<Referenced, number> => ({
  cca: pair.cca.mean,
  ccaThresholded: pair.cca.mean_trimmed98,
  ccaSquared: pair.cca.mean_sq,
  svcca: pair.svcca99.mean,
  pwcca: pair.pwcca.value,
  cka: pair.cka.linear,
  ckaDebiased: pair.cka.debiased,
  procrustes: pair.procrustes.nuclear_similarity,
  procrustesDistance: pair.procrustes.distance,
});

/** The same where no side comes first: PWCCA of equal ranks is the mean of both sides. */
const symmetricOf = (pair: ExpectedPair): Record<Referenced, number> => {
  const { side_a: a, side_b: b } = pair.pwcca;
  return { ...expectedOf(pair), pwcca: pair.rank[0] === pair.rank[1] ? (a + b) / 2 : pair.pwcca.value };
};

interface SummaryRow {
  group: string;
  layer: string;
  cca_mean: number;
  svcca99: number;
  cka: number;
  procrustes: number;
  cca_trim98: number;
  dcka: number;
}

/** Names of the summary's numbers that do not depend on which side comes first. Its Procrustes is the distance. */
const summaryNames: [ScoreName, keyof SummaryRow][] = [
  ['cca', 'cca_mean'],
  ['svcca', 'svcca99'],
  ['cka', 'cka'],
  ['procrustesDistance', 'procrustes'],
  ['ccaThresholded', 'cca_trim98'],
  ['ckaDebiased', 'dcka'],
];

function near(found: number | null | undefined, expected: number, tolerance: number, what: string): void {
  assert.ok(found !== null && found !== undefined, `${what} is missing`);
  assert.ok(Math.abs(found - expected) <= tolerance, `${what}: ${found} instead of ${expected}`);
}

let engine: Engine;
/** What one analysis computed the next one knows. */
const results = { folder: temporaryFolder('golden-results'), maxBytes: 1e8 };
const run = (selection: Selection): Promise<AnalysisResult> => analyze({ selection, results }, () => undefined, engine);

describe('analyses of the fixtures', () => {
  before(async () => {
    useKernels((await loadKernels()).kernels);
    engine = threadEngine();
  });
  after(() => useKernels(plainKernels));

  it('has every cell of a matrix as its pair is expected', async () => {
    const file = fixture('activations/expected.json');
    const { pairs } = JSON.parse(readFileSync(file, 'utf8')) as { pairs: ExpectedPair[] };
    const folder = dirname(dirname(file));
    const paths = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
    const arrays = paths.map((path): SelectedArray => {
      return { path: join(folder, path), model: '', checkpoint: '', layer: path, include: true };
    });
    const result = (await run(selectionOf('matrix', arrays))) as MatrixResult;
    for (const pair of pairs) {
      const [i, j] = [paths.indexOf(pair.a), paths.indexOf(pair.b)];
      for (const [measure, expected] of Object.entries(expectedOf(pair)) as [Referenced, number][])
        near(result.values[measure][i]![j], expected, tolerances[measure], `${measure} of ${pair.a} and ${pair.b}`);
    }
  });
});

describe('analyses of the golden data', () => {
  const found = goldenOrNotice('analyses');
  if (found === undefined) return;
  const golden = found;
  const pairsOf = (name: string): ExpectedPair[] =>
    (JSON.parse(readFileSync(join(golden, 'expected', `${name}.json`), 'utf8')) as { pairs: ExpectedPair[] }).pairs;
  const summary = (JSON.parse(readFileSync(join(golden, 'expected', 'summary.json'), 'utf8')) as { rows: SummaryRow[] })
    .rows;
  const layers = ['layer1', 'layer2', 'layer3', 'logits'];
  const arraysOf = (model: string, checkpoint: string, more: Partial<SelectedArray> = {}): SelectedArray[] =>
    layers.map((layer) => {
      const path = join(golden, 'runs', model, checkpoint, `${layer}.npy`);
      return { path, model, checkpoint, layer, include: true, ...more };
    });
  before(async () => {
    useKernels((await loadKernels()).kernels);
    engine = threadEngine();
  });
  after(() => useKernels(plainKernels));

  it('compares all layers of two models as cross_layers and groups say, and within one', async () => {
    const arrays = [...arraysOf('model0', 'epoch_20'), ...arraysOf('model1', 'epoch_20')];
    const square = (await run(selectionOf('matrix', arrays))) as MatrixResult;
    const between = (await run(
      selectionOf('matrix', arrays, { matrix: { rows: 'model0', columns: 'model1' } }),
    )) as MatrixResult;
    let checked = 0;
    for (const pair of [...pairsOf('cross_layers'), ...pairsOf('groups')]) {
      const [a, b] = [join(golden, pair.a), join(golden, pair.b)];
      for (const { rows, columns, values } of [square, between]) {
        const i = rows.findIndex(({ path }) => path === a);
        const j = columns.findIndex(({ path }) => path === b);
        if (i < 0 || j < 0) continue;
        checked++;
        for (const [measure, expected] of Object.entries(expectedOf(pair)) as [Referenced, number][])
          near(values[measure][i]![j], expected, tolerances[measure], `${measure} of ${pair.a} and ${pair.b}`);
      }
    }
    assert.equal(checked, 7 + 12 + 4 + (12 + 4));
    assert.deepEqual([square.samples, square.refused, square.atNull], [2000, [], []]);
    assert.deepEqual([...square.clustered.rows].sort(), [0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('has the means of groups and every pair', async () => {
    const arrays = [
      ...['model0', 'model1', 'model2'].flatMap((model) => arraysOf(model, 'epoch_20', { group: 'generalizing' })),
      ...['memorizing0', 'memorizing1', 'memorizing2'].flatMap((model) =>
        arraysOf(model, 'end', { group: 'memorizing' }),
      ),
    ];
    const pairs = new Map(pairsOf('groups').map((pair) => [`${join(golden, pair.a)} ${join(golden, pair.b)}`, pair]));
    for (const measure of ['svcca', 'pwcca'] as const) {
      const result = (await run(selectionOf('groups', arrays, { measure }))) as GroupsResult;
      let checked = 0;
      for (const cell of result.cells) {
        assert.equal(cell.pairs.length, cell.a === cell.b ? 3 : 9);
        assert.equal(cell.interval, null, 'three networks have no interval');
        for (const { a, b, value } of cell.pairs) {
          const expected = pairs.get(`${a} ${b}`);
          if (!expected) continue;
          checked++;
          near(value, symmetricOf(expected)[measure], tolerances[measure], `${measure} of ${a} and ${b}`);
        }
      }
      assert.equal(checked, pairs.size);
      for (const row of summary.filter(({ group }) => group === 'generalizing' || group === 'memorizing')) {
        const cell = result.cells.find(({ layer, a, b }) => layer === row.layer && a === row.group && b === row.group)!;
        for (const [name, key] of summaryNames)
          near(cell.means[name], row[key] as number, 1e-9, `${name} of ${row.group}, ${row.layer}`);
        near(cell.mean, cell.means[measure]!, 1e-15, 'the mean is that of the measure');
      }
      assert.match(result.reading, /of generalizing in layer1, layer2, layer3 and logits/);
    }
  });

  it('has the means between groups for the pair that the golden data have', async () => {
    const arrays = [
      ...arraysOf('model0', 'epoch_20', { group: 'g' }),
      ...arraysOf('memorizing0', 'end', { group: 'm' }),
    ];
    const { cells } = (await run(selectionOf('groups', arrays))) as GroupsResult;
    for (const row of summary.filter(({ group }) => group === 'generalizing-vs-memorizing')) {
      const cell = cells.find(({ layer, a, b }) => layer === row.layer && a === 'g' && b === 'm')!;
      for (const [name, key] of summaryNames) near(cell.means[name], row[key] as number, 1e-9, `${name}, ${row.layer}`);
    }
  });

  it('flattens equal maps of two networks, whatever else stands beside them, as conv says', async () => {
    interface ExpectedMaps {
      a: string;
      b: string;
      flatten?: ExpectedPair;
      average_pool: ExpectedPair;
    }
    const { pairs } = JSON.parse(readFileSync(join(golden, 'expected', 'conv.json'), 'utf8')) as {
      pairs: ExpectedMaps[];
    };
    const maps = ['conv1', 'pool1', 'conv2'];
    const arrays = ['cnn0', 'cnn1'].flatMap((model) =>
      [...maps, 'fc'].map((layer): SelectedArray => {
        const path = join(golden, 'runs', model, `${layer}.npy`);
        return { path, model, checkpoint: '', layer, group: 'cnn', include: true };
      }),
    );
    const { cells } = (await run(selectionOf('groups', arrays))) as GroupsResult;
    const dynamics = (await run(
      selectionOf(
        'dynamics',
        arrays.map((array) => ({ ...array, model: 'cnn', checkpoint: `epoch_${array.model.at(-1)}` })),
        { measure: 'svcca' },
      ),
    )) as DynamicsResult;
    const [course] = dynamics.models;
    for (const layer of maps) {
      const at = (model: string) => `runs/${model}/${layer}.npy`;
      const { flatten, average_pool } = pairs.find(({ a, b }) => a === at('cnn0') && b === at('cnn1'))!;
      const expected = symmetricOf(flatten!);
      const { means } = cells.find((cell) => cell.layer === layer)!;
      for (const [measure, value] of Object.entries(expected) as [Referenced, number][])
        near(means[measure], value, tolerances[measure], `${measure} of ${layer}`);
      const svcca = course!.values[0]![course!.layers.indexOf(layer)];
      near(svcca, expected.svcca, tolerances.svcca, `dynamics of ${layer}`);
      assert.ok(Math.abs(svcca! - average_pool.svcca99.mean) > 0.1, `${layer} is not pooled`);
    }
  });

  it('has the course of training, with grids, and reads it', async () => {
    const checkpoints = [0, 1, 2, 5, 10, 20].map((epoch) => `epoch_${epoch}`);
    const arrays = checkpoints.flatMap((checkpoint) => arraysOf('model0', checkpoint));
    const dynamics = { threshold: 0.9, grid: true };
    const names = Object.keys(tolerances) as Referenced[];
    for (const measure of names) {
      const result = (await run(selectionOf('dynamics', arrays, { measure, dynamics }))) as DynamicsResult;
      const [model] = result.models;
      assert.deepEqual(
        [model!.checkpoints, model!.positions, model!.layers],
        [checkpoints, [0, 1, 2, 5, 10, 20], layers],
      );
      for (const pair of pairsOf('dynamics')) {
        const [, , checkpoint, file] = pair.a.split('/') as [string, string, string, string];
        const [c, l] = [checkpoints.indexOf(checkpoint), layers.indexOf(file.replace('.npy', ''))];
        const expected = symmetricOf(pair)[measure];
        near(model!.values[c]![l], expected, tolerances[measure], `${measure} of ${pair.a}`);
        near(model!.grids![c]![l]![l], expected, tolerances[measure], `${measure} of ${pair.a} in the grid`);
      }
      for (const pair of pairsOf('cross_layers').filter(({ b }) => b.startsWith('runs/model0'))) {
        const place = (path: string): number => layers.indexOf(path.split('/')[3]!.replace('.npy', ''));
        near(
          model!.grids![5]![place(pair.a)]![place(pair.b)],
          symmetricOf(pair)[measure],
          tolerances[measure],
          `${measure} of ${pair.a} and ${pair.b}`,
        );
      }
      if (measure !== 'svcca') continue;
      // Read off the golden README's table: SVCCA 0.858 / 0.938 / 0.989 and so on.
      assert.deepEqual(
        model!.frozen.map(({ checkpoint }) => checkpoint),
        ['epoch_5', 'epoch_5', 'epoch_10', 'epoch_5'],
      );
      const [first, ...later] = model!.lowerFirst;
      assert.deepEqual([first!.checkpoint, first!.holds, first!.tau], ['epoch_0', true, -1]);
      assert.ok(later.every(({ holds }) => holds === false));
      assert.ok(later.every(({ violations }) => violations.some(([, upper]) => upper === 'logits')));
      assert.match(
        model!.reading,
        /ahead throughout at epoch_0; not at epoch_1, epoch_2, epoch_5 and epoch_10 \(logits ahead of layer3\)/,
      );
    }
  });
});
