import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { relativePath } from '../../src/analysis/names/portablePaths';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import type { Matrix } from '../../src/linalg/matrix';
import { multiply } from '../../src/linalg/multiply';
import { comparisonNotebook } from '../../src/notebook/comparisonNotebook';
import type { ArrayAddress } from '../../src/protocol/arrayAddress';
import type { CalibratedScores } from '../../src/facts/calibrated';
import type { MeasureName } from '../../src/facts/measures';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { fixture, goldenOrNotice } from '../golden';
import { mapped, representation } from '../jobs/relatedPairs';
import { safetensorsFile } from '../formats/safetensors/safetensorsFile';
import { dict, tensor, torchFile } from '../formats/torch/torchFile';
import { saveTexts } from '../cli/savedTexts';
import { saveArray, toHalf } from '../jobs/savedArrays';
import { saveAxes } from '../jobs/savedMaps';
import { gaussian } from '../linalg/random';
import { expectedMeasures } from '../similarity/measures/expectedMeasures';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { validNotebook } from './notebookShape';
import { saveBfloat16 } from './savedBfloat16';
import { checkedNumbers, pythonWithNumpy, runNotebooks, type CheckedNumber } from './runNotebook';

let folder: string;

async function exported(
  a: string | ArrayAddress,
  b: string | ArrayAddress,
  options: Partial<CompareOptions> = {},
): Promise<Exported> {
  const [first, second] = [a, b].map((side) => (typeof side === 'string' ? { path: side } : side)) as [
    ArrayAddress,
    ArrayAddress,
  ];
  const request = { a: first, b: second, options: { ...defaultOptions, ...options } };
  const { report } = await compareArrays(request, () => undefined);
  const names = { a: first.path, b: second.path };
  return { report, text: comparisonNotebook({ request, names, report }, (path) => relativePath(folder, path)) };
}

/** What a report holds under the names of the tables: single numbers, and the first of lists. */
function shownIn(report: ComparisonReport): Record<string, number> {
  const shown: Record<string, number> = {};
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'number') shown[name] = value;
    else if (Array.isArray(value)) {
      const first = value.flat(3)[0] as unknown;
      if (typeof first === 'number') shown[name] = first;
    } else if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) walk(inner, name === '' ? key : `${name}.${key}`);
    }
  };
  walk(report, '');
  return shown;
}

interface Exported {
  text: string;
  report: ComparisonReport;
}

/** Runs notebooks and holds every line of their tables against the reports. Yields the lines by notebook; none where there is no Python. */
async function recomputed(...exports: Exported[]): Promise<Record<string, CheckedNumber>[]> {
  for (const { text } of exports) validNotebook(text);
  if (!pythonWithNumpy()) return [];
  const runs = await runNotebooks(
    folder,
    exports.map(({ text }) => text),
  );
  return runs.map((run, i) => {
    const { report } = exports[i]!;
    assert.equal(run.error, undefined, `${report.a.path} and ${report.b.path}`);
    const numbers = checkedNumbers(run);
    for (const [name, number] of Object.entries(numbers)) holdAgainst(report, name, number);
    return numbers;
  });
}

function holdAgainst(report: ComparisonReport, name: string, { shown, recomputed: again, difference }: CheckedNumber) {
  const expected = name.endsWith('.constant')
    ? report[name[0] as 'a' | 'b'].dropped.filter(({ reason }) => reason === 'constant').length
    : shownIn(report)[name];
  if (expected === undefined) {
    return assert.ok(Number.isNaN(shown) && Number.isNaN(again), `${name} is not in the report`);
  }
  const scale = Math.max(1, Math.abs(expected));
  // Tables show 13 digits.
  assert.ok(Math.abs(shown - expected) <= 1e-12 * scale, `${name}: ${shown} is called shown, not ${expected}`);
  const tied = report.warnings.some(({ code }) => code === 'tied-coefficients');
  const magnified = /distance$|angular$/.test(name) ? 1e-4 : 1e-8 * scale;
  const tolerance = tied && name.startsWith('pwcca') ? 0.05 : magnified;
  assert.ok(Math.abs(again - expected) <= tolerance, `${name}: ${again} was recomputed, not ${expected}`);
  assert.ok(difference <= Math.max(tolerance, 1e-6), `${name} differs by ${difference}`);
}

const everyScore = [
  ...['samples', 'a.rank', 'b.rank', 'a.constant', 'b.features'],
  ...['cca.mean', 'cca.meanSquared', 'cca.thresholdedMean', 'cca.coefficients', 'null.mean', 'null.coefficients'],
  ...[
    'null.meanSquared',
    'null.thresholdedMean',
    'cka.null.linear',
    'procrustes.null.similarity',
    'procrustes.null.distance',
  ],
  ...['svcca.kept', 'svcca.mean', 'svcca.coefficients', 'svcca.null.mean', 'pwcca.value', 'pwcca.a', 'pwcca.b'],
  ...['cka.linear', 'cka.debiased', 'procrustes.similarity', 'procrustes.distance', 'procrustes.angular'],
  ...['pls.singularValues', 'pca.a.singularValues', 'pca.b.participationRatio'],
];

describe('comparisonNotebook', () => {
  it('leaves out the directions that are but the rounding of stored values, and counts them where they were counted', async () => {
    const folderOf = temporaryFolder('notebook-rounding');
    folder = folderOf;
    const inputs = gaussian(300, 8, 1);
    const [a, b] = [
      await saveArray(folderOf, 'a', multiply(inputs, gaussian(8, 20, 2)), { descr: '<f4' }),
      await saveArray(folderOf, 'b', multiply(inputs, gaussian(8, 15, 3)), { descr: '<f4' }),
    ];
    const [plain, exact] = [await exported(a, b), await exported(a, b, { rank: 'exact' })];
    assert.deepEqual([plain.report.a.rank, exact.report.a.rank], [8, 20]);
    const [first, second] = await recomputed(plain, exact);
    if (!first || !second) return;
    assert.deepEqual([first['b.rank']!.recomputed, second['b.rank']!.recomputed], [8, 15]);
    assert.ok(first['cca.mean']!.recomputed > 1 - 1e-6);
  });

  let X: Matrix;
  let Y: Matrix;
  before(() => {
    folder = temporaryFolder('notebooks');
    X = representation(200, 9, 1);
    Y = representation(200, 7, 2);
  });

  it('recomputes every score of two trained layers', async () => {
    const [a, b] = [0, 1].map((i) => fixture(`activations/model${i}_layer2.npy`)) as [string, string];
    const [numbers] = await recomputed(await exported(a, b));
    if (!numbers) return;
    for (const name of everyScore) assert.ok(name in numbers, `${name} is not recomputed`);
  });

  it('recomputes pairs with dead, duplicated, low-rank, ill-conditioned and tied neurons, and a layer against itself', async () => {
    const pairs = ['dead_neurons', 'duplicated_neurons', 'low_rank', 'ill_1e-8_columns', 'tied_coefficients', 'affine'];
    const sides = pairs.map((name) => ['a', 'b'].map((side) => fixture(`pairs/${name}_${side}.npy`)));
    const self = fixture('pairs/plain_a.npy');
    const exports: Exported[] = [];
    for (const [a, b] of [...sides, [self, self]]) exports.push(await exported(a!, b!));
    const [dead] = await recomputed(...exports);
    if (dead) assert.ok(dead['a.constant']!.shown + dead['b.constant']!.shown > 0);
  });

  it('recomputes measures of samples, also of ties and repeated samples, and where some have no correlation', async () => {
    const measures: MeasureName[] = ['rsa', 'rbfCka', 'distanceCorrelation'];
    const tied = mapped(X, (value, _, i) => (i === 7 || i === 8 ? 3 : Math.round(value / 2)));
    const [a, b, ties] = [
      await saveArray(folder, 'a samples', X),
      await saveArray(folder, 'b samples', Y),
      await saveArray(folder, 'ties', tied),
    ];
    const exports = [
      await exported(a, b, { measures, bandwidth: 0.7 }),
      await exported(ties, b, { measures }),
      await exported(fixture('pairs/plain_a.npy'), fixture('pairs/plain_a.npy'), { measures: ['rsa'] }),
    ];
    const { rsa, skipped } = exports[1]!.report;
    assert.deepEqual(Object.keys(rsa!), ['euclidean', 'cosine']);
    assert.deepEqual(
      skipped.map(({ measure }) => measure),
      ['rsa', 'rsaPearson', 'rsaRhoA'],
    );
    const [both, some] = await recomputed(...exports);
    if (!both || !some) return;
    for (const name of [
      'rsa.correlation.spearman',
      'rsa.cosine.rhoA',
      'rbfCka.null.biased',
      'distanceCorrelation.biased',
    ])
      assert.ok(name in both, `${name} is not recomputed`);
    assert.ok('rsa.euclidean.rhoA' in some && !('rsa.correlation.rhoA' in some));
  });

  it('recomputes neighbours, GULP and matching, also of equal cosines, of few neurons, and of constant ones', async () => {
    const measures: MeasureName[] = ['knn', 'rankSimilarity', 'secondOrderCosine', 'gulp', 'matching'];
    const tied = mapped(X, (value, _, i, j) => (j === 3 ? 2 : i < 40 ? Math.round(value) : i === 77 ? 0 : value));
    const [a, b, ties] = [
      await saveArray(folder, 'a neighbours', X),
      await saveArray(folder, 'b neighbours', Y),
      await saveArray(folder, 'equal cosines', tied),
    ];
    const exports = [
      await exported(a, b, { measures }),
      await exported(b, ties, { measures, neighbours: 3 }),
      await exported(fixture('pairs/plain_a.npy'), fixture('pairs/plain_b.npy'), { measures, neighbours: 25 }),
    ];
    assert.equal(exports[1]!.report.matching!.pairs, 7);
    for (const numbers of await recomputed(...exports))
      for (const name of [
        ...['knn.mutual', 'knn.jaccard', 'knn.chance', 'knn.null.jaccard'],
        ...['rankSimilarity.similarity', 'rankSimilarity.chance', 'secondOrderCosine.similarity', 'gulp.squared'],
        ...['matching.oneToOne', 'matching.bestForA', 'matching.bestForB'],
      ])
        assert.ok(name in numbers, `${name} is not recomputed`);
  });

  it('holds PWCCA alone against its null level', async () => {
    const [a, b] = [await saveArray(folder, 'a alone', X), await saveArray(folder, 'b alone', Y)];
    const alone = await exported(a, b, { measures: ['pwcca'] });
    assert.match(alone.text, /held against the mean CCA of unrelated Gaussian data/);
    const [numbers] = await recomputed(alone);
    if (numbers) assert.equal(numbers['null.mean']!.shown > 0, true);
  });

  it('follows the options: cut, threshold, epsilon, and the measures alone that were shown', async () => {
    const [a, b] = [await saveArray(folder, 'a', X), await saveArray(folder, 'b', Y)];
    const cuts = [
      { rule: 'variance', fraction: 0.8 },
      { rule: 'unsquared', fraction: 0.9 },
      { rule: 'dimensions', count: 3 },
      { rule: 'variance', fraction: 1 },
    ] as const;
    const exports: Exported[] = [];
    for (const svcca of cuts) exports.push(await exported(a, b, { svcca, threshold: 0.5, measures: ['svcca', 'cca'] }));
    for (const { text } of exports) assert.doesNotMatch(text, /procrustes|pwcca|debiased/);
    const regularised = await exported(a, b, { epsilon: 0.05 });
    assert.equal(regularised.report.cca?.regularised, true);
    const weak = await saveArray(
      folder,
      'weak',
      mapped(X, (value, _at, _i, j) => (j === 2 ? 1e-6 * value : value)),
    );
    const dropping = await exported(weak, b, { epsilon: 1e-4 });
    assert.ok(dropping.report.a.dropped.some(({ reason }) => reason === 'low-variance'));
    const numbers = await recomputed(...exports, regularised, dropping);
    numbers.slice(0, cuts.length).forEach((found, i) => {
      assert.equal(found['svcca.kept']!.shown, exports[i]!.report.svcca!.kept[0]);
    });
  });

  it('reads files as they were read: turned, in Fortran order, half precision, archives', async () => {
    const halves = mapped(Y, toHalf);
    const forms = [
      [await saveArray(folder, 'turned', X, { transposed: true }), await saveArray(folder, 'b', Y)],
      [await saveArray(folder, 'fortran', X, { fortranOrder: true, descr: '>f4' }), await saveArray(folder, 'b', Y)],
      [await saveArray(folder, 'a', X), await saveArray(folder, 'half', halves, { descr: '<f2' })],
      [
        `${await saveArray(folder, 'stored', X, { archive: 'stored' })}::layer`,
        await saveArray(folder, 'deflated', Y, { archive: 'deflated' }),
      ],
    ] as [string, string][];
    const exports: Exported[] = [];
    for (const [at, [a, b]] of forms.entries()) {
      exports.push(await exported(a, b, at === 0 ? { transposeA: true, transposeB: false } : {}));
      assert.equal(exports[at]!.report.a.transposed, at === 0);
    }
    await recomputed(...exports);
  });

  it('reads tensors of .safetensors by numpy alone, bfloat16 widened', async () => {
    const shape = [X.rows, X.columns];
    const bits = Uint16Array.from(new Uint32Array(Float32Array.from(X.data).buffer), (word) => word >>> 16);
    const tensors = {
      brain: { dtype: 'BF16', shape, data: new Uint8Array(bits.buffer) },
      layer: { dtype: 'F64', shape, data: new Uint8Array(Float64Array.from(X.data).buffer) },
    };
    const [both, one] = ['both', 'one'].map((name) => join(folder, `${name}.safetensors`)) as [string, string];
    writeFileSync(both, safetensorsFile(tensors, { format: 'pt' }));
    writeFileSync(one, safetensorsFile({ layer: tensors.layer }));
    const y = await saveArray(folder, 'b', Y);
    const exports = [await exported(`${both}::brain`, y), await exported(one, `${both}::layer`)];
    assert.match(exports[0]!.text, /read_safetensors\(.*both\.safetensors/);
    assert.equal(exports[0]!.report.a.dtype, 'BF16');
    await recomputed(...exports);
  });

  it('reads tensors of torch.save with torch, runs nothing of their files, and says what it needs', async () => {
    const path = join(folder, 'layers.pt');
    const storage = new Uint8Array(Float64Array.from(X.data).buffer);
    const layer = tensor({ shape: [X.rows, X.columns], type: 'Double' });
    writeFileSync(path, torchFile(dict({ h: [layer, layer] }), { 0: storage }));
    const { text } = await exported(`${path}::h.0`, await saveArray(folder, 'b', Y));
    validNotebook(text);
    for (const part of [
      'read_torch(\\"layers.pt\\", \\"h.0\\")',
      'import torch',
      'weights_only=True',
      'Python 3 with numpy and, to read the files, torch,',
    ])
      assert.ok(text.includes(part), part);
  });

  it('widens bfloat16 exactly', async () => {
    const save = (name: string, descr: string) => saveBfloat16(folder, name, X.data, [X.rows, X.columns], { descr });
    const path = await save('brain', '|V2');
    const brain = await exported({ path, as: 'bfloat16' }, await saveArray(folder, 'b', Y));
    assert.match(brain.text, /from_bfloat16/);
    // The same bits as whole numbers are the same numbers.
    const both = await exported({ path, as: 'bfloat16' }, { path: await save('whole', '<i2'), as: 'bfloat16' });
    assert.ok(Math.abs(both.report.cca!.mean - 1) < 1e-12);
    // Raw bytes have no order, as np.load has it.
    const marked = await exported({ path, as: 'bfloat16' }, { path: await save('marked', '>V2'), as: 'bfloat16' });
    assert.ok(Math.abs(marked.report.cca!.mean - 1) < 1e-12);
    await recomputed(brain, both, marked);
  });

  it('reads a header that names bfloat16, which np.load refuses', async () => {
    const shape = [X.rows, X.columns];
    const plain = await saveBfloat16(folder, 'named', X.data, shape);
    const fortran = await saveBfloat16(folder, 'named fortran', X.data, shape, { fortranOrder: true });
    const archived = await saveBfloat16(folder, 'named archive', X.data, shape, { archived: true });
    const stack = await saveBfloat16(folder, 'named stack', X.data, [2, X.rows / 2, X.columns], { fortranOrder: true });
    const b = await saveArray(folder, 'b', Y);
    const half = await saveArray(folder, 'half', { rows: 100, columns: 7, data: Y.data.slice(0, 700) });
    const exports = [
      await exported(plain, b),
      await exported({ path: plain, as: 'bfloat16' }, fortran),
      await exported(archived, `${archived}::layer`),
      await exported(`${stack}::0`, half),
      await exported({ path: fortran, more: [fortran] }, { path: b, more: [b] }),
    ];
    assert.deepEqual(
      exports.map(({ report }) => [report.a.dtype, report.a.unit]),
      exports.map(() => ['bfloat16', 2 ** -8]),
    );
    assert.ok(exports.every(({ text }) => !text.includes('from_bfloat16(read_bfloat16')));
    await recomputed(...exports);
  });

  it('reads such a header among batches of other types, of ids, and beside raw bytes that are read as bfloat16', async () => {
    const half = { rows: 100, columns: 9 };
    const upper = { ...half, data: X.data.slice(0, 900) };
    const lower = { ...half, data: X.data.slice(900) };
    const [shape, archived] = [[half.rows, half.columns], true];
    assert.deepEqual([X.rows, X.columns], [200, 9]);
    const named = await saveBfloat16(folder, 'batch named', upper.data, shape);
    const raw = await saveBfloat16(folder, 'batch raw', lower.data, shape, { descr: '|V2' });
    const plain = await saveArray(folder, 'batch', lower);
    const packed = await saveBfloat16(folder, 'batch packed', upper.data, shape, { archived });
    const b = await saveArray(folder, 'b', Y);
    const places = Float64Array.from({ length: 200 }, (_, i) => i);
    const own = await saveBfloat16(
      folder,
      'ids',
      places.map((i) => (3 * i) % 200),
      [200],
    );
    const wanted = await saveArray(folder, 'wanted', { rows: 200, columns: 1, data: places });
    await recomputed(
      await exported({ path: named, more: [plain] }, b),
      await exported({ path: plain, more: [packed] }, b),
      await exported({ path: raw, more: [named], as: 'bfloat16' }, b),
      await exported({ path: await saveArray(folder, 'of ids', X), order: { own, wanted } }, b),
    );
  });

  it('leaves out the rounding of maps of bfloat16 at each frequency, as they are stored', async () => {
    const save = (name: string, seed: number, descr?: string) => {
      const { data } = multiply(gaussian(60 * 16, 3, 17), gaussian(3, 6, seed));
      return saveBfloat16(folder, name, data, [60, 4, 4, 6], { ...(descr && { descr }) });
    };
    const recipe = { layout: 'nhwc', conv: 'dft' } as const;
    const [named, raw] = [
      await save('maps named', 18),
      { path: await save('maps raw', 19, '|V2'), as: 'bfloat16' as const },
    ];
    const [plain, exact] = [
      await exported(named, raw, { recipe }),
      await exported(named, raw, { recipe, rank: 'exact' }),
    ];
    assert.deepEqual([plain.report.a.roundingDimensions, exact.report.a.roundingDimensions], [3, undefined]);
    assert.deepEqual([plain.report.b.unit, exact.report.b.unit], [2 ** -8, undefined]);
    const [numbers] = await recomputed(plain, exact);
    if (numbers) assert.ok(numbers['dft.meanOverLocations']!.recomputed > 0.999);
  });

  it('leaves out samples that are not finite, on both sides', async () => {
    const holed = await saveArray(
      folder,
      'holed',
      mapped(X, (value, at) => (at === 30 ? NaN : at === 500 ? Infinity : value)),
    );
    const other = await saveArray(
      folder,
      'other',
      mapped(Y, (value, at) => (at === 700 ? -Infinity : value)),
    );
    const finite = await exported(holed, other, { dropNonFinite: true });
    assert.equal(finite.report.samples, 197);
    await recomputed(finite);
  });

  it('leaves out whole images and sequences, of which only some rows are not finite', async () => {
    const holed = (name: string, shape: number[], seed: number, ...holes: number[]): string => {
      const { data } = gaussian(
        shape[0]!,
        shape.slice(1).reduce((x, y) => x * y),
        seed,
      );
      for (const at of holes) data[at] = NaN;
      return saveAxes(folder, name, data, shape);
    };
    // Values 1000 and 1500 are of images 20 and 31 of 48 values each, 900 of sequence 32 of 28.
    const [a, b] = [holed('holed a', [50, 4, 4, 3], 21, 1000), holed('holed b', [50, 4, 4, 3], 22, 1500)];
    const dropping = (recipe: CompareOptions['recipe']) => ({ dropNonFinite: true, recipe });
    const exports = [
      await exported(a, b, dropping({ layout: 'nhwc', conv: 'flatten' })),
      await exported(a, b, dropping({ layout: 'nhwc', conv: 'flatten', subsample: { every: 3, seed: 1 } })),
      await exported(a, b, dropping({ layout: 'nhwc', conv: 'pool' })),
      await exported(a, b, dropping({ layout: 'nhwc', conv: 'dft' })),
      await exported(
        holed('steps a', [40, 7, 4], 23, 900),
        holed('steps b', [40, 7, 5], 24),
        dropping({ sequence: 'flatten' }),
      ),
    ];
    assert.deepEqual(
      exports.map(({ report }) => report.samples),
      // Of every third of 800 rows image 20 has five; the value of image 31 is in none of them.
      [48 * 16, 267 - 5, 48, 48, 39 * 7],
    );
    await recomputed(...exports);
  });

  it('joins batches and puts samples in the order of ids', async () => {
    const upper = await saveArray(folder, 'batch0', { rows: 120, columns: 9, data: X.data.slice(0, 120 * 9) });
    const lower = await saveArray(
      folder,
      'batch1',
      { rows: 80, columns: 9, data: X.data.slice(120 * 9) },
      { descr: '<f4' },
    );
    const ids = Float64Array.from({ length: 200 }, (_, i) => i);
    const shuffled = ids.map((i) => (i * 77 + 5) % 200);
    const [own, wanted] = [saveAxes(folder, 'own', shuffled, [200]), saveAxes(folder, 'wanted', ids, [200])];
    const b = await saveArray(folder, 'b', Y);
    const inOrder = await exported({ path: upper, more: [lower], order: { own, wanted } }, b);
    const asTheyLie = await exported({ path: upper, more: [lower] }, b);
    assert.notEqual(inOrder.report.cca!.mean, asTheyLie.report.cca!.mean);
    // Texts of bytes are the same texts as those of characters.
    const text = (i: number): string => ['é', 'img_', '😀'][i % 3]! + String(i);
    const texts = {
      own: saveTexts(folder, 'own texts', Array.from(shuffled, text), '|S'),
      wanted: saveTexts(folder, 'wanted texts', Array.from(ids, text), '>U'),
    };
    const byTexts = await exported({ path: upper, more: [lower], order: texts }, b);
    assert.equal(byTexts.report.cca!.mean, inOrder.report.cca!.mean);
    await recomputed(inOrder, asTheyLie, byTexts);
  });

  it('has CCA left out where it is not defined, with the reason in words', async () => {
    const [a, b] = [
      await saveArray(folder, 'wide', gaussian(20, 50, 3)),
      await saveArray(folder, 'few', gaussian(20, 4, 4)),
    ];
    const wide = await exported(a, b);
    assert.equal(wide.report.cca, undefined);
    assert.match(wide.text, /Not defined here: CCA needs more samples than neurons/);
    const [numbers] = await recomputed(wide);
    if (numbers) assert.ok(!('cca.mean' in numbers) && 'cka.linear' in numbers);
  });

  it('recomputes maps by each recipe, and sequences', async () => {
    const maps = (seed: number, shape: number[]): string => {
      const [n = 0, ...axes] = shape;
      const { data } = gaussian(
        n,
        axes.reduce((x, y) => x * y, 1),
        seed,
      );
      return saveAxes(folder, `maps-${shape.join('-')}`, data, shape, { fortranOrder: seed % 2 === 0 });
    };
    const [large, small] = [maps(11, [60, 6, 5, 3]), maps(12, [60, 4, 5, 3])];
    const first = maps(13, [60, 3, 6, 5]);
    const dependent = (seed: number): string => {
      const { data } = multiply(gaussian(60 * 16, 3, 17), gaussian(3, 6, seed));
      const values = data.map((value) => 10 + value);
      return saveAxes(folder, `dependent-${seed}`, values, [60, 4, 4, 6], { dtype: 'f4' });
    };
    const cases: [string, string, CompareOptions['recipe']][] = [
      [large, large, { layout: 'nhwc', conv: 'flatten' }],
      [large, small, { layout: 'nhwc', conv: 'pool' }],
      [large, small, { layout: 'nhwc', conv: 'interpolate' }],
      [large, small, { layout: 'nhwc', conv: 'interpolate', subsample: { every: 7, seed: 3 } }],
      [large, small, { layout: 'nhwc', conv: 'dft' }],
      [dependent(18), dependent(19), { layout: 'nhwc', conv: 'dft' }],
      [first, first, { layout: 'nchw', conv: 'flatten' }],
      [first, maps(14, [60, 3, 4, 4]), { layout: 'nchw', conv: 'dft' }],
      [first, maps(14, [60, 3, 4, 4]), { layout: 'nchw', conv: 'pool' }],
      [maps(15, [40, 7, 4]), maps(16, [40, 7, 5]), { sequence: 'flatten' }],
      [maps(15, [40, 7, 4]), maps(16, [40, 9, 5]), { sequence: 'last' }],
      [maps(15, [40, 7, 4]), maps(16, [40, 9, 5]), { sequence: 'mean' }],
    ];
    const padded = join(folder, 'padded');
    mkdirSync(padded);
    const sequences = (seed: number): string =>
      saveAxes(padded, `h${seed}`, gaussian(40, 7 * 4, seed).data, [40, 7, 4]);
    const marks = Float64Array.from({ length: 40 * 7 }, (_, at) => Number(at % 7 < 3 + (at % 4)));
    saveAxes(padded, 'attention_mask', marks, [40, 7]);
    for (const sequence of ['flatten', 'last', 'mean'] as const)
      cases.push([sequences(21), sequences(22), { sequence }]);
    const exports: Exported[] = [];
    for (const [a, b, recipe] of cases) exports.push(await exported(a, b, { recipe }));
    (await recomputed(...exports)).forEach((numbers, i) => {
      const [, , recipe] = cases[i]!;
      const main = recipe?.conv === 'dft' ? 'dft.meanOverLocations' : 'cca.mean';
      assert.ok(main in numbers, `${main} of ${JSON.stringify(recipe)}`);
    });
  });

  it('names files whatever is in their names', async () => {
    const strange = join(folder, `it's "odd" \\n | \`x\` $a$ – Ω😀`);
    mkdirSync(strange, { recursive: true });
    const [a, b] = [await saveArray(strange, 'a"', X), await saveArray(strange, "b'\n", Y)];
    const odd = await exported(a, b);
    const about = validNotebook(odd.text)[0]!.source.join('');
    assert.match(about, /\n``[^\n]*`x`[^\n]*`` and ``/);
    await recomputed(odd);
  });

  it('fails where the file is no longer the one that was shown', async () => {
    const [a, b] = [await saveArray(folder, 'changing', X), await saveArray(folder, 'b', Y)];
    const { text } = await exported(a, b);
    await saveArray(
      folder,
      'changing',
      mapped(X, (value, at) => (at === 17 ? value + 1e-3 : value)),
    );
    if (!pythonWithNumpy()) return;
    assert.match((await runNotebooks(folder, [text]))[0]!.error ?? '', /^cca: AssertionError: .*cca\.mean: differs by/);
    copyFileSync(b, a);
    assert.match(
      (await runNotebooks(folder, [text]))[0]!.error ?? '',
      /^layers: AssertionError: a\.features: differs by 2\.0/,
    );
  });

  it('has calibrated scores with threshold and p, each from its score again, and why some have none', async () => {
    const [a, b] = [await saveArray(folder, 'ca', X), await saveArray(folder, 'cb', Y)];
    const twice = (of: Matrix) => mapped(of, (_, at) => of.data[at % (of.data.length / 2)]!);
    const repeated = [await saveArray(folder, 'ra', twice(X)), await saveArray(folder, 'rb', twice(Y))];
    const calibrate = { permutations: 39, alpha: 0.1, seed: 5 };
    const measures: MeasureName[] = ['cca', 'cka', 'procrustes', 'rsa', 'linear'];
    const related = await exported(a, b, { calibrate, measures });
    const without = await exported(repeated[0]!, repeated[1]!, { calibrate, measures: ['svcca'] });
    const plain = await exported(a, b, { measures });
    const [numbers] = await recomputed(related, without, plain);
    assert.match(related.text, /39 permutations of the samples of one side \(seed 5\).*\(1 − 0\.1\) · 40/);
    assert.match(without.text, /Not calibrated: mean SVCCA\. /);
    assert.doesNotMatch(plain.text, /[Cc]alibrated/);
    const blocks = related.report as unknown as Record<string, { calibrated?: CalibratedScores } | undefined>;
    const shown = [...measures, 'null'].flatMap((id) =>
      Object.entries(blocks[id]?.calibrated ?? {}).map(
        ([score, found]) => [`${id}.calibrated.${score}`, found] as const,
      ),
    );
    assert.ok(shown.length >= 9, `${shown.length} are calibrated`);
    for (const [name, { value, threshold, p }] of shown) {
      for (const [part, number] of Object.entries({ value, threshold, p }))
        assert.ok(
          related.text.includes(JSON.stringify(`"${name}.${part}": ${number}`).slice(1, -1)),
          `${name}.${part}`,
        );
      if (numbers) assert.ok(numbers[`${name}.value`]!.difference < 1e-9, name);
    }
    assert.ok(shown.some(([, { value }]) => value! > 0.3));
  });

  it('writes the functions alone that its numbers need, each once', async () => {
    const [a, b] = [await saveArray(folder, 'a', X), await saveArray(folder, 'b', Y)];
    const { text } = await exported(a, b, { measures: ['cka'] });
    const functions = [...text.matchAll(/def (\w+)\(/g)].map(([, name]) => name);
    assert.deepEqual(
      functions.sort(),
      [
        'check',
        'covariance_spectrum',
        'debiased_cka',
        'factored',
        'linear_cka',
        'read_array',
        'unbiased_hsic',
        'unrelated_cka',
      ].sort(),
    );
  });
});

describe('comparisonNotebook of the golden data', () => {
  const golden = goldenOrNotice('notebooks of pairs');
  if (golden === undefined) return;
  before(() => (folder = temporaryFolder('notebooks')));

  it('recomputes trained networks, wide and real layers and maps', async () => {
    const run = (path: string): string => join(golden, 'runs', path);
    const pairs: [string, string, Partial<CompareOptions>][] = [
      [run('model0/epoch_20/layer1.npy'), run('model1/epoch_20/layer3.npy'), {}],
      [run('model0/epoch_0/logits.npy'), `${run('model1_epoch_20.npz')}::layer1`, {}],
      [
        join(golden, 'real/mnist_model0_lay04.neurons_x_points.npy'),
        join(golden, 'real/mnist_model1_lay04.neurons_x_points.npy'),
        { epsilon: 1e-10 },
      ],
      [run('cnn0/conv1.npy'), run('cnn1/pool1.npy'), { recipe: { conv: 'pool' } }],
      [run('cnn0/conv2.npy'), run('cnn0/conv2_bn.npy'), { recipe: { conv: 'dft' } }],
      [run('cnn0/conv1.npy'), run('cnn1/pool1.npy'), { recipe: { conv: 'dft' } }],
      [run('cnn0/conv1.npy'), run('cnn1/pool1.npy'), { recipe: { conv: 'interpolate', subsample: { every: 5 } } }],
    ];
    const exports: Exported[] = [];
    for (const [a, b, options] of pairs) exports.push(await exported(a, b, options));
    await recomputed(...exports);
  });

  it('recomputes the expected neighbours and matching', async () => {
    const expected = expectedMeasures(golden).pairs[0]!;
    const [a, b] = [join(golden, expected.a), join(golden, expected.b)];
    const measures: MeasureName[] = ['knn', 'matching'];
    const exports: Exported[] = [];
    for (const { k } of expected.knn) exports.push(await exported(a, b, { measures, neighbours: k }));
    (await recomputed(...exports)).forEach((numbers, i) => {
      const { mutual, jaccard, chance } = expected.knn[i]!;
      const { one_to_one: oneToOne, pairs, best_for_a: bestForA, best_for_b: bestForB } = expected.matching;
      assert.equal(exports[i]!.report.matching!.pairs, pairs);
      for (const [name, value] of Object.entries({
        ...{ 'knn.mutual': mutual, 'knn.jaccard': jaccard, 'knn.chance': chance },
        ...{ 'matching.oneToOne': oneToOne, 'matching.bestForA': bestForA, 'matching.bestForB': bestForB },
      }))
        assert.ok(Math.abs(numbers[name]!.recomputed - value) < 1e-10, `${name}: ${numbers[name]!.recomputed}`);
    });
  });
});
