import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import type { AnalysisResult } from '../../../src/facts/analyses';
import type { ComparisonState } from '../../../src/protocol/panel';
import { sampleClasses, sampleDynamics, sampleGroups, sampleMatrix } from '../../webview/sampleAnalyses';
import { sampleReport } from '../../webview/sampleReport';
import { leavePicture, picturesWanted } from '../leavePicture';
import { doneState } from './analysisStates';
import { barePages } from './barePages';

/** What names of files, layers, classes and messages may be: each tries to end the place that it stands in. */
const hostile = [
  '<script>window.broken = 1</script>',
  '"><img src="http://evil.test/x.png" onerror="window.broken = 1">',
  "' onmouseover='window.broken = 1' x='",
  '</td></table></svg></style><iframe src="http://evil.test/"></iframe>',
  '--></title><link rel="stylesheet" href="http://evil.test/x.css">',
  '&lt;script&gt; &amp; &#60;script&#62;',
  'line\nbreak\r\nand\ttab\u2028end',
  '\u202Eevil\u202C \u2066isolate\u2069 \u200f',
  ']]><![CDATA[<script>window.broken = 1</script>',
  '\u0000\u001b[31mred \ud800 lone',
  'javascript:window.broken=1',
  '${window.broken = 1}',
];

const places = new Set([
  'path',
  'name',
  'model',
  'checkpoint',
  'layer',
  'message',
  'final',
  'labels',
  'reading',
  'a',
  'b',
]);
const lists = new Set(['checkpoints', 'layers', 'models']);

/** The same with something hostile behind each name in it, another each time; equal names stay equal. */
function poisoned<T>(value: T): T {
  const known = new Map<string, string>();
  const poison = (text: string) => {
    const found = known.get(text) ?? `${text}${hostile[known.size % hostile.length]}`;
    known.set(text, found);
    return found;
  };
  const walk = (one: unknown, key: string): unknown => {
    if (typeof one === 'string') return places.has(key) || lists.has(key) ? poison(one) : one;
    if (Array.isArray(one)) return one.map((item) => walk(item, lists.has(key) ? key : ''));
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, part]) => [name, walk(part, name)]));
  };
  return walk(value, '') as T;
}

/** All that a report is made of: whatever broke out of its place would be something else. */
const allowed = new Set(
  'html head meta title style body main section h1 h2 p dl div dt dd ul li figure figcaption table caption details summary thead tbody tr th td footer svg g path text tspan clippath rect defs'.split(
    ' ',
  ),
);

describe('a report that was saved', function () {
  const pages = barePages();

  /** The report that a page saves of a state. */
  async function reportOf(
    panel: 'comparison' | 'analysis',
    state: { status: string },
  ): Promise<{ name: string; html: string }> {
    const bare = await pages.open(panel);
    await bare.show(state);
    await bare.hook('share').click();
    await bare.hook('save-report').click();
    const saved = (await bare.sent('save')).at(-1)!;
    assert.equal(typeof saved.content, 'string');
    return { name: saved.suggestedName, html: saved.content as string };
  }

  /** Opens a report as a file that somebody was sent, and holds it to be one: nothing runs, nothing is fetched, nothing but its own elements is there. */
  async function openReport(html: string): Promise<Page> {
    const page = await pages.empty();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('dialog', (dialog) => said.push(dialog.message()));
    await page.route('**/*', (route) =>
      route.request().url() === 'http://report.test/'
        ? route.fulfill({ contentType: 'text/html', body: html })
        : route.abort(),
    );
    await page.goto('http://report.test/');
    // What listens for the mouse would hear it.
    await page.mouse.move(300, 200);
    await page.mouse.move(310, 260);
    const found = await page.evaluate(() => {
      const all = [...document.querySelectorAll('*')];
      return {
        tags: [...new Set(all.map(({ localName }) => localName.toLowerCase()))],
        listening: all.flatMap((node) =>
          [...node.attributes].filter(({ name }) => /^on|^(href|xlink:href|src)$/.test(name)).map(({ name }) => name),
        ),
        broken: (window as unknown as { broken?: number }).broken,
        policy: document.head.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content'),
      };
    });
    assert.deepEqual(
      found.tags.filter((tag) => !allowed.has(tag)),
      [],
    );
    assert.deepEqual([found.listening, found.broken, said], [[], undefined, []]);
    assert.equal(found.policy, "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    assert.deepEqual(
      asked.filter((url) => !['http://report.test/', 'http://report.test/favicon.ico'].includes(url)),
      [],
    );
    assert.doesNotMatch(html, /<script|javascript:(?!window)|\son\w+="/i);
    return page;
  }

  const names = { a: `runs/${hostile[0]}/layer1.npy`, b: `runs/${hostile[1]}${hostile[7]}/layer2.npy` };
  const comparison = (): ComparisonState => ({
    status: 'done',
    request: { a: { path: '/x/a.npy' }, b: { path: '/x/b.npy' }, options: sampleReport().options },
    names,
    report: {
      ...sampleReport(),
      warnings: hostile.map((message, at) => ({ code: `code-${at}`, message })),
      skipped: [{ measure: 'pls', code: 'x', message: hostile[3] }],
    },
  });

  it('shows a comparison: the sentence first, scores with conventions and chance, figures, options and files', async () => {
    const { name, html } = await reportOf('comparison', comparison());
    assert.match(name, /report\.html$/);
    const page = await openReport(html);
    const order = await page
      .locator('main > *')
      .evaluateAll((nodes) => nodes.map(({ className, localName }) => className || localName));
    assert.deepEqual(order.slice(0, 3), ['h1', 'reading', 'about']);
    const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    for (const words of ['Mean CCA', 'SVCCA keeps', 'Unrelated:', '<script>window.broken = 1</script>', '\\u202eevil'])
      assert.ok(text.includes(words), words);
    assert.deepEqual(await page.locator('h2').allInnerTexts(), [
      'Scores',
      'Figures',
      'Files',
      'Options',
      'How it was computed',
    ]);
    assert.ok((await page.locator('svg text').count()) > 10, 'text of figures is text');
    if (!picturesWanted) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await leavePicture(page, `report-comparison-${colorScheme}`, true);
    }
  });

  const results: Record<string, () => AnalysisResult> = {
    matrix: () => sampleMatrix(2, 4),
    dynamics: () => sampleDynamics(),
    groups: () => sampleGroups(),
    classes: () => sampleClasses(),
  };
  for (const [analysis, sample] of Object.entries(results)) {
    it(`shows the result of ${analysis}, whatever its names are`, async () => {
      const result = poisoned(sample());
      const state = doneState(result);
      const page = await openReport((await reportOf('analysis', state)).html);
      assert.ok((await page.locator('svg').count()) > 0);
      assert.ok((await page.locator('td').count()) > 4);
      const text = await page.locator('main').innerText();
      assert.ok(text.includes('Options') && text.includes('Files'));
      if (!picturesWanted) return;
      const plain = await openReport((await reportOf('analysis', doneState(sample()))).html);
      await leavePicture(plain, `report-${analysis}`, true);
      await plain.emulateMedia({ colorScheme: 'dark' });
      await leavePicture(plain, `report-${analysis}-dark`, true);
    });
  }

  it('holds a matrix of 200 layers, and says what of more is left out', async () => {
    const { html } = await reportOf('analysis', doneState(sampleMatrix(1, 200)));
    assert.ok(html.length < 12e6, `${html.length} characters`);
    const page = await openReport(html);
    assert.match(
      await page.locator('main').innerText(),
      /other scores of so many pairs are left out here; the CSV has all\./,
    );
    assert.equal(await page.locator('table').first().locator('tbody tr').count(), 200);
  });

  it('is behind a menu that keys open, move in and close', async () => {
    const bare = await pages.open('analysis');
    await bare.show(doneState(sampleMatrix(1, 3)));
    const opener = bare.hook('share');
    await opener.focus();
    await bare.page.keyboard.press('Enter');
    const item = (name: string) => bare.page.locator(`[data-test="${name}"]:focus`);
    await item('copy-link').waitFor();
    if (picturesWanted) await leavePicture(bare.page, 'share-menu', false);
    await bare.page.keyboard.press('ArrowDown');
    await item('copy-methods').waitFor();
    await bare.page.keyboard.press('ArrowDown');
    await item('save-report').waitFor();
    await bare.page.keyboard.press('ArrowDown');
    await item('copy-link').waitFor();
    await bare.page.keyboard.press('Escape');
    assert.equal(await bare.page.locator('.menu-list').isVisible(), false);
    assert.equal(await opener.getAttribute('aria-expanded'), 'false');
    await bare.page.keyboard.press('Enter');
    await bare.page.keyboard.press('Enter');
    assert.deepEqual(await bare.sent('copyLink'), [{ type: 'copyLink', measure: 'svcca' }]);
  });

  it('is by the score that is chosen on the page, as a link is', async () => {
    const bare = await pages.open('analysis');
    await bare.show(doneState(sampleMatrix(1, 3)));
    await bare.hook('matrix-measure').click();
    await bare.hook('matrix-measure').locator('vscode-option[value="cka"]').click();
    for (const action of ['copy-link', 'copy-methods', 'save-report']) {
      await bare.hook('share').click();
      await bare.hook(action).click();
    }
    assert.deepEqual((await bare.sent('copyLink')).at(-1), { type: 'copyLink', measure: 'cka' });
    assert.match((await bare.sent('copy')).at(-1)!.text, /Linear CKA \(Kornblith et al\., 2019\)/);
    const page = await openReport(String((await bare.sent('save')).at(-1)!.content));
    assert.equal(await page.locator('h2').first().innerText(), 'Linear CKA');
  });
});
