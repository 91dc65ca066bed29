import assert from 'node:assert/strict';
import { renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { openFile } from '../../../src/jobs/files/fileBytes';
import { holdingFiles, holdingFilesForMore, mostWaitingBytes } from '../../../src/jobs/files/heldFiles';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countedOpens } from '../countedOpens';
import { withReads } from '../faultyReads';

describe('holdingFiles', () => {
  let folder: string;
  let made = 0;
  before(() => {
    folder = temporaryFolder('held');
  });

  function written(text: string, path = join(folder, `file${made++}`)): string {
    writeFileSync(path, text);
    return path;
  }

  async function textOf(path: string): Promise<string> {
    const file = await openFile(path);
    try {
      return Buffer.from(await file.slice(0, file.byteLength)).toString();
    } finally {
      await file.close();
    }
  }

  it('opens a file once for all who read it meanwhile, and closes it afterwards', async () => {
    const path = written('abc');
    const held = await countedOpens([path], () =>
      holdingFiles(async () => [await textOf(path), await textOf(path), await textOf(path)]),
    );
    assert.deepEqual(held, { outcome: ['abc', 'abc', 'abc'], counts: [1], most: 1, left: 0 });
    const plain = await countedOpens([path], async () => [await textOf(path), await textOf(path)]);
    assert.deepEqual(plain, { outcome: ['abc', 'abc'], counts: [2], most: 1, left: 0 });
  });

  it('keeps of small files that it read as wholes no more than 8 MiB, those that were read last', async () => {
    const [size, few] = [400 * 1024, 5000];
    const paths = Array.from({ length: 30 }, (_, i) => written(String.fromCharCode(65 + i).repeat(size)));
    const readFew = async (path: string) => {
      const file = await openFile(path);
      const bytes = await file.slice(few, 2 * few);
      await file.close();
      return bytes[0];
    };
    const kept = Math.floor(mostWaitingBytes / size);
    const counts: number[] = [];
    const { outcome, count } = await withReads(
      (nth) => void counts.push(nth),
      () =>
        holdingFiles(async () => {
          const first: unknown[] = [];
          for (const path of paths) first.push(await readFew(path));
          assert.equal(counts.length, paths.length);
          for (const path of paths.slice(-kept)) await readFew(path);
          assert.equal(counts.length, paths.length);
          await readFew(paths.at(-kept - 1)!);
          return first;
        }),
    );
    assert.deepEqual(
      outcome,
      paths.map((_, i) => 65 + i),
    );
    assert.equal(count, paths.length + 1);
  });

  it('closes them when the last of those who hold files has ended, and when the work fails', async () => {
    const path = written('abc');
    const { counts, left } = await countedOpens([path], async () => {
      const work = holdingFiles(async () => {
        await textOf(path);
        await holdingFiles(() => textOf(path));
        await textOf(path);
        throw new Error('it failed');
      });
      await assert.rejects(work, /it failed/);
    });
    assert.deepEqual([counts, left], [[1], 0]);
  });

  it('closes a file that is read longer than files are held when it is given back', async () => {
    const path = written('abc');
    const { left, outcome } = await countedOpens([path], async () => {
      const file = await holdingFiles(() => openFile(path));
      const text = Buffer.from(await file.slice(0, 3)).toString();
      await file.close();
      await assert.rejects(file.slice(0, 1), { code: 'file-unreadable' });
      return text;
    });
    assert.deepEqual([left, outcome], [0, 'abc']);
  });

  it('reads nothing of a file through one who gave it back', async () => {
    const path = written('abc');
    await holdingFiles(async () => {
      const file = await openFile(path);
      await file.close();
      await assert.rejects(file.slice(0, 1), { code: 'file-unreadable' });
      assert.equal(await textOf(path), 'abc');
    });
  });

  for (const [what, change] of [
    ['that is written anew in its place', (path: string) => written('xyz', path)],
    ['another file that took its place', (path: string) => renameSync(written('xyz'), path)],
    [
      'another file of the old times',
      (path: string) => {
        const { atime, mtime } = statSync(path);
        rmSync(path);
        written('xyz', path);
        utimesSync(path, atime, mtime);
      },
    ],
  ] as const) {
    // prettier-ignore
    it(`opens ${what}, and refuses to read on in what was there`, async () => {
      const path = written('abc');
      const { outcome, left } = await countedOpens([path], () =>
        holdingFiles(async () => {
          assert.equal(await textOf(path), 'abc');
          const before = await openFile(path);
          change(path);
          const now = await textOf(path);
          await assert.rejects(before.slice(0, 3), { code: 'file-changed' });
          await before.close();
          return [now, await textOf(path)];
        }),
      );
      assert.deepEqual([outcome, left], [['xyz', 'xyz'], 0]);
    });
  }

  it('says of a file that is gone that it is, though it was held', async () => {
    const path = written('abc');
    await holdingFiles(async () => {
      await textOf(path);
      rmSync(path);
      await assert.rejects(openFile(path), { code: 'file-not-found' });
    });
  });

  it('holds no more than 32 that nobody reads, the last ones', async () => {
    const paths = Array.from({ length: 40 }, (_, i) => written(`${i}`));
    const { counts, most, left } = await countedOpens(paths, () =>
      holdingFiles(async () => {
        for (const path of paths) await textOf(path);
        for (const path of paths.slice(-32)) await textOf(path);
        await textOf(paths[0]!);
      }),
    );
    assert.deepEqual(counts, [2, ...Array.from({ length: 39 }, () => 1)]);
    assert.deepEqual([most, left], [33, 0]);
  });

  it('opens a file once that several ask for at one moment', async () => {
    const path = written('abc');
    const held = await countedOpens([path], () =>
      holdingFiles(() => Promise.all(Array.from({ length: 5 }, () => textOf(path)))),
    );
    assert.deepEqual(held, { outcome: ['abc', 'abc', 'abc', 'abc', 'abc'], counts: [1], most: 1, left: 0 });
  });

  it('opens what could not be opened a moment ago', async () => {
    const path = written('abc');
    rmSync(path);
    await holdingFiles(async () => {
      const asked = [openFile(path), openFile(path)];
      await Promise.all(asked.map((file) => assert.rejects(file, { code: 'file-not-found' })));
      written('xyz', path);
      assert.equal(await textOf(path), 'xyz');
    });
  });

  it('opens a file once for a thread that does one piece of work after the other', async () => {
    const path = written('abc');
    const { outcome, counts } = await countedOpens([path], async () => [
      await holdingFilesForMore(() => textOf(path)),
      await holdingFilesForMore(() => textOf(path)),
    ]);
    assert.deepEqual([outcome, counts], [['abc', 'abc'], [1]]);
  });

  it('gives what a small file held as a whole, and nothing of it once that has changed', async () => {
    const path = written('x'.repeat(9000));
    await holdingFiles(async () => {
      const file = await openFile(path);
      assert.equal(Buffer.from(await file.slice(8990, 9000)).toString(), 'x'.repeat(10));
      assert.equal(Buffer.from(await file.slice(0, 3)).toString(), 'xxx');
      written('y'.repeat(9000), path);
      await assert.rejects(file.slice(5000, 5001), { code: 'file-changed' });
      await file.close();
      assert.equal((await textOf(path))[8999], 'y');
    });
  });
});
