import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { fileMark } from '../../../src/jobs/files/fileMark';
import { listMembers, openArray } from '../../../src/jobs/arrays/openArray';
import { readMatrix } from '../../../src/formats/rows/readMatrix';
import { fixture } from '../../golden';

const npy = (name: string): string => join(fixture('npy'), name);

describe('openArray', () => {
  it('opens a .npy file, named by folder and file', async () => {
    const array = await openArray({ path: npy('v1_f4.npy') });
    assert.equal(array.name, join('npy', 'v1_f4.npy'));
    assert.deepEqual(array.header.shape, [7, 5]);
    const { size } = await stat(npy('v1_f4.npy'));
    assert.equal(array.byteLength, size);
    assert.equal(array.mark, await fileMark(npy('v1_f4.npy')));
    await array.close();
  });

  it('opens the same numbers from a stored and from a deflated member', async () => {
    const read = async (path: string): Promise<number[]> => {
      const array = await openArray({ path });
      const matrix = await readMatrix(array.source, array.header, array.name, { transpose: false });
      await array.close();
      return [...matrix.data];
    };
    const plain = await read(npy('v1_f4.npy'));
    assert.deepEqual(await read(`${npy('three_stored.npz')}::layer1`), plain);
    assert.deepEqual(await read(`${npy('three_deflated.npz')}::layer1`), plain);
    assert.deepEqual(await read(`${npy('three_deflated.npz')}::layer1.npy`), plain);
  });

  it('needs no member where there is but one, and lists them where there are more', async () => {
    const array = await openArray({ path: npy('zip64_stored.npz') });
    assert.equal(array.name, `${join('npy', 'zip64_stored.npz')}::a`);
    await array.close();
    await assert.rejects(openArray({ path: npy('three_stored.npz') }), {
      code: 'npz-format',
      message: /holds 3 arrays; choose one as .*three_stored\.npz::NAME, of layer1, layer2, labels\.$/,
    });
    await assert.rejects(openArray({ path: `${npy('three_stored.npz')}::layer9` }), {
      code: 'npz-format',
      message: /has no array "layer9"; choose one of layer1, layer2, labels\.$/,
    });
  });

  it('goes by content where a name says otherwise', async () => {
    const array = await openArray({ path: npy('not_a_zip.npz') });
    assert.deepEqual(array.header.shape, [7, 5]);
    await array.close();
    assert.deepEqual(await listMembers(npy('not_a_zip.npz')), []);
    await assert.rejects(openArray({ path: `${npy('v1_f4.npy')}::a` }), { message: /single array/ });
  });

  it('passes the choice of bfloat16 on', async () => {
    await assert.rejects(openArray({ path: npy('bfloat16_as_V2.npy') }), { code: 'unsupported-dtype' });
    const array = await openArray({ path: npy('bfloat16_as_V2.npy'), as: 'bfloat16' });
    assert.equal(array.header.dtype.kind, 'bfloat16');
    await array.close();
  });

  for (const [path, code] of [
    ['none.npy', 'file-not-found'],
    ['none.npz::a', 'file-not-found'],
    ['v1_f4.npy/inside.npy', 'file-not-found'],
    ['.', 'not-a-file'],
    ['empty_file.npy', 'npy-format'],
    ['truncated.npz', 'npz-format'],
    ['truncated.npz::layer1', 'npz-format'],
    ['mixed_members.npz::o', 'unsupported-dtype'],
  ] as const) {
    it(`refuses ${path} as ${code}`, async () => {
      await assert.rejects(openArray({ path: npy(path) }), { code, message: /^\S.*\.$/ });
    });
  }

  // Windows allows no colon in a file name.
  if (process.platform !== 'win32') {
    it('takes a file that exists although its name has :: in it', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'cca-lens-'));
      const path = join(folder, 'model::layer.npy');
      await copyFile(npy('v1_f4.npy'), path);
      const array = await openArray({ path });
      assert.deepEqual(array.header.shape, [7, 5]);
      await array.close();
      await rm(folder, { recursive: true });
    });
  }
});

describe('listMembers', () => {
  it('gives the names in the order of the archive', async () => {
    assert.deepEqual(await listMembers(npy('three_deflated.npz')), ['layer1', 'layer2', 'labels']);
    await assert.rejects(listMembers(npy('none.npz')), { code: 'file-not-found' });
    await assert.rejects(listMembers(npy('truncated.npz')), { code: 'npz-format' });
  });

  it('finds the file of an address by what there is, not by where :: stands', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'address-'));
    const inside = join(folder, 'a::b.npz::c');
    try {
      await mkdir(inside);
      await copyFile(npy('v1_f4.npy'), join(inside, 'x::y.npy'));
      await copyFile(npy('three_stored.npz'), join(inside, 'net.zip'));
      for (const path of [join(inside, 'x::y.npy'), `${join(inside, 'net.zip')}::layer1`]) {
        const array = await openArray({ path });
        await array.close();
        assert.deepEqual(array.header.shape, [7, 5]);
      }
      await assert.rejects(openArray({ path: join(folder, 'a::b', 'missing.npy') }), {
        code: 'file-not-found',
        message: `${join('a::b', 'missing.npy')} does not exist; check its path.`,
      });
      await assert.rejects(openArray({ path: `${join(folder, 'missing.npz')}::fc` }), {
        message: /^[^:]*missing\.npz does not exist; check its path\.$/,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('reads ids beside layers that are read as bfloat16 for what they are', async () => {
    const ids = fixture('cases/labels/ids.npy');
    const layer = fixture('cases/bfloat16-as-int16/int16.npy');
    await assert.rejects(openArray({ path: layer, as: 'bfloat16', order: { own: ids, wanted: ids } }), {
      code: 'sample-order',
      message: /its 90 ids/,
    });
  });
});
