import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { directionsOfPair } from '../../../src/jobs/directions/directionsOfPair';
import { writeProjections } from '../../../src/jobs/directions/writeProjections';
import type { DirectionsOutcome, DirectionsRequest } from '../../../src/protocol/pairExtras';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { gaussian } from '../../linalg/random';
import { channelsFirst } from '../../formats/derived/arrays';
import { near } from '../../similarity/expectedPair';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { saveLabels } from '../labelFiles';
import { saveAxes } from '../savedMaps';

const n = 80;
const silent = (): void => undefined;

function optionsOf(conv: 'dft' | 'pool', layout: 'nhwc' | 'nchw'): CompareOptions {
  return { ...defaultOptions, recipe: { conv, layout } };
}

describe('directions of maps at a frequency', () => {
  const [shapeA, shapeB] = [
    [n, 4, 5, 3],
    [n, 6, 5, 4],
  ];
  const A = gaussian(n, 4 * 5 * 3, 1).data;
  const B = gaussian(n, 6 * 5 * 4, 2).data;
  // What both have in common: channel 0, upside down in b.
  for (let s = 0; s < n; s++)
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 5; x++) B[((s * 6 + y) * 5 + x) * 4 + 2]! += 2 * A[((s * 4 + y) * 5 + x) * 3]!;
  const labels = Array.from({ length: n }, (_, i) => i % 3);
  let folder: string;
  let a: string;
  let b: string;

  before(() => {
    folder = temporaryFolder('explore-frequency');
    a = saveAxes(folder, 'a', A, shapeA);
    b = saveAxes(folder, 'b', B, shapeB);
  });

  function explore(
    request: Partial<DirectionsRequest> = {},
    options = optionsOf('dft', 'nhwc'),
    files = [a, b],
  ): Promise<DirectionsOutcome> {
    const whole: DirectionsRequest = { count: 3, points: 1000, ...request };
    return directionsOfPair({ a: { path: files[0]! }, b: { path: files[1]! }, options, request: whole }, silent);
  }

  it('are at (0, 0) those of average-pooled maps, up to sign', async () => {
    const labelled = { labels: { path: saveLabels(folder, 'labels', labels) }, points: 20 };
    const found = await explore(labelled);
    const expected = await explore(labelled, optionsOf('pool', 'nhwc'));
    assert.deepEqual(found.frequency, { at: [0, 0], height: 4, width: 5 });
    assert.equal(expected.frequency, undefined);
    assert.deepEqual([found.samples, found.shown, found.labels], [n, expected.shown, expected.labels]);
    found.directions.forEach((direction, k) => {
      const other = expected.directions[k]!;
      const sign = Math.sign(direction.a[0]! * other.a[0]!);
      const times = (values: number[]) => values.map((value) => sign * value);
      near([direction.correlation], [other.correlation], 1e-11, 'correlation');
      near(direction.a, times(other.a), 1e-9, 'variate of a');
      near(direction.b, times(other.b), 1e-9, 'variate of b');
      for (const side of ['neuronsA', 'neuronsB'] as const) {
        assert.deepEqual(
          direction[side].map(({ neuron }) => neuron),
          other[side].map(({ neuron }) => neuron),
        );
        const sizes = (list: typeof other.neuronsA) =>
          list.flatMap(({ loading, weight }) => [Math.abs(loading), Math.abs(weight)]);
        near(sizes(direction[side]), sizes(other[side]), 1e-9, side);
        assert.ok(direction[side].every(({ loading, weight }) => loading >= 0 && weight >= 0));
      }
      near(
        direction.byClass!.map(({ meanA }) => meanA),
        times(other.byClass!.map(({ meanA }) => meanA)),
        1e-9,
        'class means',
      );
    });
  });

  it('correlate as the comparison says at each frequency, whatever the layout', async () => {
    const spec = { a: { path: a }, b: { path: b }, options: optionsOf('dft', 'nhwc') };
    const { coefficients } = (await compareArrays(spec, silent)).report.dft!;
    const turned = [
      saveAxes(folder, 'a turned', channelsFirst(A, shapeA), [n, 3, 4, 5]),
      saveAxes(folder, 'b turned', channelsFirst(B, shapeB), [n, 4, 6, 5]),
    ];
    for (const at of [
      [1, -2],
      [-2, 2],
      [0, 1],
    ] as [number, number][]) {
      const found = await explore({ frequency: at });
      const [v, u] = at;
      near(
        found.directions.map(({ correlation }) => correlation),
        coefficients![(v + 4) % 4]![(u + 5) % 5]!.slice(0, 3),
        1e-11,
        String(at),
      );
      assert.deepEqual(found.directions[0]!.neuronsA[0]!.neuron, 0);
      const other = await explore({ frequency: at }, optionsOf('dft', 'nchw'), turned);
      near(other.directions[0]!.a, found.directions[0]!.a, 1e-10, 'variate');
    }
  });

  it('leave out samples that are not finite', async () => {
    const holed = A.slice();
    holed[3 * 60 + 5] = Infinity;
    const path = saveAxes(folder, 'holed', holed, shapeA);
    await assert.rejects(explore({}, undefined, [path, b]), { code: 'non-finite' });
    const labelled = { frequency: [1, 1] as [number, number], labels: { path: saveLabels(folder, 'all', labels) } };
    const found = await explore(labelled, { ...optionsOf('dft', 'nhwc'), dropNonFinite: true }, [path, b]);
    assert.equal(found.samples, n - 1);
    assert.ok(!found.shown.includes(3) && found.shown.includes(4));
    assert.deepEqual(
      found.labels,
      found.shown.map((row) => labels[row]),
    );
    assert.ok(found.notices.some(({ code }) => code === 'non-finite-dropped'));
  });

  it('are refused in one sentence where there are none', async () => {
    await assert.rejects(explore({ frequency: [2, 0] }), {
      code: 'frequency',
      message: /vertical frequencies from -2 to 1 and horizontal ones from -2 to 2 .* 2, 0 is none/,
    });
    await assert.rejects(explore({ frequency: [0, 0] }, optionsOf('pool', 'nhwc')), { code: 'recipe-mismatch' });
    const even = saveAxes(
      folder,
      'even',
      Float64Array.from({ length: n * 40 }, (_, at) => Math.floor(at / 40) ** 2 % 7),
      [n, 4, 5, 2],
    );
    await assert.rejects(explore({ frequency: [1, 0] }, undefined, [a, even]), {
      code: 'no-variance',
      message: /^Every channel of even\.npy is constant over the samples, but for rounding, at frequency 1, 0: choose/,
    });
    const spec = { a: { path: a }, b: { path: b }, options: optionsOf('dft', 'nhwc') };
    await assert.rejects(writeProjections({ ...spec, request: { by: 'cca', rank: 1, folder } }, silent), {
      code: 'recipe-mismatch',
      message: /act on activations, not on their frequencies/,
    });
  });
});
