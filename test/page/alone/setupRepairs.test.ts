import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { idsMisfit, idsMisfitCode } from '../../../src/jobs/analyses/checkIds';
import type { ScanTaking } from '../../../src/protocol/scan';
import type { SelectedArray } from '../../../src/protocol/selection';
import type { AnalysisSetup, ComparisonState } from '../../../src/protocol/panel';
import { calibrationNumbers, defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { sampleGroups, sampleSelection } from '../../webview/sampleAnalyses';
import { sampleReport } from '../../webview/sampleReport';
import { barePages } from './barePages';

const [whole, ...parts] = [0, 1, 2].map((i) => `/runs/net/epoch_1/layer1_batch${i}.npy`);
const joined: SelectedArray = {
  path: whole!,
  more: parts,
  model: 'net',
  checkpoint: 'epoch_1',
  layer: 'layer1',
  ids: '/runs/net/ids.npy',
  include: true,
};

function setup(): AnalysisSetup {
  const sample = sampleSelection(2, 1, 2);
  const selection = { ...sample, analysis: 'matrix' as const, arrays: [joined, ...sample.arrays] };
  const names = Object.fromEntries(selection.arrays.map(({ path }) => [path, path.replace('/runs/', '')]));
  return {
    status: 'setup',
    subject: {
      selection,
      names: { ...names, '/runs/net/ids.npy': 'net/ids.npy' },
      scan: { roots: ['/runs'] },
      found: {
        beside: [{ path: '/runs/net/ids.npy', kind: 'ids', reason: 'a vector of whole numbers, named ids' }],
        unreadable: [],
        notices: [{ code: 'splits-offered', message: 'The numbered files of unit (3) are read as layers.' }],
        proposals: [],
      },
    },
    estimate: {
      status: 'done',
      estimate: {
        arrays: 5,
        pairs: 15,
        knownPairs: 0,
        bytesToRead: 1e6,
        seconds: 1,
        memoryBytes: 1e7,
        problems: [
          {
            code: idsMisfitCode,
            message: idsMisfit('ids.npy', 250, 'layer1_batch0.npy', 'has 300 samples'),
            paths: ['/runs/net/ids.npy', joined.path],
          },
        ],
        notices: [],
      },
    },
  };
}

describe('what people can put right before an analysis', () => {
  const pages = barePages();

  it('shows ids that do not fit as what stands in the way, and splits a joined layer into its files', async () => {
    const bare = await pages.open('analysis');
    await bare.show(setup());
    assert.match((await bare.hook('problems').textContent())!, /ids\.npy holds 250 sample ids.*exclude it/);
    assert.equal(await bare.hook('run').getAttribute('disabled'), '');
    const heights = await bare.page
      .locator('.arrays-table tr[data-path]')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    assert.deepEqual([...new Set(heights)], [28], 'rows are as high as the table counts on');
    assert.equal(await bare.hook('offer-splits-offered').count(), 1);
    const row = bare.page.locator(`tr[data-path="${joined.path}"]`);
    assert.equal(await bare.page.locator('[data-test="split"]:visible').count(), 1, 'only what is joined can be split');
    await row.scrollIntoViewIfNeeded();
    await bare.picture('setup-repairs', 'light');
    await row.locator('[data-test="split"]').click();
    const [message] = await bare.sent('select');
    const { arrays } = (message as unknown as { selection: { arrays: SelectedArray[] } }).selection;
    assert.deepEqual(
      arrays.slice(0, 3).map(({ path, layer, more, ids }) => [path, layer, more, ids]),
      [whole, ...parts].map((path, i) => [path, `layer1_batch${i}`, undefined, undefined]),
    );
    assert.equal(await bare.page.locator('[data-test="split"]:visible').count(), 0);
    await bare.hook('offer-splits-offered').click();
    const [scan] = (await bare.sent('scan')) as unknown as { taking: ScanTaking }[];
    assert.equal(scan!.taking.splits, 'join');
  });

  it('takes permutations, level and seed of calibrated scores, and says what each takes', async () => {
    const bare = await pages.open('analysis');
    await bare.show(setup());
    const field = (id: string) => bare.hook(`setup-calibrate-${id}`).locator('input');
    assert.equal(await bare.hook('setup-calibrate-alpha').isVisible(), false);
    await bare.hook('setup-calibrate').click();
    await field('permutations').fill('99');
    await field('seed').fill('5');
    await field('alpha').fill('1');
    assert.equal(await bare.page.locator('.settings .problem:visible').innerText(), calibrationNumbers.alpha.advice);
    await bare.picture('setup-calibrate', 'light');
    await field('alpha').fill('0.01');
    const { selection } = (await bare.sent('select')).at(-1) as unknown as { selection: { options: CompareOptions } };
    assert.deepEqual(selection.options.calibrate, { permutations: 99, alpha: 0.01, seed: 5 });
  });

  it('keeps in sight what tells the files of a deep network apart, and cuts what they have in common', async () => {
    const bare = await pages.open('analysis');
    const arrays = Array.from({ length: 24 }, (_, layer): SelectedArray => {
      const name = `model.layers.${layer}.post_attention_layernorm`;
      return {
        path: `/runs/llama-3.2-1b-instruct/step_4000/${name}.npy`,
        model: 'm',
        checkpoint: '',
        layer: name,
        include: true,
      };
    });
    const { subject, ...state } = setup();
    const names = Object.fromEntries(arrays.map(({ path }) => [path, path.slice(1)]));
    await bare.page.setViewportSize({ width: 700, height: 800 });
    const shown: AnalysisSetup = {
      ...state,
      subject: { ...subject, selection: { ...subject.selection, arrays }, names },
    };
    await bare.show(shown);
    const row = bare.page.locator(`tr[data-path="${arrays[23]!.path}"] .file-cell`);
    await row.scrollIntoViewIfNeeded();
    assert.equal(
      await row.textContent(),
      'SplitJoinruns/llama-3.2-1b-instruct/step_4000/model.layers.23.post_attention_layernorm.npy',
    );
    const [common, apart, end] = await row.locator('.file-name > span').evaluateAll((parts) =>
      parts.map((part) => ({
        text: part.textContent,
        cut: part.scrollWidth - part.clientWidth,
        right: part.getBoundingClientRect().right,
      })),
    );
    assert.equal(apart!.text, '23');
    assert.ok(apart!.right <= (await row.boundingBox())!.x + (await row.boundingBox())!.width);
    assert.ok(common!.cut + end!.cut > 0, 'there is too little room for the whole');
    await bare.picture('setup-deep', 'light');
  });

  it('lets files outside the workspace be opened with one click, and nothing be run before', async () => {
    const bare = await pages.open('analysis');
    const outside = { names: ['//host/share/a.npy', '/etc/b.npy', '/etc/c.npy'], count: 5 };
    const plain: AnalysisSetup = { ...setup(), estimate: undefined };
    await bare.show({ ...plain, outside } as AnalysisSetup);
    const said = await bare.hook('problems').textContent();
    assert.match(
      said!,
      /names 5 files that lie outside .*\/\/host\/share\/a\.npy, .*and 2 more\); none of its files is/,
    );
    assert.equal(await bare.hook('run').getAttribute('disabled'), '');
    await bare.picture('setup-outside', 'light');
    await bare.hook('open-outside').click();
    assert.equal((await bare.sent('openOutside')).length, 1);
    await bare.show(plain);
    assert.equal(await bare.hook('open-outside').count(), 0);
    assert.equal(await bare.hook('run').getAttribute('disabled'), null);
  });

  it('keeps what tells a pair apart in sight, and the whole path in the tooltip', async () => {
    const bare = await pages.open('comparison');
    await bare.page.setViewportSize({ width: 1300, height: 500 });
    const folder = 'experiments/2026-11-a-rather-long-name-of-a-series/resnet18-cifar10-augmented/checkpoints/';
    const names = { a: `${folder}seed0/epoch_90/layer4.npy`, b: `${folder}seed1/epoch_90/layer4.npy` };
    const request = { a: { path: `/${names.a}` }, b: { path: `/${names.b}` }, options: defaultOptions };
    await bare.show({ status: 'done', request, names, report: sampleReport() } as ComparisonState);
    await bare.picture('title-long', 'light');
    for (const side of ['a', 'b'] as const) {
      const title = bare.page.locator(`.title-${side}.title-name`);
      assert.equal(await title.textContent(), names[side]);
      assert.equal(await title.getAttribute('title'), names[side]);
      for (const part of ['.path-rest', '.path-apart']) {
        const cut = await title.locator(part).evaluate((node) => node.scrollWidth > node.clientWidth);
        assert.equal(cut, false, `${part} of ${side} is whole`);
      }
      assert.ok(await title.locator('.path-shared').evaluate((node) => node.scrollWidth > node.clientWidth));
      assert.equal(await bare.hook(`side-card-${side}`).locator('h2').textContent(), names[side]);
    }
    await bare.page.setViewportSize({ width: 700, height: 500 });
    // Charts take their new size in the frame after that of the page.
    await bare.frames();
    assert.ok((await bare.overflow()) <= 0);
    await bare.picture('title-narrow-light');
  });

  it('counts directions of rounding, or leaves them out again, by its checkbox', async () => {
    const bare = await pages.open('comparison');
    const report = sampleReport();
    const request = { a: { path: report.a.path }, b: { path: report.b.path }, options: defaultOptions };
    const names = { a: 'left.npy', b: 'fc1' };
    await bare.show({ status: 'done', request, names, report } as ComparisonState);
    await bare.hook('options').locator('summary').first().click();
    const sent = async () => {
      await bare.hook('recompute').click();
      return (await bare.sent('recompute')).at(-1)!.options;
    };
    await bare.hook('exact-rank').click();
    const options = await sent();
    assert.deepEqual({ ...defaultOptions, ...options }, { ...options, ...defaultOptions, rank: 'exact' });
    const exact = { status: 'done', request: { ...request, options }, names, report: { ...report, options } };
    await bare.show(exact as ComparisonState);
    await bare.page.locator('[data-test="exact-rank"][aria-checked="true"]').waitFor();
    await bare.hook('exact-rank').click();
    assert.equal((await sent()).rank, undefined);
  });

  it('has dots in the legend of groups', async () => {
    const bare = await pages.open('analysis', 'light');
    const result = sampleGroups(3);
    const { subject } = setup();
    await bare.show({
      status: 'done',
      subject: { ...subject, selection: { ...subject.selection, analysis: 'groups' } },
      result,
    } as { status: string });
    assert.equal(await bare.hook('chart-groups').count(), 1);
    await bare.picture('groups-legend', 'dark');
  });
});
