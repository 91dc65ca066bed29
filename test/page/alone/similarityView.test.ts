import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ScoreName } from '../../../src/facts/measures';
import { usualSideBarScores } from '../../../src/facts/sideBarScores';
import type { InlineRow, InlineState } from '../../../src/protocol/inline';
import { sampleReport } from '../../webview/sampleReport';
import type { BarePage } from './barePage';
import { barePages } from './barePages';
import { seriousViolations } from '../seriousViolations';

const named = (name: string) => ({ address: { path: `/ws/${name}` }, name });

function row(): InlineRow {
  const layers = ['conv1', 'conv2', 'a_layer_with_a_long_name', 'fc1', 'logits'];
  const cells = layers.map((layer, at) => ({
    address: { path: `/ws/runs/${layer}.npy` },
    layer,
    self: at === 1,
    value: at === 3 ? null : [0.93, 1, 0.61, 0, 0.12][at]!,
    refused: at === 3 ? 'fc1.npy has 20 samples and conv2.npy has 21: save the same samples.' : undefined,
  }));
  return { status: 'done', measure: 'svcca', cells };
}

/** A row of a network of 48 layers, one of which cannot be compared. */
function deepRow(name: (i: number) => string = (i) => `model.layers.${i}.post_attention_layernorm`): InlineRow {
  const cells = Array.from({ length: 48 }, (_, i) => ({
    address: { path: `/ws/llama/${name(i)}.npy` },
    layer: name(i),
    self: i === 30,
    value: i === 7 ? null : 1 - Math.abs(i - 30) / 48,
    refused: i === 7 ? 'the samples differ' : undefined,
  }));
  return { status: 'done', measure: 'svcca', cells };
}

function state(more: Partial<InlineState> = {}): InlineState {
  return {
    status: 'inline',
    subject: named('runs/model0/epoch_20/conv2.npy'),
    reference: named('runs/model1/epoch_20/conv2.npy'),
    pair: { status: 'done', report: sampleReport(), scores: [...usualSideBarScores] },
    row: row(),
    recent: [
      { a: { path: '/ws/a.npy' }, b: { path: '/ws/b.npy' }, names: { a: 'a.npy', b: 'b.npy' }, svcca: 0.8123456 },
      {
        a: { path: '/ws/x/acts.npy' },
        b: { path: '/ws/y/acts.npy' },
        names: { a: 'x/acts.npy', b: 'y/acts.npy' },
        svcca: null,
      },
    ],
    ...more,
  };
}

describe('the inline similarity panel', () => {
  const pages = barePages();
  let bare: BarePage;

  async function open(theme: 'dark' | 'light' | 'contrast', width: number): Promise<void> {
    bare = await pages.open('similarity', theme);
    await bare.page.setViewportSize({ width, height: 700 });
  }
  const inline = async () => (await bare.sent('inline')).map(({ message }) => message);

  it('shows scores, spectrum, row and recent comparisons in any width and theme, without being wider than its place', async () => {
    const report = sampleReport();
    for (const [theme, width] of [
      ['dark', 300],
      ['light', 300],
      ['contrast', 300],
      ['dark', 180],
      ['light', 900],
    ] as const) {
      await open(theme, width);
      await bare.show(state());
      const value = async (id: string) =>
        Number(await bare.page.locator(`[data-score="${id}"]`).getAttribute('data-value'));
      assert.equal(await value('cca'), report.cca!.mean);
      assert.equal(await value('svcca'), report.svcca!.mean);
      assert.equal(await value('pwcca'), report.pwcca!.value);
      assert.equal(await value('cka'), report.cka!.linear);
      const label = await bare.hook('small-spectrum').locator('svg').getAttribute('aria-label');
      assert.match(label ?? '', /3 coefficients from 0\.9000 down to 0\.1000, against a mean of 0\.3000/);
      assert.equal(await bare.overflow(), 0);
      await bare.picture(`similarity-${theme}-${width}`);
      assert.deepEqual(await seriousViolations(bare.page), [], `accessibility, ${theme}`);
      if (theme !== 'light' || width !== 900) await bare.page.close();
    }
  });

  it('shows the scores that were chosen, in their order, and tells them', async () => {
    await open('light', 250);
    const scores: ScoreName[] = ['procrustesDistance', 'cka'];
    await bare.show(state({ pair: { status: 'done', report: sampleReport(), scores } }));
    const shown = bare.hook('summary-scores').locator('[data-score]');
    assert.deepEqual(await shown.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-score'))), scores);
    const heard = bare.page.locator('.similarity > [role="status"]');
    assert.equal(
      await heard.textContent(),
      'Compared with the reference: Procrustes distance 1.0000, linear CKA 0.6000.',
    );
    await bare.picture('similarity-chosen');
  });

  it('lets what tells the reference from the open array stand out, of names that have nearly all in common', async () => {
    await open('light', 250);
    const layer = (i: number) => `llama-3.2-1b-base/model.layers.${i}.post_attention_layernorm.npy`;
    const empty = { pair: undefined, row: undefined, recent: [] };
    await bare.show(state({ ...empty, subject: named(layer(3)), reference: named(layer(11)) }));
    assert.deepEqual(await bare.page.locator('.subject-apart').allTextContents(), ['11', '3']);
    assert.equal(await bare.hook('reference').textContent(), layer(11));
    assert.equal(await bare.overflow(), 0);
    await bare.picture('similarity-names');
    assert.deepEqual(await seriousViolations(bare.page), []);
    await bare.show(state({ ...empty, subject: named('run1/fc.npy'), reference: named('run2/fc.npy') }));
    assert.deepEqual(await bare.page.locator('.subject-apart').allTextContents(), ['run2', 'run1']);
  });

  it('teaches what to do while there is nothing to compare', async () => {
    await open('dark', 300);
    const empty = { pair: undefined, row: undefined, recent: [] };
    await bare.show(state({ ...empty, subject: undefined, reference: undefined }));
    assert.match((await bare.page.locator('.advice').textContent()) ?? '', /Click a \.npy, .* or [.\w]+ file/);
    await bare.picture('similarity-empty');
    assert.deepEqual(await seriousViolations(bare.page), []);
    await bare.show(state({ ...empty, reference: undefined }));
    await bare.picture('similarity-unpinned');
    assert.deepEqual(await seriousViolations(bare.page), []);
    await bare.hook('pin').click();
    await bare.hook('choose-reference').click();
    await bare.show(state({ ...empty, reference: state().subject }));
    assert.match((await bare.page.locator('.advice').textContent()) ?? '', /This array is the reference/);
    await bare.hook('unpin').click();
    assert.deepEqual(await inline(), [{ type: 'pin' }, { type: 'chooseReference' }, { type: 'unpin' }]);
  });

  it('explains each score on hover and on focus, within its own width', async () => {
    await open('dark', 240);
    await bare.show(state());
    const trigger = bare.page.locator('.summary-scores .tip-trigger', { hasText: 'Mean SVCCA' });
    await trigger.focus();
    const id = await trigger.getAttribute('aria-describedby');
    const bubble = bare.page.locator(`[id="${id}"]`);
    await bubble.waitFor({ state: 'visible' });
    assert.match((await bubble.textContent()) ?? '', /arXiv 1706\.05806/);
    const box = (await bubble.boundingBox())!;
    assert.ok(box.x >= 0 && box.x + box.width <= 240, JSON.stringify(box));
    await bare.picture('similarity-tip');
    await bare.page.keyboard.press('Escape');
    await bubble.waitFor({ state: 'hidden' });
  });

  it('goes along the row with the arrows, says why a cell is empty, and opens a pair', async () => {
    await open('light', 300);
    await bare.show(state());
    const cell = (layer: string) => bare.page.locator(`[data-layer="${layer}"]`);
    assert.equal(await cell('conv1').getAttribute('title'), 'conv1: Mean SVCCA 0.9300');
    assert.equal(await cell('conv2').getAttribute('title'), 'conv2: this array');
    assert.match((await cell('fc1').getAttribute('title')) ?? '', /^fc1: not compared: .*20 samples/);
    await cell('conv1').focus();
    await bare.page.keyboard.press('End');
    await bare.page.keyboard.press('ArrowRight');
    await bare.page.keyboard.press('Enter');
    await bare.page.keyboard.press('Home');
    await bare.page.keyboard.press('ArrowRight');
    await bare.page.keyboard.press('Enter');
    const subject = state().subject!.address;
    assert.deepEqual(await inline(), [{ type: 'open', a: subject, b: { path: '/ws/runs/logits.npy' } }]);
    // Cells that arrive leave the focus where it is.
    await bare.show(state({ row: { ...row(), status: 'loading' } }));
    assert.equal(await bare.page.evaluate(() => document.activeElement?.getAttribute('data-layer')), 'conv2');
  });

  it('shows 48 layers by their numbers, says the name of the one that is pointed at, and opens it with the mouse and with keys', async () => {
    for (const [theme, width] of [
      ['dark', 300],
      ['contrast', 300],
      ['light', 180],
      ['light', 280],
    ] as const) {
      await open(theme, width);
      await bare.show(state({ pair: undefined, row: deepRow() }));
      assert.equal(await bare.overflow(), 0);
      await bare.picture(`similarity-deep-${theme}-${width}`);
      assert.deepEqual(await seriousViolations(bare.page), [], `accessibility, ${theme}`);
      if (width !== 280) await bare.page.close();
    }
    const strip = bare.hook('layer-row');
    assert.deepEqual(
      await strip.locator('.layer-value').allTextContents(),
      Array.from({ length: 48 }, (_, i) => String(i)),
    );
    await bare.page.getByText('model.layers.*.post_attention_layernorm', { exact: true }).waitFor();
    // Nothing of a number is cut off, and each cell can be hit.
    for (const cell of await strip.locator('.layer-cell').all()) {
      assert.ok(await cell.evaluate((node) => node.scrollWidth <= node.clientWidth));
      const { width, height } = (await cell.boundingBox())!;
      assert.ok(width >= 24 && height >= 22, `${width} x ${height}`);
    }
    const readout = bare.hook('layer-readout');
    assert.equal(await readout.textContent(), 'Most alike: model.layers.29.post_attention_layernorm, 0.9792');
    const cell = (i: number) => bare.page.locator(`[data-layer="model.layers.${i}.post_attention_layernorm"]`);
    await cell(7).hover();
    assert.match((await readout.textContent()) ?? '', /^model\.layers\.7\.post.*: not compared: the samples differ$/);
    await cell(12).hover();
    assert.match((await readout.textContent()) ?? '', /^model\.layers\.12\.post.*: Mean SVCCA 0\.6250$/);
    await cell(12).click();
    await cell(0).focus();
    await bare.page.keyboard.press('ArrowDown');
    const below = await bare.page.evaluate(() => document.activeElement!.getBoundingClientRect().x);
    assert.equal(below, (await cell(0).boundingBox())!.x);
    await bare.page.keyboard.press('ArrowUp');
    await bare.page.keyboard.press('ArrowRight');
    assert.match((await readout.textContent()) ?? '', /^model\.layers\.1\./);
    await bare.page.keyboard.press('Enter');
    const subject = state().subject!.address;
    assert.deepEqual(
      await inline(),
      [12, 1].map((i) => ({
        type: 'open',
        a: subject,
        b: { path: `/ws/llama/model.layers.${i}.post_attention_layernorm.npy` },
      })),
    );
  });

  it('dates recent comparisons, tells those apart whose names have much in common, and searches them', async () => {
    const layer = (run: string, i: number) => `${run}/model.layers.${i}.post_attention_layernorm.npy`;
    const day = 86_400_000;
    const recent: InlineState['recent'] = Array.from({ length: 12 }, (_, i) => {
      const [a, b] = i % 2 ? [layer('base', i), layer('base', i + 1)] : [layer('base', i), layer('instruct', i)];
      const [one, other] = [{ path: `/ws/${a}` }, { path: `/ws/${b}` }];
      return { a: one, b: other, names: { a, b }, svcca: i / 12, at: Date.now() - (i + 0.5) * day };
    });
    delete recent[3]!.at;
    for (const [theme, width] of [
      ['contrast', 180],
      ['dark', 300],
      ['light', 300],
    ] as const) {
      await open(theme, width);
      await bare.show(state({ pair: undefined, row: undefined, recent }));
      assert.equal(await bare.overflow(), 0);
      await bare.picture(`similarity-recent-${theme}-${width}`);
      assert.deepEqual(await seriousViolations(bare.page), [], theme);
      if (theme !== 'light') await bare.page.close();
    }
    const shown = bare.hook('recent');
    const names = bare.page.locator('.recent-names');
    assert.equal(await shown.count(), 6);
    assert.equal(await names.nth(0).textContent(), '{base ↔ instruct}/model.layers.0.post_attention_layernorm.npy');
    assert.equal(await names.nth(1).textContent(), 'model.layers.{1 ↔ 2}.post_attention_layernorm.npy');
    for (const one of await names.all()) assert.ok(await one.evaluate((node) => node.scrollWidth <= node.clientWidth));
    assert.deepEqual(
      (await bare.hook('recent-when').allTextContents()).map((text) => text.trim()),
      ['12 hours ago', '1 day ago', '2 days ago', '4 days ago', '5 days ago'],
    );
    assert.match((await shown.first().getAttribute('title')) ?? '', /compared on \d{4}-\d\d-\d\d \d\d:\d\d$/);
    await bare.hook('recent-all').click();
    assert.equal(await shown.count(), 12);
    await bare.hook('recent-filter').fill('INSTRUCT layers.10');
    assert.equal(await shown.count(), 1);
    // What arrives meanwhile leaves the search as it is.
    await bare.show(state({ recent }));
    assert.equal(await shown.count(), 1);
    await shown.click();
    await bare.hook('recent-filter').fill('nothing of that name');
    await bare.page.getByText('No recent comparison has these words.').waitFor();
    const { a, b } = recent[10]!;
    assert.deepEqual(await inline(), [{ type: 'open', a, b, recent: true }]);
  });

  it('says why there is no row where not even its layers are known', async () => {
    await open('dark', 300);
    await bare.show(
      state({ row: { status: 'failed', measure: 'svcca', message: 'No thread could start.', cells: [] } }),
    );
    assert.equal(await bare.hook('row-error').textContent(), 'No thread could start.');
    assert.equal(await bare.hook('layer-row').count(), 0);
    assert.deepEqual(await seriousViolations(bare.page), []);
    await bare.hook('compute-row').click();
    assert.deepEqual(await inline(), [{ type: 'compute', what: 'row' }]);
  });

  it('asks before it reads much, tells what went wrong, and can be stopped', async () => {
    await open('contrast', 300);
    await bare.show(state({ pair: { status: 'large', bytes: 3 * 2 ** 30 }, row: undefined, recent: [] }));
    await bare.page.getByText('3 GiB').waitFor();
    await bare.picture('similarity-large');
    assert.deepEqual(await seriousViolations(bare.page), []);
    await bare.hook('compute-pair').click();
    await bare.show(state({ pair: { status: 'loading', phase: 'reading', fraction: 0.25 }, row: undefined }));
    assert.equal(await bare.page.locator('[role="progressbar"]').getAttribute('aria-valuenow'), '25');
    await bare.hook('cancel').click();
    const message = 'a.npy has 20 samples and b.npy has 21; compare arrays of the same samples.';
    await bare.show(state({ pair: { status: 'failed', error: { code: 'sample-count-mismatch', message } } }));
    assert.equal(await bare.hook('error').textContent(), message);
    await bare.picture('similarity-failed');
    assert.deepEqual(await seriousViolations(bare.page), []);
    await bare.hook('open-full').click();
    const [subject, reference] = [state().subject!.address, state().reference!.address];
    assert.deepEqual(await inline(), [
      { type: 'compute', what: 'pair' },
      { type: 'cancel' },
      { type: 'open', a: reference, b: subject },
    ]);
  });
});
