import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { fileKinds, type FileKind } from '../../../src/jobs/files/fileKinds';
import { readWhole } from '../../../src/jobs/files/readWhole';
import { readClassNames } from '../../../src/jobs/classes/readLabels';
import { temporaryFolder } from '../../workbench/temporaryFolder';

const kinds = (Object.keys(fileKinds) as FileKind[]).filter((kind) => fileKinds[kind].mostBytes < Infinity);

describe('a small file that is read whole', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('read-whole');
  });

  it('is its text, a mark of the byte order included', async () => {
    const path = join(folder, 'names.txt');
    writeFileSync(path, '\uFEFFkatze\nhündin\n');
    assert.equal(await readWhole(path, 'classNames'), '\uFEFFkatze\nhündin\n');
    assert.deepEqual(await readClassNames(path), ['katze', 'hündin']);
  });

  it('has at most as many bytes as its kind', async () => {
    const path = join(folder, 'large');
    writeFileSync(path, '');
    for (const kind of kinds) {
      const { mostBytes, give } = fileKinds[kind];
      // Sparse: it takes no room, and reading it would take long.
      truncateSync(path, mostBytes + 1);
      const expected = new RegExp(
        `large has ${(mostBytes + 1).toLocaleString('en-US')} bytes, and .*; give ${escaped(give)}\\.$`,
      );
      await assert.rejects(readWhole(path, kind), { code: 'file-too-large', message: expected });
    }
    truncateSync(path, 2 ** 33);
    await assert.rejects(readClassNames(path), { code: 'file-too-large' });
  });

  it('is no pipe, device or folder, and nothing is waited for', async function () {
    if (process.platform === 'win32') return this.skip();
    const pipe = join(folder, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    for (const path of [pipe, '/dev/zero', folder])
      for (const kind of kinds) await assert.rejects(readWhole(path, kind), refusalOf(kind));
    await assert.rejects(readClassNames(pipe), {
      message: /pipe is a named pipe and not a file; give a text with one/,
    });
  });

  it('is not there where it is missing, or its name is too long for any', async () => {
    for (const name of ['none', 'n'.repeat(3000)])
      await assert.rejects(readWhole(join(folder, name), 'layerOrder'), { code: 'file-not-found' });
  });

  const refusalOf = (kind: FileKind) => ({
    code: 'not-a-file',
    message: new RegExp(` and not a file; give ${escaped(fileKinds[kind].give)}\\.$`),
  });
});

function escaped(text: string): string {
  return text.replace(/[.*]/g, '\\$&');
}
