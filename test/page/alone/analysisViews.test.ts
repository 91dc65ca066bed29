import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { calibratedTables } from '../../../src/facts/analyses/calibratedParts';
import { bestSentence } from '../../../src/facts/bestOfManyWords';
import type { AnalysisState } from '../../../src/protocol/panel';
import {
  sampleClasses,
  sampleDynamics,
  sampleGroups,
  sampleMatrix,
  sampleSelection,
} from '../../webview/sampleAnalyses';
import { doneState, followedState, setupState, subjectOf } from './analysisStates';
import type { BarePage } from './barePage';
import { barePages } from './barePages';
import type { themes } from './themes';

describe('the page of analyses, alone in a browser', function () {
  const pages = barePages();
  let bare: BarePage;

  const open = async (theme: keyof typeof themes = 'dark') => (bare = await pages.open('analysis', theme));

  it('draws a matrix, and opens the pair of a cell by keys', async () => {
    await open();
    const matrix = sampleMatrix(5, 12);
    await bare.show(doneState(matrix));
    assert.equal(await bare.number('matrix-table', 'model0 layer2', 'model1 layer5'), matrix.values.svcca[1][16]);
    await bare.picture('analysis-matrix', 'light', 'contrast', 'dark');
    const plot = bare.page.locator('.heat-plot');
    const { width } = (await plot.boundingBox())!;
    // The middle of the cell in row 2, column 5.
    await plot.click({ position: { x: (5.5 * width) / 60, y: (2.5 * width) / 60 } });
    await plot.press('ArrowDown');
    await plot.press('ArrowRight');
    assert.match((await bare.page.locator('.heat-tip').textContent()) ?? '', /^model0 layer4 × model0 layer7/);
    assert.equal(await bare.page.locator('.heat-tip').isVisible(), true);
    await bare.picture('analysis-matrix-cursor');
    await plot.press('Enter');
    const { rows } = matrix;
    assert.deepEqual(await bare.sent('openPair'), [{ type: 'openPair', a: rows[3].path, b: rows[6].path }]);
    await bare.hook('export-figure').first().click();
    await bare.hook('export-dialog').waitFor();
    await bare.picture('analysis-export', 'light', 'contrast');
    await bare.page.keyboard.press('Escape');
    await bare.hook('export-dialog').waitFor({ state: 'detached' });
  });

  it('keeps its place while cells arrive, and tells what is missing, refused and at chance', async () => {
    await open();
    const selection = sampleSelection();
    const loading = (missing: number): AnalysisState => ({
      status: 'loading',
      subject: subjectOf(selection),
      phase: 'comparing',
      fraction: 1 - missing / 100,
      partial: sampleMatrix(2, 5, missing),
    });
    await bare.show(loading(90));
    const before = await bare.page.locator('.heat-plot').boundingBox();
    await bare.picture('analysis-matrix-loading');
    await bare.show(loading(20));
    assert.deepEqual(await bare.page.locator('.heat-plot').boundingBox(), before);
    const partly = sampleMatrix(2, 5, 4);
    const [first, , third] = partly.rows;
    partly.refused = [
      {
        a: first.path,
        b: third.path,
        code: 'memory-budget',
        message: 'The pair needs 9 GiB, which is more than the budget.',
      },
    ];
    for (const table of Object.values(partly.values)) table[0][2] = table[2][0] = null;
    partly.atNull = [
      [3, 6],
      [6, 3],
    ];
    partly.atChance = { [partly.measure]: partly.atNull };
    partly.saturated = {
      [partly.measure]: [
        [0, 0],
        [1, 4],
        [4, 1],
      ],
    };
    await bare.show(doneState(partly));
    await bare.page.locator('[data-code="at-null"]').waitFor();
    assert.match(
      (await bare.page.locator('.heat-keys').textContent()) ?? '',
      /not defined.*refused.*not clear of what unrelated data.*saturated/,
    );
    await bare.hook('refused').locator('summary').click();
    await bare.picture('analysis-matrix-partly');
  });

  it('draws 200 x 200 cells', async () => {
    await open();
    const matrix = sampleMatrix(10, 20);
    const time = await bare.show(doneState(matrix));
    console.log(`      200 x 200 cells: ${time.toFixed(0)} ms from message to picture`);
    await bare.picture('analysis-matrix-200');
    // The table has rows for what is in sight alone.
    await bare.page.locator('.heat summary').click();
    await bare.hook('matrix-table').waitFor();
    const rows = await bare.page.locator('[data-test="matrix-table"] tbody tr:not(.row-space)').count();
    assert.ok(rows > 10 && rows < 80, `${rows} rows exist`);
    await bare.page.locator('.heat .table-box').evaluate((box) => (box.scrollTop = box.scrollHeight));
    await bare.page
      .locator('[data-test="matrix-table"] td[data-row="model9 layer20"]')
      .first()
      .waitFor({ state: 'attached' });
    assert.equal(await bare.number('matrix-table', 'model9 layer20', 'model0 layer1'), matrix.values.svcca[199][0]);
  });

  it('draws learning dynamics with its grid', async () => {
    await open('light');
    const result = sampleDynamics();
    await bare.show(doneState(result));
    assert.equal(await bare.number('dynamics-table', 'epoch_2', 'layer3'), result.models[0].values[2][2]);
    await bare.hook('grid-slider').fill('1');
    assert.equal(await bare.hook('grid-checkpoint').textContent(), 'epoch_1');
    assert.equal(await bare.number('grid-table', 'layer1', 'layer4'), result.models[0].grids![1][0][3]);
    await bare.picture('analysis-dynamics', 'dark');
  });

  it('draws groups, and leads to each pair', async () => {
    await open();
    const result = sampleGroups(3);
    await bare.show(doneState(result));
    await bare.page.locator('[data-test="groups-table"] .cell-button').nth(1).click();
    await bare.hook('group-pairs').waitFor();
    await bare.page.locator('[data-test="pairs-table"] .cell-button').first().click();
    const [{ a, b }] = result.cells[1].pairs;
    assert.deepEqual(await bare.sent('openPair'), [{ type: 'openPair', a, b }]);
    const [first] = result.cells;
    assert.equal(await bare.number('groups-table', 'layer1', 'Mean'), first.mean);
    await bare.show(doneState(sampleGroups(5)));
    await bare.picture('analysis-groups', 'contrast');
  });

  it('shows calibrated scores: a map and the best of many of a matrix, thresholds in the figures of groups and dynamics', async () => {
    const choice = { permutations: 200, alpha: 0.05, seed: 0 };
    const calibrate = <R extends { options: object }>(result: R): R => ({
      ...result,
      options: { ...result.options, calibrate: choice },
    });
    const held = (values: (number | null)[][]) =>
      calibratedTables(
        values.map((row) =>
          row.map((value) =>
            value === null || value > 0.999
              ? undefined
              : { value: Math.max(0, (value - 0.3) / 0.7), threshold: 0.3, p: value > 0.3 ? 1 / 201 : 0.4 },
          ),
        ),
      );
    await open();
    const matrix = calibrate(sampleMatrix(2, 4));
    const { measure, rows } = matrix;
    const best = { row: 1, column: 5, cells: 28, score: 0.7, median: 0.2, threshold: 0.3, value: 0.57, p: 1 / 201 };
    matrix.calibrated = { measure, ...held(matrix.values[measure]!), best };
    const names = rows.map(({ name }) => name);
    matrix.reading = `${bestSentence(matrix.calibrated, names, names)} ${matrix.reading ?? ''}`.trim();
    await bare.show(doneState(matrix));
    assert.match(
      (await bare.hook('reading').textContent()) ?? '',
      /^Best of many layers: .*0\.5700 calibrated \(mean SVCCA, p 0\.0050/,
    );
    await bare.hook('matrix-fit').evaluate((node: HTMLElement & { value: string }) => {
      node.value = 'calibrated';
      node.dispatchEvent(new Event('change', { bubbles: true }));
    });
    assert.equal(await bare.number('matrix-table', rows[0].name, rows[1].name), matrix.calibrated.values[0][1]);
    await bare.picture('analysis-calibrated-matrix', 'light', 'dark');
    assert.match((await bare.hook('calibrated-convention').first().textContent()) ?? '', /200 permutations/);

    const groups = calibrate(sampleGroups());
    for (const cell of groups.cells) cell.calibrated = { value: 0.4, threshold: 0.3, p: 1 / 201 };
    await bare.show(doneState(groups));
    assert.equal(await bare.hook('groups-table').locator('th', { hasText: 'Calibrated' }).count(), 1);
    assert.equal(await bare.page.locator('.chart-swatch:not(:has(*))').count(), 0, 'an entry without a mark');
    await bare.picture('analysis-calibrated-groups', 'light', 'dark');

    const dynamics = calibrate(sampleDynamics());
    for (const model of dynamics.models) model.calibrated = held(model.values);
    await bare.show(doneState(dynamics));
    await bare.hook('calibrated-table').waitFor();
    await bare.picture('analysis-calibrated-dynamics', 'light', 'dark');
  });

  it('says of classes by frequency what their numbers are', async () => {
    await open();
    const result = sampleClasses(6);
    result.layers = result.layers.map((layer, depth) => ({
      ...layer,
      frequencies: { height: 8 >> (depth % 2), width: 8, used: 64 >> (depth % 2) },
    }));
    await bare.show(doneState(result));
    const facts = (await bare.hook('class-facts').textContent()) ?? '';
    assert.match(facts, /every number is a mean over frequencies \(.*layer1 64 of 8 × 8; layer2 32 of 4 × 8/);
    assert.match((await bare.hook('chart-classes-layers').textContent()) ?? '', /means over frequencies/);
    assert.equal(await bare.overflow(), 0);
    await bare.picture('analysis-classes-frequencies', 'light');
  });

  it('draws few classes as lines, many as small pictures', async () => {
    await open();
    const few = sampleClasses(6);
    few.layers.at(-1)!.whole!.saturated = true;
    await bare.show(doneState(few));
    await bare.picture('analysis-classes');
    const whole = bare.page
      .locator('[data-test="classes-table"] [data-quantity="whole"][data-column="logits"]')
      .first();
    assert.match((await whole.textContent()) ?? '', /^0\.\d+ saturated$/);
    const cell = bare.page.locator('[data-test="classes-table"] td[data-row="class 2"][data-column="layer3"]');
    const layer = few.layers.find((one) => one.checkpoint === 'epoch_20' && one.layer === 'layer3')!;
    assert.equal(
      Number(await cell.and(bare.page.locator('[data-quantity="R"]')).getAttribute('data-value')),
      layer.R[2],
    );
    assert.equal(
      Number(await cell.and(bare.page.locator('[data-quantity="adjusted"]')).getAttribute('data-value')),
      layer.adjusted[2],
    );
    const many = sampleClasses(1000);
    const time = await bare.show(doneState(many));
    console.log(`      1,000 classes x 12 layers: ${time.toFixed(0)} ms from message to picture`);
    assert.equal(await bare.page.locator('.multiple').count(), 48);
    await bare.picture('analysis-classes-many', 'light');
    await bare.hook('small-multiples').locator('[data-test="export-figure"]').click();
    await bare.picture('analysis-multiples-export');
    await bare.hook('export-save').click();
    await bare.hook('export-dialog').waitFor({ state: 'detached' });
    const saved = (await bare.sent('save')).at(-1)!;
    assert.match(saved.suggestedName, /each-class\.svg$/);
    assert.equal(String(saved.content).match(/>class \d+</g)?.length, 48);
    await bare.hook('class-filter').locator('input').fill('1, 2, 3');
    assert.equal(await bare.hook('small-multiples').isVisible(), false);
    assert.match((await bare.hook('class-facts').textContent()) ?? '', /^3 of 1,000 classes/);
  });

  it('says what came when of a training that is followed, pauses, and goes on', async () => {
    await open();
    await bare.show(followedState(sampleDynamics(), true));
    assert.equal(await bare.hook('follow-words').textContent(), 'Following: comparing, 42%.');
    assert.match((await bare.hook('follow-last').textContent())!, /All 12 layers stay at 0\.9 or above/);
    assert.equal(await bare.hook('follow').isVisible(), false, 'offered once');
    await bare.page.locator('.follow-fold summary').click();
    assert.equal(await bare.hook('follow-events').locator('li').count(), 5);
    await bare.picture('analysis-followed', 'light', 'contrast', 'dark');
    await bare.page.setViewportSize({ width: 500, height: 860 });
    await bare.picture('analysis-followed-narrow', 'light', 'dark');
    await bare.hook('follow-pause').click();
    assert.deepEqual(await bare.sent('follow'), [{ type: 'follow', on: false }]);
    await bare.show(followedState(sampleDynamics(), false));
    assert.equal(await bare.hook('follow-pause').isVisible(), false);
    await bare.hook('follow-on').click();
    await bare.show(doneState(sampleDynamics()));
    assert.equal(await bare.hook('follow-words').isVisible(), false);
    await bare.hook('follow').click();
    await bare.show(setupState('dynamics'));
    await bare.hook('follow-setup').click();
    assert.deepEqual((await bare.sent('follow')).slice(1), Array(3).fill({ type: 'follow', on: true }));
  });

  it('draws every chart anew in the colours of another theme', async () => {
    await open();
    for (const result of [sampleDynamics(), sampleGroups(3), sampleClasses(6)]) {
      await bare.theme('dark');
      await bare.show(doneState(result));
      await bare.frames();
      const drawn = () =>
        bare.page
          .locator('[data-test^="chart-"] canvas:visible')
          .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
      const dark = await drawn();
      await bare.theme('light');
      const light = await drawn();
      assert.ok(dark.length > 0, result.analysis);
      assert.equal(light.length, dark.length);
      light.forEach((picture, at) => assert.notEqual(picture, dark[at], `chart ${at} of ${result.analysis}`));
    }
  });

  it('has every array of a setup in its table, and sends each change', async () => {
    await open();
    const time = await bare.show(setupState('matrix'));
    console.log(`      setup of 400 arrays: ${time.toFixed(0)} ms from message to picture`);
    await bare.picture('analysis-setup');
    assert.equal(await bare.hook('setup-rows').isVisible(), false, 'models are chosen where two are compared');
    assert.match(
      (await bare.hook('estimate').textContent()) ?? '',
      /^79,800 pairs, 1,200 known; reads 1\.2 GiB; about 3 min; 340 MiB/,
    );
    const rows = await bare.page.locator('[data-test="arrays-table"] tbody tr:not(.row-space)').count();
    assert.ok(rows < 80, `${rows} rows exist`);
    const input = bare.page.locator('tr[data-path="/runs/model0/epoch_0/layer2.npy"] [data-field="layer"]');
    await input.fill('fc');
    await input.press('Tab');
    let [last] = (await bare.sent('select')).slice(-1);
    assert.equal(last.selection.arrays[1].layer, 'fc');
    // The answer must not take the focus from the field that Tab has led to.
    await bare.show({ ...setupState('matrix', last.selection), estimate: { status: 'loading' } } as AnalysisState);
    assert.equal(await bare.page.evaluate(() => document.activeElement?.getAttribute('data-field')), 'group');
    await bare.hook('arrays-filter').locator('input').fill('model3 epoch_7');
    assert.match((await bare.hook('arrays-count').textContent()) ?? '', /10 shown/);
    await bare.hook('bulk-value').locator('input').fill('late');
    await bare.hook('bulk-set').click();
    [last] = (await bare.sent('select')).slice(-1);
    assert.equal(last.selection.arrays.filter(({ group }) => group === 'late').length, 10);
    assert.equal(last.selection.arrays[1].layer, 'fc', 'what was changed before is kept');
    await bare.hook('run').click();
    assert.equal((await bare.sent('run')).length, 1);
  });

  it('chooses a score by family, and which measures are computed beside it', async () => {
    await open('light');
    const selection = sampleSelection(4, 2, 3);
    await bare.show(setupState('matrix', selection));
    const score = bare.hook('setup-measure');
    const groups = await score.locator('vscode-option.option-group').allTextContents();
    assert.deepEqual(groups.slice(0, 2), ['Directions', 'Geometry']);
    await score.click();
    await bare.picture('analysis-setup-scores');
    // A heading cannot be chosen, and keys pass it by.
    await score.locator('vscode-option.option-group').nth(1).click({ force: true });
    for (const key of ['Home', 'Enter']) await score.press(key);
    let [last] = (await bare.sent('select')).slice(-1);
    assert.equal(last.selection.measure, 'cca');
    await bare.show(setupState('matrix', last.selection));
    await bare.hook('setup-measures').locator('summary').click();
    await bare.hook('measure-procrustes').click();
    [last] = (await bare.sent('select')).slice(-1);
    assert.ok(last.selection.options.measures?.includes('cka'));
    assert.ok(!last.selection.options.measures?.includes('procrustes'));
    const own = bare.hook('measure-cca');
    assert.equal(await own.getAttribute('aria-disabled'), 'true', 'of the score that was chosen');
    await bare.picture('analysis-setup-measures', 'contrast');
  });

  it('lays out the settings of each analysis', async () => {
    await open('light');
    for (const analysis of ['dynamics', 'groups', 'classes'] as const) {
      await bare.show(setupState(analysis, sampleSelection(4, 2, 3)));
      await bare.picture(`analysis-setup-${analysis}-light`);
    }
    assert.match((await bare.hook('problems').textContent()) ?? '', /Choose the file that holds the labels/);
    assert.equal(await bare.hook('run').evaluate((node: HTMLElement & { disabled?: boolean }) => node.disabled), true);
    await bare.page.locator('[data-test="analysis-groups"]').check();
    await bare.page.locator('[data-test="model-group"]').first().fill('generalizing');
    await bare.page.locator('[data-test="model-group"]').first().press('Enter');
    const [last] = (await bare.sent('select')).slice(-1);
    assert.equal(last.selection.analysis, 'groups');
    assert.equal(last.selection.arrays.filter(({ group }) => group === 'generalizing').length, 6);
    await bare.picture('analysis-setup-light', 'contrast');
  });

  it('fits a panel 600 pixels wide', async () => {
    await open();
    await bare.page.setViewportSize({ width: 600, height: 860 });
    const states: [string, AnalysisState][] = [
      ['setup', setupState('groups', sampleSelection(4, 2, 3))],
      ['matrix', doneState(sampleMatrix(3, 8))],
      ['dynamics', doneState(sampleDynamics())],
      ['groups', doneState(sampleGroups())],
      ['classes', doneState(sampleClasses(20))],
    ];
    for (const [name, state] of states) {
      await bare.show({ status: 'empty' });
      await bare.show(state);
      await bare.frames();
      await bare.picture(`analysis-narrow-${name}`);
      assert.ok((await bare.overflow()) <= 0, `${name} is wider than its panel`);
    }
  });

  it('says what to do where there is no result', async () => {
    await open();
    await bare.show({ status: 'empty' });
    await bare.picture('analysis-empty');
    await bare.show({ status: 'scanning', phase: 'reading headers', fraction: 0.4 } as AnalysisState);
    await bare.picture('analysis-scanning');
    const failed: AnalysisState = {
      status: 'failed',
      subject: subjectOf(sampleSelection()),
      error: { code: 'memory-budget', message: 'The analysis needs 9 GiB, and the budget is 4 GiB.' },
    };
    await bare.show(failed);
    await bare.picture('analysis-failed');
    await bare.hook('remedy-1').click();
    assert.equal((await bare.sent('setup')).length, 1);
  });
});
