import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { rm } from 'node:fs/promises';
import { commands, type Disposable } from 'vscode';
import type { InlineState } from '../../src/protocol/inline';
import type { ComparisonState } from '../../src/protocol/panel';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, until } from './extensionUnderTest';

describe('pinning, comparing with the pinned reference, and recent comparisons', () => {
  let folder: ArrayFolder;
  let listening: Disposable;
  let view: InlineState | undefined;
  let comparison: ComparisonState | undefined;

  before(async () => {
    folder = await arrayFolder();
    const { onState } = await extension().activate();
    listening = onState((event) => {
      if (event.panel === 'similarity') view = event.state;
      if (event.panel === 'comparison') comparison = event.state;
    });
  });
  after(async () => {
    await commands.executeCommand('ccaLens.unpinReference');
    listening.dispose();
    await closeTabs();
    await folder.remove();
  });

  it('does so by commands, and the view shows it', async () => {
    const a = await folder.array('pinned.npy', 60, 3, 1);
    const b = await folder.array('other.npy', 60, 4, 2);
    await commands.executeCommand('ccaLens.similarity.focus');
    await until('the view', () => view !== undefined);
    await commands.executeCommand('ccaLens.pinReference', a, [a]);
    await until('the reference', () => view?.reference?.address.path === a.fsPath);
    await commands.executeCommand('ccaLens.compareWithPinned', b, [b]);
    assert.ok(comparison?.status === 'done');
    assert.deepEqual([comparison.request.a.path, comparison.request.b.path], [a.fsPath, b.fsPath]);
    await until('the recent comparison', () => view?.recent[0]?.b.path === b.fsPath);
    assert.equal(view?.recent[0]?.svcca, comparison.report.svcca?.mean);
    assert.deepEqual(view?.recent[0]?.options, comparison.request.options);
    assert.ok(Math.abs(Date.now() - view.recent[0].at!) < 600_000, 'it is dated');
    await closeTabs();
    comparison = undefined;
    const chosen = commands.executeCommand('ccaLens.openRecent');
    await until('the comparison that is opened from the list', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return comparison?.status === 'done';
    });
    await chosen;
    const opened = comparison as ComparisonState | undefined;
    assert.ok(opened?.status === 'done');
    assert.equal(opened.request.b.path, b.fsPath);
    await rm(b.fsPath);
    await commands.executeCommand('ccaLens.unpinReference');
    await until('the end of the pin', () => view !== undefined && view.reference === undefined);
  });
});
