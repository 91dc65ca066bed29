import { before, describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { measureNames } from '../../../src/facts/measures';
import { defaultOptions } from '../../../src/facts/options';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import type { ComparisonState } from '../../../src/protocol/panel';
import { fixture } from '../../golden';
import { barePages } from './barePages';

describe('the page of a comparison with all families', function () {
  const pages = barePages();
  let state: ComparisonState & { status: 'done' };

  before(async () => {
    const [a, b] = [0, 1].map((model) => ({ path: fixture(`activations/model${model}_layer2.npy`) })) as [
      { path: string },
      { path: string },
    ];
    const request = { a, b, options: { ...defaultOptions, measures: [...measureNames] } };
    const { report } = await compareArrays(request, () => undefined);
    state = { status: 'done', request, names: { a: 'model0_layer2.npy', b: 'model1_layer2.npy' }, report };
  });

  it('has one score of each measure in sight, in any width and theme', async () => {
    const bare = await pages.open('comparison');
    for (const width of [1230, 500]) {
      await bare.page.setViewportSize({ width, height: 770 });
      await bare.show(state);
      assert.equal(await bare.overflow(), 0);
      await bare.picture(`comparison-all-families-${width}`, 'light', 'contrast', 'dark');
    }
    await bare.page.setViewportSize({ width: 1230, height: 770 });
    for (const fold of await bare.page.locator('.family-fold').all()) await fold.click();
    await bare.picture('comparison-all-families-unfolded', 'light');
    await bare.hook('options').locator('summary').first().click();
    await bare.picture('comparison-all-families-options', 'contrast');
  });
});
