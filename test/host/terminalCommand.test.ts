import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { extension } from './extensionUnderTest';

describe('the cca-lens command of terminals', () => {
  let folder: ArrayFolder;

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
  });
  after(() => folder.remove());

  it('runs on the Node of VS Code alone, found by its name on the PATH', async () => {
    const array = await folder.array('a.npy', 5, 3, 1);
    const bin = join(extension().extensionUri.fsPath, 'media', 'bin');
    // dirname and sh are the system's; a Node of its own is not needed.
    const env = { PATH: `${bin}:/usr/bin:/bin`, CCA_LENS_NODE: process.execPath };
    const { stdout } = await promisify(execFile)('cca-lens', ['info', array.fsPath, '--json'], {
      env,
      shell: process.platform === 'win32',
    });
    assert.deepEqual((JSON.parse(stdout) as { shape: number[] }).shape, [5, 3]);
  });
});
