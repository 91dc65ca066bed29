import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands } from 'vscode';
import { arrayBytes } from './arrayFolder';
import { untilTabs } from './extensionUnderTest';
import { commandSuite } from './suites';

describe('ccaLens.inspect', () => {
  const suite = commandSuite('inspection');

  it('shows the facts of one array', async () => {
    const values = Float64Array.of(1, 0, 2, 0, NaN, 0);
    const file = await suite.folder.file('three.npy', arrayBytes([3, 2], values));
    await commands.executeCommand('ccaLens.inspect', file, [file]);
    await untilTabs('three.npy');
    const state = suite.seen.at(-1);
    assert.equal(state?.status, 'done');
    assert.deepEqual(state.summary.shape, [3, 2]);
    assert.equal(state.summary.nan, 1);
    assert.deepEqual(state.summary.firstNonFinite, [2, 0]);
    assert.deepEqual(state.summary.columns?.constant, [1]);
  });

  it('says what is wrong with a file that is no array', async () => {
    const file = await suite.folder.file('empty.npy', '');
    await commands.executeCommand('ccaLens.inspect', file);
    const state = suite.seen.at(-1);
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'npy-format');
    assert.match(state.error.message, /empty\.npy/);
    await untilTabs('empty.npy');
  });
});
