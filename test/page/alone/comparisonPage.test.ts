import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { ComparisonState } from '../../../src/protocol/panel';
import { pairRule } from '../../../src/facts/pairReading';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { usualMeasures } from '../../../src/facts/measures';
import { calibrationNumbers, defaultOptions } from '../../../src/facts/options';
import { fixture } from '../../golden';
import type { BarePage } from './barePage';
import { barePages } from './barePages';

/** A window of 1280 x 860 with and without a side bar, less the tabs and bars around the page. */
const windows = [
  { width: 1230, height: 770 },
  { width: 930, height: 770 },
];

describe('the page of a comparison', function () {
  const pages = barePages();
  let bare: BarePage;
  let state: ComparisonState & { status: 'done' };

  const show = (shown: ComparisonState) => bare.show(shown);

  before(async () => {
    const [a, b] = [0, 1].map((model) => ({ path: fixture(`activations/model${model}_layer2.npy`) })) as [
      { path: string },
      { path: string },
    ];
    const request = { a, b, options: defaultOptions };
    const { report } = await compareArrays(request, () => undefined);
    state = { status: 'done', request, names: { a: 'model0_layer2.npy', b: 'model1_layer2.npy' }, report };
  });

  for (const size of windows) {
    it(`answers, and shows scores and the spectrum side by side, in one window of ${size.width}`, async () => {
      bare = await pages.open('comparison');
      await bare.page.setViewportSize(size);
      await show(state);
      assert.match(
        await bare.hook('reading').innerText(),
        /^Partly alike: mean SVCCA 0\.46 and linear CKA 0\.92 where/,
      );
      const place = async (name: string) => (await bare.hook(name).boundingBox())!;
      const [reading, scores, spectrum] = [
        await place('reading'),
        await place('scores'),
        await place('chart-spectrum'),
      ];
      assert.ok(reading.y + reading.height <= scores.y, 'the answer comes first');
      assert.ok(scores.x + scores.width <= spectrum.x, 'side by side');
      for (const { y, height } of [scores, spectrum]) assert.ok(y + height <= size.height, `${y + height} is too low`);
      assert.equal(await bare.overflow(), 0);
      await bare.picture(`comparison-first-${size.width}`, 'light', 'contrast');
    });
  }

  it('lists matched neurons where they were asked for, sorted by a head, and saves them', async () => {
    const { request } = state;
    const options = { ...defaultOptions, measures: ['matching' as const] };
    const { report } = await compareArrays({ ...request, options }, () => undefined);
    const { partners } = report.matching!;
    bare = await pages.open('comparison');
    await show({ ...state, request: { ...request, options }, report });
    await bare.hook('partners').locator('summary').click();
    const cells = bare.hook('partners-table').locator('tbody tr:not(.row-space) td[data-column="Pearson r"]');
    assert.equal(await cells.first().getAttribute('data-value'), String(partners[0]![2]));
    await bare.hook('partners-table').getByRole('button', { name: 'Pearson r' }).click();
    const best = Math.max(...partners.map(([, , r]) => r));
    assert.equal(await cells.first().getAttribute('data-value'), String(best));
    await bare.picture('comparison-partners', 'light', 'dark');
    await bare.hook('partners-csv').click();
    const [saved] = await bare.sent('save');
    const content = saved!.content as string;
    assert.match(saved!.suggestedName, /partners\.csv$/);
    const lines = content.trim().split(/\r?\n/);
    assert.equal(lines[0], 'neuron_a,neuron_b,r');
    assert.equal(lines.length, 1 + partners.length);
    assert.equal(lines[1], partners[0]!.join(','));
    assert.equal(await bare.overflow(), 0);
  });

  it('shows in any width what tells the names of a pair apart, of which nothing is cut off', async () => {
    bare = await pages.open('comparison');
    const layer = 'model.layers.3.post_attention_layernorm.npy';
    const pairs = [
      ['generalizing/seed0/epoch_20/layer2.npy', 'generalizing/seed1/epoch_20/layer2.npy'],
      [`llama-3.2-1b-base/${layer}`, `llama-3.2-1b-base/${layer.replace('3', '11')}`],
      [`llama-3.2-1b-base/${layer}`, `llama-3.2-1b-instruct/${layer}`],
      ['run/acts.npz::encoder/layers.0/mlp', 'run/acts.npz::encoder/layers.1/mlp'],
    ] as const;
    const apart = ['seed0', 'seed1', '3', '11', 'base', 'instruct', '0', '1'];
    for (const width of [1230, 500, 320]) {
      await bare.page.setViewportSize({ width, height: 770 });
      for (const [at, [a, b]] of pairs.entries()) {
        await show({ ...state, names: { a, b } });
        const names = bare.page.locator('h1 .title-name');
        assert.deepEqual(await names.allTextContents(), [a, b]);
        const told = bare.page.locator('h1 .path-apart');
        const shown = (await told.allTextContents()).join(' ');
        assert.ok(
          apart.slice(2 * at, 2 * at + 2).every((part) => shown.includes(part)),
          shown,
        );
        for (const one of await told.all()) {
          const inside = await one.evaluate((node) => {
            const outer = node.closest('.title-name')!.getBoundingClientRect();
            return [...node.getClientRects()].every(
              (box) => box.left >= outer.left - 1 && box.right <= outer.right + 1,
            );
          });
          assert.ok(inside, `${a} in ${width} px`);
        }
        assert.equal(await bare.overflow(), 0);
        if (at < 2) await bare.picture(`comparison-names-${at}-${width}`, 'light', 'contrast');
      }
    }
  });

  it('folds what does not stand for a measure, computes what was not, and comes back as it was left', async () => {
    bare = await pages.open('comparison');
    await bare.page.setViewportSize(windows[0]);
    const { cka, procrustes, ...others } = state.report;
    assert.ok(cka && procrustes);
    const measures = ['cca', 'svcca', 'pwcca'] as const;
    const options = { ...state.request.options, measures: [...measures] };
    await show({ ...state, request: { ...state.request, options }, report: { ...others, options } });
    const score = (id: string) => bare.page.locator(`[data-score="${id}"]`);
    const fold = bare.hook('family-directions');
    assert.ok((await score('svcca').isVisible()) && (await score('ccaSquared').isHidden()));
    assert.equal(await score('ccaSquared').getAttribute('data-value'), String(state.report.cca!.meanSquared));
    assert.equal(await fold.innerText(), 'Do both vary along the same directions, whatever their scale? 2 more');
    await bare.picture('comparison-families-missing', 'light', 'contrast');
    await fold.press('Enter');
    assert.ok(await score('ccaSquared').isVisible());
    assert.equal(await fold.getAttribute('aria-expanded'), 'true');
    await bare.hook('compute-geometry').click();
    const [sent] = await bare.sent('recompute');
    const wanted = sent?.options.measures ?? [];
    assert.ok(['cca', 'svcca', 'pwcca', 'cka', 'procrustes'].every((name) => (wanted as string[]).includes(name)));
    await show(state);
    assert.ok((await score('ccaSquared').isVisible()) && (await score('ckaDebiased').isHidden()));
    await bare.picture('comparison-families-unfolded', 'light', 'contrast');
    // By the value within each family, whose question stays above it.
    const head = bare.page.locator('.score-table thead th').nth(1);
    await head.getByRole('button').click();
    const values = await bare.page
      .locator('.score-table [data-family="directions"] [data-value]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    assert.deepEqual(
      values,
      [...values].sort((one, other) => other - one),
    );
    assert.equal(
      await bare.page.locator('.score-table [data-family="directions"] tr').first().innerText(),
      'Do both vary along the same directions, whatever their scale?',
    );
    await fold.click();
    assert.ok(await score('ccaSquared').isHidden());
  });

  it('computes the measures that are ticked, and at least one', async () => {
    bare = await pages.open('comparison');
    await show(state);
    await bare.hook('options').locator('summary').first().click();
    const tick = (measure: string) => bare.hook(`measure-${measure}`).click();
    await bare.picture('comparison-options', 'light', 'contrast');
    for (const measure of usualMeasures) await tick(measure);
    await bare.page.getByText('Choose one measure or more.').waitFor();
    await tick('cka');
    await bare.hook('recompute').click();
    const [sent] = await bare.sent('recompute');
    assert.deepEqual(sent?.options.measures, ['cka']);
    await bare.page.setViewportSize({ width: 500, height: 770 });
    await show(state);
    await bare.picture('comparison-options-500');
    assert.equal(await bare.overflow(), 0);
  });

  it('offers to calibrate scores, and has them beside each in a column then, of which nothing is cut off', async () => {
    bare = await pages.open('comparison');
    await bare.page.setViewportSize(windows[0]);
    await show(state);
    assert.equal(await bare.page.locator('.calibrated').count(), 0);
    await bare.hook('calibrate').click();
    const [sent] = await bare.sent('recompute');
    assert.deepEqual(sent?.options.calibrate, { permutations: 200, alpha: 0.05, seed: 0 });
    const { request } = state;
    const options = { ...request.options, calibrate: { permutations: 39, alpha: 0.05, seed: 0 } };
    const { report } = await compareArrays({ ...request, options }, () => undefined);
    const saturated = { permutations: 39, seed: 0, threshold: 1, p: 1, reason: 'Permuted samples reach 1.' };
    const procrustes = { ...report.procrustes!, calibrated: { procrustes: saturated } };
    for (const width of [1230, 930, 500]) {
      await bare.page.setViewportSize({ width, height: 770 });
      await show({ ...state, request: { ...request, options }, report: { ...report, procrustes } });
      const { value, p } = report.cka!.calibrated!.cka!;
      const cell = bare.page.locator('tr:has([data-score="cka"]) [data-calibrated]');
      assert.equal(await cell.getAttribute('data-value'), String(value));
      assert.deepEqual((await cell.innerText()).split(/\s+/), [value!.toFixed(4), 'p', p!.toFixed(4)]);
      assert.equal(await bare.overflow(), 0);
      await bare.picture(`comparison-calibrated-${width}`, 'light', 'dark', 'contrast');
    }
    const none = bare.page.locator('tr:has([data-score="procrustes"]) [data-calibrated]');
    await none.locator('button').hover();
    assert.match(await none.getByRole('tooltip').innerText(), /Threshold 1\.0000 of 39 .* reach 1/);
    assert.equal(await bare.hook('calibrate').count(), 0);
    await bare.hook('calibrate-not').click();
    const plain = (await bare.sent('recompute')).at(-1)!.options;
    assert.deepEqual([plain.calibrate, plain.measures], [undefined, options.measures]);
  });

  it('calibrates as the fields say, which tell what they take', async () => {
    bare = await pages.open('comparison');
    const { request, names, report } = state;
    await show({ ...state, further: { calibrate: 4 } });
    await bare.hook('options').locator('summary').first().click();
    const field = (id: string) => bare.hook(`field-calibrate-${id}`).locator('input');
    assert.equal(await field('permutations').inputValue(), '');
    const offered = bare.page.locator('.table-offer');
    assert.match(await offered.innerText(), /about 4 s/);
    await field('permutations').fill('1000');
    assert.match(await offered.innerText(), /about 20 s/, 'five times as many permutations');
    assert.match((await bare.hook('calibrate').getAttribute('title'))!, /1,000 permutations/);
    await field('alpha').fill('1');
    await field('seed').fill('-1');
    await bare.hook('calibrate').click();
    await bare.hook('recompute').click();
    assert.deepEqual(await bare.sent('recompute'), []);
    const { permutations, alpha, seed } = calibrationNumbers;
    const said = bare.hook('options').locator('.problem:visible');
    assert.deepEqual(await said.allInnerTexts(), [alpha.advice, seed.advice]);
    await field('permutations').fill('0');
    assert.deepEqual(await said.allInnerTexts(), [permutations.advice, alpha.advice, seed.advice]);
    for (const width of [1230, 500]) {
      await bare.page.setViewportSize({ width, height: 770 });
      assert.equal(await bare.overflow(), 0);
      await said.first().scrollIntoViewIfNeeded();
      await bare.picture(`comparison-calibrate-fields-${width}`, 'light', 'dark');
    }
    await field('permutations').fill('');
    await field('alpha').fill('0,1');
    await field('seed').fill('7');
    await bare.hook('calibrate').click();
    await field('permutations').fill('39');
    await bare.hook('recompute').click();
    const asked = (await bare.sent('recompute')).map(({ options }) => options.calibrate);
    assert.deepEqual(asked, [
      { permutations: 200, alpha: 0.1, seed: 7 },
      { permutations: 39, alpha: 0.1, seed: 7 },
    ]);
    await show({ ...state, request: { ...request, options: { ...request.options, calibrate: asked[1] } } });
    assert.equal(await field('permutations').inputValue(), '39');
    await show({ status: 'done', request, names, report });
    assert.equal(await field('permutations').inputValue(), '');
  });

  it('unfolds its options where a comparison failed, and not where one was cancelled', async () => {
    bare = await pages.open('comparison');
    const { request, names, report: last } = state;
    const open = () => bare.hook('options').evaluate((node: HTMLDetailsElement) => node.open);
    const failed = (code: string) =>
      ({ status: 'failed', request, names, error: { code, message: 'No.' }, last }) as const;
    await show(state);
    await show(failed('cancelled'));
    assert.equal(await open(), false);
    await show(state);
    await show(failed('unreadable'));
    assert.equal(await open(), true);
  });

  it('has progress and Cancel in sight wherever on the page something was asked for', async () => {
    bare = await pages.open('comparison');
    await bare.page.setViewportSize({ width: 500, height: 400 });
    await show(state);
    await bare.hook('calibrate').scrollIntoViewIfNeeded();
    const { request, names, report } = state;
    const computing = { status: 'loading', request, names, phase: 'permuting', fraction: 0.4, last: report } as const;
    await show(computing);
    const { top, bottom } = await bare
      .hook('cancel')
      .first()
      .evaluate((node) => node.getBoundingClientRect());
    assert.ok(top >= 0 && bottom <= 400, `Cancel is from ${top} to ${bottom} in a window of 400`);
    await bare.picture('comparison-progress-in-sight', 'light');
    const error = { code: 'cancelled', message: 'The comparison was cancelled.' } as const;
    await show({ status: 'failed', request, names, error, last: report });
    const told = await bare
      .hook('error')
      .first()
      .evaluate((node) => node.getBoundingClientRect());
    assert.ok(told.top >= 0 && told.bottom <= 400, `what failed is told from ${told.top} to ${told.bottom}`);
  });

  it('tells its rule, how each file was read, and turns one with a click', async () => {
    bare = await pages.open('comparison');
    await show(state);
    await bare.hook('reading').locator('button').hover();
    assert.equal(await bare.hook('reading').getByRole('tooltip').innerText(), pairRule);
    await bare.page.mouse.move(0, 0);
    assert.match(await bare.hook('side-a').innerText(), /2,000 samples × 96 neurons; rows are samples/);
    await bare.hook('flip-b').click();
    const [sent] = await bare.sent('recompute');
    assert.equal(sent?.options.transposeB, true);
  });

  it('copies a paragraph for a paper with the works that it cites, from the menu of sharing', async () => {
    bare = await pages.open('comparison');
    await show(state);
    await bare.hook('share').click();
    await bare.picture('comparison-share', 'contrast');
    await bare.hook('copy-methods').click();
    const [sent] = await bare.sent('copy');
    assert.equal(sent?.what, 'methods paragraph');
    assert.match(
      sent.text,
      /^The similarity of the activations a \(model0_layer2\.npy; 96 neurons, rank \d+\) and b \(model1_layer2\.npy; .* the same 2,000 samples was computed with CCA Lens \d+\.\d+\.\d+ in float64;/,
    );
    assert.match(sent.text, /\n\nReferences\n\nGao, P\..*arXiv:2110\.14739\.\n$/s);
  });

  it('folds options and files beneath, and unfolds options where a comparison failed', async () => {
    bare = await pages.open('comparison');
    await bare.page.setViewportSize({ width: 500, height: 770 });
    await show(state);
    assert.ok(await bare.hook('recompute').isHidden());
    assert.ok(await bare.hook('side-card-a').isHidden());
    await bare.picture('comparison-first-500');
    await bare.hook('files').locator('summary').first().click();
    assert.match(await bare.hook('side-card-a').innerText(), /\(2000, 96\) <f4/);
    assert.equal(await bare.overflow(), 0);
    const { request, names } = state;
    const error = { code: 'npy-format', message: 'a.npy is empty.' };
    await show({ status: 'failed', request, names, error });
    assert.ok(await bare.hook('recompute').isVisible());
    assert.ok(await bare.hook('reading').isHidden());
  });

  it('says once beneath the scores why several are not given, and never lets them run under the spectrum', async () => {
    bare = await pages.open('comparison');
    const { cca, pwcca, ...others } = state.report;
    assert.ok(cca && pwcca);
    const message =
      'CCA needs more samples than neurons, and b.npy has 60 samples for 512 neurons that vary: use more.';
    const skipped = (['cca', 'pwcca', 'pls'] as const).map((measure) => ({
      measure,
      code: 'too-few-samples',
      message,
    }));
    for (const width of [1230, 930, 820]) {
      await bare.page.setViewportSize({ width, height: 770 });
      await show({ ...state, report: { ...others, skipped } });
      assert.deepEqual(await bare.hook('skipped-reason').allInnerTexts(), [`Mean CCA, PWCCA and PLS – ${message}`]);
      assert.equal(
        await bare.page.locator('.score-table .skipped .reading').first().innerText(),
        'not given, see below',
      );
      const table = (await bare.page.locator('.score-table').boundingBox())!;
      const place = (await bare.page.locator('.numbers-beside').boundingBox())!;
      assert.ok(table.width <= place.width + 1, `${table.width} in ${place.width} of ${width} pixels`);
    }
    await bare.picture('comparison-skipped', 'light');
  });

  it('says in the sentence that files have changed', async () => {
    bare = await pages.open('comparison');
    const none = { names: [], count: 0 };
    await show({ ...state, stale: { changed: { names: ['a.npy'], count: 1 }, writing: none, gone: none } });
    assert.match(await bare.hook('reading').innerText(), /^Not current, as files have changed since\. Partly alike/);
    await show(state);
    assert.match(await bare.hook('reading').innerText(), /^Partly alike/);
  });
});
