import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { memberPath } from '../../../src/facts/address';
import { defaultOptions } from '../../../src/facts/options';
import { readTexts } from '../../../src/formats/rows/readTexts';
import { openArray } from '../../../src/jobs/arrays/openArray';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { convertArray } from '../../../src/jobs/convertArray';
import { readArrayFile } from '../../../src/jobs/viewer/readArrayFile';
import { scanArrays } from '../../../src/jobs/scan/scanArrays';
import { fixture } from '../../golden';
import { temporaryFolder } from '../../workbench/temporaryFolder';

const nothing = (): undefined => undefined;
const layers = fixture('formats/layers.h5');
const matlab = fixture('formats/v73.mat');

/** All numbers of a comparison, whatever the files are called. */
async function scoresOf(a: string, b: string, options = {}): Promise<string> {
  const { report } = await compareArrays({ a: { path: a }, b: { path: b }, options: { ...defaultOptions, ...options } }, nothing); // prettier-ignore
  const { cca, svcca, pwcca, cka, procrustes } = report;
  return createHash('sha256')
    .update(JSON.stringify([cca, svcca, pwcca, cka, procrustes]))
    .digest('hex');
}

async function asNpy(path: string): Promise<string> {
  const to = join(temporaryFolder('hdf5'), 'x.npy');
  await convertArray({ from: { path }, to, dtype: 'f8', force: false }, nothing);
  return to;
}

describe('arrays of HDF5 files', () => {
  it('have the same scores, to the last bit, as the same arrays in .npy files', async () => {
    const partner = await asNpy(memberPath(layers, 'run/epoch_0/layer'));
    // In chunks, packed; of two bytes; big-endian with checksums; whole numbers.
    for (const epoch of [1, 2, 3, 4]) {
      const path = memberPath(layers, `run/epoch_${epoch}/layer`);
      assert.equal(await scoresOf(path, partner), await scoresOf(await asNpy(path), partner), path);
    }
  });

  it('are told with their chunks, filters and short attributes', async () => {
    const { members } = await readArrayFile({ path: fixture('formats/kinds.h5') });
    const factsOf = (name: string) =>
      members.find((member) => member.name === name)!.header!.facts.map(({ id, text, value }) => [id, text, value]);
    assert.deepEqual(factsOf('chunks/fixed'), [
      ['chunks', '4 x 6 in a chunk', [4, 6]],
      ['filters', 'shuffle, gzip (level 4), fletcher32', ['shuffle', 'gzip (level 4)', 'fletcher32']],
    ]);
    const attributes = { epoch: 3, id: '18446744073709551615', model: 'résnet', names: ['a', 'b'] };
    assert.deepEqual(factsOf('one'), [
      ['attributes', 'epoch: 3; id: 18446744073709551615; model: résnet; names: a, b', attributes],
    ]);
  });

  it('of texts serve as labels and ids', async () => {
    const array = await openArray({ path: memberPath(fixture('formats/kinds.h5'), 'z/texts') });
    assert.deepEqual(await readTexts(array), ['é', '日本語', '']);
    await array.close();
  });

  it('are named by the file alone where it holds one that is read', async () => {
    const array = await openArray({ path: fixture('formats/outside.h5') });
    assert.deepEqual(array.header.shape, [8, 6]);
    await array.close();
  });

  it('of a file of many layers are a set of layers', async () => {
    const { arrays, unreadable } = await scanArrays({ roots: [layers] }, nothing);
    assert.ok(arrays.length >= 6);
    assert.ok(unreadable.some(({ path }) => path.endsWith('::pairs')));
  });

  it('of MATLAB are read turned, as MATLAB shows them, and told so; what a person chose stands', async () => {
    const stored = await asNpy(matlab);
    const spec = (options: object) => ({ a: { path: matlab }, b: { path: stored }, options: { ...defaultOptions, ...options } }); // prettier-ignore
    const turned = (await compareArrays(spec({ transposeB: true }), nothing)).report;
    assert.deepEqual([turned.a.transposed, turned.b.transposed, turned.a.samples], [true, true, 8]);
    const [notice] = turned.warnings.filter(({ code }) => code === 'stored-turned');
    assert.match(notice!.message, /v73\.mat was read with rows and columns exchanged.*--orientation samples/);
    const asIs = (await compareArrays(spec({ orientation: 'samples' }), nothing)).report;
    assert.deepEqual([asIs.a.transposed, asIs.a.samples], [false, 6]);
    assert.ok(asIs.warnings.every(({ code }) => code !== 'stored-turned'));
  });

  it('see no other file and no environment', async () => {
    // A plug-in for lzf would be looked for there.
    process.env.HDF5_PLUGIN_PATH = fixture('formats');
    try {
      await assert.rejects(openArray({ path: fixture('formats/lzf.h5') }), /packed with lzf \(HDF5 filter 32000\)/);
    } finally {
      delete process.env.HDF5_PLUGIN_PATH;
    }
    // Were links followed, it would be found here.
    const folder = temporaryFolder('hdf5links');
    copyFileSync(fixture('formats/outside.h5'), join(folder, 'outside.h5'));
    copyFileSync(layers, join(folder, 'one_more.h5'));
    await assert.rejects(openArray({ path: join(folder, 'outside.h5::away') }), /is a link to another file/);
  });

  it('of files that change meanwhile are no numbers', async () => {
    const path = join(temporaryFolder('hdf5changed'), 'x.h5');
    copyFileSync(layers, path);
    const array = await openArray({ path: memberPath(path, 'run/epoch_1/layer') });
    writeFileSync(path, readFileSync(layers));
    await assert.rejects(array.source.slice(0, 8), { code: 'file-changed' });
    await array.close();
  });

  it('have the values that they stand for, however they lie in the file, or are refused by name', async () => {
    // Made with h5py, behind 512 bytes that are not HDF5's; its own values of these are the same.
    const forms = fixture('hdf5/forms.h5');
    const floats = [1, 2.5, -3, 0.5, 4, 8];
    const values: [string, number[]][] = [
      ['bfloat16', floats],
      ['bfloat16_big', floats],
      // Of a type with a name of its own.
      ['named', floats],
      ['enum_big', [5, -3, 5]],
      // An enumeration in which TRUE is 0.
      ['falsehood', [1, 0, 0]],
      // With so many attributes that its description goes on elsewhere.
      ['long_header', [-5, 7, -100, 2, -2047, 33]],
    ];
    for (const [name, wanted] of values) {
      const npy = readFileSync(await asNpy(memberPath(forms, name)));
      const found = Array.from(wanted, (_, i) => npy.readDoubleLE(npy.length - 8 * (wanted.length - i)));
      assert.deepEqual(found, wanted, name);
    }
    for (const [name, reason] of [
      ['float27', /floats of a form of their own/],
      ['integer12', /numbers that do not fill their elements/],
      ['integer12_shifted', /numbers that do not fill their elements/],
      ['empty', /is an empty array of MATLAB/],
      // Its data are in the file "/file1".
      ['outside', /has its data in another file, which is not opened/],
    ] as const)
      await assert.rejects(openArray({ path: memberPath(forms, name) }), reason);
  });

  it('of MATLAB before 7.3, and of no file of HDF5, are refused in plain words', async () => {
    const path = join(temporaryFolder('hdf5old'), 'x.mat');
    writeFileSync(path, 'MATLAB 5.0 MAT-file, Platform: GLNXA64'.padEnd(600));
    await assert.rejects(openArray({ path }), /is a MATLAB file of version 5\.0, and only 7\.3 is read; .*-v7\.3/);
    writeFileSync(path, '');
    await assert.rejects(openArray({ path }), /is empty \(0 bytes\)/);
  });
});
