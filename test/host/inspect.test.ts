import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { commands, type Disposable } from 'vscode';
import type { InspectionState } from '../../src/protocol/panel';
import { arrayBytes, arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, untilTabs } from './extensionUnderTest';

describe('ccaLens.inspect', () => {
  let folder: ArrayFolder;
  let seen: InspectionState[] = [];
  let listening: Disposable;

  before(async () => {
    folder = await arrayFolder();
    const { onState } = await extension().activate();
    listening = onState((event) => {
      if (event.panel === 'inspection') seen.push(event.state);
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

  it('shows the facts of one array', async () => {
    const values = Float64Array.of(1, 0, 2, 0, NaN, 0);
    const file = await folder.file('three.npy', arrayBytes([3, 2], values));
    await commands.executeCommand('ccaLens.inspect', file, [file]);
    await untilTabs('three.npy');
    const state = seen.at(-1);
    assert.equal(state?.status, 'done');
    assert.deepEqual(state.summary.shape, [3, 2]);
    assert.equal(state.summary.nan, 1);
    assert.deepEqual(state.summary.firstNonFinite, [2, 0]);
    assert.deepEqual(state.summary.columns?.constant, [1]);
  });

  it('says what is wrong with a file that is no array', async () => {
    const file = await folder.file('empty.npy', '');
    await commands.executeCommand('ccaLens.inspect', file);
    const state = seen.at(-1);
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'npy-format');
    assert.match(state.error.message, /empty\.npy/);
    await untilTabs('empty.npy');
  });
});
