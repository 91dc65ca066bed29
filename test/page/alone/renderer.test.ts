import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import type { FromRenderer, ToRenderer } from '../../../src/protocol/notebook';
import { sampleMatrix } from '../../webview/sampleAnalyses';
import { sampleReport } from '../../webview/sampleReport';
import { projectFolder } from '../../workbench/paths';
import { leavePicture, picturesWanted } from '../leavePicture';
import { seriousViolations } from '../seriousViolations';
import { barePages } from './barePages';
import { putTheme, type themes } from './themes';

const origin = 'http://notebook.test';
const head = { schema: 1, kind: 'cca-lens-comparison' };
const files = { a: 'seed0/layer2.npy', b: 'seed1/all.npz::layer2' };

/** Plays the notebook: as text, as a compiled function would refer to helpers that the page does not have. */
const notebook = `
  import { activate } from '${origin}/dist/renderer.js';
  const context = {
    workspace: { isTrusted: true },
    postMessage: (message) => window.sent.push(message),
    onDidReceiveMessage: (listener) => void (window.answer = listener),
  };
  window.sent = [];
  window.begin = (changes) => {
    const renderer = activate(Object.assign(context, changes));
    window.context = context;
    window.remove = (id) => renderer.disposeOutputItem(id);
    window.draw = (id, text) => {
      let place = document.getElementById(id);
      if (!place) document.body.append((place = Object.assign(document.createElement('div'), { id })));
      renderer.renderOutputItem({ id, text: () => text }, place);
    };
  };
`;

interface NotebookWindow {
  sent: FromRenderer[];
  context: { workspace: { isTrusted: boolean } };
  answer(message: ToRenderer): void;
  begin(changes: object): void;
  remove(id?: string): void;
  draw(id: string, text: string): void;
}

describe('the notebook renderer', () => {
  const pages = barePages();
  let page: Page;
  let complaints: string[];

  afterEach(() => assert.deepEqual(complaints, []));

  /** Opens a page as a notebook has it, with the renderer in it. */
  async function open(theme: keyof typeof themes = 'dark', changes: object = {}): Promise<void> {
    page = await pages.empty();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.route(`${origin}/**`, (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/favicon.ico') return route.fulfill({ status: 204 });
      if (path !== '/') {
        return route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(projectFolder, path)) });
      }
      const style = 'body { background: var(--vscode-editor-background); } div { margin: 8px 0; }';
      const body = `<!DOCTYPE html><html lang="en"><title>Notebook</title><style>${style}</style><body><script type="module">${notebook}</script></body>`;
      return route.fulfill({ contentType: 'text/html', body });
    });
    await page.goto(`${origin}/`);
    await putTheme(page, theme);
    await page.waitForFunction(() => 'begin' in window);
    await page.evaluate((change) => (window as unknown as NotebookWindow).begin(change), changes);
  }

  const draw = (id: string, output: unknown) =>
    page.evaluate(([at, text]) => (window as unknown as NotebookWindow).draw(at!, text!), [id, JSON.stringify(output)]);
  const answer = (message: ToRenderer) =>
    page.evaluate((said) => (window as unknown as NotebookWindow).answer(said), message);
  const sent = () => page.evaluate(() => (window as unknown as NotebookWindow).sent);
  const hook = (id: string, name: string): Locator => page.locator(`#${id} [data-test="${name}"]`);
  const status = (id: string) => hook(id, 'output').getAttribute('data-status');

  const picture = async (name: string) => void (picturesWanted && (await leavePicture(page, name, true)));

  it('says once what the names of a matrix have in common, and cuts off nothing of what differs', async () => {
    await open('light');
    await page.setViewportSize({ width: 700, height: 700 });
    const matrix = sampleMatrix(2, 4);
    const named = matrix.rows.map((one, at) => ({
      ...one,
      name: `llama-3.2-1b-${at < 4 ? 'base' : 'instruct'} model.layers.${at % 4}.post_attention_layernorm`,
    }));
    await draw('m', { ...head, result: { ...matrix, rows: named, columns: named } });
    assert.equal(await hook('m', 'matrix-names').textContent(), 'Names: llama-3.2-1b-*.post_attention_layernorm');
    const rows = hook('m', 'output-matrix').locator('th[scope="row"]');
    assert.equal(await rows.nth(5).textContent(), 'instruct model.layers.1');
    assert.equal(await rows.nth(5).getAttribute('title'), named[5]!.name);
    const columns = hook('m', 'output-matrix').locator('th[scope="col"]');
    assert.equal(await columns.nth(2).textContent(), 'base model.layers.2');
    await picture('renderer-matrix-names');
  });

  it('asks for the files of an output on a click, shows how far they are, and gives way to Cancel', async () => {
    await open();
    await draw('one', { ...head, files });
    await draw('two', { ...head, files });
    assert.deepEqual(await sent(), []);
    await hook('one', 'compute').click();
    assert.deepEqual(await sent(), [{ type: 'compute', id: 'one', files }]);
    await answer({ type: 'progress', id: 'one', phase: 'reading a', fraction: 0.4 });
    assert.equal(await page.locator('#one [role="progressbar"]').getAttribute('aria-valuetext'), 'Reading a, 40%');
    assert.equal(await status('two'), 'empty', 'another output of the same files does not stir');
    await picture('renderer-loading');
    await hook('one', 'compute').press('Enter');
    assert.deepEqual((await sent()).at(-1), { type: 'cancel', id: 'one' });
    await answer({ type: 'failed', id: 'one', error: { code: 'cancelled', message: 'It was cancelled.' } });
    assert.equal(await hook('one', 'failure').textContent(), 'It was cancelled.');
    assert.equal(await hook('one', 'compute').textContent(), 'Compute');

    await hook('one', 'compute').click();
    await answer({ type: 'done', id: 'one', report: sampleReport() });
    assert.equal(await status('one'), 'done');
    assert.equal(await page.locator('#one [data-score="svcca"]').getAttribute('data-value'), '0.8');
    assert.equal(await hook('one', 'compute').textContent(), 'Compute Again');
  });

  it('keeps what was computed when an output is drawn once more, and drops it with the output', async () => {
    await open();
    await draw('one', { ...head, files });
    await hook('one', 'compute').click();
    await answer({ type: 'done', id: 'one', report: sampleReport() });
    await draw('one', { ...head, files });
    assert.equal(await status('one'), 'done');
    await draw('one', { ...head, files: { ...files, b: 'other.npy' } });
    assert.equal(await status('one'), 'empty');
    assert.deepEqual((await sent()).at(-1), { type: 'drop', id: 'one' });
    await page.evaluate(() => (window as unknown as NotebookWindow).remove());
    assert.equal((await sent()).filter(({ type }) => type === 'drop').length, 2);
  });

  it('says why files are not read: a workspace without trust, or no way to the extension', async () => {
    await open('dark', { workspace: { isTrusted: false } });
    await draw('one', { ...head, files, result: sampleReport() });
    assert.equal(await status('one'), 'done', 'a result needs no trust');
    assert.match((await hook('one', 'reason').textContent()) ?? '', /only in a trusted workspace/);
    assert.ok(await hook('one', 'compute').isDisabled());
    assert.ok(await hook('one', 'open').isDisabled());
    await page.evaluate(() => ((window as unknown as NotebookWindow).context.workspace.isTrusted = true));
    await draw('one', { ...head, files, result: sampleReport() });
    assert.ok(await hook('one', 'compute').isEnabled());
    await page.close();

    await open('dark', { postMessage: undefined });
    await draw('one', { ...head, files });
    assert.match((await hook('one', 'reason').textContent()) ?? '', /^Files cannot be read from here/);
    assert.ok(await hook('one', 'compute').isDisabled());
  });

  it('runs nothing that stands in a document', async () => {
    await open();
    const mean = '<img src=x onerror="window.ran = 1">';
    await draw('one', { ...head, files: { a: mean, b: `<script>window.ran = 1</script>` } });
    await draw('two', { ...head, result: { ...sampleReport(), warnings: [{ code: 'x', message: mean }] } });
    await draw('three', { ...head, result: { cca: { mean } } });
    await draw('four', 'not a document');
    for (const id of ['three', 'four']) assert.equal(await status(id), 'unreadable');
    assert.equal(await page.locator('img, #one script').count(), 0);
    assert.equal(await page.evaluate(() => 'ran' in window), false);
  });

  it('draws results in every theme, restyled by variables alone', async () => {
    await open('dark');
    await draw('one', { ...head, files, result: sampleReport() });
    await draw('two', { ...head, result: sampleMatrix(2, 4, 3) });
    const inks = () =>
      page.locator('#one .output').evaluate((node) => {
        const { color, backgroundColor } = getComputedStyle(node);
        return [color, backgroundColor];
      });
    const seen = [];
    for (const theme of ['dark', 'light', 'contrast'] as const) {
      await putTheme(page, theme);
      seen.push((await inks()).join());
      await picture(`renderer-${theme}`);
      // An output has no say in which headings stand above it.
      const violations = (await seriousViolations(page)).filter((line) => !/^(page-has-)?heading-/.test(line));
      assert.deepEqual(violations, [], `accessibility, ${theme}`);
    }
    assert.equal(new Set(seen).size, 3);
  });
});
