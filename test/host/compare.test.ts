import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands, type Uri } from 'vscode';
import { tabLabels, until, untilTabs } from './extensionUnderTest';
import { commandSuite } from './suites';

describe('ccaLens.compare', () => {
  let a: Uri;
  let b: Uri;
  const suite = commandSuite('comparison', async (folder) => {
    a = await folder.array('a.npy', 300, 6, 1);
    b = await folder.array('b.npy', 300, 4, 2);
  });

  const last = () => suite.seen.at(-1);

  it('compares two selected files in a panel', async () => {
    await commands.executeCommand('ccaLens.compare', a, [a, b]);
    await untilTabs('a.npy ↔ b.npy');
    const state = last();
    assert.equal(state?.status, 'done');
    assert.deepEqual(state.report.a.shape, [300, 6]);
    assert.deepEqual(state.report.b.shape, [300, 4]);
    assert.equal(state.report.cca?.coefficients.length, 4);
    assert.ok(
      state.report.cca.coefficients.every((r) => r > 0 && r < 0.5),
      'unrelated numbers are hardly correlated',
    );
    assert.ok(suite.seen.some(({ status }) => status === 'loading'));
  });

  it('finds a file equal to itself', async () => {
    const copy = await suite.folder.array('copy.npy', 300, 6, 1);
    await commands.executeCommand('ccaLens.compare', a, [a, copy]);
    const state = last();
    assert.equal(state?.status, 'done');
    assert.ok(Math.abs(state.report.cca!.mean - 1) < 1e-10);
    assert.ok(Math.abs(state.report.cka!.linear - 1) < 1e-10);
    await untilTabs('a.npy ↔ copy.npy');
  });

  it('keeps one panel a pair', async () => {
    await commands.executeCommand('ccaLens.compare', a, [a, b]);
    await commands.executeCommand('ccaLens.compare', a, [a, b]);
    await commands.executeCommand('ccaLens.compare', b, [b, a]);
    await untilTabs('a.npy ↔ b.npy', 'b.npy ↔ a.npy');
  });

  it('tells in the panel what is wrong with a file, by its name', async () => {
    const broken = await suite.folder.file('broken.npy', 'not an array');
    await commands.executeCommand('ccaLens.compare', a, [a, broken]);
    const state = last();
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'npy-format');
    assert.match(state.error.message, /broken\.npy/);
    await untilTabs('a.npy ↔ broken.npy');
    assert.doesNotMatch(state.error.message, /\n| at /, 'no stack trace');
  });

  it('tells of a file that is gone', async () => {
    await commands.executeCommand('ccaLens.compare', a, [a, suite.folder.uri('gone.npy')]);
    const state = last();
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'file-not-found');
    await untilTabs('a.npy ↔ gone.npy');
  });

  it('remembers a file for Compare with Selected', async () => {
    await commands.executeCommand('ccaLens.selectForCompare', a);
    await commands.executeCommand('ccaLens.compareWithSelected', b);
    await untilTabs('a.npy ↔ b.npy');
    assert.equal(last()?.status, 'done');
  });

  it('opens no panel for a selection with something else in it', async () => {
    const notes = await suite.folder.file('notes.txt', 'words');
    await commands.executeCommand('ccaLens.compare', a, [a, notes]);
    assert.deepEqual(tabLabels(), []);
    assert.deepEqual(suite.seen, []);
  });

  it('asks for the second file when one is selected, and lets it be', async () => {
    const asked = commands.executeCommand('ccaLens.compare', a, [a]);
    let ended = false;
    void asked.then(() => (ended = true));
    // The picker may not be there yet when the first key arrives.
    await until('closing the picker', async () => {
      await commands.executeCommand('workbench.action.closeQuickOpen');
      return ended;
    });
    assert.deepEqual(tabLabels(), []);
  });

  it('takes two of three selected files', async () => {
    const c = await suite.folder.array('c.npy', 300, 3, 3);
    const asked = commands.executeCommand('ccaLens.compare', a, [a, b, c]);
    await until('choosing the first entry twice', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return last()?.status === 'done';
    });
    await asked;
    await untilTabs('a.npy ↔ b.npy');
  });
});
