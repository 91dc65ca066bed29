import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { commands, window, workspace } from 'vscode';
import type { ArrayAddress } from '../../src/protocol/arrayAddress';
import { CurrentArray } from '../../src/vscode/inline/currentArray';
import { FollowedArray } from '../../src/vscode/inline/followedArray';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, until } from './extensionUnderTest';

describe('FollowedArray', () => {
  let folder: ArrayFolder;
  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
  });
  after(async () => {
    await closeTabs();
    await folder.remove();
  });

  it('tells of another array and of reports, and not of what else happens to tabs', async () => {
    const current = new CurrentArray();
    const followed = new FollowedArray(current);
    let events = 0;
    const tabs = window.tabGroups.onDidChangeTabs(() => events++);
    try {
      const one = await folder.array('one.npy', 9, 2, 1);
      await commands.executeCommand('vscode.open', one, { preview: false });
      await until('the array', () => followed.address?.path === one.fsPath);
      const heard: (ArrayAddress | undefined)[] = [];
      followed.onDidChange((address) => heard.push(address));
      events = 0;
      const editor = await window.showTextDocument(await workspace.openTextDocument({ content: '' }));
      await until('the text', () => events > 0);
      events = 0;
      await editor.edit((edit) => edit.insert(editor.document.positionAt(0), 'dirty'));
      await until('its change', () => events > 0);
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.equal(heard.length, 0);
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      const address = { path: one.fsPath };
      current.report(address);
      await until('the report', () => heard.length > 0);
      const other = await folder.array('other.npy', 9, 2, 2);
      await commands.executeCommand('vscode.open', other, { preview: false });
      await until('the other', () => heard.at(-1)?.path === other.fsPath);
      assert.deepEqual(heard, [address, { path: other.fsPath }]);
    } finally {
      tabs.dispose();
      followed.dispose();
      current.dispose();
    }
  });
});
