import assert from 'node:assert/strict';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { fileMark, gone, isSameMark, markOf } from '../../../src/jobs/files/fileMark';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { writeWithOldTimes } from '../oldTimes';

describe('the mark of a file', () => {
  let path: string;
  before(() => {
    path = join(temporaryFolder('file-mark'), 'x.bin');
  });

  it('is another one after any change, its old times given back or not', async () => {
    writeWithOldTimes(path, 'one');
    const { mtimeMs } = statSync(path);
    const first = await fileMark(path);
    assert.equal(await fileMark(path), first);
    writeWithOldTimes(path, 'two');
    assert.equal(statSync(path).mtimeMs, mtimeMs);
    assert.notEqual(await fileMark(path), first);
    rmSync(path);
    assert.equal(await fileMark(path), gone);
  });

  it('tells files of the same size and times by their number', () => {
    writeFileSync(path, 'one');
    const found = statSync(path, { bigint: true });
    const { size, mtimeNs, ctimeNs, ino } = found;
    assert.equal(markOf({ size, mtimeNs, ctimeNs, ino }), markOf(found));
    assert.notEqual(markOf({ size, mtimeNs, ctimeNs, ino: ino + 1n }), markOf(found));
  });

  it('is held against one of an earlier version, which has no number, as far as that goes', async () => {
    writeFileSync(path, 'one');
    const now = await fileMark(path);
    const before = now.split(' ').slice(0, 3).join(' ');
    assert.ok(isSameMark(now, now) && isSameMark(before, now) && isSameMark(gone, gone));
    assert.ok(!isSameMark(before.replace(/^3/, '4'), now) && !isSameMark(before, gone) && !isSameMark(gone, now));
    assert.ok(!isSameMark('12345.678', now) && !isSameMark('', now) && !isSameMark(before, before.slice(0, -1)));
  });
});
