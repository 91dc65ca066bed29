import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Uri, ViewColumn, window, workspace } from 'vscode';
import { pageHtml, webviewOptions } from '../../src/vscode/html';
import { extension } from './extensionUnderTest';

describe('pageHtml', () => {
  it('allows one script by its nonce and refuses whatever is not named', async () => {
    const { extensionUri } = extension();
    const panel = window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active, webviewOptions(extensionUri));
    const { webview } = panel;
    const html = pageHtml(webview, extensionUri, 'comparison');
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    const nonce = /script-src 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1];
    assert.ok(policy.startsWith(`default-src 'none'`));
    assert.doesNotMatch(policy, /unsafe-|\*(?![.])|http:/);
    assert.ok(nonce && html.includes(`<script type="module" nonce="${nonce}"`));
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.notEqual(pageHtml(webview, extensionUri, 'comparison'), html, 'a nonce is used once');
    for (const page of ['comparison', 'array']) {
      const { size } = await workspace.fs.stat(Uri.joinPath(extensionUri, 'dist', `${page}.js`));
      assert.ok(size > 0, page);
    }
    assert.deepEqual(
      (webview.options.localResourceRoots ?? []).map((root) => root.path.split('/').pop()),
      ['dist', 'media'],
    );
    panel.dispose();
  });
});
