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
    const found = async (mayLook: (path: string) => boolean) => {
      const places: [string, string[]][] = [];
      for await (const { base, paths } of nearbyPlaces(path, mayLook)) places.push([base, paths]);
      return places;
    };
    const [own, above] = [folder.uri('one').fsPath, folder.uri('.').fsPath];
    const other = folder.uri('two/x.npy').fsPath;
    const [near, far] = [
      [own, [path]],
      [above, [path, other]],
    ];
    assert.deepEqual(await found(() => true), [near, far]);
    assert.deepEqual(await found((one) => one === own || one === path), [near]);
    assert.deepEqual(await found((one) => one !== other), [near, [above, [path]]]);
    assert.deepEqual(await found(() => false), []);
  });
});
