import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { defaultOptions } from '../../../src/facts/options';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { goldenOrNotice } from '../../golden';
import { seededRandom } from '../../../src/linalg/random';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { classesInBlocks } from '../../../src/similarity/remarks/classesInBlocks';
import { gaussian } from '../../linalg/random';
import { mapped, representation } from '../relatedPairs';
import { saveArray, toHalf, type Form } from '../savedArrays';
import { temporaryFolder } from '../../workbench/temporaryFolder';

/** Remarks on what disturbs scores. */
const disturbing = new Set([
  'duplicate-samples',
  'same-array',
  'same-file',
  'dominating-sample',
  'dominating-neuron',
  'padded-sequences',
  'zero-samples',
  'dead-neurons',
  'float16-saturated',
  'integers-rounded',
  'classes-in-blocks',
]);

async function remarked(a: string, b: string, more = {}) {
  const options = { ...defaultOptions, measures: ['cka' as const, 'svcca' as const], ...more };
  const { report } = await compareArrays({ a: { path: a }, b: { path: b }, options }, () => undefined);
  return report.warnings.filter(({ code }) => disturbing.has(code));
}

describe('remarks on what disturbs a score', () => {
  it('are none on 200 clean arrays of several kinds', async () => {
    const folder = temporaryFolder('clean');
    const random = seededRandom(20);
    for (let at = 0; at < 100; at++) {
      const [n, p, q] = [40 + (at % 7) * 23, 3 + (at % 5) * 9, 4 + (at % 6) * 12];
      const form: Form = at % 4 === 1 ? { descr: '<f2' } : at % 4 === 2 ? { descr: '<f4' } : {};
      const kind = (X: Matrix): Matrix => {
        const shaped = [
          (value: number) => value,
          (value: number) => Math.max(0, value + 0.7),
          (value: number) => Math.tanh(value),
          (value: number) => value * 3 + 20,
        ][at % 4]!;
        return mapped(X, (value) =>
          form.descr === '<f2'
            ? toHalf(shaped(value))
            : form.descr === '<f4'
              ? Math.fround(shaped(value))
              : shaped(value),
        );
      };
      const made = at % 3 === 0 ? representation : gaussian;
      const [a, b] = [
        await saveArray(folder, `a${at}`, kind(made(n, p, 1 + Math.floor(1e6 * random.uniform()))), form),
        await saveArray(folder, `b${at}`, kind(made(n, q, 1 + Math.floor(1e6 * random.uniform()))), form),
      ];
      assert.deepEqual(await remarked(a, b), [], `${n} x ${p} and ${q}, kind ${at % 4}`);
    }
  });

  it('are none on the layers of networks that were trained, but for the one that a single channel dominates', async () => {
    const golden = goldenOrNotice('remarks');
    if (golden === undefined) return;
    const runs = join(golden, 'runs');
    for (const layer of ['layer1', 'layer2', 'layer3', 'logits']) {
      for (const epoch of readdirSync(join(runs, 'model0')))
        assert.deepEqual(
          await remarked(join(runs, 'model0', epoch, `${layer}.npy`), join(runs, 'model1/epoch_20', `${layer}.npy`)),
          [],
        );
      assert.deepEqual(
        await remarked(join(runs, 'memorizing0/end', `${layer}.npy`), join(runs, 'memorizing1/end', `${layer}.npy`)),
        [],
      );
    }
    // The shape of pool1, (300, 8, 8, 8), leaves open where channels are.
    const recipe = { layout: 'nhwc' as const };
    for (const layer of ['conv1', 'pool1', 'conv2', 'pool2', 'conv2_bn', 'fc']) {
      const [a, b] = [join(runs, 'cnn0', `${layer}.npy`), join(runs, 'cnn1', `${layer}.npy`)];
      const found = await remarked(a, b, layer === 'fc' ? {} : { recipe });
      // One channel of cnn1 really holds most of the variance there: 51.6% of conv1, 52.2% of pool1.
      const codes = found.map(({ code, at }) => [code, at?.[0]?.neuron]);
      assert.deepEqual(codes, layer === 'conv1' || layer === 'pool1' ? [['dominating-neuron', 3]] : [], layer);
    }
  });

  it('name dead neurons where they are many, and the first of them', async () => {
    const folder = temporaryFolder('dead');
    const b = await saveArray(folder, 'b', gaussian(90, 5, 2));
    const deadOf = async (count: number, value: number) => {
      const X = mapped(gaussian(90, 40, 1), (one, _, __, j) => (j >= 7 && j < 7 + count ? value : one));
      return remarked(await saveArray(folder, `dead${count}-${value}`, X), b);
    };
    assert.deepEqual(await deadOf(3, 0), []);
    assert.deepEqual(await deadOf(9, 2), [], 'constant, and not dead');
    const [remark, ...more] = await deadOf(9, 0);
    assert.deepEqual(more, []);
    assert.match(
      remark!.message,
      /^dead9-0\.npy: 9 of 40 neurons are 0 in every sample \(dead\), the first 7: it is compared as a layer of 31/,
    );
    assert.deepEqual(remark!.at, [{ path: join(folder, 'dead9-0.npy'), neuron: 7 }]);
  });

  it('name what float16 could not hold, also where the refusal of infinite values does', async () => {
    const folder = temporaryFolder('halves');
    const b = await saveArray(folder, 'b', gaussian(90, 5, 2));
    const X = mapped(gaussian(90, 8, 1), (value, at) => (at === 8 * 30 + 5 ? 65504 : toHalf(1000 * value)));
    const [remark] = (await remarked(await saveArray(folder, 'full', X, { descr: '<f2' }), b)).filter(
      ({ code }) => code === 'float16-saturated',
    );
    assert.match(remark!.message, /^full\.npy: 1 of 720 values is at ±65,504, the end of what float16 holds/);
    assert.deepEqual(remark!.at, [{ path: join(folder, 'full.npy'), sample: 30, neuron: 5 }]);
    const path = await saveArray(
      folder,
      'beyond',
      mapped(X, (value, at) => (at === 3 ? 65536 : value)),
      { descr: '<f2' },
    );
    await assert.rejects(
      remarked(path, b),
      /beyond\.npy holds 1 value .* \(float16 makes numbers beyond 65,504 infinite/,
    );
    const dropped = (await remarked(path, b, { dropNonFinite: true })).find(({ code }) => code === 'float16-saturated');
    assert.match(dropped!.message, /2 of 720 values are at ±65,504 or infinite \(1\)/);
  });

  it('tell classes in blocks from samples in no order', () => {
    const inBlocks = (n: number, classes: number): Matrix => {
      const [X, centres] = [gaussian(n, 6, 3), gaussian(classes, 6, 4)];
      return mapped(X, (value, _, i, j) => value + 2 * centres.data[Math.floor((i * classes) / n) * 6 + j]!);
    };
    assert.deepEqual(
      classesInBlocks([inBlocks(400, 10)], 1).map(({ code }) => code),
      ['classes-in-blocks'],
    );
    for (let seed = 1; seed <= 200; seed++) assert.deepEqual(classesInBlocks([gaussian(100 + seed, 5, seed)], 1), []);
    assert.deepEqual(classesInBlocks([matrix(60, 2)], 1), []);
  });
});
