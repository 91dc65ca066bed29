import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { relativePath } from '../../src/analysis/names/portablePaths';
import { analyze } from '../../src/jobs/analyses/analyze';
import { arraysAsRead } from '../../src/jobs/analyses/arraysAsRead';
import { plainEngine, threadEngine, type Engine } from '../../src/jobs/engine';
import { loadKernels } from '../../src/jobs/loadKernels';
import { useKernels } from '../../src/linalg/activeKernels';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { multiply } from '../../src/linalg/multiply';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { analysisNotebook } from '../../src/notebook/analysisNotebook';
import type { SelectedArray, Selection } from '../../src/protocol/selection';
import type { AnalysisResult } from '../../src/facts/analyses';
import type { MeasureName } from '../../src/facts/measures';
import { measureOf, scoreNames, usualScores } from '../../src/facts/measures/scores';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { selectionOf } from '../analysis/selections';
import { fixture, goldenOrNotice } from '../golden';
import { mapped, representation } from '../jobs/relatedPairs';
import { saveLabels } from '../jobs/labelFiles';
import { saveArray } from '../jobs/savedArrays';
import { saveAxes } from '../jobs/savedMaps';
import { gaussian } from '../linalg/random';
import { npyFile } from '../formats/sources';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { validNotebook } from './notebookShape';
import { saveBfloat16 } from './savedBfloat16';
import { checkedNumbers, pythonWithNumpy, runNotebooks, type CheckedNumber } from './runNotebook';

let folder: string;
let engine: Engine = plainEngine();

interface Exported {
  text: string;
  result: AnalysisResult;
}

async function exported(selection: Selection): Promise<Exported> {
  const result = await analyze({ selection }, () => undefined, engine);
  const asRead = await arraysAsRead({ selection });
  return { result, text: analysisNotebook({ selection, result, asRead }, (path) => relativePath(folder, path)) };
}

/** Runs notebooks and requires that each recomputes these numbers, and none differs. */
async function recomputed(...exports: (Exported & { names: string[] })[]): Promise<Record<string, CheckedNumber>[]> {
  for (const { text } of exports) validNotebook(text);
  if (!pythonWithNumpy()) return [];
  const runs = await runNotebooks(
    folder,
    exports.map(({ text }) => text),
  );
  return runs.map((run, i) => {
    assert.equal(run.error, undefined, exports[i]!.result.analysis);
    const numbers = checkedNumbers(run);
    for (const name of exports[i]!.names) {
      const found = numbers[name];
      assert.ok(found, `${name} is not recomputed`);
      assert.ok(found.difference <= 1e-5, `${name} differs by ${found.difference}`);
    }
    return numbers;
  });
}

function layer(path: string, model: string, name: string, more: Partial<SelectedArray> = {}): SelectedArray {
  return { path, model, checkpoint: '', layer: name, include: true, ...more };
}

const scores = ['cca', 'ccaThresholded', 'ccaSquared', 'svcca', 'pwcca', 'cka', 'ckaDebiased', 'procrustes'];
const ofMatrix = [...scores, 'procrustesDistance'].map((name) => `values.${name}`);

describe('analysisNotebook', () => {
  /** Two layers of each of four networks. */
  let layers: SelectedArray[];
  let labels: string;

  before(async () => {
    folder = temporaryFolder('analysis-notebooks');
    layers = [];
    for (const network of [0, 1, 2, 3]) {
      for (const depth of [0, 1]) {
        const X = representation(150, 6 + depth, 10 * network + depth);
        const path = await saveArray(folder, `n${network}_l${depth}`, X, network === 1 ? { descr: '<f4' } : {});
        layers.push(layer(path, `n${network}`, `l${depth}`, { group: network < 2 ? 'first' : 'second' }));
      }
    }
    const { data } = representation(150, 6, 0);
    labels = join(folder, 'labels.npy');
    const classes = Float64Array.from({ length: 150 }, (_, i) => Math.floor(Math.min(2, Math.abs(data[6 * i]! - 3))));
    writeFileSync(labels, npyFile(classes, [150], 'f8'));
  });

  it('recomputes every score of a matrix, of all layers and of two models', async () => {
    const square = await exported(selectionOf('matrix', layers));
    const models = { matrix: { rows: 'n0', columns: 'n1' } };
    const between = await exported(selectionOf('matrix', layers, { ...models, measure: 'pwcca' }));
    const own = usualScores.filter((measure) => measure !== 'cca' && measure !== 'pwcca');
    const names = [...ofMatrix, 'nullCca', ...own.map((measure) => `nulls.${measure}`)];
    const numbersOf = (measures: MeasureName[]) =>
      scoreNames
        .filter((measure) => measures.includes(measureOf(measure)))
        .flatMap((measure) => [`values.${measure}`, `nulls.${measure}`]);
    const measures: MeasureName[] = ['rsa', 'rbfCka', 'distanceCorrelation'];
    const options = { ...defaultOptions, measures, bandwidth: 0.5 };
    const ofSamples = await exported(selectionOf('matrix', layers, { options, measure: 'rsa' }));
    const near: MeasureName[] = ['knn', 'rankSimilarity', 'secondOrderCosine', 'gulp', 'matching'];
    const nearest = { options: { ...defaultOptions, measures: near, neighbours: 6 }, measure: 'knn' as const };
    const [ofNear, nearBetween] = [
      await exported(selectionOf('matrix', layers, nearest)),
      await exported(selectionOf('matrix', layers, { ...models, ...nearest })),
    ];
    const withoutLevel = ['secondOrderCosine', 'matching', 'matchingBest'].map((measure) => `nulls.${measure}`);
    const ofNeighbours = numbersOf(near).filter((name) => !withoutLevel.includes(name));
    const ofRows = { ...models, options: { ...defaultOptions, measures: ['linear' as const] } };
    const predicted = await exported(selectionOf('matrix', layers, { ...ofRows, measure: 'linear' }));
    const [all] = await recomputed(
      { ...square, names },
      { ...between, names },
      { ...ofSamples, names: numbersOf(measures) },
      { ...ofNear, names: ofNeighbours },
      { ...nearBetween, names: ofNeighbours },
      { ...predicted, names: numbersOf(['linear']) },
    );
    if (all) assert.ok(Math.abs(all['values.cca']!.recomputed - 1) < 1e-12, 'the first layer against itself');
  });

  it('says how scores were calibrated, with the calibrated numbers, thresholds and p', async () => {
    const options = { ...defaultOptions, calibrate: { permutations: 19, alpha: 0.05, seed: 3 } };
    const models = { matrix: { rows: 'n0', columns: 'n1' } };
    const matrix = await exported(selectionOf('matrix', layers, { ...models, options, measure: 'procrustesDistance' }));
    const groups = await exported(selectionOf('groups', layers, { options, measure: 'cka' }));
    const steps = layers.map((one, i) => ({ ...one, model: 'm', checkpoint: `e${Math.floor(i / 2)}` }));
    const dynamics = await exported(selectionOf('dynamics', steps, { options, measure: 'cka' }));
    await recomputed({ ...matrix, names: [] }, { ...groups, names: [] }, { ...dynamics, names: [] });
    for (const { text } of [matrix, groups, dynamics])
      assert.match(text, /19 permutations of the samples of one side \(seed 3\)/);
    assert.match(matrix.text, /Best of many layers: .*best of 4 pairs/);
    assert.match(matrix.text, /Calibrated, `procrustesDistance`/);
    assert.match(matrix.text, /calibrated\.thresholds/);
    assert.match(dynamics.text, /models\[0\]\.calibrated\.p/);
    assert.match(groups.text, /\| `calibrated` \| `threshold` \| `p` \|/);
  });

  it('leaves empty what was refused, and samples out that are not finite', async () => {
    const broken = join(folder, 'broken.npy');
    writeFileSync(broken, 'no array');
    const holed = await saveArray(
      folder,
      'holed',
      mapped(representation(150, 5, 3), (value, at) => (at === 77 ? NaN : value)),
    );
    const arrays = [...layers.slice(0, 3), layer(broken, 'b', 'l0'), layer(holed, 'h', 'l0')];
    const options = { ...defaultOptions, dropNonFinite: true, measures: ['cca', 'cka'] as ('cca' | 'cka')[] };
    const some = await exported(selectionOf('matrix', arrays, { options }));
    assert.ok(some.result.refused.length > 0);
    assert.match(some.text, /left empty/);
    const refusing = await exported(
      selectionOf('matrix', arrays, { options: { ...options, dropNonFinite: false, epsilon: 0.01 } }),
    );
    const map = gaussian(50, 4 * 4 * 3, 8).data;
    map[1000] = NaN;
    const maps = [map, gaussian(50, 4 * 4 * 3, 9).data].map((data, i) =>
      layer(saveAxes(folder, `holed map ${i}`, data, [50, 4, 4, 3]), `m${i}`, 'conv'),
    );
    // An image goes with all of its positions, of which only some are rows.
    const recipe = { conv: 'flatten', layout: 'nhwc', subsample: { every: 3, seed: 1 } } as const;
    const whole = await exported(selectionOf('matrix', maps, { options: { ...options, recipe } }));
    assert.match(whole.text, /1 of 50 images were left out/);
    await recomputed(
      { ...some, names: ['values.cca', 'values.cka'] },
      { ...refusing, names: ['values.cca'] },
      { ...whole, names: ['values.cca', 'values.cka'] },
    );
  });

  it('reads maps as each pair was read: pooled, interpolated to each other, by frequency', async () => {
    const maps = (name: string, size: number, seed: number): SelectedArray =>
      layer(saveAxes(folder, name, gaussian(50, size * size * 3, seed).data, [50, size, size, 3]), name, 'conv');
    const arrays = [maps('m4', 4, 1), maps('m6', 6, 2), maps('m5', 5, 3)];
    const by = (conv: 'pool' | 'interpolate' | 'dft') =>
      exported(selectionOf('matrix', arrays, { options: { ...defaultOptions, recipe: { conv, layout: 'nhwc' } } }));
    const [pool, interpolate, dft] = [await by('pool'), await by('interpolate'), await by('dft')];
    assert.match(interpolate.text, /interpolated to 6 x 6/);
    await recomputed(
      { ...pool, names: ofMatrix },
      { ...interpolate, names: ofMatrix },
      { ...dft, names: ['values.cca', 'values.ccaThresholded', 'nullCca', 'nulls.ccaThresholded'] },
    );
  });

  it('recomputes learning dynamics with what converged when, and the grid', async () => {
    const arrays: SelectedArray[] = [];
    const checkpoints = ['epoch0', 'epoch1', 'epoch2', 'epoch3'];
    for (const [c, checkpoint] of checkpoints.entries()) {
      for (const depth of [0, 1]) {
        const noise = gaussian(150, 5, 100 + 2 * c + depth).data;
        const X = mapped(representation(150, 5, depth), (value, at) => value + (3 - c) * 0.4 * noise[at]!);
        const path = await saveArray(folder, `${checkpoint}_l${depth}`, X);
        // A layer that was not saved leaves its place empty.
        if (c !== 1 || depth !== 1) arrays.push({ path, model: 'm', checkpoint, layer: `l${depth}`, include: true });
      }
    }
    const dynamics = { threshold: 0.8, grid: true };
    const by = (measure: 'svcca' | 'procrustesDistance') =>
      exported(selectionOf('dynamics', arrays, { dynamics, measure }));
    const names = ['values', 'frozen', 'grids'].map((part) => `models[0].${part}`);
    const svcca = await by('svcca');
    assert.ok(svcca.result.analysis === 'dynamics');
    assert.ok(svcca.result.models[0]!.frozen.some(({ index }) => index !== null));
    await recomputed(
      { ...svcca, names: [...names, 'models[0].nullCca', 'models[0].nulls'] },
      { ...(await by('procrustesDistance')), names: [...names, 'models[0].nulls'] },
    );
  });

  it('recomputes groups: pairs, means and ranges', async () => {
    const names = ['pairs', 'mean', 'range', 'means.cca', 'means.pwcca', 'means.procrustesDistance'];
    const levels = ['nulls.svcca', 'nulls.cka', 'nulls.ckaDebiased', 'nulls.procrustes', 'nulls.ccaSquared'];
    await recomputed({
      ...(await exported(selectionOf('groups', layers, { measure: 'svcca' }))),
      names: [...names, ...levels],
    });
  });

  it('recomputes classes, of vectors, one-hot matrices, logits, subsets and maps', async () => {
    const names = ['layers.rank', 'layers.R', 'layers.adjusted', 'layers.nullR2', 'layers.whole.mean'];
    const logits = await saveArray(folder, 'logits', gaussian(150, 4, 9));
    const flat = layer(saveAxes(folder, 'flat', gaussian(150, 27, 5).data, [150, 3, 3, 3]), 'maps', 'conv');
    const by = (choice: object, more: object = {}, arrays = layers) =>
      exported(
        selectionOf('classes', arrays, {
          classes: { labels, logits: 'columns', ...choice },
          options: { ...defaultOptions, ...more },
        }),
      );
    const flatten = { conv: 'flatten', layout: 'nhwc' };
    const exports = [
      await by({}),
      await by({ subset: [2, 0] }),
      await by({ labels: logits }),
      await by({ labels: logits, logits: 'argmax' }),
      await by({}, { recipe: flatten }, [flat]),
      await by({}, { recipe: { ...flatten, subsample: { every: 4, seed: 2 } } }, [flat, layers[0]!]),
      await by({}, { dropNonFinite: true }),
    ];
    await recomputed(...exports.map((one) => ({ ...one, names })));
  });

  it('counts the samples of layers that were read and refused among those of all, and leaves out those without a class', async () => {
    const names = ['layers.rank', 'layers.R', 'layers.adjusted', 'layers.nullR2', 'layers.whole.mean'];
    const holed = (name: string, X: Matrix, at: number) =>
      saveArray(
        folder,
        name,
        mapped(X, (value, place) => (place === at ? NaN : value)),
      );
    // Of sample 30 in the first, of sample 100 in the other, which does not vary without it.
    const first = layer(await holed('holed layer', representation(150, 5, 3), 5 * 30), 'h', 'l0');
    const constant = layer(await holed('constant layer', matrix(150, 2), 2 * 100), 'c', 'l0');
    const options = { ...defaultOptions, dropNonFinite: true };
    const refusing = await exported(
      selectionOf('classes', [first, constant, layers[0]!], { classes: { labels, logits: 'columns' }, options }),
    );
    assert.deepEqual(
      refusing.result.refused.map(({ code }) => code),
      ['no-variance'],
    );
    assert.match(refusing.text, /those that were refused included/);
    const some = join(folder, 'some labels.npy');
    writeFileSync(
      some,
      npyFile(
        Float64Array.from({ length: 150 }, (_, i) => (i % 10 === 7 ? -100 : i % 3)),
        [150],
        'f8',
      ),
    );
    const ignoring = await exported(
      selectionOf('classes', [first, layers[0]!], { classes: { labels: some, logits: 'columns' }, options }),
    );
    assert.match(ignoring.text, /15 samples of -100 have no class/);
    await recomputed({ ...refusing, names }, { ...ignoring, names: [...names, 'classes.count'] });
  });

  it('reads labels that are texts, signs, turned or ignored, as classes did', async () => {
    const names = ['classes.count', 'layers.rank', 'layers.R', 'layers.adjusted', 'layers.whole.mean'];
    const file = (...parts: string[]): string => fixture(join('cases', 'labels', ...parts));
    const arrays = [layer(file('runs', 'layer1.npy'), 'm', 'l')];
    const exports = [];
    for (const name of ['U8', 'pm1', 'onehotT', 'ignore100']) {
      const classes = { labels: file(`${name}.npy`), logits: 'columns' as const };
      exports.push(await exported(selectionOf('classes', arrays, { classes })));
    }
    assert.match(exports[3]!.text, /samples of -100 have no class/);
    const table = join(folder, 'labels.csv');
    writeFileSync(
      table,
      `,class;kind,by age\n${Array.from({ length: 90 }, (_, i) => `${i},"a, ${i % 3}",${i % 2}`).join('\n')}\n`,
    );
    const lines = join(folder, 'labels.txt');
    writeFileSync(lines, Array.from({ length: 90 }, (_, i) => `${(i * i) % 4}.0`).join('\n'));
    for (const labels of [`${table}::class;kind`, `${table}::by age`, lines])
      exports.push(await exported(selectionOf('classes', arrays, { classes: { labels, logits: 'columns' } })));
    await recomputed(...exports.map((one) => ({ ...one, names })));
  });

  it('recomputes classes by frequency: of classes, subsets, logits, few samples, and beside a dense layer, which is refused', async () => {
    const names = ['layers.rank', 'layers.R', 'layers.adjusted', 'layers.nullR2', 'layers.whole.mean'];
    const first = gaussian(150, 4 * 3 * 5, 31).data;
    // Of channels that are combinations of others, or the same at all positions, ranks differ from frequency to frequency.
    const [second, still] = [gaussian(150, 3 * 6 * 6, 32).data, gaussian(150, 6, 33).data];
    for (let i = 0; i < 150; i++) {
      for (let at = 0; at < 18; at++) {
        const here = 6 * (18 * i + at);
        second[here + 1] = 2 * second[here]!;
        second[here + 2] = still[6 * i]!;
      }
    }
    const maps = [
      layer(saveAxes(folder, 'class_maps', first, [150, 4, 3, 5]), 'maps', 'first'),
      layer(saveAxes(folder, 'poor_maps', second, [150, 3, 6, 6]), 'maps', 'second'),
    ];
    const logits = await saveArray(folder, 'logits of maps', gaussian(150, 4, 19));
    const holed = first.slice();
    holed[777] = NaN;
    const withHole = layer(saveAxes(folder, 'holed_maps', holed, [150, 4, 3, 5]), 'maps', 'holed');
    const seven = join(folder, 'seven labels.npy');
    writeFileSync(seven, npyFile(Float64Array.from([0, 1, 2, 0, 1, 2, 0]), [7], 'f8'));
    const spanning = gaussian(7, 2 * 2 * 6, 34).data;
    // Six channels span seven samples where four of them are not the same at all positions: at frequency (0, 0) alone.
    for (let at = 0; at < spanning.length; at += 6)
      for (let c = 2; c < 6; c++) spanning[at + c] = spanning[at - (at % 24) + c]!;
    const few = layer(saveAxes(folder, 'few_maps', spanning, [7, 2, 2, 6]), 'maps', 'few');
    const by = (choice: object, arrays: SelectedArray[], more: object = {}) =>
      exported(
        selectionOf('classes', arrays, {
          classes: { labels, logits: 'columns', ...choice },
          options: { ...defaultOptions, recipe: { conv: 'dft', layout: 'nhwc' }, ...more },
        }),
      );
    const exports = [
      await by({}, [...maps, layers[0]!]),
      await by({ subset: [2, 0] }, maps),
      await by({ labels: logits }, maps),
      await by({}, [withHole, ...maps], { dropNonFinite: true }),
      await by({ labels: seven }, [few]),
    ];
    assert.deepEqual(
      exports.map(({ result }) => result.refused.length),
      [1, 0, 0, 0, 0],
    );
    const [ofFew] = exports[4]!.result.analysis === 'classes' ? exports[4]!.result.layers : [];
    assert.equal(ofFew!.frequencies!.used, 3);
    assert.match(exports[0]!.text, /at each frequency/);
    await recomputed(...exports.map((one) => ({ ...one, names })));
  });

  it('recomputes dynamics and groups of maps by frequency', async () => {
    const maps = (name: string, seed: number, more: Partial<SelectedArray>): SelectedArray => {
      const data = gaussian(60, 4 * 4 * 3, 50).data.map((value, at) => value + 0.5 * noise[seed]![at]!);
      return layer(saveAxes(folder, name, data, [60, 4, 4, 3]), 'm', 'conv', more);
    };
    const noise = [0, 1, 2, 3].map((seed) => gaussian(60, 4 * 4 * 3, 60 + seed).data);
    const options = { ...defaultOptions, recipe: { conv: 'dft', layout: 'nhwc' } as const };
    const course = [0, 1, 2].map((c) => maps(`conv_epoch${c}`, c, { checkpoint: `epoch${c}` }));
    const dynamics = { threshold: 0.8, grid: true };
    const networks = [0, 1, 2, 3].map((i) =>
      maps(`conv_m${i}`, i, { model: `m${i}`, group: i < 2 ? 'first' : 'second' }),
    );
    for (const measure of ['cca', 'ccaThresholded'] as const) {
      const level = measure === 'cca' ? [] : ['nulls'];
      await recomputed(
        {
          ...(await exported(selectionOf('dynamics', course, { dynamics, measure, options }))),
          names: ['values', 'frozen', 'grids', 'nullCca', ...level].map((part) => `models[0].${part}`),
        },
        {
          ...(await exported(selectionOf('groups', networks, { measure, options }))),
          names: [
            'pairs',
            'mean',
            'range',
            `means.${measure === 'cca' ? 'ccaThresholded' : 'cca'}`,
            'nulls.ccaThresholded',
          ],
        },
      );
    }
  });

  it('counts directions by the unit in which maps, layers and logits are stored', async () => {
    const save = (name: string, rows: number, columns: number, seed: number, shape: number[]) =>
      saveBfloat16(folder, name, multiply(gaussian(rows, 3, 17), gaussian(3, columns, seed)).data, shape);
    const maps = await Promise.all(
      [18, 19].map(async (seed) =>
        layer(await save(`brain maps ${seed}`, 60 * 16, 6, seed, [60, 4, 4, 6]), `m${seed}`, 'l'),
      ),
    );
    const matrices = await Promise.all(
      [20, 21].map(async (seed) => layer(await save(`brain ${seed}`, 60, 7, seed, [60, 7]), `m${seed}`, 'l')),
    );
    const logits = await save('brain logits', 60, 5, 22, [60, 5]);
    const recipe = { conv: 'dft', layout: 'nhwc' } as const;
    const classes = { labels: logits, logits: 'columns' } as const;
    const exports = [
      await exported(selectionOf('matrix', maps, { options: { ...defaultOptions, recipe } })),
      await exported(selectionOf('matrix', matrices)),
      await exported(selectionOf('classes', maps, { classes, options: { ...defaultOptions, recipe } })),
      await exported(selectionOf('classes', matrices, { classes })),
      await exported(selectionOf('classes', matrices, { classes, options: { ...defaultOptions, rank: 'exact' } })),
    ];
    const ranks = exports.map(({ result }) =>
      result.analysis === 'classes' ? result.layers.map(({ rank }) => rank) : [],
    );
    assert.deepEqual(ranks, [[], [], [3, 3], [3, 3], [7, 7]]);
    const names = [
      ['values.cca'],
      ['values.cca', 'values.svcca'],
      ...Array<string[]>(3).fill(['layers.R', 'layers.rank']),
    ];
    await recomputed(...exports.map((one, i) => ({ ...one, names: names[i]! })));
  });

  it('leaves the thresholded mean empty where the threshold is 0, of maps by frequency as of layers', async () => {
    const maps = [1, 2].map((seed) =>
      layer(saveAxes(folder, `cut${seed}`, gaussian(50, 48, seed).data, [50, 4, 4, 3]), `cut${seed}`, 'conv'),
    );
    const options = { ...defaultOptions, threshold: 0 };
    const recipe = { conv: 'dft', layout: 'nhwc' } as const;
    await recomputed(
      {
        ...(await exported(selectionOf('matrix', maps, { options: { ...options, recipe } }))),
        names: ['values.cca'],
      },
      { ...(await exported(selectionOf('matrix', layers.slice(0, 3), { options }))), names: ['values.cca'] },
    );
  });

  it('puts the samples of a square layer into order, which are its columns where it is turned', async () => {
    const n = 40;
    const mixing = Array.from({ length: n }, (_, i) => (7 * i) % n);
    const ids = saveLabels(
      folder,
      'square ids',
      mixing.map((_, i) => i),
    );
    const mixed = saveLabels(folder, 'square mixed', mixing);
    const [wide, narrow] = [gaussian(n, n, 3), gaussian(n, 6, 4)];
    const rowsMixed = mapped(wide, (_value, _at, i, j) => wide.data[mixing[i]! * n + j]!);
    const saved = async (name: string, transposed: boolean) => [
      layer(await saveArray(folder, `${name} narrow`, narrow, { transposed }), 'a', 'l', { ids }),
      layer(await saveArray(folder, `${name} wide`, rowsMixed, { transposed }), 'b', 'l', { ids: mixed }),
    ];
    // CCA is 1 throughout where a layer spans all samples.
    const options = { ...defaultOptions, measures: ['cka'] as 'cka'[] };
    const by = (arrays: SelectedArray[], more: Partial<CompareOptions> = {}) =>
      exported(selectionOf('matrix', arrays, { measure: 'cka', options: { ...options, ...more } }));
    const plain = await by(await saved('plain', false));
    // As many ids as there are rows, and columns, say nothing of which are the samples.
    const turned = await by(await saved('turned', true), { orientation: 'neurons' });
    const expected = await by([
      layer(await saveArray(folder, 'in order narrow', narrow), 'a', 'l'),
      layer(await saveArray(folder, 'in order wide', wide), 'b', 'l'),
    ]);
    const values = ({ result }: Exported): number => {
      assert.ok(result.analysis === 'matrix');
      return result.values.cka![0]![1]!;
    };
    assert.ok(Math.abs(values(plain) - values(expected)) < 1e-12, 'by rows');
    assert.ok(Math.abs(values(turned) - values(expected)) < 1e-12, 'by columns');
    await recomputed({ ...plain, names: ['values.cka'] }, { ...turned, names: ['values.cka'] });
  });

  it('puts layers into the order of the labels by their sample ids', async () => {
    const [n, X] = [150, representation(150, 6, 0)];
    const other = Array.from({ length: n }, (_, i) => (7 * i) % n);
    const mixed = mapped(X, (_value, _at, i, j) => X.data[other[i]! * X.columns + j]!);
    const arrays = [
      layer(await saveArray(folder, 'given', X), 'a', 'l', {
        ids: saveLabels(
          folder,
          'given_ids',
          other.map((_, i) => i),
        ),
      }),
      layer(await saveArray(folder, 'mixed', mixed), 'b', 'l', { ids: saveLabels(folder, 'mixed_ids', other) }),
    ];
    const classes = { labels, logits: 'columns' as const };
    await recomputed({ ...(await exported(selectionOf('classes', arrays, { classes }))), names: ['layers.R'] });
  });
});

describe('analysisNotebook of the golden data', () => {
  const golden = goldenOrNotice('notebooks of analyses');
  if (golden === undefined) return;
  const arraysOf = (model: string, checkpoint: string, more: Partial<SelectedArray> = {}): SelectedArray[] =>
    ['layer2', 'layer3', 'logits'].map((name) => {
      const path = join(golden, 'runs', model, checkpoint, `${name}.npy`);
      return { path, model, checkpoint, layer: name, include: true, ...more };
    });
  before(async () => {
    folder = temporaryFolder('analysis-notebooks');
    useKernels((await loadKernels()).kernels);
    engine = threadEngine();
  });
  after(() => {
    useKernels(plainKernels);
    engine = plainEngine();
  });

  it('recomputes dynamics, groups and classes of trained networks', async () => {
    const course = ['epoch_0', 'epoch_5', 'epoch_20'].flatMap((checkpoint) => arraysOf('model0', checkpoint));
    const dynamics = await exported(selectionOf('dynamics', course, { measure: 'svcca' }));
    const networks = [
      ...['model0', 'model1'].flatMap((model) => arraysOf(model, 'epoch_20', { group: 'generalizing' })),
      ...['memorizing0', 'memorizing1'].flatMap((model) => arraysOf(model, 'end', { group: 'memorizing' })),
    ];
    const groups = await exported(selectionOf('groups', networks, { measure: 'pwcca' }));
    const labels = join(golden, 'runs', 'labels.npy');
    const classes = await exported(
      selectionOf('classes', arraysOf('model0', 'epoch_20'), { classes: { labels, logits: 'columns' } }),
    );
    await recomputed(
      { ...dynamics, names: ['models[0].values', 'models[0].frozen'] },
      { ...groups, names: ['pairs', 'mean', 'range', 'means.cka'] },
      { ...classes, names: ['layers.R', 'layers.whole.mean'] },
    );
  });
});
