import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { compareMatrix } from '../../../src/jobs/compare/compareMatrix';
import { plainEngine } from '../../../src/jobs/engine';
import { bandProducts } from '../../../src/jobs/passes/bandProducts';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { WorkerPool } from '../../../src/jobs/pool/workerPool';
import { kernels } from '../../../src/linalg/activeKernels';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import type { MatrixOutcome } from '../../../src/protocol/matrixJob';
import { forPlainAndFastestKernels } from '../../linalg/everyKernels';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingExecutor } from '../countingExecutor';
import { openSides } from '../openSides';
import { mapped, representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';

/** Bytes of the numbers for which memory is taken in this thread while some work is done. */
async function allocatedNumbers(work: () => Promise<unknown>): Promise<{ bytes: number }> {
  const own = Float64Array;
  const { slice } = own.prototype;
  let bytes = 0;
  globalThis.Float64Array = new Proxy(own, {
    construct(target, args: unknown[], made) {
      if (typeof args[0] === 'number') bytes += 8 * args[0];
      return Reflect.construct(target, args, made) as Float64Array;
    },
  });
  own.prototype.slice = function (this: Float64Array, ...args) {
    const copy = Reflect.apply(slice, this, args) as Float64Array<ArrayBuffer>;
    bytes += copy.byteLength;
    return copy;
  };
  try {
    await work();
    return { bytes };
  } finally {
    globalThis.Float64Array = own;
    Reflect.deleteProperty(own.prototype, 'slice');
  }
}

const options: CompareOptions = { ...defaultOptions, measures: ['cka'], transposeA: false, transposeB: false };
/** Not a multiple of the samples of a block, and more than two of them. */
const samples = 200;

forPlainAndFastestKernels(() => {
  describe('CKA of many layers of few samples', () => {
    let paths: string[];
    before(async () => {
      const folder = temporaryFolder('gramians');
      const layers = Array.from({ length: 14 }, (_, i) => representation(samples, 40 + i, i));
      layers[3] = mapped(layers[3]!, (value, _at, _i, j) => (j === 5 ? 2.5 : value));
      // A neuron that is nearly another one: its covariance does not do, and its pairs go their own way.
      layers[4] = mapped(layers[4]!, (value, at, _i, j) => (j === 1 ? layers[4]!.data[at - 1]! + 1e-6 * value : value));
      layers[8] = layers[6]!;
      paths = [];
      for (const [i, layer] of layers.entries())
        paths.push(
          await saveArray(folder, `layer${i}`, layer, { descr: i % 2 ? '<f4' : '<f8', fortranOrder: i % 3 === 0 }),
        );
    });

    const compared = async (list: string[], resources = {}, executor = countingExecutor()) => {
      const spec = { arrays: list.map((path) => ({ path })), options, resources };
      const engine = { ...plainEngine(), executor: () => Promise.resolve(executor) };
      return { outcome: await compareMatrix(spec, () => undefined, engine), executor };
    };
    const numbers = ({ values }: MatrixOutcome) => [values.cka!, values.ckaDebiased!];

    it('is multiplied at once, and is that of each pair by itself to 1e-12', async () => {
      const { outcome, executor } = await compared(paths);
      assert.equal(executor.count('bands'), 1);
      assert.equal(executor.count('cell') + executor.count('cells') > 0, true, 'those of the dependent layer');
      for (const [i, j] of [
        [0, 1],
        [2, 9],
        [3, 7],
        [4, 5],
        [12, 6],
      ] as const) {
        const { report } = await compareArrays(
          { a: { path: paths[i]! }, b: { path: paths[j]! }, options },
          () => undefined,
        );
        const { linear, debiased } = report.cka!;
        for (const [at, alone] of [linear, debiased!].entries()) {
          const together = numbers(outcome)[at]![i]![j]!;
          assert.ok(Math.abs(together - alone) < 1e-12, `${i} and ${j}: ${together} and ${alone}`);
        }
      }
      assert.deepEqual(
        numbers(outcome).map((values) => [values[6]![6], values[6]![8]]),
        [
          [1, 1],
          [1, 1],
        ],
      );
    });

    it('does not depend on workers, nor on the order of the files', async () => {
      const { outcome } = await compared(paths);
      // Its workers compute with the fastest kernels, whatever this thread does.
      const fastest = (await loadKernels()).kernels;
      const pool = await WorkerPool.open(3);
      const spec = { arrays: [...paths].reverse().map((path) => ({ path })), options };
      const turned = await compareMatrix(spec, () => undefined, {
        ...plainEngine(),
        executor: () => Promise.resolve(pool),
      });
      const back = numbers(turned).map((values) => [...values].reverse().map((row) => [...row].reverse()));
      if (kernels().name === fastest.name) assert.deepEqual(back, numbers(outcome));
    });

    it('is summed to the same bits with all rows at hand and with few', async () => {
      const { sides } = await openSides(
        paths.slice(0, 5).map((path) => ({ path })),
        paths.slice(0, 5).map(() => false),
      );
      const given = sides.map((identity) => {
        const neurons = identity.shape[1]!;
        const [shift, offset] = [new Float64Array(neurons).fill(0.3), new Float64Array(neurons)];
        return { identity, alongSecondAxis: false, transform: { neurons, scaleExponent: 1, shift, offset } };
      });
      const mask = Uint8Array.from({ length: samples }, (_, i) => Number(i % 7 !== 0));
      const bands = [
        [0, 64],
        [64, samples],
      ] as const;
      const by = (bytes: number) => bandProducts({ sides: given, mask, bands, bytes }, () => undefined);
      const [plenty, tight] = [await by(1e9), await by(0)];
      assert.deepEqual(tight, plenty);
      const [second] = await bandProducts({ sides: given, mask, bands: [bands[1]], bytes: 1e9 }, () => undefined);
      assert.deepEqual(second, plenty[1]);
    });

    it('takes memory for two portions of rows and for its sums, however often rows are read again', async () => {
      // Its products are computed by transposing.
      if (kernels().name === 'plain') return;
      const { sides } = await openSides(
        paths.map((path) => ({ path })),
        paths.map(() => false),
      );
      const given = sides.map((identity) => {
        const neurons = identity.shape[1]!;
        const [shift, offset] = [new Float64Array(neurons), new Float64Array(neurons)];
        return { identity, alongSecondAxis: false, transform: { neurons, scaleExponent: 0, shift, offset } };
      });
      const [count, width] = [given.length, given.reduce((sum, { identity }) => sum + identity.shape[1]!, 0)];
      const bands = [[0, samples]] as const;
      const { bytes } = await allocatedNumbers(() => bandProducts({ sides: given, bands, bytes: 0 }, () => undefined));
      const blocks = Math.ceil(samples / 64);
      const sums = count ** 2 * (3 + 3 * blocks) + count * samples;
      const once = 2 * 64 * width + 64 ** 2 * count + sums;
      assert.ok(bytes <= 8 * once, `${bytes} bytes, and ${8 * once} would do`);
    });

    it('is computed pair by pair where that takes fewer multiplications', async () => {
      const { executor } = await compared(paths.slice(0, 3));
      assert.equal(executor.count('bands'), 0);
    });
  });
});
