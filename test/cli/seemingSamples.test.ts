import assert from 'node:assert/strict';
import { existsSync, linkSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, it } from 'mocha';
import { LensError } from '../../src/facts/errors';
import { matrix } from '../../src/linalg/matrix';
import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import type { TrustOutcome } from '../../src/protocol/pairExtras';
import type { MatrixOutcome } from '../../src/protocol/matrixJob';
import type { ComparisonReport } from '../../src/facts/report';
import type { Notice } from '../../src/facts/reportParts';
import { uniform } from '../linalg/random';
import { mapped, representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { saveAxes } from '../jobs/savedMaps';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused } from './calls';

const cases = join(projectFolder, '..', 'shared', 'cases');
const shared = existsSync(join(cases, 'README.md'));
if (!shared) process.stdout.write("    (../shared/cases is absent; the project's own small arrays are tested)\n");

/** A test of a shared case; where the cases are absent the rule is tested on data of its own alone. */
const ofCase: (title: string, test: () => Promise<void>) => void = shared ? it : () => undefined;
const golden = join(cases, '..', 'golden');
const ofGolden = existsSync(join(golden, 'README.md')) ? it : () => undefined;
const path = (...parts: string[]): string => join(cases, ...parts);

const messages = (warnings: readonly Notice[], code: string): string[] =>
  warnings.filter((notice) => notice.code === code).map(({ message }) => message);

describe('samples that are not what they seem, in files given to the command line', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('cli-samples');
  });

  describe('in another order', () => {
    it('are told by compare and null, and once by matrix', async () => {
      const X = representation(200, 6, 1);
      const Y = representation(200, 6, 2);
      const turned = mapped(Y, (_, __, i, j) => Y.data[((i * 77 + 13) % 200) * 6 + j]!);
      const [a, b, c] = [
        await saveArray(folder, 'x', X),
        await saveArray(folder, 'y', turned),
        await saveArray(folder, 'same-order', Y),
      ];
      const { warnings } = await printedJson<ComparisonReport>('compare', a, b);
      const alone = await printedJson<ComparisonReport>('compare', a, b, '--measures', 'cka');
      assert.deepEqual(messages(alone.warnings, 'at-null'), messages(warnings, 'at-null'), 'of CKA alone');
      assert.deepEqual(messages(warnings, 'at-null'), [
        'The two arrays are no more alike than chance (x.npy with y.npy): the samples may be in another order in these files; save them in one order, or with their ids.',
      ]);
      assert.match(await printed('compare', a, b), /^! The two arrays are no more alike than chance/m);
      assert.match(
        await printed('null', a, b, '--permutations', '20'),
        /^! The two arrays are no more alike than chance/m,
      );
      const ordered = await printedJson<ComparisonReport>('compare', a, c);
      assert.deepEqual(messages(ordered.warnings, 'at-null'), []);
      const set = await printedJson<MatrixOutcome>('matrix', a, b);
      assert.equal(messages(set.warnings, 'at-null').length, 1);
    });

    ofCase('of the shared case', async () => {
      const files = [path('shuffled-samples', 'X.npy'), path('shuffled-samples', 'Yshuf.npy')];
      const { warnings } = await printedJson<ComparisonReport>('compare', ...files);
      assert.equal(messages(warnings, 'at-null').length, 1);
      for (const [a, b] of [
        ['dominating-sample/A.npy', 'dominating-sample/B.npy'],
        ['dominating-sample/X.npy', 'dominating-sample/Y.npy'],
        ['square-maps/layer1.npy', 'square-maps/layer2.npy'],
      ] as const) {
        for (const command of ['compare', 'matrix']) {
          const other = await printedJson<ComparisonReport>(command, path(a), path(b));
          assert.deepEqual(messages(other.warnings, 'at-null'), [], `${command} ${a}`);
        }
      }
    });

    ofGolden('are not told of any golden pair', async () => {
      const folder = join(golden, 'cases');
      const pairs = readdirSync(folder).filter((name) => name.endsWith('_a.npy'));
      // Pairs that cannot be compared at all; every other is looked at.
      const unfit = ['all_constant', 'inf', 'mismatched_n', 'nan', 'one_dimensional'].map((name) => `${name}_a.npy`);
      let looked = 0;
      for (const name of pairs) {
        const files = [join(folder, name), join(folder, name.replace('_a.npy', '_b.npy'))];
        if (unfit.includes(name)) {
          await assert.rejects(printed('compare', ...files), LensError, name);
          continue;
        }
        const { warnings } = await printedJson<ComparisonReport>('compare', ...files);
        assert.deepEqual(messages(warnings, 'at-null'), [], name);
        looked++;
      }
      assert.equal(looked, 31);
    });
  });

  describe('twice in a file', () => {
    const twice = (seed: number) => {
      const X = representation(50, 5, seed);
      return matrix(100, 5, Float64Array.from([...X.data, ...X.data]));
    };

    it('are counted in every command, and take the p-values of tests away', async () => {
      const files = [await saveArray(folder, 'aa', twice(1)), await saveArray(folder, 'bb', twice(2))];
      const [first, second] = messages(
        (await printedJson<ComparisonReport>('compare', ...files)).warnings,
        'duplicate-samples',
      );
      assert.match(
        first!,
        /^aa\.npy: 50 of 100 samples repeat an earlier one, value by value \(sample 50 is sample 0\)/,
      );
      assert.match(second!, /^bb\.npy: 50 of 100/);
      const set = await printedJson<MatrixOutcome>('matrix', ...files);
      assert.equal(messages(set.warnings, 'duplicate-samples').length, 1);
      const { dimensions, interval, notices, ...outcome } = await printedJson<TrustOutcome>(
        'null',
        ...files,
        '--permutations',
        '20',
      );
      for (const part of [dimensions, interval])
        assert.match((part as { reason: string }).reason, /^Not given: samples are in these files more than once/);
      assert.deepEqual([outcome.null?.permutation.p, outcome.null?.gaussian.p], [null, null]);
      assert.equal(outcome.null?.permutation.values.length, 20);
      assert.equal(messages(notices, 'duplicate-samples').length, 2);
      const text = await printed('null', ...files, '--permutations', '20');
      assert.match(text, /^permuted samples .* 20 draws, .*; p is not given, as samples repeat/m);
      assert.doesNotMatch(text, /p = /);
      assert.doesNotMatch(await printed('null', ...files, '--permutations', '20', '--csv'), / p,/);
    });

    it('are no remark of integers, of whole numbers, or where samples are zeros', async () => {
      const whole = mapped(twice(3), (value) => Math.round(value));
      const zeros = mapped(representation(100, 5, 4), (value, _, i) => (i < 30 ? 0 : value));
      const files = [
        await saveArray(folder, 'whole', whole),
        await saveArray(folder, 'integers', whole, { descr: '<i2' }),
        await saveArray(folder, 'zeros', zeros),
      ];
      const { warnings } = await printedJson<MatrixOutcome>('matrix', ...files);
      assert.deepEqual(messages(warnings, 'duplicate-samples'), []);
      assert.match(messages(warnings, 'zero-samples')[0]!, /^zeros\.npy: 30 of 100 samples are all zeros/);
    });

    ofCase('of the shared case', async () => {
      const files = ['AA', 'BB'].map((name) => path('duplicate-samples', `${name}.npy`));
      const { dimensions, ...outcome } = await printedJson<TrustOutcome>('null', ...files, '--permutations', '20');
      assert.ok('reason' in dimensions!);
      assert.equal(outcome.null?.permutation.p, null);
    });
  });

  describe('padded', () => {
    it('are told of sequences of every reading, with the number of steps', async () => {
      const files = [1, 2].map((seed) => {
        const X = representation(20 * 6, 3, seed);
        const padded = mapped(X, (value, _, row) => (row % 6 >= 6 - (Math.floor(row / 6) % 4) ? 0 : value));
        return saveAxes(folder, `padded${seed}`, padded.data, [20, 6, 3]);
      });
      for (const sequence of ['flatten', 'last', 'mean']) {
        const { warnings } = await printedJson<ComparisonReport>('compare', ...files, '--sequence', sequence);
        const told = messages(warnings, 'padded-sequences');
        assert.equal(told.length, 2);
        assert.match(told[0]!, /^padded1\.npy: 15 of 20 sequences looked at end in steps .* \(30 of 120 steps\)/);
      }
      const free = saveAxes(folder, 'free', representation(120, 3, 5).data, [20, 6, 3]);
      const { warnings } = await printedJson<ComparisonReport>('compare', free, free, '--sequence', 'mean');
      assert.deepEqual(messages(warnings, 'padded-sequences'), []);
    });

    it('are named where last takes padding of every sequence, in the place of the layer that was saved', async () => {
      const ends = (name: string, length: (sequence: number) => number, last: number) => {
        const X = representation(20 * 6, 3, 7);
        const ended = mapped(X, (value, _, row) => (row % 6 >= 6 - length(Math.floor(row / 6)) ? last : value));
        return saveAxes(folder, name, ended.data, [20, 6, 3]);
      };
      const zeros = ends('zeros', (sequence) => 1 + (sequence % 3), 0);
      const other = saveAxes(folder, 'other', representation(120, 3, 5).data, [20, 6, 3]);
      const labels = saveAxes(
        folder,
        'labels of sequences',
        Float64Array.from({ length: 20 }, (_, i) => i % 2),
        [20],
      );
      const told =
        'Every neuron of zeros.npy is constant over the samples, as last takes the last step of each sequence, so nothing can be told from it: 20 of 20 sequences looked at end in steps that are all zeros or repeat one vector (39 of 120 steps), as padding is; give a mask of the real steps (--mask; a file attention_mask.npy beside is found), or save those alone.';
      assert.equal(await refused('no-variance', 'compare', zeros, other, '--sequence', 'last'), told);
      assert.equal(await refused('no-variance', 'classes', zeros, '--labels', labels, '--sequence', 'last'), told);
      const third = saveAxes(folder, 'third', representation(120, 3, 6).data, [20, 6, 3]);
      const set = await printedJson<MatrixOutcome>('matrix', other, zeros, third, '--sequence', 'last');
      for (const { message } of set.refused) assert.equal(message, told);
      assert.ok(set.refused.length > 0);
      // A last step that is the same in all, and no padding: as where a token ends each.
      const token = ends('token', () => 1, 0.5);
      assert.match(
        await refused('no-variance', 'compare', token, other, '--sequence', 'last'),
        /^Every neuron of token\.npy is constant over the samples, so nothing can be told from it: was the right/,
      );
    });

    ofCase('of the shared case', async () => {
      const files = ['C', 'D'].map((name) => path('padded-sequences', `${name}.npy`));
      const { warnings } = await printedJson<MatrixOutcome>('matrix', ...files, '--sequence', 'mean');
      assert.match(messages(warnings, 'padded-sequences')[0]!, /38 of 40 sequences .* \(194 of 480 steps\)/);
    });
  });

  describe('of which one neuron holds most', () => {
    it('are told with its place and share', async () => {
      const X = mapped(representation(60, 9, 1), (value, _, __, j) => (j === 4 ? 1000 * value : value));
      const files = [await saveArray(folder, 'loud', X), await saveArray(folder, 'even', representation(60, 9, 2))];
      const { warnings } = await printedJson<ComparisonReport>('compare', ...files);
      const told = messages(warnings, 'dominating-neuron');
      assert.equal(told.length, 1);
      assert.match(told[0]!, /^loud\.npy: neuron 4 holds more than 99\.9% of the variance/);
    });
  });

  describe('in two arrays that are the same', () => {
    it('are told by compare, matrix and dynamics, and not of arrays that differ in one value', async () => {
      const runs = temporaryFolder('cli-same');
      for (const epoch of [0, 1, 2]) {
        const to = join(runs, `epoch_${epoch}`);
        mkdirSync(to);
        const conv = representation(60, 4, 10 + epoch);
        await saveArray(to, 'conv1', conv);
        await saveArray(to, 'relu1', conv);
        await saveArray(
          to,
          'fc',
          mapped(conv, (value, at) => (at === 239 ? value + 1 : value)),
        );
      }
      const [conv1, relu1, fc] = ['conv1', 'relu1', 'fc'].map((name) => join(runs, 'epoch_0', `${name}.npy`)) as [
        string,
        string,
        string,
      ];
      const { warnings } = await printedJson<ComparisonReport>('compare', conv1, relu1);
      assert.match(messages(warnings, 'same-array')[0]!, /^conv1\.npy and relu1\.npy: the same values .*clone\(\)/);
      const set = await printedJson<MatrixOutcome>('matrix', conv1, fc, relu1);
      assert.match(messages(set.warnings, 'same-array')[0]!, /^conv1\.npy and relu1\.npy: the same values/);
      const other = await printedJson<ComparisonReport>('compare', conv1, fc);
      assert.deepEqual(messages(other.warnings, 'same-array'), []);
      const dynamics = await printedJson<DynamicsResult>('dynamics', runs);
      assert.equal(messages(dynamics.warnings, 'same-array').length, 1);
      const itself = await printedJson<ComparisonReport>('compare', fc, fc);
      assert.match(messages(itself.warnings, 'same-file')[0]!, /^fc\.npy stands on both sides/);
    });

    it('are told as one file where links or two ways to write a path are the reason, and of one path given twice', async () => {
      const to = temporaryFolder('cli-linked');
      const x = await saveArray(to, 'x', representation(60, 4, 1));
      const y = await saveArray(to, 'y', representation(60, 4, 2));
      const [hard, soft] = [join(to, 'hard.npy'), join(to, 'soft.npy')];
      linkSync(x, hard);
      symlinkSync(x, soft);
      for (const other of [hard, soft, `${to}/../${basename(to)}/x.npy`]) {
        for (const command of ['compare', 'matrix']) {
          const { warnings } = await printedJson<ComparisonReport>(
            command,
            x,
            other,
            ...(command === 'matrix' ? [y] : []),
          );
          assert.deepEqual(messages(warnings, 'same-array'), []);
          const told = messages(warnings, 'same-file');
          assert.equal(told.length, 1, other);
          assert.match(told[0]!, /x\.npy and .*\.npy: one file \(linked, .* give it once\./);
        }
      }
      const { warnings } = await printedJson<MatrixOutcome>('matrix', x, x, y);
      assert.deepEqual(messages(warnings, 'same-file'), [
        'x.npy is given more than once: its scores with itself are no finding.',
      ]);
      const differing = await printedJson<MatrixOutcome>('matrix', x, y);
      assert.deepEqual(messages(differing.warnings, 'same-file'), []);
    });

    ofCase('of the shared case', async () => {
      const { warnings } = await printedJson<DynamicsResult>('dynamics', path('same-array'));
      assert.match(messages(warnings, 'same-array')[0]!, /conv1.* and .*relu1/);
    });
  });

  describe('in arrays too large to be held', () => {
    it('are counted by the pass that reads them, by compare and matrix; else it is said that they were not looked for', async () => {
      const [rows, width] = [17_000, 256];
      const noise = uniform(5);
      const data = new Float64Array(rows * width).map(noise);
      for (let i = 0; i < rows; i++) data[i * width + 9]! *= 100;
      data.copyWithin(12_000 * width, 100 * width, 1_100 * width);
      data.fill(0, 15_000 * width, rows * width);
      const X = matrix(rows, width, data);
      const [a, b] = [
        await saveArray(folder, 'large', X, { descr: '<f4' }),
        await saveArray(folder, 'small', representation(rows, 3, 1)),
      ];
      const half = await saveArray(folder, 'half', X, { descr: '<f2' });
      for (const [command, ...more] of [
        ['compare', '--workers', '1'],
        ['compare', '--workers', '2'],
        ['matrix'],
      ] as const) {
        const { warnings } = await printedJson<ComparisonReport>(command, a, b, ...more);
        assert.deepEqual(
          warnings.map(({ code }) => code).filter((code) => code !== 'rounding-dimensions'),
          ['duplicate-samples', 'zero-samples', 'dominating-neuron'].filter((code) => messages(warnings, code).length),
        );
        assert.match(
          messages(warnings, 'duplicate-samples')[0]!,
          /^large\.npy: 1000 of 17000 samples .* \(sample 12000 is sample 100\)/,
        );
        assert.match(messages(warnings, 'zero-samples')[0]!, /^large\.npy: 2000 of 17000 samples/);
        assert.match(messages(warnings, 'dominating-neuron')[0]!, /^large\.npy: neuron 9 holds/);
      }
      // Neurons that are the same in all samples tell nothing of repeats.
      for (let i = 0; i < rows; i++) data.fill(0.25, i * width, i * width + 12);
      for (let i = 0; i < rows; i++) data[i * width + 40] = noise();
      const flat = await saveArray(folder, 'flat', X, { descr: '<f4' });
      const ofFlat = (await printedJson<ComparisonReport>('compare', flat, b)).warnings;
      assert.deepEqual(messages(ofFlat, 'duplicate-samples'), []);

      const { warnings } = await printedJson<ComparisonReport>('compare', half, b);
      assert.match(
        messages(warnings, 'samples-not-looked-at')[0]!,
        /^half\.npy: whether samples repeat .* 17,000 x 256/,
      );
    });
  });

  describe('of maps that are compared by frequency', () => {
    const maps = (seed: number, change: (value: number, image: number) => number): Float64Array =>
      mapped(representation(60 * 4 * 4, 3, seed), (value, _, row) => change(value, Math.floor(row / 16))).data;
    const save = (name: string, data: Float64Array): string => saveAxes(folder, name, data, [60, 4, 4, 3]);
    const twice = (seed: number): Float64Array => {
      const data = maps(seed, (value) => value);
      data.copyWithin(30 * 48, 0, 30 * 48);
      return data;
    };
    const dft = ['--conv', 'dft', '--layout', 'nhwc'];

    it('are told by image, of a pair, its trust and a set', async () => {
      const files = [
        save('dft-twice', twice(1)),
        save(
          'dft-plain',
          maps(2, (value) => value),
        ),
      ];
      const { warnings } = await printedJson<ComparisonReport>('compare', ...files, ...dft);
      assert.deepEqual(
        warnings.map(({ code }) => code),
        ['duplicate-samples'],
      );
      assert.match(
        warnings[0]!.message,
        /^dft-twice\.npy: 30 of 60 images repeat an earlier one, .* \(image 30 is image 0\)/,
      );
      const trust = await printedJson<TrustOutcome>('null', ...files, ...dft, '--permutations', '5');
      assert.equal(trust.null?.permutation.p, null);
      assert.ok('reason' in trust.interval!);
      const set = await printedJson<MatrixOutcome>('matrix', ...files, ...dft);
      assert.equal(messages(set.warnings, 'duplicate-samples').length, 1);
    });

    it('are told of zeros, of one image that holds most, and of arrays that are the same', async () => {
      const zeros = save(
        'dft-zeros',
        maps(1, (value, image) => (image < 12 ? 0 : value)),
      );
      const loud = save(
        'dft-loud',
        maps(2, (value, image) => (image === 7 ? 1e5 * value : value)),
      );
      const { warnings } = await printedJson<ComparisonReport>('compare', zeros, loud, ...dft);
      assert.match(messages(warnings, 'zero-samples')[0]!, /^dft-zeros\.npy: 12 of 60 images are all zeros/);
      assert.match(messages(warnings, 'dominating-sample')[0]!, /^dft-loud\.npy: image 7 holds more than 99\.9%/);
      const copy = save(
        'dft-copy',
        maps(2, (value, image) => (image === 7 ? 1e5 * value : value)),
      );
      const same = await printedJson<ComparisonReport>('compare', loud, copy, ...dft);
      assert.match(messages(same.warnings, 'same-array')[0]!, /^dft-loud\.npy and dft-copy\.npy: the same values/);
      const itself = await printedJson<ComparisonReport>('compare', loud, loud, ...dft);
      assert.equal(messages(itself.warnings, 'same-file').length, 1);
      assert.equal(messages(itself.warnings, 'dominating-sample').length, 1);
      const set = await printedJson<MatrixOutcome>('matrix', loud, zeros, copy, ...dft);
      assert.equal(messages(set.warnings, 'same-array').length, 1);
    });
  });

  describe('that are not finite, or dominate, of the shared cases', () => {
    ofCase('leave one set of samples for a matrix', async () => {
      const layers = [1, 2, 3].map((i) => path('nonfinite-set', `layer${i}.npy`));
      const { values, warnings } = await printedJson<MatrixOutcome>('matrix', ...layers, '--drop-nonfinite');
      assert.equal(values.cka[0]![2]!.toFixed(4), '0.5222');
      assert.match(messages(warnings, 'non-finite-dropped')[0]!, /^90 of 100 samples were left out of all 3 arrays/);
    });

    for (const [a, b, debiased] of [
      ['X', 'Y', 0.125758948333604],
      ['A', 'B', 0.125715005603066],
    ] as const) {
      ofCase(`keep the digits of debiased CKA of ${a}, ${b}, and name sample 0`, async () => {
        const files = [path('dominating-sample', `${a}.npy`), path('dominating-sample', `${b}.npy`)];
        const { cka, warnings } = await printedJson<ComparisonReport>('compare', ...files);
        assert.ok(Math.abs(cka!.debiased! - debiased) < 1e-10, String(cka!.debiased));
        const told = messages(warnings, 'dominating-sample');
        assert.equal(told.length, 2);
        told.forEach((message) => assert.match(message, /sample 0 holds .*% of the variance/));
      });
    }
  });
});
