import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { analyzeClasses } from '../../../src/jobs/analyses/analyzeClasses';
import { estimateClasses } from '../../../src/jobs/analyses/estimateClasses';
import { plainEngine, type Engine } from '../../../src/jobs/engine';
import { lookBytes } from '../../../src/jobs/passes/factsOfHeld';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import type { Selection } from '../../../src/protocol/selection';
import type { ClassesChoice } from '../../../src/facts/analyses/classes';
import type { ClassesResult } from '../../../src/facts/analyses/classes';
import type { Resources } from '../../../src/protocol/resources';
import { complexCca } from '../../../src/similarity/frequencies/complexCca';
import { adjustedR2 } from '../../../src/similarity/classes/multipleCorrelation';
import { nullCorrelations } from '../../../src/similarity/trust/nullCorrelations';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import type { RecipeChoice } from '../../../src/facts/pairOptions';
import { forFastestKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { channelsFirst } from '../../formats/derived/arrays';
import { npyFile } from '../../formats/sources';
import { realColumns } from '../../similarity/complexColumns';
import { plainFrequency } from '../../similarity/plainFrequency';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingExecutor } from '../countingExecutor';
import { saveArray } from '../savedArrays';
import { saveAxes } from '../savedMaps';
import { near } from './nearClasses';

const [n, h, w, c] = [90, 4, 3, 5];
const shape = [n, h, w, c] as const;
const byFrequency: RecipeChoice = { conv: 'dft', layout: 'nhwc' };

interface Asked {
  recipe?: RecipeChoice;
  options?: Partial<CompareOptions>;
  choice?: Partial<ClassesChoice>;
  resources?: Resources;
  engine?: Engine;
  heard?: number[];
}

function selectionOf(paths: readonly string[], labels: string, asked: Asked): Selection {
  const { recipe = byFrequency, options, choice } = asked;
  return {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis: 'classes',
    arrays: paths.map((path) => ({ path, model: '', checkpoint: '', layer: path, include: true })),
    options: { ...defaultOptions, ...options, recipe },
    measure: 'cca',
    classes: { labels, logits: 'columns', ...choice },
  };
}

function run(paths: readonly string[], labels: string, asked: Asked = {}): Promise<ClassesResult> {
  const { resources, engine = plainEngine(), heard } = asked;
  const spec = { selection: selectionOf(paths, labels, asked), resources };
  return analyzeClasses(spec, (_phase, share) => heard?.push(share), engine);
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What the definition says, all frequencies one by one: means over the grid of R, of the adjusted R^2, and of CCA with all targets at once. */
async function plainly(data: Float64Array, targets: Matrix, all: Matrix) {
  const R: number[][] = Array.from({ length: targets.columns }, () => []);
  const spectra: number[][] = [];
  for (let i = 0; i < h; i++) {
    for (let j = 0; j < w; j++) {
      const X = plainFrequency(data, shape, i, j);
      for (let k = 0; k < targets.columns; k++) {
        const y = Float64Array.from({ length: n }, (_, s) => targets.data[s * targets.columns + k]!);
        const { coefficients } = await complexCca(X, realColumns(matrix(n, 1, y)), { a: 'x', b: 'y' });
        R[k]!.push(coefficients[0]!);
      }
      spectra.push(Array.from((await complexCca(X, realColumns(all), { a: 'x', b: 'y' })).coefficients));
    }
  }
  return {
    R: R.map(meanOf),
    adjusted: R.map((values) => meanOf(values.map((value) => adjustedR2(value, n, c)!))),
    whole: spectra[0]!.map((_, k) => meanOf(spectra.map((spectrum) => spectrum[k]!))),
  };
}

forFastestKernels(() => {
  describe('classes by frequency', () => {
    const data = gaussian(n, h * w * c, 3).data;
    // Class 1 has waves along the width in its first channel, which averages do not show.
    const classOf = Int32Array.from({ length: n }, (_, i) => ((i * i + 1) % 5) % 3);
    for (let s = 0; s < n; s++)
      for (let at = 0; at < h * w; at++)
        if (classOf[s] === 1) data[(s * h * w + at) * c]! += 3 * Math.cos((2 * Math.PI * (at % w)) / w);
    const indicators = matrix(n, 3);
    classOf.forEach((label, i) => (indicators.data[i * 3 + label] = 1));
    const two = matrix(n, 2);
    classOf.forEach((label, i) => label < 2 && (two.data[i * 2 + label] = 1));
    let folder: string;
    let maps: string;
    let labels: string;
    let result: ClassesResult;

    const saveLabels = (name: string, values: ArrayLike<number>): string => {
      const path = join(folder, `${name}.npy`);
      writeFileSync(path, npyFile(Float64Array.from(values), [values.length], 'f8'));
      return path;
    };

    before(async () => {
      folder = temporaryFolder('class-frequencies');
      maps = saveAxes(folder, 'maps', data, [...shape]);
      labels = saveLabels('labels', classOf);
      result = await run([maps], labels);
    });

    it('are the means over all frequencies of what the definition gives at each', async () => {
      const [layer] = result.layers;
      const expected = await plainly(data, indicators, two);
      near(layer!.R, expected.R, 1e-11, 'R');
      near(layer!.adjusted, expected.adjusted, 1e-11, 'adjusted');
      near(layer!.whole!.coefficients, expected.whole, 1e-10, 'all classes');
      near([layer!.whole!.mean], [meanOf(expected.whole)], 1e-10, 'mean of all classes');
      // The same channels at every frequency, and two dimensions of three classes.
      near([layer!.whole!.nullCca], [nullCorrelations(n, c, 2).mean], 1e-12, 'all classes of unrelated data');
      assert.equal(layer!.repeats, undefined);
      assert.deepEqual(layer!.frequencies, { height: h, width: w, used: h * w });
      assert.deepEqual([layer!.neurons, layer!.rank, layer!.samples], [c, c, undefined]);
      near([layer!.nullR2], [c / (n - 1)], 1e-15, 'unrelated data');
      // What averaging takes away is told: the class of the waves stands out.
      const pooled = (await run([maps], labels, { recipe: { ...byFrequency, conv: 'pool' } })).layers[0]!;
      assert.ok(layer!.adjusted[1]! > 0.1 && layer!.adjusted[1]! > pooled.adjusted[1]! + 0.1);
      assert.equal(pooled.frequencies, undefined);
    });

    it('do not depend on layout, number of workers, or how many frequencies fit the memory', async () => {
      const expected = result.layers[0]!;
      const check = ({ layers }: ClassesResult, what: string): void => {
        near(layers[0]!.R, expected.R, 1e-12, what);
        near(layers[0]!.adjusted, expected.adjusted, 1e-12, what);
        near(layers[0]!.whole!.coefficients, expected.whole!.coefficients, 1e-12, what);
      };
      const turned = saveAxes(folder, 'turned', channelsFirst(data, [...shape]), [n, c, h, w]);
      check(await run([turned], labels, { recipe: { conv: 'dft', layout: 'nchw' } }), 'channels first');
      // 36 MiB are for the transform; what is beyond holds two of the seven distinct frequencies.
      const counting = countingExecutor();
      const engine = { ...plainEngine(), executor: () => Promise.resolve(counting) };
      const memoryBytes = 36 * 2 ** 20 + 2 * 16 * n * c + 29_000 + lookBytes(n, h * w * c);
      const heard: number[] = [];
      check(await run([maps], labels, { engine, resources: { memoryBytes }, heard }), 'batches');
      assert.ok(counting.count('classFrequencies') > 2, `${counting.count('classFrequencies')} batches`);
      assert.deepEqual(
        [...heard].sort((x, y) => x - y),
        heard,
      );
      assert.equal(heard.at(-1), 1);
      const pool = await WorkerPool.open(3);
      assert.equal(pool.workers, 3, 'the pool has its program');
      const workers = { ...plainEngine(), executor: () => Promise.resolve(pool) };
      const several = await run([maps, maps], labels, { engine: workers, resources: { memoryBytes } });
      check(several, 'three workers');
      near(several.layers[1]!.R, expected.R, 1e-12, 'second layer');
    });

    it('take columns of logits as targets', async () => {
      const logits = gaussian(n, 3, 8);
      for (let s = 0; s < n; s++) logits.data[3 * s]! += 2 * data[s * h * w * c]! - 2 * data[s * h * w * c + c]!;
      const path = await saveArray(folder, 'logits', logits);
      const { layers, target } = await run([maps], path);
      assert.equal(target, 'logits');
      const expected = await plainly(data, logits, logits);
      near(layers[0]!.R, expected.R, 1e-11, 'R');
      near(layers[0]!.adjusted, expected.adjusted, 1e-11, 'adjusted');
      near(layers[0]!.whole!.coefficients, expected.whole, 1e-10, 'all columns');
    });

    it('are those of the averages where maps are the same at all positions', async () => {
      const means = gaussian(n, c, 21);
      const still = new Float64Array(n * h * w * c);
      for (let s = 0; s < n; s++)
        for (let at = 0; at < h * w; at++) still.set(means.data.subarray(s * c, s * c + c), (s * h * w + at) * c);
      const found = (await run([saveAxes(folder, 'still', still, [...shape])], labels)).layers[0]!;
      const expected = (await run([await saveArray(folder, 'means', means)], labels, { recipe: {} })).layers[0]!;
      near(found.R, expected.R, 1e-11, 'R');
      near(found.adjusted, expected.adjusted, 1e-11, 'adjusted');
      near([found.nullR2, found.whole!.mean], [expected.nullR2, expected.whole!.mean], 1e-11);
      assert.equal(found.frequencies?.used, 1);
    });

    it('leave out samples that are not finite, or say where the first is', async () => {
      const holed = data.slice();
      holed[7 * h * w * c + 11] = NaN;
      const path = saveAxes(folder, 'holed', holed, [...shape]);
      await assert.rejects(run([path], labels), {
        code: 'non-finite',
        message: /holed\.npy holds 1 value .*image 7, element 11 of its map/,
      });
      const found = await run([path], labels, { options: { dropNonFinite: true } });
      const kept = Float64Array.from([...data.subarray(0, 7 * h * w * c), ...data.subarray(8 * h * w * c)]);
      const rest = saveAxes(folder, 'rest', kept, [n - 1, h, w, c]);
      const ofRest = saveLabels(
        'rest labels',
        classOf.filter((_, i) => i !== 7),
      );
      const expected = (await run([rest], ofRest)).layers[0]!;
      near(found.layers[0]!.R, expected.R, 1e-12, 'R');
      near(found.layers[0]!.adjusted, expected.adjusted, 1e-12, 'adjusted');
      assert.equal(found.layers[0]!.samples, n - 1);
      assert.ok(found.warnings.some(({ code }) => code === 'non-finite-dropped'));
    });

    it('say of each layer which images repeat', async () => {
      const twice = data.slice();
      twice.copyWithin((n - 9) * h * w * c, 0, 9 * h * w * c);
      const { layers, warnings } = await run([maps, saveAxes(folder, 'twice', twice, [...shape])], labels);
      assert.deepEqual(
        layers.map(({ repeats }) => repeats),
        [undefined, true],
      );
      const said = warnings.filter(({ code }) => code === 'duplicate-samples').map(({ message }) => message);
      assert.equal(said.length, 1);
      assert.match(
        said[0]!,
        /^twice\.npy: 9 of 90 images repeat an earlier one, value by value \(image 81 is image 0\)/,
      );
    });

    it('are refused for those layers alone that have no frequencies, and where a recipe does not fit', async () => {
      const dense = await saveArray(folder, 'dense', gaussian(n, 4, 5));
      const constant = saveAxes(folder, 'constant', new Float64Array(n * 4).fill(2), [n, 2, 2, 1]);
      const wide = saveAxes(folder, 'wide', gaussian(n, n, 6).data, [n, 1, 1, n]);
      const found = await run([maps, dense, constant, wide], labels);
      near(found.layers[0]!.R, result.layers[0]!.R, 0);
      assert.deepEqual(
        found.refused.map(({ a, code }) => [a, code]),
        [
          [dense, 'recipe-mismatch'],
          [constant, 'no-variance'],
          [wide, 'too-few-samples'],
        ],
      );
      assert.match(found.refused[0]!.message, /^dense\.npy \(90, 4\): only maps of four axes have frequencies/);
      await assert.rejects(run([maps], labels, { recipe: { ...byFrequency, subsample: { every: 2 } } }), {
        code: 'recipe-mismatch',
        message: /no rows to sub-sample/,
      });
      await assert.rejects(run([maps], labels, { resources: { memoryBytes: 2 ** 20 } }), {
        code: 'memory-budget',
        message: /^maps\.npy needs about \d+ MiB of memory for one frequency/,
      });
    });

    it('say that nothing can be told where channels span all samples', async () => {
      const [few, channels] = [12, 11];
      const spanning = saveAxes(folder, 'spanning', gaussian(few, 4 * channels, 9).data, [few, 2, 2, channels]);
      const { layers, warnings } = await run([spanning], saveLabels('few', classOf.slice(0, few)));
      assert.deepEqual(layers[0]!.R, [null, null, null]);
      assert.deepEqual([layers[0]!.whole, layers[0]!.frequencies?.used], [null, 0]);
      assert.ok(warnings.some(({ code }) => code === 'all-samples-spanned'));
    });

    it('are estimated before they start', async () => {
      const dense = await saveArray(folder, 'dense', gaussian(n, 4, 5));
      const estimate = await estimateClasses({ selection: selectionOf([maps, dense], labels, {}) });
      assert.deepEqual(estimate.problems, []);
      assert.match(estimate.notices[0]!.message, /frequencies \(dft\): dense\.npy will be left out/);
      assert.ok(estimate.seconds > 0 && estimate.memoryBytes > 2 ** 20);
    });
  });
});
