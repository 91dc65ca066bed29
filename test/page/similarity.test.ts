import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { Frame, Locator } from 'playwright-core';
import { fixture, goldenOrNotice } from '../golden';
import { npyBytes } from '../jobs/savedArrays';
import { gaussian } from '../linalg/random';
import { frameOf } from './frameOf';
import { appears, untilDone } from './untilDone';
import { anew, Workbench } from './workbench';

interface ExpectedPair {
  a: string;
  b: string;
  cca: { mean: number };
  svcca99: { mean: number };
  pwcca: { value: number };
  cka: { linear: number; debiased: number };
}

const hook = (frame: Frame, name: string): Locator => frame.locator(`[data-test="${name}"]`);

/** The number behind what an element shows. */
async function number(element: Locator): Promise<number> {
  return Number(await element.getAttribute('data-value'));
}

function close(shown: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(shown - expected) <= tolerance, `${what}: ${shown} is shown, ${expected} is expected`);
}

/** Waits until the panel is about a file, and has compared it. */
async function compared(frame: Frame, name: string): Promise<void> {
  await hook(frame, 'subject').filter({ hasText: name }).waitFor();
  await frame.locator('.similarity[data-pair="done"]').waitFor();
}

/** Opens the view by its command, as without a mouse. */
async function focusView(workbench: Workbench): Promise<Frame> {
  await workbench.command('Focus on Similarity View');
  return frameOf(workbench.page, 'similarity');
}

/** Opens a folder of the explorer: a click that comes while another folder opens is lost. */
async function expand(workbench: Workbench, folder: string, inside: string): Promise<void> {
  await untilDone(`opening ${folder}`, async () => {
    if (await workbench.row(inside).isVisible()) return true;
    await workbench.row(folder).click();
    return appears(workbench.row(inside), 3000);
  });
}

/** That all of an element can be seen where the view ends, without scrolling. */
async function inSight(element: Locator): Promise<void> {
  const hidden = await element.evaluate((node) => node.getBoundingClientRect().bottom - window.innerHeight);
  assert.ok(hidden <= 0, `${hidden} px of it are below the edge`);
}

/** Makes the view as tall as the side bar has room for, by dragging the edge above it. */
async function enlarge(workbench: Workbench): Promise<void> {
  const header = await workbench.page.locator('.pane-header[aria-label^="Similarity"]').boundingBox();
  assert.ok(header);
  await workbench.page.mouse.move(header.x + 100, header.y);
  await workbench.page.mouse.down();
  await workbench.page.mouse.move(header.x + 100, 190, { steps: 5 });
  await workbench.page.mouse.up();
}

describe('the similarity view in the side bar', () => {
  const names = ['model0_layer2.npy', 'model1_layer2.npy'];
  const files = names.map((name) => fixture(`activations/${name}`));

  it('follows the open file, compares it with the pinned one, and opens the full panel', async () => {
    const workbench = await Workbench.open(files, {}, anew);
    const view = await focusView(workbench);
    await view.getByText('Nothing to compare').waitFor();
    await workbench.screenshot('similarity-first-look');
    await inSight(hook(view, 'choose-reference'));
    await workbench.row(names[0]!).click();
    await hook(view, 'subject').filter({ hasText: names[0]! }).waitFor();
    await workbench.screenshot('similarity-first-subject');
    await inSight(hook(view, 'pin'));
    await enlarge(workbench);
    await workbench.screenshot('similarity-unpinned-workbench');
    // By keys alone: the first button of the page is the array, then Pin.
    await hook(view, 'pin').focus();
    await workbench.page.keyboard.press('Enter');
    await view.getByText('This array is the reference').waitFor();
    await workbench.row(names[1]!).click();
    await compared(view, names[1]!);

    const { pairs } = JSON.parse(readFileSync(fixture('activations/expected.json'), 'utf8')) as {
      pairs: ExpectedPair[];
    };
    const pair = pairs.find(({ a, b }) => a.endsWith(names[0]!) && b.endsWith(names[1]!));
    assert.ok(pair, 'expected.json does not hold the pair');
    const score = (id: string) => number(view.locator(`[data-score="${id}"]`));
    close(await score('cca'), pair.cca.mean, 1e-10, 'mean CCA');
    close(await score('svcca'), pair.svcca99.mean, 1e-10, 'SVCCA');
    close(await score('pwcca'), pair.pwcca.value, 1e-9, 'PWCCA');
    close(await score('cka'), pair.cka.linear, 1e-11, 'CKA');
    close(await score('ckaDebiased'), pair.cka.debiased, 1e-11, 'debiased CKA');

    await (await frameOf(workbench.page, 'array')).locator('.grid-cell[data-value]').first().waitFor();
    await workbench.screenshot('similarity-workbench', 'Light Modern', 'Dark High Contrast');

    await hook(view, 'open-full').click();
    const panel = await frameOf(workbench.page, 'comparison');
    await panel.locator('[data-status="done"]').waitFor();
    close(await number(panel.locator('[data-score="cca"]')), pair.cca.mean, 1e-10, 'mean CCA of the panel');
    await hook(view, 'recent').first().waitFor();
    close(Number(await view.locator('.recent-score').first().textContent()), pair.svcca99.mean, 1e-4, 'recent SVCCA');
    // The panel that is now in front is not followed; the array stays, as its tab is still open.
    assert.match((await hook(view, 'subject').textContent()) ?? '', new RegExp(names[1]!));
  });

  it('pins from the menu of the explorer, and is opened and closed by its header', async () => {
    const workbench = await Workbench.open(files, {}, anew);
    await workbench.choose([names[0]!], 'Pin as Reference');
    await workbench.page.locator('.pane-header[aria-label^="Similarity"]').click();
    const view = await frameOf(workbench.page, 'similarity');
    await hook(view, 'reference').filter({ hasText: names[0]! }).waitFor();
    await workbench.choose([names[1]!], 'Compare with Pinned Reference');
    const panel = await frameOf(workbench.page, 'comparison');
    await panel.locator('[data-status="done"]').waitFor();
    await hook(view, 'unpin').click();
    await hook(view, 'reference').waitFor({ state: 'detached' });
  });
});

describe('the row of the layer matrix in the side bar', () => {
  const golden = goldenOrNotice('the row of the layer matrix in the side bar');
  if (golden === undefined) return;
  const layers = ['layer1', 'layer2', 'layer3', 'logits'];

  it('shows the golden values of the open layer with each layer beside it, and opens their pair', async () => {
    const inside = 'runs/model0/epoch_20';
    const copies = layers.map((layer) => [`${inside}/${layer}.npy`, join(golden, inside, `${layer}.npy`)]);
    const workbench = await Workbench.openTree(Object.fromEntries(copies) as Record<string, string>);
    const steps = [...inside.split('/'), 'layer2.npy'];
    for (const [at, folder] of inside.split('/').entries()) await expand(workbench, folder, steps[at + 1]!);
    const view = await focusView(workbench);
    await workbench.row('layer2.npy').click();
    const cell = (layer: string) => view.locator(`[data-layer="${layer}"]`);
    await view.locator('.similarity[data-row="done"]').waitFor();
    const { pairs } = JSON.parse(readFileSync(join(golden, 'expected', 'cross_layers.json'), 'utf8')) as {
      pairs: ExpectedPair[];
    };
    const ofLayer = (path: string) => /model0\/epoch_20\/(\w+)\.npy$/.exec(path)?.[1];
    for (const layer of layers.filter((name) => name !== 'layer2')) {
      const found = pairs.find(
        ({ a, b }) => [ofLayer(a), ofLayer(b)].sort().join() === ['layer2', layer].sort().join(),
      );
      assert.ok(found, `cross_layers.json has no layer2 with ${layer}`);
      close(await number(cell(layer)), found.svcca99.mean, 1e-10, layer);
    }
    close(await number(cell('layer2')), 1, 1e-10, 'the layer itself');
    await enlarge(workbench);
    await workbench.screenshot('similarity-workbench-row');
    await cell('layer3').click();
    const panel = await frameOf(workbench.page, 'comparison');
    await panel.locator('[data-status="done"]').waitFor();
    await panel.getByText('layer3.npy').first().waitFor();
  });

  it('shows 48 layers that are called as their modules are, and opens the pair of one', async () => {
    const name = (i: number) => `model.layers.${i}.post_attention_layernorm`;
    const layers = Array.from({ length: 48 }, (_, i) => [
      `llama-3.2-1b-base/${name(i)}.npy`,
      npyBytes(gaussian(60, 4, i + 1)),
    ]);
    const workbench = await Workbench.openTree({}, Object.fromEntries(layers) as Record<string, Uint8Array>);
    await expand(workbench, 'llama-3.2-1b-base', name(0));
    const view = await focusView(workbench);
    await workbench.row(`${name(1)}.npy`).click();
    await view.locator('.similarity[data-row="done"]').waitFor();
    assert.equal(await view.locator('.layer-cell[data-value]').count(), 48);
    await enlarge(workbench);
    await workbench.screenshot('similarity-workbench-deep', 'Light Modern');
    await view.locator(`[data-layer="${name(5)}"]`).click();
    const panel = await frameOf(workbench.page, 'comparison');
    await panel.locator('[data-status="done"]').waitFor();
    await panel.locator('h1 .path-apart').getByText('5', { exact: true }).waitFor();
    await workbench.screenshot('similarity-workbench-deep-opened');
  });
});
