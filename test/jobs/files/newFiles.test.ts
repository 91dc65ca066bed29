import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { newFiles, writeWhole } from '../../../src/jobs/files/newFiles';
import { requireTarget, type Writing } from '../../../src/jobs/files/target';
import type { Opening } from '../../../src/jobs/files/writeDraft';
import { smallDisk } from '../../workbench/smallDisk';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { failure, fullAfter, opening, takingFew } from './failingFiles';

const replacing: Writing = { force: true, inputs: [] };
const anew: Writing = { force: false, inputs: [] };

describe('writeWhole', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder('files');
    path = join(folder, 'x.npy');
  });

  const text = (): string => readFileSync(path, 'utf8');
  const write = (content: string, how: Writing, open?: Opening): Promise<void> =>
    writeWhole(path, how, (part) => part(content), open);

  it('writes every byte where a write takes only a few', async () => {
    const made = await writeWhole(
      path,
      anew,
      async (part) => {
        await part(Uint8Array.of(72, 101));
        await part('');
        await part('llo, wörld');
        return 7;
      },
      takingFew(3),
    );
    assert.equal(made, 7);
    assert.equal(text(), 'Hello, wörld');
    assert.deepEqual(readdirSync(folder), ['x.npy']);
  });

  /** Each way to fail, and what is said of it. */
  const failures: [string, Opening, RegExp][] = [
    ...[0, 1, 5, 11].map((room): [string, Opening, RegExp] => [
      `is full after ${room} bytes`,
      fullAfter(room),
      /x\.npy cannot be written \(the disk is full\); make room on it\.$/,
    ]),
    [
      'takes nothing and says nothing',
      opening(() => ({ write: () => Promise.resolve({ bytesWritten: 0 }) })),
      /\(the disk failed\)/,
    ],
    [
      'says that it took what it did not',
      opening(() => ({ write: (_bytes, _offset, length) => Promise.resolve({ bytesWritten: length }) })),
      /\(the disk failed\)/,
    ],
    ['fails to flush', opening(() => ({ sync: () => Promise.reject(failure('EIO')) })), /\(the disk failed\)/],
    [
      'fails at the end',
      opening(({ close }) => ({
        async close() {
          await close();
          throw failure('EDQUOT');
        },
      })),
      /\(the quota of the disk is used up\)/,
    ],
  ];
  for (const [what, open, sentence] of failures) {
    it(`keeps the old file, and leaves none where there was none, on a disk that ${what}`, async () => {
      await assert.rejects(write('hello, world', anew, open), { code: 'file-unwritable', message: sentence });
      assert.deepEqual(readdirSync(folder), []);
      writeFileSync(path, 'the old one');
      await assert.rejects(write('hello, world', replacing, open), { code: 'file-unwritable', message: sentence });
      assert.equal(text(), 'the old one');
      assert.deepEqual(readdirSync(folder), ['x.npy']);
    });
  }

  it('flushes where that can be done, and does without it elsewhere', async () => {
    await write(
      'whole',
      anew,
      opening(() => ({ sync: () => Promise.reject(failure('ENOTSUP')) })),
    );
    assert.equal(text(), 'whole');
  });

  it('does so on a real disk that is full', async function () {
    const disk = smallDisk();
    if (disk === undefined) return this.skip();
    const target = join(disk, 'x.npy');
    writeFileSync(target, 'the old one');
    const large = (how: Writing, to: string): Promise<void> =>
      writeWhole(to, how, (part) => part(new Uint8Array(1_280_128)));
    await assert.rejects(large(replacing, target), { code: 'file-unwritable', message: /\(the disk is full\)/ });
    await assert.rejects(large(anew, join(disk, 'new.npy')), { code: 'file-unwritable' });
    assert.equal(readFileSync(target, 'utf8'), 'the old one');
    assert.deepEqual(readdirSync(disk), ['x.npy']);
  });

  it('leaves nothing of what is not written to its end, and passes on why', async () => {
    writeFileSync(path, 'the old one');
    const half = writeWhole(path, replacing, async (part) => {
      await part('half');
      assert.equal(text(), 'the old one', 'it stays until the new one is whole');
      assert.equal(readdirSync(folder).length, 2);
      throw new TypeError('nothing more');
    });
    await assert.rejects(half, { name: 'TypeError', message: 'nothing more' });
    assert.equal(text(), 'the old one');
    assert.deepEqual(readdirSync(folder), ['x.npy']);
  });

  it('refuses a name that is taken, before anything is written, and one that is taken meanwhile', async () => {
    writeFileSync(path, 'mine');
    const how: Writing = { ...anew, otherwise: 'use --force' };
    const never = writeWhole(path, how, () => assert.fail('was begun'));
    await assert.rejects(never, { code: 'file-exists', message: /x\.npy exists already; use --force\.$/ });
    const other = join(folder, 'other.npy');
    const late = writeWhole(other, how, async (part) => {
      await part('late');
      writeFileSync(other, 'mine, too');
    });
    await assert.rejects(late, { code: 'file-exists' });
    assert.deepEqual([text(), readFileSync(other, 'utf8')], ['mine', 'mine, too']);
    assert.deepEqual(readdirSync(folder).sort(), ['other.npy', 'x.npy']);
  });

  it('keeps links, and writes what they lead to', async () => {
    mkdirSync(join(folder, 'far', 'away'), { recursive: true });
    const real = join(folder, 'far', 'real.npy');
    writeFileSync(real, 'the old one');
    // The second is relative to a folder that is itself reached through a link.
    symlinkSync(join('away', 'next.npy'), join(folder, 'far', 'first.npy'));
    symlinkSync(join('..', 'real.npy'), join(folder, 'far', 'away', 'next.npy'));
    symlinkSync('far', join(folder, 'near'));
    path = join(folder, 'near', 'first.npy');
    await write('new', replacing);
    assert.equal(readFileSync(real, 'utf8'), 'new');
    assert.ok(!lstatSync(real).isSymbolicLink());
    assert.equal(readlinkSync(join(folder, 'far', 'first.npy')), join('away', 'next.npy'));
    assert.ok(lstatSync(join(folder, 'far', 'away', 'next.npy')).isSymbolicLink());
    await assert.rejects(write('newer', anew), { code: 'file-exists' });

    path = join(folder, 'nowhere.npy');
    symlinkSync('made.npy', path);
    await assert.rejects(write('x', anew), { code: 'file-exists' });
    await write('through a link', replacing);
    assert.equal(readFileSync(join(folder, 'made.npy'), 'utf8'), 'through a link');
    assert.ok(lstatSync(path).isSymbolicLink());

    path = join(folder, 'circle.npy');
    symlinkSync('circle.npy', path);
    await assert.rejects(write('x', replacing), {
      code: 'file-unwritable',
      message: /\(its links lead round in a circle\)/,
    });
  });

  it('keeps the permissions of a file that it replaces', async function () {
    if (process.platform === 'win32') return this.skip();
    for (const mode of [0o640, 0o600, 0o755, 0o666]) {
      writeFileSync(path, 'the old one');
      chmodSync(path, mode);
      await write('new', replacing);
      assert.equal(statSync(path).mode & 0o7777, mode);
      assert.equal(text(), 'new');
    }
    const plain = join(folder, 'plain');
    writeFileSync(plain, '');
    path = join(folder, 'y.npy');
    await write('new', replacing);
    assert.equal(statSync(path).mode, statSync(plain).mode, 'a new file is as any other');
  });

  it('never writes onto an input, by its name, a link, or another name of the file', async () => {
    const input = join(folder, 'input.npy');
    writeFileSync(input, 'numbers');
    const [link, hard, linked] = ['link.npy', 'hard.npy', 'linked'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    symlinkSync('input.npy', link);
    linkSync(input, hard);
    symlinkSync('.', linked);
    const inputs = [join(folder, 'not there.npy'), input];
    for (const target of [input, link, hard, join(linked, 'input.npy'), join(folder, 'linked', '..', 'input.npy')]) {
      for (const force of [true, false]) {
        const onto = writeWhole(target, { force, inputs }, () => assert.fail('was begun'));
        await assert.rejects(onto, { code: 'usage', message: /would replace the file it is made from/ }, target);
      }
    }
    // An input that is itself given by a link, or by another name.
    for (const given of [link, hard, join(linked, 'input.npy')])
      await assert.rejects(requireTarget(input, { force: true, inputs: [given] }), { code: 'usage' });
    assert.equal(readFileSync(input, 'utf8'), 'numbers');
    assert.equal(readFileSync(hard, 'utf8'), 'numbers');
    path = join(folder, 'fine.npy');
    await write('made', { force: true, inputs });
    await write('made anew', { force: true, inputs });
    assert.equal(text(), 'made anew');
  });

  it('refuses what is no file, or in no folder, in one sentence', async function () {
    mkdirSync(path);
    await assert.rejects(write('x', replacing), {
      code: 'file-unwritable',
      message: /x\.npy is a folder and not a file; give/,
    });
    await assert.rejects(
      writeWhole(join(folder, 'no', 'x.npy'), anew, () => assert.fail('was begun')),
      {
        code: 'file-unwritable',
        message: /\(a folder of its path does not exist\)/,
      },
    );
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const how of [anew, replacing])
      await assert.rejects(
        writeWhole(join(file, 'x.npy'), how, () => assert.fail('was begun')),
        {
          code: 'file-unwritable',
          message: /\(a part of its path is not a folder\)/,
        },
      );
  });

  it('takes no pipe for a file', async function () {
    const pipe = join(folder, 'pipe');
    if (process.platform === 'win32') return this.skip();
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    await assert.rejects(
      writeWhole(pipe, replacing, () => assert.fail('was begun')),
      {
        code: 'file-unwritable',
        message: /pipe is a named pipe and not a file; give another name\.$/,
      },
    );
    assert.ok(lstatSync(pipe).isFIFO());
  });

  it('has room for its draft where a name is as long as one may be', async () => {
    path = join(folder, `${'n'.repeat(251)}.npy`);
    await write('whole', anew);
    assert.equal(text(), 'whole');
  });
});

describe('newFiles', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  beforeEach(() => (folder = temporaryFolder('files')));

  it('gives files their names together, at the end', async () => {
    await newFiles(anew, async (file) => {
      await file(at('a'), (write) => write('one'));
      await file(at('b'), (write) => write('two'));
      assert.ok(!existsSync(at('a')) && !existsSync(at('b')));
    });
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'b']);
    assert.deepEqual([readFileSync(at('a'), 'utf8'), readFileSync(at('b'), 'utf8')], ['one', 'two']);
  });

  it('leaves none of them where one fails, or its name is taken meanwhile', async () => {
    const full = newFiles(
      anew,
      async (file) => {
        await file(at('a'), (write) => write('one'));
        await file(at('b'), (write) => write('more than there is room for'));
      },
      fullAfter(10),
    );
    await assert.rejects(full, { code: 'file-unwritable' });
    assert.deepEqual(readdirSync(folder), []);
    const late = newFiles(anew, async (file) => {
      for (const name of ['a', 'b', 'c']) await file(at(name), (write) => write(name));
      writeFileSync(at('b'), 'mine');
    });
    await assert.rejects(late, { code: 'file-exists', message: /b exists already/ });
    assert.deepEqual(readdirSync(folder), ['b']);
    assert.equal(readFileSync(at('b'), 'utf8'), 'mine');
  });
});
