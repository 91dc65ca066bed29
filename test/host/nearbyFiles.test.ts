import assert from 'node:assert/strict';
import { mkdir, rename } from 'node:fs/promises';
import { after, before, describe, it } from 'mocha';
import { nearbyPlaces } from '../../src/vscode/inline/nearbyFiles';
import { arrayFolder, type ArrayFolder } from './arrayFolder';

describe('the files beside an array', () => {
  let folder: ArrayFolder;
  before(async () => {
    folder = await arrayFolder();
    for (const name of ['one', 'two']) {
      await mkdir(folder.uri(name).fsPath);
      await rename((await folder.array('x.npy', 4, 2, 1)).fsPath, folder.uri(`${name}/x.npy`).fsPath);
    }
  });
  after(() => folder.remove());

  it('are looked for where that is allowed alone', async () => {
    const path = folder.uri('one/x.npy').fsPath;
    const found = async (mayLook: (folder: string) => boolean) => {
      const bases: string[] = [];
      for await (const { base } of nearbyPlaces(path, mayLook)) bases.push(base);
      return bases;
    };
    const [own, above] = [folder.uri('one').fsPath, folder.uri('.').fsPath];
    assert.deepEqual(await found(() => true), [own, above]);
    assert.deepEqual(await found((one) => one === own), [own]);
    assert.deepEqual(await found(() => false), []);
  });
});
