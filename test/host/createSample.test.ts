import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { commands } from 'vscode';
import { tabLabels, until } from './extensionUnderTest';
import { commandSuite } from './suites';

describe('ccaLens.createSample', () => {
  const suite = commandSuite('comparison');

  it('leads to a comparison of two trained networks', async function () {
    // Six networks are really trained, on whatever machine this is.
    await commands.executeCommand('ccaLens.createSample', suite.folder.uri('sample'));
    const state = suite.seen.at(-1);
    assert.equal(state?.status, 'done');
    await until('the tab', () => tabLabels().length === 1);
    assert.ok(existsSync(state.request.a.path) && existsSync(state.request.b.path));
    assert.ok(state.report.cca && state.report.null);
    assert.ok(state.report.cca.mean > state.report.null.mean, 'networks that learned the same are alike');
  });

  it('writes over nothing', async () => {
    const taken = await suite.folder.file('taken', 'mine');
    await commands.executeCommand('ccaLens.createSample', taken);
    assert.equal(await readFile(taken.fsPath, 'utf8'), 'mine');
    assert.deepEqual(tabLabels(), []);
  });
});
