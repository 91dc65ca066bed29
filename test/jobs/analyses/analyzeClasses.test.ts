import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import { analyzeClasses } from '../../../src/jobs/analyses/analyzeClasses';
import { plainEngine, type Engine } from '../../../src/jobs/engine';
import type { Executor } from '../../../src/jobs/pool/executor';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { useKernels } from '../../../src/linalg/activeKernels';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { loadKernels } from '../../../src/jobs/loadKernels';
import type { SelectedArray, Selection } from '../../../src/protocol/selection';
import type { ClassesChoice } from '../../../src/facts/analyses/classes';
import type { ClassesResult } from '../../../src/facts/analyses/classes';
import type { Resources } from '../../../src/protocol/resources';
import { nullCorrelations } from '../../../src/similarity/trust/nullCorrelations';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { goldenOrNotice } from '../../golden';
import { forFastestKernels } from '../../linalg/everyKernels';
import { gaussian, uniform } from '../../linalg/random';
import { npyFile } from '../../formats/sources';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingExecutor, type CountedTask } from '../countingExecutor';
import { mapped, representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';
import { near } from './nearClasses';

const samples = 300;

interface Asked {
  choice?: Partial<ClassesChoice>;
  options?: Partial<CompareOptions>;
  resources?: Resources;
  engine?: Engine;
  heard?: [string, number, unknown][];
}

function selected(path: string, more: Partial<SelectedArray> = {}): SelectedArray {
  return { path, model: '', checkpoint: '', layer: path, include: true, ...more };
}

function run(arrays: readonly (string | SelectedArray)[], labels: string, asked: Asked = {}): Promise<ClassesResult> {
  const selection: Selection = {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis: 'classes',
    arrays: arrays.map((array) => (typeof array === 'string' ? selected(array) : array)),
    options: { ...defaultOptions, ...asked.options },
    measure: 'cca',
    classes: { labels, logits: 'columns', ...asked.choice },
  };
  const { heard, resources, engine = plainEngine() } = asked;
  return analyzeClasses(
    { selection, resources },
    (phase, fraction, partial) => heard?.push([phase, fraction, partial?.()]),
    engine,
  );
}

function engineWith(executor: Executor): Engine {
  return { ...plainEngine(), executor: () => Promise.resolve(executor) };
}

function saveLabels(folder: string, name: string, values: ArrayLike<number>, shape = [values.length]): string {
  const path = join(folder, `${name}.npy`);
  writeFileSync(path, npyFile(Float64Array.from(values), shape, 'f4'));
  return path;
}

async function refusal(job: Promise<unknown>, code: string, sentence: RegExp): Promise<void> {
  await assert.rejects(job, (error) => {
    assert.ok(error instanceof LensError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, sentence);
    return true;
  });
}

forFastestKernels(() => {
  describe('the analysis of classes', () => {
    let folder: string;
    let X: Matrix;
    let layer: string;
    let labels: string;
    let classOf: number[];
    let R: (number | null)[];
    before(async () => {
      folder = temporaryFolder('classes');
      X = representation(samples, 8, 1);
      layer = await saveArray(folder, 'layer', X);
      const next = uniform(5);
      classOf = Array.from({ length: samples }, (_, i) => Math.floor(2 * next()) + 2 * Number(X.data[8 * i]! > 3));
      labels = saveLabels(folder, 'labels', classOf);
      ({ R } = (await run([layer], labels)).layers[0]!);
    });

    it('counts and shows the classes that occur: of 201 numbers four, of three names two, which is told', async () => {
      const numbers = [3, 17, 40, 200];
      const sparse = Float64Array.from({ length: samples }, (_, i) => numbers[i % 4]!);
      const two = Float64Array.from({ length: samples }, (_, i) => 2 * (i % 2));
      const layer = await saveArray(folder, 'occurring', representation(samples, 6, 5));
      const of = async (values: Float64Array, file: string, choice: Partial<ClassesChoice> = {}) =>
        run([layer], saveLabels(folder, file, values), { choice });
      const found = await of(sparse, 'sparse');
      assert.deepEqual(
        found.classes.map(({ index, name, count }) => [index, name, count]),
        numbers.map((number) => [number, String(number), samples / 4]),
      );
      assert.equal(found.layers[0]!.R.length, 4);
      assert.deepEqual(found.warnings, []);
      const names = join(folder, 'occurring.txt');
      writeFileSync(names, 'cat\ndog\nowl\n');
      const named = await of(two, 'two', { names });
      assert.deepEqual(
        named.classes.map(({ name }) => name),
        ['cat', 'owl'],
      );
      const absent = [{ code: 'classes-absent', message: '1 class has no sample: dog.' }];
      assert.deepEqual(named.warnings, absent);
      const chosen = await of(two, 'two', { subset: [1, 2] });
      assert.deepEqual(
        chosen.classes.map(({ name, count }) => [name, count]),
        [
          ['1', 0],
          ['2', samples / 2],
        ],
      );
      assert.equal(chosen.layers[0]!.R[0], null);
      assert.deepEqual(
        chosen.warnings.map(({ message }) => message),
        ['1 class has no sample: 1.'],
      );
    });

    it('yields R, its adjusted square, the null level and the CCA with all labels, in one pass a layer', async () => {
      const executor = countingExecutor();
      const heard: [string, number, unknown][] = [];
      const result = await run([layer], labels, { engine: engineWith(executor), heard });
      assert.deepEqual(
        executor.tasks.map(({ name }) => name),
        ['classes'],
      );
      assert.deepEqual([result.samples, result.target, result.labels], [samples, 'indicator', labels]);
      assert.deepEqual([result.refused, result.warnings, result.known, result.ranking], [[], [], 0, []]);
      assert.deepEqual(
        result.classes,
        [0, 1, 2, 3].map((c) => ({ index: c, name: String(c), count: classOf.filter((label) => label === c).length })),
      );
      const [found] = result.layers;
      assert.deepEqual([found!.path, found!.neurons, found!.rank, found!.nullR2], [layer, 8, 8, 8 / 299]);
      found!.R.forEach((value, c) => {
        assert.ok(value! > 0.1 && value! < 1);
        assert.ok(Math.abs(found!.adjusted[c]! - (1 - ((1 - value! ** 2) * 299) / 291)) < 1e-14);
      });
      assert.equal(found!.whole!.coefficients.length, 3);
      assert.equal(found!.whole!.nullCca, nullCorrelations(samples, 8, 3).mean);
      assert.deepEqual(
        [found!.whole!.atChance, found!.whole!.saturated, found!.repeats],
        [undefined, undefined, undefined],
      );
      assert.deepEqual(
        heard.map(([phase, fraction]) => [phase, fraction]),
        [
          ['reading labels', 0],
          ['fitting layer.npy', 1],
        ],
      );
      assert.deepEqual((heard[1]![2] as ClassesResult).layers, result.layers);
      assert.doesNotMatch(JSON.stringify(result), /NaN|Infinity/);
    });

    it('reads layers of any type and order, and in archives, with the same numbers', async () => {
      const halves = mapped(X, (value) => Math.fround(value));
      const single = (await run([await saveArray(folder, 'single', halves, { descr: '<f4' })], labels)).layers[0]!.R;
      const forms = [
        await saveArray(folder, 'fortran', X, { fortranOrder: true }),
        await saveArray(folder, 'big', X, { descr: '>f8' }),
        await saveArray(folder, 'stored', X, { archive: 'stored' }),
        await saveArray(folder, 'deflated', X, { archive: 'deflated' }),
        await saveArray(folder, 'deflated-fortran', X, { archive: 'deflated', fortranOrder: true }),
        await saveArray(folder, 'turned', X, { transposed: true }),
        await saveArray(folder, 'turned-fortran', X, { transposed: true, fortranOrder: true }),
      ];
      const { layers, warnings } = await run(forms, labels);
      layers.forEach((found) => near(found.R, R, 1e-12, found.name));
      assert.equal(layers.length, forms.length);
      assert.deepEqual(
        warnings.map(({ code, message }) => [code, message]),
        [
          [
            'orientation-said',
            `turned.npy and turned-fortran.npy were read as neurons x samples (columns are samples), because only so there are as many samples as in ${labels.split('/').slice(-2).join('/')}.`,
          ],
          [
            'same-array',
            'fortran.npy, deflated-fortran.npz and turned.npy; stored.npz, deflated.npz and turned-fortran.npy: the same values in each, so that their likeness is no finding. Where they are layers of one network, an operation in place (ReLU) overwrote what the hook kept: save output.detach().clone(); else leave one of them out.',
          ],
        ],
      );
      for (const form of [{ fortranOrder: true }, { transposed: true }, { archive: 'deflated' }] as const) {
        const path = await saveArray(folder, 'single-form', halves, { descr: '<f4', ...form });
        near((await run([path], labels)).layers[0]!.R, single, 1e-12);
      }
      const integers = mapped(X, (value) => Math.round(10 * value));
      const whole = (await run([await saveArray(folder, 'whole', integers)], labels)).layers[0]!.R;
      for (const descr of ['<i2', '<f2'] as const)
        near(
          (await run([await saveArray(folder, 'small', integers, { descr })], labels)).layers[0]!.R,
          whole,
          1e-12,
          descr,
        );
    });

    it('agrees with itself over many rows, of which each worker sums some', async () => {
      const many = 20_000;
      const tall = representation(many, 5, 3);
      const path = await saveArray(folder, 'tall', tall, { descr: '<f4' });
      const turned = await saveArray(folder, 'tall-turned', tall, { descr: '<f4', transposed: true });
      const three = Array.from({ length: many }, (_, i) => (i % 7 === 0 ? 2 : Number(tall.data[5 * i]! > 3)));
      const result = await run([path, turned], saveLabels(folder, 'three', three));
      near(result.layers[1]!.R, result.layers[0]!.R, 1e-12);
      // The slow way, for class 1 and the one neuron that it was made of, is a lower bound of R.
      const x = Array.from({ length: many }, (_, i) => tall.data[5 * i]!);
      const correlation = pearson(
        x,
        three.map((label) => Number(label === 1)),
      );
      assert.ok(result.layers[0]!.R[1]! > correlation - 1e-9 && correlation > 0.5);
    });

    it('reads labels as one-hot matrix, as logits by argmax, and of an archive, with the same numbers', async () => {
      const oneHot = mapped(matrix(samples, 4), (_value, _at, i, j) => Number(classOf[i] === j));
      const noise = gaussian(samples, 4, 9);
      const logits = mapped(oneHot, (value, at) => 20 * value + noise.data[at]!);
      for (const path of [
        await saveArray(folder, 'one-hot', oneHot),
        await saveArray(folder, 'one-hot-half', oneHot, { descr: '<f2', fortranOrder: true }),
        `${await saveArray(folder, 'one-hot-member', oneHot, { archive: 'deflated' })}::layer`,
      ]) {
        const result = await run([layer], path);
        assert.equal(result.target, 'indicator');
        near(result.layers[0]!.R, R, 0);
      }
      const path = await saveArray(folder, 'logits', logits);
      const argmax = await run([layer], path, { choice: { logits: 'argmax' } });
      assert.equal(argmax.target, 'indicator');
      near(argmax.layers[0]!.R, R, 0);
      assert.deepEqual(argmax.classes, (await run([layer], labels)).classes);
    });

    it('takes each column of logits as a target, from one product a layer', async () => {
      const signal = gaussian(samples, 3, 4);
      const logits = mapped(signal, (value, _at, i, j) => (j === 1 ? 5 : value + X.data[8 * i + j]!));
      const path = await saveArray(folder, 'targets', logits);
      const executor = countingExecutor();
      const result = await run([layer, layer], path, { engine: engineWith(executor) });
      assert.deepEqual(
        executor.tasks.map(({ name }) => name),
        ['side', 'classes', 'classes', 'sampleRemarks'],
      );
      assert.equal(result.target, 'logits');
      assert.deepEqual(
        result.classes.map(({ count }) => count),
        [null, null, null],
      );
      const found = result.layers[0]!;
      assert.equal(found.R[1], null);
      // A target that is a neuron plus noise is at least as related to the layer as to that neuron.
      for (const j of [0, 2]) {
        const neuron = Array.from({ length: samples }, (_, i) => X.data[8 * i + j]!);
        const target = Array.from({ length: samples }, (_, i) => logits.data[3 * i + j]!);
        assert.ok(found.R[j]! >= pearson(neuron, target) - 1e-12 && found.R[j]! < 1);
      }
      // The layer tells its own neurons wholly.
      near((await run([layer], layer)).layers[0]!.R, new Array<number>(8).fill(1), 1e-12);
      const wide = await saveArray(folder, 'wide-targets', gaussian(20, 30, 1));
      await refusal(run([layer], wide), 'too-few-samples', /has 30 columns for 20 samples/);
    });

    it('shows the classes wanted under their names, in the order in which they were asked for', async () => {
      const names = join(folder, 'names.txt');
      writeFileSync(names, 'cat\ndog\nhorse\ncow\nghost\n');
      const all = await run([layer], labels, { choice: { names } });
      assert.deepEqual(
        all.classes.map(({ name }) => name),
        ['cat', 'dog', 'horse', 'cow'],
      );
      near(all.layers[0]!.R, R, 0);
      const ghost = await run([layer], labels, { choice: { names, subset: [4, 0] } });
      near(ghost.layers[0]!.R, [null, R[0]!], 0);
      assert.equal(ghost.layers[0]!.adjusted[0], null);
      const some = await run([layer], labels, { choice: { names, subset: [3, 0] } });
      assert.deepEqual(
        some.classes.map(({ index, name }) => [index, name]),
        [
          [3, 'cow'],
          [0, 'cat'],
        ],
      );
      near(some.layers[0]!.R, [R[3]!, R[0]!], 0);
      assert.deepEqual(some.layers[0]!.whole, all.layers[0]!.whole);
      await refusal(run([layer], labels, { choice: { subset: [4] } }), 'labels', /There is no class 4/);
      writeFileSync(names, 'cat\n');
      await refusal(
        run([layer], labels, { choice: { names } }),
        'labels',
        /names\.txt has 1 names, and .*labels\.npy numbers/,
      );
    });

    it('refuses a layer that does not fit alone, and all when none is left', async () => {
      const shorter = await saveArray(folder, 'shorter', representation(samples - 1, 4, 2));
      const spoilt = await saveArray(
        folder,
        'spoilt',
        mapped(X, (value, at) => (at === 41 ? NaN : value)),
      );
      const constant = await saveArray(folder, 'constant', matrix(samples, 3, new Float64Array(3 * samples).fill(1)));
      const missing = join(folder, 'missing.npy');
      const result = await run([shorter, layer, spoilt, constant, missing], labels);
      assert.deepEqual(
        result.layers.map(({ path }) => path),
        [layer],
      );
      assert.deepEqual(
        result.refused.map(({ a, b, code }) => [a, b, code]),
        [
          [shorter, labels, 'sample-count-mismatch'],
          [spoilt, labels, 'non-finite'],
          [constant, labels, 'no-variance'],
          [missing, labels, 'file-not-found'],
        ],
      );
      assert.match(result.refused[0]!.message, /shorter\.npy has 299 samples and .*labels\.npy has 300/);
      assert.match(result.refused[1]!.message, /the first at sample 5, neuron 1/);
      assert.equal(
        result.refused[2]!.message,
        'Every neuron of constant.npy is constant over the samples, so nothing can be told from it: was the right layer saved?',
      );
      await refusal(run([shorter, constant], labels), 'sample-count-mismatch', /299 samples and .* 300/);
      const dropped = await run([spoilt], labels, { options: { dropNonFinite: true } });
      assert.equal(dropped.layers[0]!.samples, samples - 1);
      assert.match(dropped.warnings[0]!.message, /^1 of 300 samples were left out of spoilt\.npy/);
      const all = await saveArray(
        folder,
        'all-spoilt',
        mapped(X, () => NaN),
      );
      await refusal(
        run([all], labels, { options: { dropNonFinite: true } }),
        'too-few-samples',
        /^None of the 300 samples is free of NaN and infinite values in all-spoilt\.npy, so/,
      );
      assert.doesNotMatch(result.refused[1]!.message, /both sides/);
      const kept = Array.from({ length: samples }, (_, i) => i).filter((i) => i !== 5);
      const without = mapped(matrix(samples - 1, 8), (_value, _at, i, j) => X.data[8 * kept[i]! + j]!);
      const path = await saveArray(folder, 'without', without);
      const others = saveLabels(
        folder,
        'others',
        kept.map((i) => classOf[i]!),
      );
      near(dropped.layers[0]!.R, (await run([path], others)).layers[0]!.R, 1e-12);
    });

    it('says of each layer what there is to say of its samples and neurons, each thing once', async () => {
      const remark = (result: ClassesResult, code: string) =>
        result.warnings.filter((warning) => warning.code === code).map(({ message }) => message);
      const repeats = (x: number, at: number, i: number): number => (i >= 280 ? X.data[at - 8 * 280]! : x);
      const one = await saveArray(folder, 'repeats', mapped(X, repeats));
      const other = await saveArray(
        folder,
        'repeats too',
        mapped(X, (x, at, i) => 1 - repeats(x, at, i)),
      );
      const far = await saveArray(
        folder,
        'far',
        mapped(X, (x, _at, i, j) => (j === 3 ? 1e3 * x : x) * (i === 11 ? 1e4 : 1)),
      );
      const still = await saveArray(
        folder,
        'still',
        mapped(X, (x, _at, _i, j) => (j === 2 ? 7 : x)),
      );
      const copy = await saveArray(folder, 'copy', X);
      for (const workers of [1, 2]) {
        const found = await run([layer, one, other, far, still, copy], labels, { resources: { workers } });
        const words =
          'they count twice, and the level of unrelated data, which takes them for independent, is too low; save each once.';
        const twice = '20 of 300 samples repeat an earlier one, value by value (sample 280 is sample 0)';
        assert.deepEqual(remark(found, 'duplicate-samples'), [
          `repeats.npy: ${twice}: ${words} repeats too.npy: ${twice}: ${words}`,
        ]);
        assert.match(
          remark(found, 'dominating-sample').join(),
          /^far\.npy: sample 11 holds more than 99\.9% .* tells this one from all others, and little of classes: /,
        );
        assert.deepEqual(remark(found, 'dominating-neuron'), [], 'R does not depend on the scale of neurons');
        assert.match(
          remark(found, 'neurons-dropped').join(),
          /^still\.npy: 1 of 8 neurons is constant \(2\); it adds nothing/,
        );
        assert.match(remark(found, 'same-array').join(), /^layer\.npy and copy\.npy: /);
        assert.equal(new Set(found.warnings.map(({ code }) => code)).size, found.warnings.length);
        assert.deepEqual(
          found.layers.map(({ name, repeats }) => [name, repeats]),
          [layer, one, other, far, still, copy].map((path) => [
            basename(path),
            path === one || path === other ? true : undefined,
          ]),
        );
      }
      // Samples without a class take no part, whatever they repeat.
      const without = saveLabels(
        folder,
        'first twenty',
        classOf.map((label, i) => (i < 20 ? -100 : label)),
      );
      const once = await run([one], without);
      assert.deepEqual([remark(once, 'duplicate-samples'), once.layers[0]!.repeats], [[], undefined]);
      // More neurons than samples take another way.
      const Z = gaussian(60, 80, 4);
      const wide = await saveArray(
        folder,
        'wide repeats',
        mapped(Z, (x, at, i) => (i >= 40 ? Z.data[at - 80 * 40]! : x)),
      );
      const few = saveLabels(folder, 'few', classOf.slice(0, 60));
      assert.match(remark(await run([wide], few), 'duplicate-samples').join(), /^wide repeats\.npy: 20 of 60 samples/);
      // Logits as targets, too.
      const logits = await saveArray(folder, 'logits of repeats', gaussian(samples, 3, 5));
      assert.match(remark(await run([one], logits), 'duplicate-samples').join(), /^repeats\.npy: 20 of 300 samples/);
    });

    it('counts no sample without a class among those that are not finite', async () => {
      // Of the first ten, which have no class, 3 and 4 hold something else; of the others 20 does, in two places, and 30 in the other layer.
      const without = saveLabels(
        folder,
        'some without',
        classOf.map((label, i) => (i < 10 ? -100 : label)),
      );
      const holed = (name: string, of: number[][], value = NaN) =>
        saveArray(
          folder,
          name,
          mapped(X, (x, _at, i, j) => (of.some(([row, column]) => i === row && j === column) ? value : x)),
        );
      const one = await holed('one holed', [
        [3, 0],
        [20, 1],
        [20, 2],
      ]);
      const other = await holed('other holed', [[30, 0]], Infinity);
      const options = { dropNonFinite: true };
      const both = await run([one, other], without, { options });
      const told = both.warnings.filter(({ code }) => code === 'non-finite-dropped').map(({ message }) => message);
      // How many values that is, only a look at each of them would tell.
      assert.deepEqual(told, [
        '2 of 290 samples were left out on both sides because they hold NaN or infinite values: sample 20, 30.',
      ]);
      assert.deepEqual([both.samples, both.layers.map((found) => found.samples)], [290, [288, 288]]);

      const alone = await holed('ignored holed', [
        [3, 0],
        [4, 5],
      ]);
      const clean = await run([alone], without, { options });
      assert.ok(!clean.warnings.some(({ code }) => code === 'non-finite-dropped'));
      assert.equal(clean.layers[0]!.samples, undefined);
      near(clean.layers[0]!.R, (await run([layer], without)).layers[0]!.R, 0);
    });

    it('says of a layer that spans all samples why it has no numbers', async () => {
      const wide = await saveArray(folder, 'wide', gaussian(samples, samples + 20, 3));
      const { layers, warnings } = await run([layer, wide], labels);
      assert.deepEqual([layers[1]!.rank, layers[1]!.whole], [samples - 1, null]);
      assert.ok(layers[1]!.R.every((value) => value === null));
      assert.deepEqual(
        warnings.map(({ code, message }) => [code, message]),
        [
          [
            'all-samples-spanned',
            'wide.npy has 299 dimensions for 300 samples, and so fits any classes wholly: its R is left out; use more samples than neurons.',
          ],
        ],
      );
    });

    it('marks all classes at once where a layer of noise has nearly as many neurons as samples, whatever is wanted', async () => {
      const wide = await saveArray(folder, 'nearly all', gaussian(samples, 280, 6));
      const { layers } = await run([wide], labels, { choice: { subset: [1] } });
      const { mean, nullCca, saturated, atChance } = layers[0]!.whole!;
      assert.deepEqual([saturated, atChance], [true, undefined]);
      assert.ok(mean > 0.9 && Math.abs(mean - nullCca) < 0.03, `${mean} and ${nullCca}`);
      const narrow = await saveArray(folder, 'no signal', gaussian(samples, 20, 7));
      const noise = (await run([narrow], labels)).layers[0]!.whole!;
      assert.deepEqual([noise.saturated, noise.atChance], [undefined, true]);
      assert.ok(Math.abs(noise.mean - noise.nullCca) < 0.05, `${noise.mean} and ${noise.nullCca}`);
    });

    it('refuses what is no choice: no labels, no layer, too little memory', async () => {
      await refusal(run([layer], ''), 'no-labels', /choose a label file/);
      await refusal(run([selected(layer, { include: false })], labels), 'nothing-selected', /select at least one/);
      await refusal(
        run([layer], labels, { resources: { memoryBytes: 2 ** 20 } }),
        'memory-budget',
        /layer\.npy needs about \d+ MiB/,
      );
      const negative = saveLabels(
        folder,
        'negative',
        classOf.map((label) => label - 2),
      );
      await refusal(run([layer], negative), 'labels', /negative\.npy holds -[12] at sample \d+/);
    });

    it('ranks classes over the layers and checkpoints that names tell', async () => {
      // Class 3 is told by the first layer already, class 1 by the second alone.
      const early = mapped(
        gaussian(samples, 4, 30),
        (value, _at, i, j) => value + (j === 0 && classOf[i] === 3 ? 9 : 0),
      );
      const later = mapped(early, (value, _at, i, j) => value + (j === 1 && classOf[i] === 1 ? 9 : 0));
      const [first, second] = [await saveArray(folder, 'first', early), await saveArray(folder, 'second', later)];
      const at = (path: string, checkpoint: string, name: string) =>
        selected(path, { model: 'm', checkpoint, layer: name });
      const { ranking } = await run(
        [at(first, '1', 'one'), at(first, '1', 'two'), at(first, '2', 'one'), at(second, '2', 'two')],
        labels,
      );
      assert.deepEqual(
        ranking.map(({ model, over }) => [model, over]),
        [
          ['m', 'layers'],
          ['m', 'checkpoints'],
        ],
      );
      for (const { order } of ranking) {
        const place = (c: number): number => order.findIndex((entry) => entry.class === c);
        assert.ok(place(3) >= 0 && place(3) < place(1), JSON.stringify(order));
        assert.ok(order[place(3)]!.early < 0.2 && order[place(1)]!.early > 0.8);
      }
    });

    it('is the same whatever the number of workers, and ends in order when one fails', async function () {
      const layers: string[] = [];
      for (let i = 0; i < 5; i++)
        layers.push(await saveArray(folder, `many${i}`, representation(samples, 6 + i, 40 + i)));
      const alone = await run(layers, labels);
      const shared = await run(layers, labels, { engine: engineWith(await WorkerPool.open(2)) });
      assert.deepEqual(shared.layers, alone.layers);
      const failing = countingExecutor((task: CountedTask) =>
        task.name === 'classes' ? Promise.reject(new LensError('file-changed', 'changed')) : Promise.resolve(),
      );
      await refusal(run(layers, labels, { engine: engineWith(failing) }), 'file-changed', /changed/);
    });
  });
});

describe('classes of the golden runs', function () {
  const golden = goldenOrNotice('classes');
  if (golden === undefined) return;
  const expected = JSON.parse(readFileSync(join(golden, 'expected', 'class_similarity.json'), 'utf8')) as {
    labels: string;
    R: Record<string, number[]>;
  };
  const files = Object.keys(expected.R);

  before(async () => useKernels((await loadKernels()).kernels));
  after(() => useKernels(plainKernels));

  it('agree with what was found elsewhere, for every file', async () => {
    const result = await run(
      files.map((file) => join(golden, file)),
      join(golden, expected.labels),
    );
    assert.deepEqual(result.refused, []);
    assert.equal(result.layers.length, files.length);
    result.layers.forEach((layer, i) => near(layer.R, expected.R[files[i]!]!, 1e-9, files[i]!));
  });

  it('agree for layers in an archive, with the labels in the same', async () => {
    const archive = join(golden, 'runs', 'model1_epoch_20.npz');
    const result = await run([`${archive}::layer3`], `${archive}::labels`);
    near(result.layers[0]!.R, expected.R['runs/model1/epoch_20/layer3.npy']!, 1e-9);
  });

  it('say what training does: generalizing networks tell every class in the end, memorizing ones none from the last layer', async () => {
    const paths = ['model0/epoch_20', 'memorizing0/end'].map((run) => join(golden, 'runs', run, 'logits.npy'));
    const { layers } = await run(paths, join(golden, expected.labels));
    assert.ok(layers[0]!.adjusted.every((value) => value! > 0.2));
    assert.ok(layers[1]!.adjusted.every((value) => value! < 0.03));
  });
});

function pearson(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, i) => {
    xy += (value - mx) * (y[i]! - my);
    xx += (value - mx) ** 2;
    yy += (y[i]! - my) ** 2;
  });
  return xy / Math.sqrt(xx * yy);
}
