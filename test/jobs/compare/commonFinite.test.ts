import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { maskKey, rowsKey } from '../../../src/jobs/compare/commonFinite';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { compareMatrix } from '../../../src/jobs/compare/compareMatrix';
import { comparePairs } from '../../../src/jobs/compare/comparePairs';
import { plainEngine } from '../../../src/jobs/engine';
import { loadKernels } from '../../../src/jobs/loadKernels';
import { openPairs } from '../../../src/jobs/arrays/openPairs';
import { useKernels } from '../../../src/linalg/activeKernels';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { npyWithHeader } from '../../formats/sources';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { representation } from '../relatedPairs';

const samples = 40;

/** Related numbers of so many axes, C order, float64, with NaN at some places (in elements). */
function save(folder: string, name: string, shape: number[], seed: number, spoilt: number[] = []): string {
  const { data } = representation(
    shape[0]!,
    shape.slice(1).reduce((product, size) => product * size, 1),
    seed,
  );
  for (const at of spoilt) data[at] = NaN;
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join(', ')}), }\n`;
  const path = join(folder, `${name}.npy`);
  writeFileSync(path, npyWithHeader(header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
  return path;
}

async function matrixOf(paths: readonly string[], options: Partial<CompareOptions> = {}) {
  const spec = {
    arrays: paths.map((path) => ({ path })),
    options: { ...defaultOptions, dropNonFinite: true, ...options },
  };
  return compareMatrix(spec, () => undefined);
}

const dropped = (warnings: readonly { code: string; message: string }[]): string[] =>
  warnings.filter(({ code }) => code === 'non-finite-dropped').map(({ message }) => message);

describe('samples that are left out of a set', () => {
  let folder: string;
  before(async () => {
    useKernels((await loadKernels()).kernels);
    folder = temporaryFolder('common-finite');
  });
  after(() => useKernels(plainKernels));

  it('are the same for every pair, and the array that costs most is named', async () => {
    const [a, b] = [save(folder, 'one', [samples, 4], 1), save(folder, 'three', [samples, 4], 3)];
    const spoilt = Array.from({ length: 30 }, (_, i) => 4 * (i + 10));
    const bad = save(folder, 'two', [samples, 4], 2, spoilt);
    const found = await matrixOf([a, bad, b]);
    const short = [save(folder, 'one short', [samples, 4], 1, []), save(folder, 'three short', [samples, 4], 3)];
    // The first ten rows are those that are left: the pair that is finite is over them, too.
    const cut = (path: string, seed: number): string => {
      const { data } = representation(samples, 4, seed);
      const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (10, 4), }\n`;
      writeFileSync(path, npyWithHeader(header, new Uint8Array(data.buffer, data.byteOffset, 8 * 40)));
      return path;
    };
    const alone = await matrixOf([cut(short[0]!, 1), cut(short[1]!, 3)]);
    assert.ok(Math.abs(found.values.cka[0]![2]! - alone.values.cka[0]![1]!) < 1e-12);
    assert.ok(Math.abs(found.values.cca[0]![2]! - alone.values.cca[0]![1]!) < 1e-12);
    assert.deepEqual(dropped(found.warnings), [
      '30 of 40 samples were left out of all 3 arrays because they hold NaN or infinite values (30 values): sample 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 20 more; two.npy alone holds 30 of them, and without it 40 samples would be kept.',
    ]);
  });

  it('refuse the set in one sentence when fewer than two are left', async () => {
    const all = save(
      folder,
      'lost',
      [samples, 4],
      2,
      Array.from({ length: samples }, (_, i) => 4 * i + 1),
    );
    await assert.rejects(
      matrixOf([save(folder, 'whole', [samples, 4], 1), all, save(folder, 'other', [samples, 5], 4)]),
      {
        code: 'too-few-samples',
        message:
          'None of the 40 samples is free of NaN and infinite values in all 3 arrays, so too few are left: save the files again; lost.npy alone holds 40 of them, and without it 40 samples would be kept.',
      },
    );
  });

  it('are whole images beside maps, named as such, whatever the size of the maps', async () => {
    const shape = [samples, 2, 2, 3];
    const a = save(folder, 'conv1', shape, 5, [4 * 12 + 7]);
    const b = save(folder, 'conv2', shape, 6);
    const pooled = save(folder, 'fc', [samples, 3], 7);
    const recipe = { conv: 'flatten' as const, layout: 'nhwc' as const };
    const spec = { a: { path: a }, b: { path: b }, options: { ...defaultOptions, dropNonFinite: true, recipe } };
    const { report } = await compareArrays(spec, () => undefined);
    assert.equal(report.samples, (samples - 1) * 4);
    assert.deepEqual(dropped(report.warnings), [
      '1 of 40 images were left out on both sides because they hold NaN or infinite values (1 value): image 4.',
    ]);
    const set = await matrixOf([a, b, pooled], { recipe: { layout: 'nhwc' } });
    assert.match(
      dropped(set.warnings)[0]!,
      /^1 of 40 (image|sample)s were left out of all 3 arrays .*: (image|sample) 4\.$/,
    );
    const byFrequency = await matrixOf([a, b], { recipe: { conv: 'dft', layout: 'nhwc' } });
    assert.match(dropped(byFrequency.warnings)[0]!, /^1 of 40 samples .* sample 4\.$/);
  });

  it('tell kept scores of one set from those of another', async () => {
    const [a, b] = [save(folder, 'kept1', [samples, 4], 1), save(folder, 'kept2', [samples, 4], 2)];
    const bad = save(folder, 'kept3', [samples, 4], 3, [4 * 7]);
    const run = async (paths: string[], pairs: [number, number][]) => {
      const options = { ...defaultOptions, dropNonFinite: true };
      const opened = await openPairs({ arrays: paths.map((path) => ({ path })), pairs, options });
      const cells: number[] = [];
      const { known } = await comparePairs(
        opened,
        { options, results: { folder: join(folder, 'results'), maxBytes: 2 ** 20 } },
        (at, cell) => (cells[at] = 'scores' in cell ? cell.scores.cka!.value! : NaN),
        () => undefined,
        plainEngine(),
      );
      return { known, cells };
    };
    const two = await run([a, b], [[0, 1]]);
    const three = await run(
      [a, b, bad],
      [
        [0, 1],
        [0, 2],
      ],
    );
    assert.equal(three.known, 0);
    assert.notEqual(three.cells[0], two.cells[0]);
    assert.deepEqual(await run([a, b], [[0, 1]]), { known: 1, cells: two.cells });
    assert.deepEqual(
      await run(
        [a, b, bad],
        [
          [0, 1],
          [0, 2],
        ],
      ),
      { known: 2, cells: three.cells },
    );
  });
});

describe('the key of rows', () => {
  it('is empty where all rows are compared, and tells masks and drawn samples apart', () => {
    const mask = Uint8Array.of(1, 0, 1);
    const keys = [
      rowsKey(undefined, 3, undefined),
      rowsKey(mask, 3, undefined),
      rowsKey(undefined, 3, { count: 2 }),
      rowsKey(mask, 3, { count: 2 }),
      rowsKey(undefined, 3, { count: 1 }),
    ];
    assert.equal(keys[0], '');
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(rowsKey(undefined, 3, { count: 3 }), '', 'all of them');
    assert.equal(rowsKey(mask, 3, undefined), maskKey(mask));
  });
});
