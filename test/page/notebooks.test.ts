import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { FrameLocator, Locator } from 'playwright-core';
import { WorkerClient } from '../../src/jobs/workerClient';
import { comparisonMimeType } from '../../src/protocol/notebook';
import { defaultOptions } from '../../src/similarity/options';
import type { ComparisonReport } from '../../src/similarity/report';
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

  /** Opens a notebook beside the two files. */
  async function open(text: string): Promise<void> {
    workbench = await Workbench.open(paths, { 'book.ipynb': text });
    await workbench.row('book.ipynb').dblclick();
    await output(0).waitFor({ timeout: 60_000 });
  }

  /** The document within which a notebook draws its outputs. */
  const frame = (): FrameLocator =>
    workbench.page.frameLocator('.notebookOverlay iframe.webview.ready').frameLocator('iframe#active-frame');
  const output = (index: number): Locator => frame().locator('[data-test="output"]').nth(index);
  const within = (index: number, hook: string) => output(index).locator(`[data-test="${hook}"]`);
  const status = (index: number, wanted: string) =>
    frame().locator(`[data-test="output"][data-status="${wanted}"]`).nth(index).waitFor({ timeout: 60_000 });
  const shownScore = async (index: number, id: string) =>
    Number(await output(index).locator(`[data-score="${id}"]`).getAttribute('data-value'));

  it('draw a result as it is, with its numbers, and follow the theme', async () => {
    await open(notebook({ ...head, result: report }, { ...head, result: smallMatrix() }));
    await status(0, 'done');
    assert.equal(await shownScore(0, 'ccaMean'), report.cca!.mean);
    assert.equal(await shownScore(0, 'svccaMean'), report.svcca!.mean);
    assert.equal(await shownScore(0, 'ckaLinear'), report.cka!.linear);
    assert.equal(await within(0, 'origin').textContent(), 'Saved with the notebook.');
    assert.equal(await within(0, 'compute').isVisible(), false, 'without files there is nothing to compute');
    const cells = within(1, 'output-matrix').locator('td[data-value]');
    const { values, measure } = smallMatrix();
    assert.equal(await cells.count(), values[measure].flat().filter((value) => value !== null).length);

    const ground = async () => output(0).evaluate((node) => getComputedStyle(node).backgroundColor);
    const dark = await ground();
    await workbench.screenshot('notebook-result-dark');
    for (const [theme, kind] of [
      ['Default Light Modern', 'light'],
      ['Default High Contrast', 'high-contrast'],
    ] as const) {
      await workbench.chooseTheme(theme);
      await frame().locator(`body.vscode-${kind}`).waitFor();
      assert.notEqual(await ground(), dark);
      await workbench.screenshot(`notebook-result-${kind}`);
    }
  });

  it('compute the files that they name on a click, each for itself', async () => {
    await open(notebook({ ...head, files }, { ...head, files: { a: names[0], b: 'gone.npy' } }));
    await status(0, 'empty');
    assert.equal(await output(0).locator('[data-score]').count(), 0, 'nothing is computed before');
    await workbench.screenshot('notebook-files');
    await within(0, 'compute').click();
    await status(0, 'done');
    for (const [id, value, tolerance] of expectedScores(files)) {
      const score = output(0).locator(`[data-score="${id}"]`);
      if ((await score.count()) === 0) continue;
      const shown = Number(await score.getAttribute('data-value'));
      assert.ok(Math.abs(shown - value) <= tolerance, `${id}: ${shown} is shown, ${value} is expected`);
    }
    await within(1, 'compute').focus();
    await workbench.page.keyboard.press('Enter');
    await status(0, 'failed');
    assert.match((await within(1, 'failure').textContent()) ?? '', /^gone\.npy is neither beside the notebook nor/);
    assert.equal(await output(0).getAttribute('data-status'), 'done');
    await workbench.screenshot('notebook-computed');
    await workbench.chooseTheme('Default Light Modern');
    await frame().locator('body.vscode-light').waitFor();
    await workbench.screenshot('notebook-computed-light');
  });

  it('open in full', async () => {
    await open(notebook({ ...head, files, result: report }));
    assert.match((await within(0, 'origin').textContent()) ?? '', /files may have changed since\.$/);
    await within(0, 'open').click();
    await workbench.page.locator('.tab', { hasText: names.join(' ↔ ') }).waitFor();
  });

  it('that are not understood are shown as JSON, with a sentence', async () => {
    await open(notebook({ ...head, schema: 2, shape: 'unknown' }, { ...head, files: { a: 'a.npy' } }));
    await status(1, 'unreadable');
    assert.match((await within(0, 'problem').textContent()) ?? '', /newer version of CCA Lens/);
    assert.match((await within(1, 'problem').textContent()) ?? '', /document\.files lacks b\.$/);
    await output(0).locator('summary').click();
    assert.match((await output(0).locator('pre').textContent()) ?? '', /"shape": ?"unknown"/);
    await workbench.screenshot('notebook-unreadable');
  });

  it('are inserted by a command, and drawn without a kernel', async () => {
    await open(notebook({ ...head, files }));
    await workbench.choose(names, 'Insert Comparison Cell');
    await output(1).waitFor();
    await workbench.page.locator('.notebookOverlay .view-lines', { hasText: 'from IPython.display' }).waitFor();
    await within(1, 'compute').click();
    await status(0, 'done');
    await workbench.screenshot('notebook-inserted');
  });
});
