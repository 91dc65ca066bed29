import assert from 'node:assert/strict';
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { makeFolder, requireFolder, requireFree, requireWritable } from '../../../src/jobs/files/folders';
import { smallDisk } from '../../workbench/smallDisk';
import { temporaryFolder } from '../../workbench/temporaryFolder';

describe('folders', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder('folders');
    file = join(folder, 'file');
    writeFileSync(file, '');
  });

  it('are made, with what is above them', async () => {
    const deep = join(folder, 'not', 'there', 'yet');
    await makeFolder(deep);
    await makeFolder(deep);
    assert.deepEqual(readdirSync(deep), []);
    await assert.rejects(makeFolder(file), {
      code: 'file-unwritable',
      message: /file cannot be made \(a file has that/,
    });
    await assert.rejects(makeFolder(join(file, 'x')), { code: 'file-unwritable', message: /; choose another\.$/ });
  });

  it('are asked for without making them', async () => {
    await requireFolder(join(folder, 'not', 'there'));
    await requireFolder(folder);
    assert.ok(!existsSync(join(folder, 'not')));
    for (const wrong of [file, join(file, 'x', 'y')])
      await assert.rejects(requireFolder(wrong), {
        code: 'file-unwritable',
        message: /cannot be written \(a part of its path is not a folder\); choose another\.$/,
      });
  });

  it('are tried by writing, which leaves nothing', async function () {
    const made = join(folder, 'made');
    await requireWritable(made);
    await requireWritable(made);
    assert.deepEqual(readdirSync(made), []);
    await assert.rejects(requireWritable(join(file, 'x')), { code: 'file-unwritable', message: /^The folder [^\n]+$/ });
    if (process.platform !== 'linux') return;
    // A folder that even root can make nothing in.
    await assert.rejects(requireWritable('/proc'), {
      code: 'file-unwritable',
      message: /^The folder \/?proc cannot be/,
    });
    const disk = smallDisk();
    if (disk === undefined) return;
    writeFileSync(join(disk, 'filler'), new Uint8Array(65536));
    await assert.rejects(requireWritable(disk), { code: 'file-unwritable', message: /\(the disk is full\)/ });
    assert.deepEqual(readdirSync(disk), ['filler']);
  });

  it('have names that are free, or not', async () => {
    const link = join(folder, 'leads nowhere');
    symlinkSync('nothing', link);
    await requireFree([join(folder, 'a'), join(folder, 'b')], 'choose another folder');
    for (const path of [file, link])
      await assert.rejects(requireFree([join(folder, 'a'), path], 'choose another folder'), {
        code: 'file-exists',
        message: / exists already; choose another folder\.$/,
      });
  });
});
