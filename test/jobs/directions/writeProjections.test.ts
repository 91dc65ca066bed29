import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, it } from 'mocha';
import { openArray } from '../../../src/jobs/arrays/openArray';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { writeProjections } from '../../../src/jobs/directions/writeProjections';
import type { Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { readMatrix } from '../../../src/formats/rows/readMatrix';
import { defaultOptions } from '../../../src/facts/options';
import { fixture } from '../../golden';
import { near } from '../../similarity/expectedPair';
import { smallDisk } from '../../workbench/smallDisk';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { mapped } from '../relatedPairs';
import { saveArray } from '../savedArrays';

const silent = (): void => undefined;

async function read(path: string): Promise<Matrix> {
  const array = await openArray({ path });
  try {
    return await readMatrix(array.source, array.header, array.name, { transpose: false });
  } finally {
    await array.close();
  }
}

describe('writeProjections', () => {
  const files = { a: fixture('activations/model0_layer2.npy'), b: fixture('activations/model1_layer2.npy') };
  const spec = { a: { path: files.a }, b: { path: files.b }, options: defaultOptions };
  let folder: string;
  before(() => (folder = temporaryFolder('projections')));

  it('writes files with which a layer keeps its first canonical correlations and no others', async () => {
    const target = join(folder, 'new', 'cca');
    const written = await writeProjections({ ...spec, request: { by: 'cca', rank: 5, folder: target } }, silent);
    assert.deepEqual(written.files.map((file) => basename(file)).sort(), [
      'basis_a.npy',
      'basis_b.npy',
      'mean_a.npy',
      'mean_b.npy',
      'projection_a.npy',
      'projection_b.npy',
    ]);
    assert.deepEqual(readdirSync(target).sort(), written.files.map((file) => basename(file)).sort());
    const compressed: string[] = [];
    for (const side of ['a', 'b'] as const) {
      const X = await read(files[side]);
      const P = await read(join(target, `projection_${side}.npy`));
      assert.deepEqual([P.rows, P.columns], [96, 96]);
      compressed.push(await saveArray(folder, `compressed_${side}`, multiply(X, P)));
    }
    const { pairs } = JSON.parse(readFileSync(fixture('activations/expected.json'), 'utf8')) as {
      pairs: { a: string; b: string; cca: { coefs: number[] } }[];
    };
    const { coefs } = pairs.find(({ a, b }) => a.endsWith('model0_layer2.npy') && b.endsWith('model1_layer2.npy'))!.cca;
    const options = { ...defaultOptions, svcca: { rule: 'dimensions' as const, count: 5 } };
    const [a, b] = compressed as [string, string];
    const { report } = await compareArrays({ a: { path: a }, b: { path: b }, options }, silent);
    // What is left beyond rank 5 is rounding of 1e-16 of the activations.
    near(report.svcca!.coefficients, coefs.slice(0, 5), 1e-8, 'coefficients');
  });

  it('writes means that give a centred layer back', async () => {
    const target = join(folder, 'pca');
    await writeProjections({ ...spec, request: { by: 'pca', rank: 96, folder: target } }, silent);
    const X = await read(files.a);
    const mean = await openArray({ path: join(target, 'mean_a.npy') });
    assert.deepEqual(mean.header.shape, [96]);
    const bytes = await mean.source.slice(mean.header.dataOffset, mean.header.dataOffset + 8 * 96);
    await mean.close();
    const means = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 8 * 96));
    const centred = mapped(X, (value, _at, _i, j) => value - means[j]!);
    // At full rank a projection changes nothing.
    near(multiply(centred, await read(join(target, 'projection_a.npy'))).data, centred.data, 1e-10, 'full rank');
  });

  it('replaces no file, and writes none of the others beside it', async () => {
    const target = temporaryFolder('taken');
    writeFileSync(join(target, 'mean_b.npy'), 'mine');
    const run = writeProjections({ ...spec, request: { by: 'pls', rank: 2, folder: target } }, silent);
    await assert.rejects(run, { code: 'file-exists', message: /mean_b\.npy exists already/ });
    assert.deepEqual(readdirSync(target), ['mean_b.npy']);
    assert.equal(readFileSync(join(target, 'mean_b.npy'), 'utf8'), 'mine');
  });

  it('is refused before anything is read where nothing can be written', async () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    const missing = { ...spec, a: { path: join(folder, 'missing.npy') } };
    const run = writeProjections({ ...missing, request: { by: 'pca', rank: 1, folder: join(file, 'x') } }, silent);
    await assert.rejects(run, { code: 'file-unwritable', message: /a part of its path is not a folder/ });
  });

  it('leaves no file where not all have room', async function () {
    const disk = smallDisk();
    if (disk === undefined) return this.skip();
    // The first has 73,728 bytes and 64 kB are there; of the others each has room.
    const run = writeProjections({ ...spec, request: { by: 'pca', rank: 2, folder: disk } }, silent);
    await assert.rejects(run, { code: 'file-unwritable', message: /projection_a\.npy .*\(the disk is full\)/ });
    assert.deepEqual(readdirSync(disk), []);
  });

  it('makes no folder for a rank that there is not', async () => {
    const target = join(folder, 'none');
    const run = writeProjections({ ...spec, request: { by: 'pls', rank: 97, folder: target } }, silent);
    await assert.rejects(run, { code: 'rank-too-large' });
    assert.ok(!existsSync(target));
  });
});
