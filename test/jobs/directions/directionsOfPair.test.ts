import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'mocha';
import { directionsOfPair } from '../../../src/jobs/directions/directionsOfPair';
import type { DirectionsOutcome, DirectionsRequest } from '../../../src/protocol/pairExtras';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { fixture } from '../../golden';
import { forEveryKernels } from '../../linalg/everyKernels';
import { near } from '../../similarity/expectedPair';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { saveBytes, saveLabels } from '../labelFiles';
import { keptRows, mapped, representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';

const silent = (): void => undefined;

interface ExpectedPair {
  a: string;
  b: string;
  cca: { coefs: number[] };
}

function explore(
  a: string,
  b: string,
  request: Partial<DirectionsRequest> = {},
  options: Partial<CompareOptions> = {},
): Promise<DirectionsOutcome> {
  const whole: DirectionsRequest = { count: 3, points: 100_000, ...request };
  const spec = { a: { path: a }, b: { path: b }, options: { ...defaultOptions, ...options }, request: whole };
  return directionsOfPair(spec, silent);
}

function variance(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

forEveryKernels(() => {
  describe('directions of trained networks', () => {
    const [a, b] = [fixture('activations/model0_logits.npy'), fixture('activations/model1_logits.npy')];
    // Test images are ordered by class, 200 each.
    const classes = Array.from({ length: 2000 }, (_, i) => Math.floor(i / 200));
    let folder: string;
    let outcome: DirectionsOutcome;
    before(async () => {
      folder = temporaryFolder('explore');
      outcome = await explore(a, b, { labels: { path: saveLabels(folder, 'labels', classes) } });
    });

    it('correlate as the reference programs say, with unit variance', () => {
      const { pairs } = JSON.parse(readFileSync(fixture('activations/expected.json'), 'utf8')) as {
        pairs: ExpectedPair[];
      };
      const { coefs } = pairs.find(
        (pair) => pair.a.endsWith('model0_logits.npy') && pair.b.endsWith('model1_logits.npy'),
      )!.cca;
      assert.equal(outcome.directions.length, 3);
      outcome.directions.forEach((direction, k) => {
        near([direction.correlation], [coefs[k]!], 1e-10, 'correlation');
        near([variance(direction.a), variance(direction.b)], [1, 1], 1e-9, 'variance');
        const product = direction.a.reduce((sum, x, i) => sum + x * direction.b[i]!, 0) / 1999;
        near([product], [coefs[k]!], 1e-9, 'correlation of the variates');
      });
    });

    it('tell the mean and spread of each class over all samples', () => {
      const { a: variate, b: other, byClass } = outcome.directions[1]!;
      assert.deepEqual(
        byClass!.map(({ label, count }) => [label, count]),
        Array.from({ length: 10 }, (_, label) => [label, 200]),
      );
      const of = (values: number[], label: number): number[] => values.filter((_, i) => classes[i] === label);
      const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
      for (const { label, meanA, meanB, spreadA } of byClass!) {
        near([meanA, meanB], [mean(of(variate, label)), mean(of(other, label))], 1e-12, `means of class ${label}`);
        near([spreadA], [Math.sqrt(variance(of(variate, label)))], 1e-12, `spread of class ${label}`);
      }
    });

    it('draw fewer points, evenly, of the same samples; class means stay those of all', async () => {
      const few = await explore(a, b, { points: 100, labels: { path: saveLabels(folder, 'labels', classes) } });
      assert.deepEqual(
        few.shown,
        Array.from({ length: 100 }, (_, i) => 20 * i),
      );
      assert.deepEqual(
        few.labels,
        few.shown.map((sample) => classes[sample]),
      );
      assert.deepEqual(
        few.directions[0]!.a,
        few.shown.map((sample) => outcome.directions[0]!.a[sample]),
      );
      assert.deepEqual(few.directions[0]!.byClass, outcome.directions[0]!.byClass);
    });

    it('take a one-hot matrix for the same labels', async () => {
      const hot = classes.map((label) => Array.from({ length: 10 }, (_, k) => (k === label ? 1 : 0)));
      const found = await explore(a, b, { labels: { path: saveBytes(folder, 'hot', hot) } });
      assert.deepEqual(found.directions[2]!.byClass, outcome.directions[2]!.byClass);
    });

    it('are without classes where no labels are given, and no more than there are', async () => {
      const found = await explore(a, b, { count: 50 });
      assert.equal(found.directions.length, 10);
      assert.deepEqual([found.labels, found.classNames, found.directions[0]!.byClass], [null, null, null]);
    });

    it('are plain CCA with an epsilon as without', async () => {
      const found = await explore(a, b, {}, { epsilon: 1e-3 });
      near([found.directions[0]!.correlation], [outcome.directions[0]!.correlation], 1e-12, 'correlation');
    });

    it('want one label for each sample', async () => {
      const short = saveLabels(folder, 'short', classes.slice(1));
      await assert.rejects(explore(a, b, { labels: { path: short } }), {
        code: 'label-count-mismatch',
        message: /short\.npy holds 1999 labels and .*model0_logits\.npy has 2000 samples/,
      });
    });
  });

  describe('directions where samples are left out', () => {
    it('keep values, rows and labels together', async () => {
      const folder = temporaryFolder('explore');
      const [A, B] = [representation(300, 6, 1), representation(300, 5, 2)];
      const bad = new Set([4, 77, 299]);
      const spoilt = mapped(A, (value, _at, i, j) => (bad.has(i) && j === 3 ? NaN : value));
      const kept = (i: number): boolean => !bad.has(i);
      const labels = Array.from({ length: 300 }, (_, i) => i % 3);
      const rows = labels.map((_, i) => i).filter(kept);
      const found = await explore(
        await saveArray(folder, 'a', spoilt, { fortranOrder: true }),
        await saveArray(folder, 'b', B, { transposed: true }),
        { labels: { path: saveLabels(folder, 'labels', labels) } },
        { dropNonFinite: true, transposeA: false, transposeB: true },
      );
      const expected = await explore(
        await saveArray(folder, 'kept_a', keptRows(A, kept)),
        await saveArray(folder, 'kept_b', keptRows(B, kept)),
        {
          labels: {
            path: saveLabels(
              folder,
              'kept',
              labels.filter((_, i) => kept(i)),
            ),
          },
        },
      );
      assert.equal(found.samples, 297);
      assert.ok(found.notices.some(({ code }) => code === 'non-finite-dropped'));
      assert.deepEqual(expected.notices, []);
      assert.deepEqual(found.shown, rows);
      assert.deepEqual(found.labels, expected.labels);
      found.directions.forEach((direction, k) => {
        near(direction.a, expected.directions[k]!.a, 1e-9, 'variate of a');
        near(direction.b, expected.directions[k]!.b, 1e-9, 'variate of b');
        near(
          direction.byClass!.map(({ meanA }) => meanA),
          expected.directions[k]!.byClass!.map(({ meanA }) => meanA),
          1e-9,
          'class means',
        );
      });
    });
  });
});
