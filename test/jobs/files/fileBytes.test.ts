import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, open, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { fileName, openFile } from '../../../src/jobs/files/fileBytes';
import { fileMark } from '../../../src/jobs/files/fileMark';
import type { ByteSource } from '../../../src/formats/byteSource';
import { readHeader } from '../../../src/formats/npy/header';
import { readRows } from '../../../src/formats/rows/readRows';
import { npyHeaderBytes } from '../../../src/formats/npy/writeNpy';
import { writeWithOldTimes } from '../oldTimes';

describe('openFile', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cca-lens-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function written(bytes: Uint8Array): Promise<string> {
    const path = join(folder, `${Math.random()}.bin`);
    await writeFile(path, bytes);
    return path;
  }

  it('gives exactly the bytes asked for, and what the system says of the file', async () => {
    const path = await written(Buffer.from('0123456789'));
    const file = await openFile(path);
    assert.equal(file.byteLength, 10);
    assert.equal(file.mark, await fileMark(path));
    assert.equal(Buffer.from(await file.slice(3, 7)).toString(), '3456');
    assert.equal((await file.slice(10, 10)).length, 0);
    await assert.rejects(file.slice(5, 11), RangeError);
    await assert.rejects(file.slice(5, 4), RangeError);
    await file.close();
    await file.close();
    await assert.rejects(file.slice(0, 1), { code: 'file-unreadable' });
  });

  for (const [what, change, text] of [
    ['becomes shorter', (path: string) => truncate(path, 4), /became shorter/],
    ['grows', (path: string) => appendFile(path, 'more'), /was modified/],
    ['is written anew', (path: string) => utimes(path, 1, 1), /was modified/],
  ] as const) {
    it(`refuses to read on when the file ${what}`, async () => {
      const path = await written(Buffer.from('0123456789'));
      const file = await openFile(path);
      await file.slice(0, 2);
      await change(path);
      for (const [start, end] of [
        [0, 2],
        [8, 10],
      ] as const) {
        await assert.rejects(file.slice(start, end), { code: 'file-changed', message: text });
      }
      await file.close();
    });
  }

  it('refuses to read on when the file is written anew and given its old times', async () => {
    const path = join(folder, 'old-times.bin');
    writeWithOldTimes(path, '0123456789');
    const file = await openFile(path);
    await file.slice(0, 2);
    writeWithOldTimes(path, '9876543210');
    await assert.rejects(file.slice(0, 2), { code: 'file-changed', message: /was modified/ });
    await file.close();
  });

  it('refuses what is missing, a folder, a device', async () => {
    await assert.rejects(openFile(join(folder, 'none.npy')), { code: 'file-not-found' });
    await assert.rejects(openFile(folder), { code: 'not-a-file' });
    if (process.platform !== 'win32') await assert.rejects(openFile('/dev/null'), { code: 'not-a-file' });
    await assert.rejects(openFile('none\0.npy'), { code: 'file-unreadable' });
  });

  it('refuses at once what is no file, and says what it is', async function () {
    if (process.platform === 'win32') return this.skip();
    const [pipe, socket] = [join(folder, 'pipe.npy'), join(folder, 'socket.npy')];
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    const server = createServer().listen(socket);
    await new Promise((listening) => server.once('listening', listening));
    for (const [path, what] of [
      [pipe, 'a named pipe'],
      [socket, 'a socket'],
      ['/dev/zero', 'a device'],
      [folder, 'a folder'],
    ] as const) {
      const sentence = new RegExp(` is ${what} and not a file; give the path of a \\.npy, .* or [.\\w]+ file\\.$`);
      await assert.rejects(openFile(path), { code: 'not-a-file', message: sentence });
    }
    server.close();
  });

  it('names a file by its last folder, or as it was given when relative', async () => {
    assert.equal(fileName(join(folder, 'epoch_1', 'layer1.npy')), join('epoch_1', 'layer1.npy'));
    assert.equal(fileName('layer1.npy'), 'layer1.npy');
    await assert.rejects(openFile(join('nowhere', 'none.npy')), { message: /^nowhere.none\.npy does not exist/ });
  });

  it('reads the last rows of a file beyond 2 GiB at once, without the rest', async () => {
    // Sparse: a hole of zeros that takes no room on the disk, and one last row of numbers.
    const [rows, columns] = [1_400_000, 400];
    const header = npyHeaderBytes([rows, columns], 'f4');
    const path = await written(header);
    const last = Float32Array.from({ length: columns }, (_, j) => j + 1);
    const handle = await open(path, 'r+');
    const end = header.length + rows * columns * 4;
    assert.ok(end > 2 ** 31);
    await handle.write(new Uint8Array(last.buffer), 0, last.byteLength, end - last.byteLength);
    await handle.close();

    const file = await openFile(path);
    const parsed = await readHeader(file, 'large.npy');
    assert.deepEqual(parsed.shape, [rows, columns]);
    let bytes = 0;
    const counted: ByteSource = {
      byteLength: file.byteLength,
      slice(from, to) {
        bytes += to - from;
        return file.slice(from, to);
      },
      fill(from, target) {
        bytes += target.length;
        return file.fill!(from, target);
      },
    };
    for await (const chunk of readRows(counted, parsed, 'large.npy', { start: rows - 2 })) {
      assert.deepEqual([chunk.start, chunk.rows], [rows - 2, 2]);
      assert.deepEqual([...chunk.data], [...new Float64Array(columns), ...last]);
    }
    assert.equal(bytes, 2 * columns * 4, 'these rows alone');
    await file.close();
    await rm(path);
  });
});
