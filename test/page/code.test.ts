import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { fixture } from '../golden';
import { appears, untilDone } from './untilDone';
import { Workbench } from './workbench';

const names = ['model0_layer2.npy', 'model1_layer2.npy'];
const files = names.map((name) => fixture(`activations/${name}`));
const script = `import numpy as np

def load():
    a = np.load("${names[0]}")
    b = np.load("${names[1]}")
    return a, b
`;

interface ExpectedPair {
  a: string;
  b: string;
  cca: { mean: number };
}

describe('names of array files in a Python file', () => {
  let workbench: Workbench;

  const hover = () => workbench.page.locator('.monaco-hover', { hasText: 'float32' });
  const lens = () => workbench.page.locator('.codelens-decoration a', { hasText: `Compare ${names[0]} with` });

  async function open(): Promise<void> {
    workbench = await Workbench.open(files, { 'compare.py': script });
    await workbench.row('compare.py').dblclick();
    await lens().waitFor();
  }

  /** Rests the pointer on a name until what is known of its file is there. */
  async function rest(name: string): Promise<Locator> {
    const literal = workbench.page.locator('.view-line span span', { hasText: name }).last();
    await untilDone(`hearing of ${name} when the pointer rests on it`, async () => {
      await workbench.page.mouse.move(5, 5);
      await literal.hover();
      return appears(hover(), 5000);
    });
    return hover();
  }

  it('show the shape and the spectrum when the pointer rests on one, and lead to it', async () => {
    await open();
    const shown = await rest(names[0]!);
    const picture = shown.locator('img');
    await picture.waitFor();
    const { width, alt } = await picture.evaluate((image: HTMLImageElement) => ({
      width: image.complete ? image.naturalWidth : 0,
      alt: image.alt,
    }));
    assert.ok(width > 100, 'the picture is not drawn');
    assert.match(alt, /^PCA spectrum: the first of \d+ directions holds/);
    assert.match((await shown.textContent()) ?? '', /\(2000, \d+\) · float32 · C order/);
    await workbench.screenshot('hover');
    await (await rest(names[1]!)).locator('a', { hasText: 'Inspect' }).click();
    await workbench.page.locator('.tab', { hasText: names[1]! }).waitFor();
  });

  it('are compared by a click above their function', async () => {
    await open();
    await workbench.screenshot('codelens');
    await lens().click();
    await workbench.status('done');
    const { pairs } = JSON.parse(readFileSync(fixture('activations/expected.json'), 'utf8')) as {
      pairs: ExpectedPair[];
    };
    const expected = pairs.find(({ a, b }) => a.endsWith(names[0]!) && b.endsWith(names[1]!));
    assert.ok(expected, 'expected.json does not hold the pair');
    assert.ok(Math.abs((await workbench.score('cca')) - expected.cca.mean) < 1e-10);
  });
});
