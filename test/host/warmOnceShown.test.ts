import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { Uri, workspace } from 'vscode';
import type { WarmUpSpec } from '../../src/protocol/jobs';
import { arraysShown } from '../../src/vscode/arraysShown';
import { ArrayLenses } from '../../src/vscode/code/arrayLenses';
import { findArrays } from '../../src/vscode/commands/findArrays';
import { lookForArrays } from '../../src/vscode/lookForArrays';
import { warmOnceShown } from '../../src/vscode/warmOnceShown';
import { arrayFolder } from './arrayFolder';
import { setSetting, until } from './extensionUnderTest';
import { partsSuite } from './suites';

describe('workers that are warm once an array is shown', () => {
  const suite = partsSuite(async (folder) => {
    await folder.array('a.npy', 30, 3, 1);
    await folder.array('b.npy', 30, 3, 2);
    await folder.file('none.py', "np.load('missing.npy'); np.load('gone.npy')\n");
    await folder.file('both.py', "np.load('a.npy'); np.load('b.npy')\n");
  });
  const warmed: WarmUpSpec[] = [];
  let forgotten = 0;
  let parts: { dispose(): void };
  let lenses: ArrayLenses;

  before(() => {
    const workers = {
      ...suite.services.workers,
      warm: (spec: WarmUpSpec) => void warmed.push(spec),
      forget: () => void forgotten++,
    };
    parts = warmOnceShown({ ...suite.services, workers }, 0);
    lenses = new ArrayLenses();
  });
  after(async () => {
    parts.dispose();
    lenses.dispose();
    await setSetting('workers', undefined);
  });

  const lensesOf = async (name: string) => {
    const found = await lenses.provideCodeLenses(
      await workspace.openTextDocument(Uri.file(suite.folder.uri(name).fsPath)),
    );
    return found.length;
  };

  it('are not there while code names arrays that are nowhere, and are asked for once it names some that are', async () => {
    let told = 0;
    const unhear = arraysShown.hear(() => told++);
    assert.equal(await lensesOf('none.py'), 0);
    assert.equal(told, 0);
    assert.equal(await lensesOf('both.py'), 1);
    assert.equal(told, 1);
    unhear();
    await until('warming', () => warmed.length > 0);
  });

  it('are asked for where the folder of the window holds an array, and not for those of packages', async () => {
    const root = workspace.workspaceFolders![0]!.uri.fsPath;
    assert.deepEqual(await findArrays(workspace.workspaceFolders!.map(({ uri }) => uri)), {
      files: [],
      complete: true,
    });
    let told = 0;
    const unhear = arraysShown.hear(() => told++);
    const packages = join(root, 'site-packages');
    mkdirSync(packages);
    await (await arrayFolder(packages)).array('data.npy', 3, 2, 1);
    await lookForArrays();
    assert.equal(told, 0);
    const runs = await arrayFolder(root);
    await runs.array('layer.npy', 3, 2, 1);
    await lookForArrays();
    assert.equal(told, 1);
    unhear();
    await runs.remove();
    rmSync(packages, { recursive: true });
  });

  it('are what the settings say, and are dropped where these change', async () => {
    await setSetting('workers', 3);
    await until('the change of a setting', () => forgotten > 0);
    warmed.length = 0;
    arraysShown.tell();
    arraysShown.tell();
    await until('warming', () => warmed.length > 0);
    assert.deepEqual(
      warmed.map(({ resources }) => resources.workers),
      [3],
    );
  });

  it('are not asked for when the window has ended', () => {
    parts.dispose();
    warmed.length = 0;
    arraysShown.tell();
    assert.deepEqual(warmed, []);
  });
});
