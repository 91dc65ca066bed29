import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { directionsOfPair } from '../../../src/jobs/directions/directionsOfPair';
import type { ComparisonState } from '../../../src/protocol/panel';
import { plainEngine } from '../../../src/jobs/engine';
import { trustPair } from '../../../src/jobs/trust/trustPair';
import { defaultOptions } from '../../../src/facts/options';
import type { RecipeChoice } from '../../../src/facts/pairOptions';
import { saveAxes } from '../../jobs/savedMaps';
import { gaussian } from '../../linalg/random';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import type { BarePage } from './barePage';
import { barePages } from './barePages';

describe('the page of a comparison of maps, alone in a browser', function () {
  const pages = barePages();
  let bare: BarePage;
  let a: string;
  let b: string;

  before(async () => {
    const folder = temporaryFolder('maps');
    a = saveAxes(folder, 'conv1', gaussian(60, 6 * 6 * 3, 1).data, [60, 6, 6, 3]);
    b = saveAxes(folder, 'conv2', gaussian(60, 4 * 4 * 5, 2).data, [60, 4, 4, 5]);
  });

  function request(recipe: RecipeChoice | undefined) {
    return { a: { path: a }, b: { path: b }, options: { ...defaultOptions, recipe } };
  }

  async function done(recipe: RecipeChoice | undefined): Promise<ComparisonState> {
    const asked = request(recipe);
    const { report } = await compareArrays(asked, () => undefined);
    return { status: 'done', request: asked, names: { a: 'conv1.npy', b: 'conv2.npy' }, report };
  }

  it('says how the maps were read, and lets that be changed', async () => {
    bare = await pages.open('comparison');
    await bare.show(await done(undefined));
    assert.equal(
      (await bare.hook('side-a').innerText()).replace(/\s+/g, ' '),
      'Side a 60 samples × 3 neurons; (60, 6, 6, 3) read as NHWC, average-pooled',
    );
    assert.equal(await bare.hook('flip-a').count(), 0);
    await bare.hook('options').locator('summary').first().click();
    assert.ok(await bare.hook('conv').isVisible());
    assert.ok(await bare.hook('layout').isVisible());
    assert.ok(await bare.hook('sequence').isHidden());
    await bare.hook('field-every').locator('input').fill('x');
    assert.match(await bare.page.locator('#problem-every').innerText(), /whole number of 1 or more/);
    await bare.hook('field-every').locator('input').fill('4');
    await bare.hook('conv').click();
    await bare.page.locator('vscode-option[value="interpolate"]').click();
    await bare.hook('recompute').click();
    const [sent] = await bare.sent('recompute');
    const { conv, subsample } = sent?.options.recipe ?? {};
    assert.deepEqual({ conv, subsample }, { conv: 'interpolate', subsample: { every: 4 } });
    assert.equal(await bare.overflow(), 0);
    await bare.picture('maps-pooled');
  });

  it('shows no controls of maps for matrices', async () => {
    bare = await pages.open('comparison');
    const state = await done({ conv: 'pool' });
    assert.ok(state.status === 'done');
    const { report } = state;
    const matrices = { ...report, a: { ...report.a, shape: [60, 3] }, b: { ...report.b, shape: [60, 5] } };
    await bare.show({ ...state, request: request(undefined), report: matrices } as ComparisonState);
    for (const control of ['conv', 'layout', 'sequence', 'field-every']) {
      assert.ok(await bare.hook(control).isHidden(), control);
    }
  });

  it('draws the map of frequencies, and says what dft leaves out', async () => {
    bare = await pages.open('comparison');
    const state = await done({ conv: 'dft' });
    assert.ok(state.status === 'done' && state.report.dft);
    await bare.show(state);
    assert.ok(await bare.hook('frequency-map').isVisible());
    const mean = bare.page.locator('[data-score="dftMean"]');
    assert.equal(Number(await mean.getAttribute('data-value')), state.report.dft.meanOverLocations);
    assert.match(await bare.hook('side-b').innerText(), /NHWC, frequency by frequency/);
    assert.equal(await bare.overflow(), 0);
    await bare.picture('maps-by-frequency');
  });

  it('checks how far the scores by frequency can be trusted', async () => {
    bare = await pages.open('comparison');
    const state = await done({ conv: 'dft' });
    assert.ok(state.status === 'done');
    await bare.show(state);
    assert.ok(await bare.hook('trust').isVisible());
    assert.ok(await bare.hook('trust-measure').isHidden());
    const choice = bare.hook('trust-measure-dft');
    assert.deepEqual(
      (await choice.locator('vscode-option').allTextContents()).map((text) => text.trim()),
      ['Mean CCA', 'Thresholded mean CCA'],
    );
    await choice.click();
    await choice.locator('vscode-option[value="ccaThresholded"]').click();
    await bare.hook('check-trust').click();
    const [sent] = await bare.sent('trust');
    assert.equal(sent?.request.measure, 'ccaThresholded');
    const { request: asked } = sent!;
    const outcome = await trustPair({ ...state.request, request: asked }, () => undefined, plainEngine());
    const checked: ComparisonState = { ...state, trust: { status: 'done', request: asked, outcome } };
    await bare.show(checked);
    const value = bare.hook('trust-value');
    assert.match(await value.innerText(), /over 60 samples, the mean over 4 × 4 frequencies of whole maps/);
    assert.equal(Number(await value.getAttribute('data-value')), outcome.value);
    assert.equal(Number(await bare.hook('trust-permutation').getAttribute('data-value')), outcome.null!.permutation.p);
    assert.match(await bare.hook('trust-dimensions').innerText(), /not independent/);
    for (const chart of ['chart-null', 'chart-enough']) assert.ok(await bare.hook(chart).isVisible(), chart);
    assert.equal(await bare.overflow(), 0);
    await bare.picture('maps-trust', 'light');
    await bare.show(await done({ conv: 'pool' }));
    assert.ok(await bare.hook('trust-measure').isVisible());
    assert.ok(await choice.isHidden());
  });

  it('asks for directions at a frequency, and says what they are', async () => {
    bare = await pages.open('comparison');
    const state = await done({ conv: 'dft' });
    assert.ok(state.status === 'done');
    await bare.show(state);
    assert.ok(await bare.hook('directions').isVisible());
    assert.ok(await bare.hook('save-projections').isHidden());
    assert.match(await bare.hook('no-projections').innerText(), /act on activations, not on frequencies/);
    await bare.hook('frequency-row').click();
    await bare.page.locator('[data-test="frequency-row"] vscode-option[value="-2"]').click();
    await bare.hook('frequency-column').click();
    await bare.page.locator('[data-test="frequency-column"] vscode-option[value="1"]').click();
    await bare.hook('show-directions').click();
    const [sent] = await bare.sent('directions');
    assert.deepEqual(sent?.request, { count: 3, points: 2000, frequency: [-2, 1] });
    const outcome = await directionsOfPair({ ...state.request, request: sent!.request }, () => undefined);
    const shownAt: ComparisonState = { ...state, directions: { status: 'done', request: sent!.request, outcome } };
    await bare.show(shownAt);
    assert.match(await bare.hook('directions-convention').innerText(), /^At frequency \(−2, 1\)\. Complex CCA/);
    const shown = bare.hook('direction-1');
    assert.equal(Number(await shown.getAttribute('data-value')), outcome.directions[0]!.correlation);
    assert.match(await shown.innerText(), /their real parts are drawn/);
    assert.equal(await bare.overflow(), 0);
    await bare.picture('maps-directions', 'light');
    // Averages have none to choose.
    await bare.show(await done({ conv: 'pool' }));
    assert.ok(await bare.hook('frequency-row').isHidden());
    assert.ok(await bare.hook('save-projections').isVisible());
  });

  it('asks for the layout where shapes do not tell', async () => {
    bare = await pages.open('comparison', 'light');
    const error = { code: 'ambiguous-layout', message: 'Whether the channels come last cannot be told.' };
    const names = { a: 'a', b: 'b' };
    const state: ComparisonState = { status: 'failed', request: request({ conv: 'pool' }), names, error };
    await bare.show(state);
    assert.ok(await bare.hook('layout').isVisible());
    await bare.page.getByText('Channels First', { exact: true }).first().click();
    const [sent] = await bare.sent('recompute');
    assert.deepEqual(sent?.options.recipe, { conv: 'pool', layout: 'nchw' });
  });
});
