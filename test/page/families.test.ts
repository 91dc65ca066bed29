import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { fixture, goldenOrNotice } from '../golden';
import { expectedFamilies, type ExpectedByFamily } from './expectedFamilies';
import { Workbench } from './workbench';

describe('families of measures in the table of a comparison', () => {
  let workbench: Workbench;

  /** Compares two files, computes each family by its button in the table, and holds that to what is expected. */
  async function holdTable(
    files: [string, string],
    names: [string, string],
    expected: ExpectedByFamily,
  ): Promise<void> {
    workbench = await Workbench.open(files);
    await workbench.choose(names, 'Compare Activations');
    await workbench.status('done');
    const { panel } = workbench;
    for (const [family, scores] of Object.entries(expected)) {
      const [[first]] = scores as [[string, number, number]];
      assert.equal(await panel.locator(`[data-score="${first}"]`).count(), 0, 'nothing is computed unasked');
      const compute = workbench.hook(`compute-${family}`);
      // Of a family of which some measures are there, the offer is folded with what is not at first sight.
      if (await compute.isHidden()) await workbench.hook(`family-${family}`).click();
      await compute.click();
      await panel.locator(`[data-status="done"] [data-score="${first}"][data-value]`).waitFor();
    }
    const score = (hook: string) => panel.locator(`[data-score="${hook}"]`).getAttribute('data-value');
    for (const [hook, value, tolerance] of Object.values(expected).flat()) {
      const shown = Number((await score(hook)) ?? NaN);
      assert.ok(Math.abs(shown - value) <= tolerance, `${hook}: ${shown} is shown, ${value} is expected`);
    }
  }

  it('are computed by a click, and give what plain numpy gives', async () => {
    const names: [string, string] = ['model0_layer2.npy', 'model1_layer2.npy'];
    const [a, b] = names.map((name) => `activations/${name}`) as [string, string];
    const expected = expectedFamilies(fixture('activations/expected.json'), a, b);
    await holdTable([fixture(a), fixture(b)], names, expected);
    await workbench.screenshot('comparison-families', 'Light Modern', 'Dark High Contrast');
  });

  it('give what the golden data say', async () => {
    const folder = goldenOrNotice('golden families');
    if (folder === undefined) return;
    const names: [string, string] = ['layer1.npy', 'layer2.npy'];
    const [a, b] = names.map((name) => `runs/model0/epoch_20/${name}`) as [string, string];
    const expected = expectedFamilies(join(folder, 'expected/measures.json'), a, b);
    await holdTable([join(folder, a), join(folder, b)], names, expected);
  });
});
