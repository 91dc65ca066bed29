import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { encode, npyHeaderBytes } from '../../src/formats/npy/writeNpy';
import { arrayState } from '../../src/vscode/inline/arrayState';
import { fixture } from '../golden';
import { temporaryFolder } from '../workbench/temporaryFolder';

describe('arrayState', () => {
  it('counts the bytes of the elements, of an archive those of the member', async () => {
    const path = fixture('npy/three_stored.npz');
    const [one, other] = await Promise.all(
      ['layer1', 'layer2'].map((name) => arrayState({ path: `${path}::${name}` })),
    );
    assert.ok(one!.bytes > 0 && other!.bytes > 0);
    assert.notEqual(one!.key, other!.key);
    const { bytes } = await arrayState({ path: fixture('activations/model1_logits.npy') });
    assert.equal(bytes, 2000 * 10 * 4);
  });

  it('is another one when the file has changed, or the same file is read otherwise', async () => {
    const path = join(temporaryFolder('state'), 'a.npy');
    const write = (rows: number) =>
      writeFileSync(path, Buffer.concat([npyHeaderBytes([rows, 2], 'f8'), encode(new Float64Array(2 * rows), 'f8')]));
    write(3);
    const before = await arrayState({ path });
    assert.deepEqual(await arrayState({ path }), before);
    const batches = await arrayState({ path, more: [path] });
    assert.equal(batches.bytes, 2 * before.bytes);
    assert.notEqual(batches.key, before.key);
    write(4);
    assert.notEqual((await arrayState({ path })).key, before.key);
  });

  it('says what is wrong with a file that is no array', async () => {
    await assert.rejects(arrayState({ path: fixture('npy/wrong_magic.npy') }), { code: 'npy-format' });
  });
});
