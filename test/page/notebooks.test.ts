import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { FrameLocator, Locator } from 'playwright-core';
import { WorkerClient } from '../../src/jobs/workerClient';
import { comparisonMimeType } from '../../src/protocol/notebook';
import { defaultOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { fixture } from '../golden';
import { smallMatrix } from '../webview/sampleAnalyses';
import { projectFolder } from '../workbench/paths';
import { expectedScores } from './expectedScores';
import { Workbench } from './workbench';

const names = ['model0_layer2.npy', 'model1_layer2.npy'];
const paths = names.map((name) => fixture(`activations/${name}`));
const files = { a: names[0]!, b: names[1]! };
const head = { schema: 1, kind: 'cca-lens-comparison' };

/** A notebook with a cell for each of some outputs. */
function notebook(...outputs: object[]): string {
  const cells = outputs.map((output, index) => ({
    cell_type: 'code',
    execution_count: null,
    id: `cell${index}`,
    metadata: {},
    outputs: [
      {
        output_type: 'display_data',
        data: { [comparisonMimeType]: output, 'text/plain': 'CCA Lens: a comparison' },
        metadata: {},
      },
    ],
    source: `compare(${index})`,
  }));
  const metadata = { language_info: { name: 'python' } };
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 });
}

describe('comparisons in a notebook', () => {
  let workbench: Workbench;
  let report: ComparisonReport;

  before(async () => {
    const client = new WorkerClient(join(projectFolder, 'dist', 'worker.js'));
    const [a, b] = paths.map((path) => ({ path }));
    report = (await client.run('compare', { a: a!, b: b!, options: defaultOptions })).report;
    client.dispose();
  });

  /** Opens a notebook beside the two files, and waits until an output with some words is drawn. */
  async function open(text: string, words: string): Promise<void> {
    workbench = await Workbench.open(paths, { 'book.ipynb': text });
    await workbench.openRow('book.ipynb', workbench.page.locator('.notebookOverlay .code-cell-row').first());
    await output(words).waitFor();
  }

  /** The document within which a notebook draws its outputs. */
  const frame = (): FrameLocator =>
    workbench.page.frameLocator('.notebookOverlay iframe.webview.ready').frameLocator('iframe#active-frame');
  /** The output with some words: they are drawn in any order. */
  const output = (words: string): Locator => frame().locator('[data-test="output"]', { hasText: words });
  const within = (words: string, hook: string) => output(words).locator(`[data-test="${hook}"]`);
  const status = (words: string, wanted: string) =>
    output(words)
      .and(frame().locator(`[data-status="${wanted}"]`))
      .waitFor();
  const shownScore = async (words: string, id: string) =>
    Number(await output(words).locator(`[data-score="${id}"]`).getAttribute('data-value'));

  it('draw a result as it is, with its numbers, and follow the theme', async () => {
    await open(notebook({ ...head, result: report }, { ...head, result: smallMatrix() }), names[0]!);
    const [pair, matrix] = [names[0]!, 'Mean SVCCA: 2 arrays'];
    await status(pair, 'done');
    assert.equal(await shownScore(pair, 'cca'), report.cca!.mean);
    assert.equal(await shownScore(pair, 'svcca'), report.svcca!.mean);
    assert.equal(await shownScore(pair, 'cka'), report.cka!.linear);
    assert.equal(await within(pair, 'origin').textContent(), 'Saved with the notebook.');
    assert.equal(await within(pair, 'compute').isVisible(), false, 'without files there is nothing to compute');
    await status(matrix, 'done');
    const { values, measure } = smallMatrix();
    const shown = await within(matrix, 'output-matrix').locator('td[data-value]').count();
    assert.equal(shown, values[measure]!.flat().filter((value) => value !== null).length);

    const ground = () => output(pair).evaluate((node) => getComputedStyle(node).backgroundColor);
    const grounds = [await ground()];
    await workbench.screenshot('notebook-result-dark');
    for (const [theme, kind] of [
      ['Light Modern', 'light'],
      ['Dark High Contrast', 'high-contrast'],
    ] as const) {
      await workbench.chooseTheme(theme);
      await frame().locator(`body.vscode-${kind}`).waitFor({ state: 'attached' });
      grounds.push(await ground());
      await workbench.screenshot(`notebook-result-${kind}`);
    }
    assert.equal(new Set(grounds).size, 3, grounds.join());
  });

  it('compute the files that they name on a click, each for itself', async () => {
    const [there, gone] = [names[1]!, 'gone.npy'];
    await open(notebook({ ...head, files }, { ...head, files: { a: names[0], b: gone } }), there);
    await status(gone, 'empty');
    assert.equal(await output(there).locator('[data-score]').count(), 0, 'nothing is computed before');
    await workbench.screenshot('notebook-files');
    await within(there, 'compute').click();
    await status(there, 'done');
    const reference = new Map(expectedScores(files).map(([id, value, tolerance]) => [id, { value, tolerance }]));
    const scores = await output(there)
      .locator('[data-score]')
      .evaluateAll((cells) => cells.map((cell) => [cell.getAttribute('data-score'), cell.getAttribute('data-value')]));
    assert.ok(scores.length >= 6, `${scores.length} scores are shown`);
    for (const [id, shown] of scores) {
      const { value, tolerance } = reference.get(id!)!;
      assert.ok(Math.abs(Number(shown) - value) <= tolerance, `${id}: ${shown} is shown, ${value} is expected`);
    }
    await within(gone, 'compute').focus();
    await workbench.page.keyboard.press('Enter');
    await status(gone, 'failed');
    assert.match((await within(gone, 'failure').textContent()) ?? '', /^gone\.npy is neither beside the notebook nor/);
    assert.equal(await output(there).getAttribute('data-status'), 'done');
    await workbench.screenshot('notebook-computed');
  });

  it('open in full', async () => {
    await open(notebook({ ...head, files, result: report }), names[0]!);
    assert.match((await within(names[0]!, 'origin').textContent()) ?? '', /files may have changed since\.$/);
    await within(names[0]!, 'open').click();
    await workbench.page.locator('.tab', { hasText: names.join(' ↔ ') }).waitFor();
  });

  it('that are not understood are shown as JSON, with a sentence', async () => {
    const newer = 'newer version of CCA Lens';
    await open(notebook({ ...head, schema: 2, shape: 'unknown' }, { ...head, files: { a: 'a.npy' } }), newer);
    await status('document.files lacks b;', 'unreadable');
    await output(newer).locator('summary').click();
    assert.match((await output(newer).locator('pre').textContent()) ?? '', /"shape": ?"unknown"/);
    await workbench.screenshot('notebook-unreadable');
  });

  it('are inserted by a command, and drawn without a kernel', async () => {
    await open(notebook({ ...head, files: { a: names[0], b: 'gone.npy' } }), 'gone.npy');
    await workbench.page.locator('.notebook-toolbar-container', { hasText: 'Insert Comparison Cell' }).waitFor();
    await workbench.page.getByRole('button', { name: 'Insert Comparison Cell' }).click();
    await workbench.pick(names[0]!);
    await workbench.page.locator('.quick-input-title', { hasText: `Compare ${names[0]} with` }).waitFor();
    await workbench.pick(names[1]!);
    await workbench.page.locator('.notebookOverlay .view-lines', { hasText: 'from IPython.display' }).waitFor();
    await within(names[1]!, 'compute').click();
    await status(names[1]!, 'done');
    await workbench.screenshot('notebook-inserted');
  });
});
