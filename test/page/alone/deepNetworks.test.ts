import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sampleClasses, sampleDynamics } from '../../webview/sampleAnalyses';
import { deepDynamics, deepGroups, deepLayers } from '../../webview/sampleDeep';
import { doneState } from './analysisStates';
import type { BarePage } from './barePage';
import { barePages } from './barePages';

describe('figures of deep networks on their page', function () {
  const pages = barePages();
  let bare: BarePage;

  const told = () => bare.page.locator('.chart-told').textContent();
  const drawn = () =>
    bare.page
      .locator('[data-test="chart-dynamics"] canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

  for (const count of [24, 48, 100]) {
    it(`keep the height of the plot, with ${count} layers`, async () => {
      bare = await pages.open('analysis');
      await bare.show(doneState(deepDynamics(count)));
      const plot = (await bare.page.locator('[data-test="chart-dynamics"] canvas').boundingBox())!;
      assert.equal(plot.height, 360);
      const card = (await bare.hook('chart-dynamics').boundingBox())!;
      assert.ok(card.height < 520, `${card.height}`);
      assert.equal(await bare.page.locator('.depth-bar').isVisible(), true);
      assert.deepEqual(await bare.page.locator('.depth-bar > span').allTextContents(), ['0', String(count - 1)]);
      // The same numbers as a map of layers by checkpoints, beside the lines.
      const map = (await bare.hook('heat-course').boundingBox())!;
      assert.ok(map.x > card.x + card.width - 1 && Math.abs(map.y - card.y) < 2, 'beside');
      assert.equal(await bare.hook('verdict-details').evaluate((node: HTMLDetailsElement) => node.open), false);
      await bare.picture(`deep-dynamics-${count}`, 'contrast', 'light');
      await bare.page.setViewportSize({ width: 500, height: 860 });
      await bare.frames();
      assert.ok((await bare.overflow()) <= 0);
      await bare.picture(`deep-dynamics-${count}-narrow`);
    });
  }

  it('isolate the layer that is pointed at or chosen, until Escape', async () => {
    bare = await pages.open('analysis');
    const layers = deepLayers(48);
    await bare.show(doneState(deepDynamics(48)));
    const whole = await drawn();
    const bar = bare.hook('depth-bar');
    const { height } = (await bar.boundingBox())!;
    await bar.hover({ position: { x: 5, y: (10.5 / 48) * height } });
    assert.equal(await told(), '10');
    assert.notEqual(await drawn(), whole);
    await bar.click({ position: { x: 5, y: (10.5 / 48) * height } });
    await bare.page.mouse.move(5, 5);
    assert.equal(await told(), '10', 'a click keeps it');
    await bare.picture('deep-dynamics-isolated', 'light');
    await bare.page.keyboard.press('Escape');
    assert.equal(await told(), '');
    // By keys alone.
    await bar.focus();
    await bar.press('End');
    await bar.press('ArrowUp');
    assert.equal(await bar.getAttribute('aria-valuetext'), layers[46]);
    await bar.press('Enter');
    await bar.blur();
    assert.equal(await told(), '46');
    // Pointing at a line: the first checkpoint of the highest layer is the lowest point of the picture.
    await bare.page.keyboard.press('Escape');
    const canvas = bare.page.locator('[data-test="chart-dynamics"] canvas');
    const box = (await canvas.boundingBox())!;
    let found = '';
    for (let y = 20; y < box.height - 40 && found === ''; y += 3) {
      await canvas.hover({ position: { x: box.width / 5, y } });
      found = (await told()) ?? '';
    }
    assert.ok(/^\d+$/.test(found) && Number(found) < 48, found);
  });

  it('have legend entries that are reached by keys and isolate their line', async () => {
    bare = await pages.open('analysis');
    await bare.show(doneState(sampleDynamics()));
    const whole = await drawn();
    const entry = bare.page.locator('[data-test="chart-dynamics"] .chart-legend-entry', { hasText: 'layer2' });
    assert.deepEqual(await bare.page.locator('[data-test="chart-dynamics"] .chart-legend-entry').allTextContents(), [
      'layer1',
      'layer2',
      'layer3',
      'layer4',
      'logits',
      'Threshold 0.9',
      'Unrelated data',
    ]);
    await entry.focus();
    await entry.press('Enter');
    assert.equal(await entry.getAttribute('aria-pressed'), 'true');
    const isolated = await drawn();
    assert.notEqual(isolated, whole);
    await bare.page.keyboard.press('Escape');
    assert.equal(await entry.getAttribute('aria-pressed'), 'false');
    assert.equal(await drawn(), whole);
    await entry.click();
    await entry.click();
    assert.equal(await entry.getAttribute('aria-pressed'), 'false', 'a second click lets go');
    await bare.picture('deep-dynamics-5', 'light');
  });

  it('draw 1,000 classes as a map, in which classes are chosen for the lines', async () => {
    bare = await pages.open('analysis');
    const result = sampleClasses(1000);
    await bare.show(doneState(result));
    const entries = () => bare.page.locator('[data-test="chart-classes-layers"] .chart-legend-entry').allTextContents();
    const summary = await entries();
    assert.ok(summary.length <= 5, summary.join());
    const plot = bare.hook('heat-classes').locator('.heat-plot');
    await plot.scrollIntoViewIfNeeded();
    await plot.focus();
    await plot.press('PageDown');
    assert.match((await bare.hook('heat-classes').locator('.heat-tip').textContent()) ?? '', /^class 10 × layer1/);
    await plot.press('Space');
    assert.ok((await entries()).includes('class 10'));
    await bare.picture('deep-classes-1000', 'light');
    // From the best on, the first row is the best class at the last layer.
    await bare.hook('class-order').evaluate((node: HTMLElement & { value: string }) => {
      node.value = 'value';
      node.dispatchEvent(new Event('change'));
    });
    const [last] = result.layers.filter(({ checkpoint, layer }) => checkpoint === 'epoch_20' && layer === 'logits');
    const best = Math.max(...last.R.map((value) => value ?? 0));
    await plot.focus();
    await plot.press('PageUp');
    await plot.press('End');
    const tip = (await bare.hook('heat-classes').locator('.heat-tip').textContent()) ?? '';
    assert.equal(Number(/class \d+ × logits([\d.]+)/.exec(tip)?.[1]), Number(best.toFixed(4)), tip);
    await bare.hook('chosen-classes').getByRole('button').click();
    assert.deepEqual(await entries(), summary);
    await bare.hook('heat-classes').locator('[data-test="export-figure"]').click();
    await bare.hook('export-dialog').waitFor();
    await bare.page.keyboard.press('Enter');
    const { name, bytes } = await bare.saved();
    assert.match(name, /-classes-map\.svg$/);
    const drawn = Buffer.from(bytes).toString('utf8');
    assert.match(drawn, /^<svg [^>]*>/);
    assert.match(drawn, />Each class at each layer: R</);
    assert.doesNotMatch(drawn, /Click a class/);
    await bare.page.setViewportSize({ width: 500, height: 860 });
    await bare.frames();
    assert.ok((await bare.overflow()) <= 0);
    await bare.picture('deep-classes-1000-narrow');
  });

  it('thin out the layers along the axis of groups', async () => {
    bare = await pages.open('analysis');
    await bare.show(doneState(deepGroups(48)));
    await bare.picture('deep-groups-48', 'light');
    await bare.page.setViewportSize({ width: 500, height: 860 });
    await bare.frames();
    assert.ok((await bare.overflow()) <= 0);
    await bare.picture('deep-groups-48-narrow');
  });
});
