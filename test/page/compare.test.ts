import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { fixture } from '../golden';
import { expectedScores } from './expectedScores';
import { untilDone } from './untilDone';
import { anew, Workbench } from './workbench';

const names = ['model0_layer2.npy', 'model1_layer2.npy'];
const files = names.map((name) => fixture(`activations/${name}`));

describe('comparing two files of the explorer', () => {
  let workbench: Workbench;

  it('shows the scores that the reference programs give', async () => {
    workbench = await Workbench.open(files);
    await workbench.choose(names, 'Compare Activations');
    await workbench.status('done');
    for (const [id, value, tolerance] of expectedScores({ a: names[0]!, b: names[1]! })) {
      const shown = await workbench.score(id);
      assert.ok(Math.abs(shown - value) <= tolerance, `${id}: ${shown} is shown, ${value} is expected`);
    }
  });

  it('draws its charts in the colours of the theme, and follows a change', async () => {
    workbench = await Workbench.open(files);
    await workbench.choose(names, 'Compare Activations');
    await workbench.status('done');
    const brightness = async (kind: 'dark' | 'light') => {
      await workbench.panel.locator(`body.vscode-${kind}`).waitFor();
      for (const chart of ['chart-spectrum', 'chart-pca', 'chart-weights']) {
        const drawn = await workbench.hook(chart).locator('canvas').evaluate(inkOf);
        assert.ok(drawn > 100, `${chart} shows nothing`);
      }
      await workbench.screenshot(`comparison-${kind}`);
      return workbench.panel.locator('body').evaluate((body) => {
        const [red = 0, green = 0, blue = 0] = (getComputedStyle(body).color.match(/\d+/g) ?? []).map(Number);
        return (red + green + blue) / 3;
      });
    };
    const onDark = await brightness('dark');
    await workbench.chooseTheme('Light Modern');
    const onLight = await brightness('light');
    assert.ok(onDark > 128 && onLight < 128, `text of ${onDark} on dark and of ${onLight} on light`);
    await workbench.hook('chart-weights').scrollIntoViewIfNeeded();
    await workbench.screenshot('comparison-charts', 'Dark High Contrast');
  });

  it('exchanges the sides and computes anew with other options', async () => {
    workbench = await Workbench.open(files);
    await workbench.choose(names, 'Compare Activations');
    await workbench.status('done');
    const before = await workbench.score('cca');
    await workbench.hook('swap').click();
    await workbench.panel.locator('.title-a', { hasText: names[1]! }).waitFor();
    await workbench.status('done');
    assert.ok(Math.abs((await workbench.score('cca')) - before) < 1e-10);
    const svcca = await workbench.score('svcca');
    // Typed by keys alone, as without a mouse.
    await workbench.hook('options').locator('summary').first().click();
    const field = workbench.hook('field-svcca');
    await field.click();
    // The workbench selects once more, by a message, what the key selected at once: what was typed meanwhile is then typed over.
    await untilDone('typing another cut', async () => {
      await workbench.page.keyboard.press('ControlOrMeta+A');
      await workbench.page.keyboard.type('0.5');
      return (await field.evaluate((node) => (node as HTMLInputElement).value)) === '0.5';
    });
    await workbench.page.keyboard.press('Enter');
    const changed = workbench.panel.locator(`[data-status="done"] [data-score="svcca"]:not([data-value="${svcca}"])`);
    await changed.waitFor();
    assert.ok((await workbench.score('svcca')) > svcca, 'fewer, stronger directions are more alike');
    assert.ok(Math.abs((await workbench.score('cca')) - before) < 1e-10, 'CCA does not depend on the cut of SVCCA');
  });

  it('is there again after the window was reloaded', async () => {
    workbench = await Workbench.open(files, {}, anew);
    await workbench.choose(names, 'Compare Activations');
    await workbench.status('done');
    const before = await workbench.score('pwcca');
    await workbench.reload();
    await workbench.row(names[0]!).waitFor();
    await workbench.status('done');
    assert.equal(await workbench.score('pwcca'), before);
  });

  it('says that a file has changed since, and computes anew when asked', async () => {
    workbench = await Workbench.open(files);
    await workbench.choose(names, 'Compare Activations');
    await workbench.status('done');
    const before = await workbench.score('svcca');
    const stale = (kind: string) => workbench.panel.locator(`[data-test="stale"][data-stale="${kind}"]`);
    await stale('').waitFor({ state: 'attached' });
    // The other one in its place: from now on the two are the same.
    const [a, b] = names.map((name) => join(workbench.folder, name)) as [string, string];
    copyFileSync(b, a);
    await stale('changed').filter({ hasText: names[0]! }).waitFor();
    assert.equal(await workbench.score('svcca'), before, 'nothing is computed unasked');
    await workbench.screenshot('comparison-stale', 'Light Modern', 'Dark High Contrast');
    rmSync(b);
    await stale('gone').filter({ hasText: names[1]! }).waitFor();
    await workbench.panel.locator('[data-test="recompute-stale"][disabled]').waitFor();
    copyFileSync(a, b);
    await stale('changed').waitFor();
    await workbench.hook('recompute-stale').click();
    await workbench.panel.locator(`[data-status="done"] [data-score="svcca"]:not([data-value="${before}"])`).waitFor();
    assert.ok((await workbench.score('svcca')) > 0.999999);
    await stale('').waitFor({ state: 'attached' });
  });

  it('compares two arrays of one archive', async () => {
    workbench = await Workbench.open([fixture('npy/three_stored.npz')]);
    await workbench.choose(['three_stored.npz'], 'Select for Activation Compare');
    await workbench.pick('layer1');
    await workbench.choose(['three_stored.npz'], 'Compare with Selected');
    await workbench.pick('layer2');
    await workbench.status('done');
    await workbench.panel.locator('.title-a', { hasText: 'layer1' }).waitFor();
    await workbench.panel.locator('.title-b', { hasText: 'layer2' }).waitFor();
  });
});

/** The number of pixels of a canvas on which something was drawn. Runs in the page. */
function inkOf(canvas: Element): number {
  const { width, height } = canvas as HTMLCanvasElement;
  const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
  let drawn = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 0) drawn++;
  return drawn;
}
