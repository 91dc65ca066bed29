import { randomBytes } from 'node:crypto';
import { Uri, type Webview, type WebviewOptions } from 'vscode';
import type { PageName } from './pages';

/** A page may load files from the two folders it is built of, and from nowhere else. */
export function webviewOptions(extensionUri: Uri): WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')],
  };
}

/**
 * The document of a page: a script, a style sheet and an empty root. It holds no data, which comes by message after the page said
 * `ready`, so that no file name or number can ever close a tag here.
 */
export function pageHtml(webview: Webview, extensionUri: Uri, page: PageName): string {
  const nonce = randomBytes(16).toString('hex');
  const styleNonce = randomBytes(16).toString('hex');
  const script = webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', `${page}.js`));
  const style = webview.asWebviewUri(Uri.joinPath(extensionUri, 'media', 'panel.css'));
  const policy = [
    // Whatever is not named below is refused: connections, frames, workers, forms, plugins.
    `default-src 'none'`,
    // Only the script below, named by a number that is new for each page; nothing inline, no eval.
    `script-src 'nonce-${nonce}'`,
    // Our style sheet, and the empty one by which the controls find out how focus is shown. Their own styles are adopted sheets and Chart.js
    // uses the object model, so that nothing needs 'unsafe-inline'.
    `style-src ${webview.cspSource} 'nonce-${styleNonce}'`,
    // Our icons; data: and blob: for charts that are turned into pictures.
    `img-src ${webview.cspSource} data: blob:`,
    // A font can come only from our own folders.
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${styleNonce}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${style}">
<title>CCA Lens</title>
</head>
<body data-panel="${page}">
<main id="root"></main>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
