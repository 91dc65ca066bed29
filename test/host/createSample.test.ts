import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'mocha';
import { commands, type Disposable } from 'vscode';
import type { ComparisonState } from '../../src/protocol/panel';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, tabLabels, until } from './extensionUnderTest';

describe('ccaLens.createSample', () => {
  let folder: ArrayFolder;
  let seen: ComparisonState[] = [];
  let listening: Disposable;

  before(async () => {
    folder = await arrayFolder();
    const { onState } = await extension().activate();
    listening = onState((event) => {
      if (event.panel === 'comparison') seen.push(event.state);
    });
  });
  after(async () => {
    listening.dispose();
    await folder.remove();
  });
  afterEach(async () => {
    await closeTabs();
    seen = [];
  });

  it('leads to a comparison of two trained networks', async function () {
    // Six networks are really trained, on whatever machine this is.
    this.timeout(120_000);
    await commands.executeCommand('ccaLens.createSample', folder.uri('sample'));
    const state = seen.at(-1);
    assert.equal(state?.status, 'done');
    await until('the tab', () => tabLabels().length === 1);
    assert.ok(existsSync(state.request.a.path) && existsSync(state.request.b.path));
    assert.ok(state.report.cca && state.report.null);
    assert.ok(state.report.cca.mean > state.report.null.mean, 'networks that learned the same are alike');
  });

  it('writes over nothing', async () => {
    const taken = await folder.file('taken', 'mine');
    await commands.executeCommand('ccaLens.createSample', taken);
    assert.equal(await readFile(taken.fsPath, 'utf8'), 'mine');
    assert.deepEqual(tabLabels(), []);
  });
});
