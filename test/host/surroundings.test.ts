import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { describe, it } from 'mocha';
import { workspace } from 'vscode';
import { extension } from './extensionUnderTest';

/** What the run says that it has set up; without this a run could test the same surroundings twice and nobody would see. */
describe('this window', () => {
  const expected = JSON.parse(process.env.CCA_LENS_EXPECTED ?? '{}') as { extensionIn?: string; trusted?: boolean };

  it('has loaded the extension from where the run wants it', () => {
    assert.ok(expected.extensionIn, 'the run says nothing of its surroundings');
    const found = realpathSync(extension().extensionUri.fsPath);
    const wanted = realpathSync(expected.extensionIn);
    assert.ok(found === wanted || found.startsWith(`${wanted}/`), `${found} is not in ${wanted}`);
  });

  it('trusts its folder, or is in Restricted Mode, as the run wants it', async () => {
    assert.equal(workspace.isTrusted, expected.trusted);
    await extension().activate();
    assert.ok(extension().isActive);
  });
});
