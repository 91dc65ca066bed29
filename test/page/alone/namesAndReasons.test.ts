import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { arraysRemarks } from '../../../src/analysis/pairs/arraysRemarks';
import { firstSelection } from '../../../src/analysis/selection/firstSelection';
import { analyzeClasses } from '../../../src/jobs/analyses/analyzeClasses';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { directionsOfPair } from '../../../src/jobs/directions/directionsOfPair';
import { plainEngine } from '../../../src/jobs/engine';
import { scanArrays } from '../../../src/jobs/scan/scanArrays';
import type { AnalysisState, ComparisonState } from '../../../src/protocol/panel';
import { defaultOptions } from '../../../src/facts/options';
import { fixture } from '../../golden';
import { saveByteVector } from '../../jobs/labelFiles';
import { saveArray } from '../../jobs/savedArrays';
import { gaussian } from '../../linalg/random';
import { sampleReport } from '../../webview/sampleReport';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import type { BarePage } from './barePage';
import { barePages } from './barePages';

describe('what pages say of files and pairs that are not as usual', () => {
  const pages = barePages();
  let bare: BarePage;

  const quiet = () => undefined;

  it('names members of an archive that cannot be read, above the table and in a list with their reasons', async () => {
    const roots = [fixture('cases/archives/obj.npz')];
    const outcome = await scanArrays({ roots }, quiet);
    const [spoiled] = outcome.unreadable;
    const remarks = arraysRemarks(outcome.unreadable);
    bare = await pages.open('analysis');
    const selection = firstSelection(outcome, defaultOptions);
    const setup = (notices: typeof outcome.notices): AnalysisState => ({
      status: 'setup',
      subject: { selection, names: {}, scan: { roots }, found: { ...outcome, notices } },
    });
    await bare.show(setup([...outcome.notices, ...remarks]));
    const remark = bare.page.locator(`[data-test="warnings"] .notice-warning[data-code="${spoiled!.code}"]`);
    assert.match(await remark.innerText(), /(?<![\w/])obj\.npz::meta holds Python objects/);
    const list = bare.hook('found');
    assert.match(await list.locator('summary').innerText(), /^1 array that cannot be read$/);
    assert.match(await list.locator('li').innerText(), /^obj\.npz::meta .*holds Python objects/);
    assert.equal(await bare.overflow(), 0);
    await bare.show(setup([]));
    assert.equal(await remark.count(), 0);
  });

  it('tells how many samples have a label that stands for no class', async () => {
    const folder = temporaryFolder('ignored');
    const samples = 60;
    const labels = Array.from({ length: samples }, (_, i) => (i % 20 === 0 ? 255 : i % 3));
    const path = await saveArray(folder, 'layer1', gaussian(samples, 4, 1));
    const selection = firstSelection(await scanArrays({ roots: [folder] }, quiet), defaultOptions);
    const classes = { labels: saveByteVector(folder, 'labels', labels), logits: 'columns' } as const;
    const asked = { ...selection, analysis: 'classes' as const, classes };
    const result = await analyzeClasses({ selection: asked }, quiet, plainEngine());
    bare = await pages.open('analysis');
    await bare.show({ status: 'done', subject: { selection: asked, names: { [path]: 'layer1.npy' } }, result } as {
      status: string;
    });
    const remark = bare.page.locator('[data-test="warnings"] [data-code="labels-ignored"]');
    assert.match(
      await remark.innerText(),
      /3 of 60 samples are labelled 255 in \S*labels\.npy, which stands for no class/,
    );
    assert.equal(await bare.overflow(), 0);
  });

  it('says beside directions what is to be said of their labels, and nothing that stands at the report', async () => {
    const folder = temporaryFolder('labelled');
    const [a, b] = await Promise.all([
      saveArray(folder, 'a', gaussian(60, 20, 1)),
      saveArray(folder, 'b', gaussian(60, 25, 2)),
    ]);
    const labels = saveByteVector(
      folder,
      'labels',
      Array.from({ length: 60 }, (_, i) => (i % 20 === 0 ? 255 : i % 3)),
    );
    const pair = { a: { path: a }, b: { path: b }, options: defaultOptions };
    const { report } = await compareArrays(pair, quiet);
    const request = { count: 1, points: 60, labels: { path: labels } };
    const outcome = await directionsOfPair({ ...pair, request }, quiet);
    const own = outcome.notices.filter(({ code }) => code === 'labels-ignored');
    assert.ok(own.length === 1 && outcome.notices.length > 1, JSON.stringify(outcome.notices));
    bare = await pages.open('comparison');
    const state: ComparisonState = {
      status: 'done',
      request: pair,
      names: { a: 'a.npy', b: 'b.npy' },
      report,
      directions: { status: 'done', request, outcome },
    };
    await bare.show(state);
    const remarks = bare.hook('directions').locator('[data-test="warnings"] .notice');
    assert.equal(await remarks.count(), 1);
    assert.match(await remarks.innerText(), /3 of 60 samples are labelled 255/);
  });

  it('hides what asks for directions of a pair that has none, and says why, until a pair has them', async () => {
    const folder = temporaryFolder('wide');
    const [wide, slim, other] = await Promise.all([
      saveArray(folder, 'wide', gaussian(20, 40, 1)),
      saveArray(folder, 'slim', gaussian(20, 3, 2)),
      saveArray(folder, 'other', gaussian(20, 4, 3)),
    ]);
    const done = async (a: string, b: string): Promise<ComparisonState> => {
      const request = { a: { path: a }, b: { path: b }, options: defaultOptions };
      const { report } = await compareArrays(request, quiet);
      return { status: 'done', request, names: { a: 'a.npy', b: 'b.npy' }, report };
    };
    const controls = ['show-directions', 'choose-labels', 'field-directions', 'save-projections', 'projection-by'];
    const reason = () => bare.hook('no-directions');
    const shown = () => Promise.all(controls.map((name) => bare.hook(name).isVisible()));
    bare = await pages.open('comparison');
    await bare.show(await done(wide, slim));
    assert.deepEqual(
      await shown(),
      controls.map(() => false),
    );
    assert.match(
      await reason().innerText(),
      /^There are neither directions nor projections: .*wide\.npy has 20 samples for 40 neurons/,
    );
    assert.ok(await bare.hook('check-trust').isVisible(), 'what has scores can be checked');
    await bare.show(await done(other, slim));
    assert.deepEqual(
      await shown(),
      controls.map(() => true),
    );
    assert.ok(await reason().isHidden());
  });

  it('breaks names in headings behind their separators alone, never inside the name of a layer', async () => {
    bare = await pages.open('comparison');
    const names = {
      a: 'generalizing0/epoch_14/encoder_block_attention/layer2.npy',
      b: 'memorizing1/epoch_14/archive.npz::decoder/feedforward:projection',
    };
    const request = { a: { path: `/${names.a}` }, b: { path: `/${names.b}` }, options: defaultOptions };
    let broken = 0;
    for (const width of [1300, 700, 420]) {
      await bare.page.setViewportSize({ width, height: 700 });
      await bare.page.evaluate(() =>
        document.querySelector<HTMLDetailsElement>('[data-test="files"]')!.toggleAttribute('open', true),
      );
      await bare.show({ status: 'done', request, names, report: sampleReport() } as ComparisonState);
      await bare.frames();
      for (const side of ['a', 'b'] as const) {
        for (const heading of [
          bare.page.locator(`.title-${side}.title-name`),
          bare.hook(`side-card-${side}`).locator('h2'),
        ]) {
          const lines = await linesOf(heading);
          assert.equal(lines.join(''), names[side]);
          for (const line of lines.slice(0, -1))
            assert.match(line, /[/\\_:-]$/, `${width} pixels: ${lines.join(' | ')}`);
          broken += lines.length - 1;
        }
      }
    }
    assert.ok(broken > 0, 'every name had room in one line');
  });
});

/** The lines in which a browser has set the text of an element. */
function linesOf(element: Locator): Promise<string[]> {
  return element.evaluate((node) => {
    const lines: string[] = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    let bottom = -Infinity;
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      for (let at = 0; at < text.textContent!.length; at++) {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        // The middle of a character of the next line lies below the line before.
        if (box.top + box.height / 2 > bottom) {
          lines.push('');
          bottom = box.bottom;
        }
        lines[lines.length - 1] += text.textContent![at];
      }
    }
    return lines;
  });
}
