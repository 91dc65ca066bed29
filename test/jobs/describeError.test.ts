import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { LensError } from '../../src/facts/errors';
import { fileError } from '../../src/jobs/files/fileErrors';
import { openFile } from '../../src/jobs/files/fileBytes';
import { describeError } from '../../src/jobs/describeError';
import { temporaryFolder } from '../workbench/temporaryFolder';

describe('describing an error', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('errors');
  });

  function errorOf(work: () => unknown): unknown {
    try {
      work();
    } catch (error) {
      return error;
    }
    return assert.fail('nothing was thrown');
  }

  /** An error as node:fs makes it. */
  function ofSystem(code: string, syscall: string, path?: string): Error {
    return Object.assign(new Error(`${code}: it failed, ${syscall}`), { code, syscall, errno: -1, path });
  }

  it('says what ours says', () => {
    assert.deepEqual(describeError(new LensError('no-variance', 'x.npy is flat.')), {
      code: 'no-variance',
      message: 'x.npy is flat.',
    });
  });

  it('tells lack of memory as such, of whatever kind it is', () => {
    const errors = [
      errorOf(() => new Float64Array(2 ** 40)),
      errorOf(() => new Array(-1)),
      errorOf(() => Buffer.allocUnsafeSlow(2 ** 53)),
      errorOf(() => 'x'.repeat(2 ** 30)),
      Object.assign(new Error('Worker terminated due to reaching memory limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }),
    ];
    for (const error of errors) {
      const { code, message } = describeError(error);
      assert.equal(code, 'too-large', String(error));
      assert.match(message, /^There is not enough memory/);
    }
  });

  it('tells brackets without end apart from lack of memory', () => {
    const deep = (): number => 1 + deep();
    assert.equal(describeError(errorOf(deep)).code, 'too-deep');
  });

  it('names the file of what the system refuses', () => {
    for (const [code, reason] of [
      ['EACCES', /permission denied/],
      ['EIO', /the disk failed/],
      ['ELOOP', /in a circle/],
      ['EMFILE', /too many files are open.*ulimit -n/],
      ['EBADMSG', /EBADMSG/],
    ] as const) {
      const fault = describeError(ofSystem(code, 'open', join('/', 'runs', 'a', 'x.npy')));
      assert.equal(fault.code, 'file-unreadable');
      assert.match(fault.message, reason);
      assert.ok(fault.message.startsWith(`${join('a', 'x.npy')} cannot be read (`), fault.message);
    }
    for (const [code, syscall] of [
      ['ENOSPC', 'open'],
      ['EROFS', 'open'],
      ['ENAMETOOLONG', 'mkdir'],
      ['EACCES', 'mkdir'],
      ['ENOENT', 'mkdtemp'],
      ['EIO', 'write'],
    ] as const) {
      const fault = describeError(ofSystem(code, syscall, join('/', 'out', 'x.npy')));
      assert.equal(fault.code, 'file-unwritable', code);
      assert.ok(fault.message.startsWith(`${join('out', 'x.npy')} cannot be written (`), fault.message);
    }
    assert.equal(describeError(ofSystem('ENOENT', 'stat', 'x.npy')).code, 'file-not-found');
    assert.match(describeError(ofSystem('EIO', 'read')).message, /^A file cannot be read \(the disk failed\)/);
  });

  it('does so for what the system really says', async () => {
    const circle = join(folder, 'circle.npy');
    symlinkSync(circle, circle);
    const inside = join(folder, 'a file');
    writeFileSync(inside, '');
    mkdirSync(join(folder, 'folder.npy'));
    const cases: [string, string, RegExp][] = [
      [circle, 'file-unreadable', /circle\.npy/],
      [join(folder, 'n'.repeat(300)), 'file-not-found', /n{300}/],
      [join(inside, 'x.npy'), 'file-not-found', /x\.npy/],
      [join(folder, 'folder.npy'), 'not-a-file', /folder\.npy/],
    ];
    for (const [path, code, message] of cases) {
      await assert.rejects(openFile(path), { code, message });
      const fault = describeError(errorOf(() => readFileSync(path)));
      // Reading a folder is the one error of these that does not name it.
      if (code !== 'not-a-file') assert.deepEqual([fault.code, message.test(fault.message)], [code, true]);
      const asRead = await readFile(path).catch((error: unknown) => describeError(fileError(error, 'mine.txt')));
      assert.match((asRead as { message: string }).message, /^mine\.txt /);
    }
  });

  it('keeps errors that are none of files and not of memory apart, in one line', () => {
    assert.deepEqual(describeError(new TypeError('x is not\na function')), {
      code: 'internal',
      message: String.raw`Something went wrong that should not: x is not\na function`,
    });
    const notOurs = Object.assign(new Error('odd'), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.equal(describeError(notOurs).code, 'internal');
    assert.equal(fileError(notOurs, 'x.npy'), notOurs);
  });
});
