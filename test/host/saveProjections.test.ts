import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import type { ComparisonRequest } from '../../src/protocol/panel';
import { defaultOptions } from '../../src/similarity/options';
import { saveProjections } from '../../src/vscode/saveProjections';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { extension, testServices } from './extensionUnderTest';

describe('saveProjections', () => {
  let folder: ArrayFolder;
  let services: ReturnType<typeof testServices>;
  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    services = testServices();
  });
  after(async () => {
    services.dispose();
    await folder.remove();
  });

  it('writes the files of both sides into a folder, and none of a rank that there is not', async () => {
    const pair: ComparisonRequest = {
      a: { path: (await folder.array('a.npy', 100, 5, 1)).fsPath },
      b: { path: (await folder.array('b.npy', 100, 4, 2)).fsPath },
      options: defaultOptions,
    };
    const into = folder.uri('projections');
    await saveProjections(pair, { by: 'pca', rank: 3 }, services, into);
    assert.deepEqual(readdirSync(into.fsPath).sort(), [
      'basis_a.npy',
      'basis_b.npy',
      'mean_a.npy',
      'mean_b.npy',
      'projection_a.npy',
      'projection_b.npy',
    ]);
    await saveProjections(pair, { by: 'pca', rank: 5 }, services, folder.uri('none'));
    assert.ok(!readdirSync(folder.uri('.').fsPath).includes('none'));
  });
});
