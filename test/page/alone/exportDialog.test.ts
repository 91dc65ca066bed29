import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sampleDynamics, sampleMatrix } from '../../webview/sampleAnalyses';
import { doneState } from './analysisStates';
import type { BarePage } from './barePage';
import { barePages } from './barePages';

describe('the dialog that exports figures, alone in a browser', function () {
  const pages = barePages();
  let bare: BarePage;

  /** Opens the dialog of the first figure. */
  const openDialog = async () => {
    await bare.hook('export-figure').first().click();
    await bare.hook('export-dialog').waitFor();
  };
  const fill = (hook: string, text: string) => bare.hook(hook).locator('input').fill(text);
  const choose = async (hook: string, words: string) => {
    await bare.hook(hook).click();
    await bare.hook(hook).locator('vscode-option', { hasText: words }).click();
  };
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

  it('saves a chart as SVG, PDF and PNG, light in a dark theme, by its own lines', async () => {
    bare = await pages.open('analysis', 'dark');
    await bare.show(doneState(sampleDynamics()));
    await openDialog();
    await bare.picture('export-dynamics', 'light', 'contrast');
    await bare.page.setViewportSize({ width: 500, height: 860 });
    await bare.picture('export-dynamics-narrow');
    await fill('export-title', 'Layer by layer <ρ>');
    await bare.page.keyboard.press('Enter');
    const svg = await bare.saved();
    assert.equal(svg.name, 'runs-dynamics-svcca.svg');
    const drawn = text(svg.bytes);
    assert.match(drawn, /^<svg [^>]* width="85mm"/);
    assert.match(drawn, /fill="#ffffff"/);
    // Lines of the layers are paths of their own colour: in a page Chart.js would keep them to itself.
    assert.match(drawn, /<path d="M[^"]*L[^"]*" fill="none" stroke="#3a7ad6" stroke-width="1.75"/);
    assert.match(drawn, />Layer by layer &lt;ρ&gt;<\/text>/);
    assert.deepEqual([...new Set([...drawn.matchAll(/font-size="([^"]*)"/g)].map(([, size]) => size))], ['11']);
    assert.doesNotMatch(drawn, / ms|seconds|\d s\b/);
    const parsed = await bare.page.evaluate(
      (xml) => new DOMParser().parseFromString(xml, 'image/svg+xml').querySelector('parsererror')?.textContent ?? '',
      drawn,
    );
    assert.equal(parsed, '');
    await bare.hook('export-dialog').waitFor({ state: 'detached' });

    // What was chosen is kept.
    await openDialog();
    await choose('export-format', 'PDF');
    await choose('export-preset', 'Two columns');
    await fill('export-title', 'Layer 層');
    assert.match((await bare.hook('export-remark').textContent()) ?? '', /178 × .*lack 層: question marks/);
    await bare.hook('export-save').click();
    const pdf = await bare.saved(1);
    assert.equal(pdf.name, 'runs-dynamics-svcca.pdf');
    assert.match(text(pdf.bytes), /^%PDF-1\.4/);
    assert.match(text(pdf.bytes), /MediaBox \[0 0 504\.5\d* /);

    await openDialog();
    await choose('export-format', 'PNG');
    // Twice in a moment is one picture.
    await bare.hook('export-title').locator('input').focus();
    await bare.page.keyboard.press('Enter');
    await bare.page.keyboard.press('Enter');
    const png = Buffer.from((await bare.saved(2)).bytes);
    assert.equal((await bare.sent('save')).length, 3);
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    // 178 mm at 300 dots an inch, and the file says so.
    assert.equal(png.readUInt32BE(16), 2102);
    assert.equal(png.toString('latin1', 37, 41), 'pHYs');
  });

  it('saves a matrix, refuses what is no number, and closes without a trace', async () => {
    bare = await pages.open('analysis', 'light');
    await bare.show(doneState(sampleMatrix(2, 12)));
    await openDialog();
    for (const width of ['0', '-1', '1e9', '', 'NaN', 'wide']) {
      await fill('export-width', width);
      await bare.hook('export-remark').and(bare.page.locator('.field-error')).waitFor();
    }
    assert.match(
      (await bare.hook('export-remark').textContent()) ?? '',
      /The width is to be a number from 30 to 1000 mm/,
    );
    await bare.page.keyboard.press('Enter');
    await bare.page.keyboard.press('Escape');
    await bare.hook('export-dialog').waitFor({ state: 'detached' });
    assert.deepEqual(await bare.sent('save'), []);
    await openDialog();
    // What was no width is not there again.
    assert.equal(await bare.hook('export-width').locator('input').inputValue(), '85');
    await bare.page.keyboard.press('Escape');
    await bare.hook('export-dialog').waitFor({ state: 'detached' });
    assert.equal(await bare.page.evaluate(() => document.activeElement?.getAttribute('data-test')), 'export-figure');
    await openDialog();
    await fill('export-width', '100');
    await bare.picture('export-matrix', 'dark');
    await bare.page.keyboard.press('Enter');
    const { name, bytes } = await bare.saved();
    assert.equal(name, 'runs-matrix-svcca.svg');
    assert.match(text(bytes), / width="100mm"/);
    assert.match(text(bytes), />layer1<\/text>/);
  });
});
