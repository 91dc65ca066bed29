import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { env, TabInputCustom, Uri, ViewColumn, window, workspace } from 'vscode';
import { comparisonText, savedComparison } from '../../src/analysis/selection/comparisonDocument';
import { defaultOptions } from '../../src/facts/options';
import type { Selection } from '../../src/protocol/selection';
import { extensionId, makeLink } from '../../src/vscode/links/makeLink';
import { linkHandler, type LinkQuestion } from '../../src/vscode/links/linkHandler';
import { linkText, parseLink, type LinkedView } from '../../src/vscode/links/linkText';
import { AnalysisPanels } from '../../src/vscode/panels/analysisPanels';
import { ComparisonPanel } from '../../src/vscode/panels/comparisonPanel';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import type { PanelEvent } from '../../src/vscode/services';
import { everything, selectionOf } from '../analysis/selections';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, testServices, until } from './extensionUnderTest';

describe('links to views', () => {
  let folder: ArrayFolder;
  let outside: ArrayFolder;
  let services: ReturnType<typeof testServices>;
  let seen: PanelEvent[] = [];
  let asked: LinkQuestion[] = [];
  let told: string[] = [];
  let agree: () => boolean = () => true;
  const { showWarningMessage } = window;
  const pair = savedComparison({ a: { path: 'a.npy' }, b: { path: 'sub/b.npy' }, options: defaultOptions });
  const selection = (): Selection =>
    selectionOf('matrix', [
      { path: 'a.npy', model: '', checkpoint: '', layer: 'a', include: true },
      { path: 'sub/b.npy', model: '', checkpoint: '', layer: 'b', include: true },
    ]);

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    outside = await arrayFolder();
    mkdirSync(folder.uri('sub').fsPath);
    await folder.array('a.npy', 60, 4, 1);
    await folder.array('sub/b.npy', 60, 3, 2);
    await outside.array('secret.npy', 60, 3, 3);
    services = testServices();
    services.states.event((event) => seen.push(event));
  });
  beforeEach(() => {
    [seen, asked, told] = [[], [], []];
    agree = () => true;
    window.showWarningMessage = ((message: string) => {
      told.push(message);
      return Promise.resolve(undefined);
    }) as typeof window.showWarningMessage;
  });
  afterEach(async () => {
    window.showWarningMessage = showWarningMessage;
    await closeTabs();
  });
  after(async () => {
    services.dispose();
    await folder.remove();
    await outside.remove();
  });

  function handler(folders = [{ name: 'exp', path: folder.uri('').fsPath.replace(/[\\/]$/, '') }]) {
    const comparisons = new ComparisonPanels(services);
    const parts = { services, comparisons };
    const analyses = new AnalysisPanels(parts);
    return linkHandler({
      parts,
      showSelection: (saved) => analyses.showSelection(saved),
      ask: async (question) => {
        asked.push(question);
        return agree();
      },
      folders: () => folders,
    });
  }
  const linkOf = (linked: LinkedView) => Uri.parse(linkText(env.uriScheme, extensionId, linked));
  const follow = (linked: LinkedView, ...folders: Parameters<typeof handler>) =>
    handler(...folders).handleUri(linkOf(linked));
  const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs).length;

  it('name this extension, which hears of them', () => {
    assert.equal(extension().id, extensionId);
    const { activationEvents } = extension().packageJSON as { activationEvents: string[] };
    assert.ok(activationEvents.includes('onUri'));
  });

  it('open the comparison that they were made of, once people have agreed to its files', async () => {
    await follow({ folder: 'exp', view: pair });
    assert.deepEqual(asked, [
      {
        message: 'A link opens a comparison in CCA Lens. Open these files of the folder exp?',
        detail: 'a.npy\nsub/b.npy',
      },
    ]);
    const last = seen.at(-1);
    assert.ok(last?.panel === 'comparison' && last.state.status === 'done');
    assert.equal(last.state.request.b.path, folder.uri('sub/b.npy').fsPath);
    assert.deepEqual(told, []);
  });

  it('open an analysis: its table, and its result where that is known', async () => {
    await follow({ folder: 'exp', view: selection() });
    assert.match(asked[0]!.message, /^A link opens the analysis “Similarity matrix” in CCA Lens\./);
    const last = () => {
      const event = seen.at(-1);
      return event?.panel === 'analysis' ? event.state : undefined;
    };
    assert.equal(last()?.status, 'setup', 'nothing is computed that nobody asked for');
    const panels = new AnalysisPanels({ services, comparisons: new ComparisonPanels(services) });
    await panels.showSelection({
      ...selection(),
      arrays: selection().arrays.map((array) => ({ ...array, path: folder.uri(array.path).fsPath })),
    });
    assert.equal(last()?.status, 'setup');
  });

  it('open nothing when people do not agree, nor while another one is asked about', async () => {
    agree = () => false;
    await follow({ folder: 'exp', view: pair });
    assert.equal(asked.length, 1);
    assert.deepEqual([seen, told, tabs()], [[], [], 0]);
    let answer: (agreed: boolean) => void = () => undefined;
    const waiting = linkHandler({
      parts: { services, comparisons: new ComparisonPanels(services) },
      showSelection: async () => undefined,
      ask: (question) => {
        asked.push(question);
        return new Promise((resolve) => (answer = resolve));
      },
      folders: () => [{ name: 'exp', path: folder.uri('').fsPath.replace(/[\\/]$/, '') }],
    });
    const first = waiting.handleUri(linkOf({ folder: 'exp', view: pair }));
    await until('the question', () => asked.length === 2);
    await waiting.handleUri(linkOf({ folder: 'exp', view: pair }));
    answer(false);
    await first;
    assert.equal(asked.length, 2);
    assert.deepEqual(seen, []);
  });

  it('open nothing outside of the folder, be it by its path or a symbolic link, and ask nobody', async function () {
    const hostile = (value: unknown) =>
      Uri.parse(`vscode://${extensionId}/open?view=${Buffer.from(JSON.stringify(value)).toString('base64url')}`);
    const secret = outside.uri('secret.npy').fsPath;
    const up = `../${basename(outside.uri('').fsPath)}/secret.npy`;
    const views: unknown[] = [secret, up, `sub/../${up}`].map((path) => ({ ...pair, a: { path } }));
    views.push(
      { ...pair, options: { ...defaultOptions, command: 'x' } },
      { ...pair, command: 'workbench.action.quit' },
    );
    for (const view of views) await handler().handleUri(hostile({ link: 1, folder: 'exp', view }));
    for (const path of ['/run', '/open/x', ''])
      await handler().handleUri(Uri.parse(`vscode://${extensionId}${path}?x=1`));
    assert.equal(told.length, views.length + 3);
    for (const sentence of told) assert.match(sentence, /^This link to CCA Lens was not followed: .*\.$/);
    assert.deepEqual([seen, asked, tabs()], [[], [], 0]);
    if (process.platform === 'win32') return;
    told = [];
    symlinkSync(secret, folder.uri('out.npy').fsPath);
    await follow({ folder: 'exp', view: { ...pair, a: { path: 'out.npy' } } });
    assert.match(told[0]!, /^out\.npy leads out of the open folder exp by a symbolic link/);
    assert.deepEqual([seen, asked], [[], []]);
    // Put in the place of a file while the question stands there.
    const swapped = await folder.array('swapped.npy', 60, 3, 5);
    agree = () => {
      unlinkSync(swapped.fsPath);
      symlinkSync(secret, swapped.fsPath);
      return true;
    };
    await follow({ folder: 'exp', view: { ...pair, a: { path: 'swapped.npy' } } });
    assert.match(told[1]!, /^swapped\.npy leads out/);
    assert.deepEqual(seen, []);
  });

  it('are made of what a page shows, and open the same in a window with the folder', async () => {
    const [root] = workspace.workspaceFolders ?? [];
    assert.ok(root, 'the window has a folder');
    const within = await arrayFolder(root.uri.fsPath);
    try {
      const a = { path: (await within.array('a.npy', 60, 4, 1)).fsPath };
      const b = { path: (await within.array('b.npy', 60, 3, 2)).fsPath };
      const panel = new ComparisonPanel(window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active), services);
      const options = { ...defaultOptions, svcca: { rule: 'dimensions', count: 2 } as const };
      await panel.compare({ a, b, options });
      await env.clipboard.writeText('');
      const page = services.pages.active;
      page!.receive({ type: 'copyLink' });
      await until('the link', async () => (await env.clipboard.readText()) !== '');
      const link = await env.clipboard.readText();
      assert.ok(link.startsWith(`${env.uriScheme}://${extensionId}/open?view=`), link);
      const made = { ...savedComparison({ a, b, options }), a: { path: `${basename(within.uri('').fsPath)}/a.npy` } };
      const { path, query } = Uri.parse(link);
      const linked = parseLink(path, query);
      assert.ok('view' in linked && linked.folder === root.name && linked.view.kind === 'cca-lens-comparison');
      assert.deepEqual(linked.view.a, made.a);
      seen = [];
      await handler([{ name: root.name, path: root.uri.fsPath }]).handleUri(Uri.parse(link));
      const last = seen.at(-1);
      assert.ok(last?.panel === 'comparison' && last.state.status === 'done');
      assert.deepEqual(last.state.request.options.svcca, options.svcca);
      assert.throws(() => makeLink(savedComparison({ a, b: { path: outside.uri('secret.npy').fsPath }, options })), {
        code: 'link',
        message: /secret\.npy is not in the open folder, or not in the same one as the other files/,
      });
      const many = Array.from({ length: 300 }, (_, i) => ({
        ...selection().arrays[0]!,
        path: within.uri(`${i}.npy`).fsPath,
      }));
      const long = { ...selection(), arrays: many };
      assert.throws(() => makeLink(long), {
        code: 'link',
        message: /^300 files are too many for a link\. Save the selection/,
      });
      const kept = Uri.parse(makeLink(long, within.uri('kept.ccalens.json').fsPath));
      assert.deepEqual(parseLink(kept.path, kept.query), {
        folder: root.name,
        document: `${basename(within.uri('').fsPath)}/kept.ccalens.json`,
      });
      panel.panel.dispose();
    } finally {
      await within.remove();
    }
  });

  it('say which folder is missing, or which file', async () => {
    await follow({ folder: 'exp', view: pair }, []);
    await follow({ folder: 'theirs', view: { ...pair, a: { path: 'gone.npy' } } });
    assert.deepEqual(told, [
      'This link opens files of a folder exp, and no folder is open: open that one, then the link.',
      'This link opens files of a folder theirs, and gone.npy is not in the open folder exp: open the folder that the link is from.',
    ]);
    assert.deepEqual([seen, asked], [[], []]);
    // VS Code makes links of `[label](command:...)` in messages, and runs what they lead to.
    await follow({ folder: 'a [Fix](command:workbench.action.quit)\n\u202e', view: pair }, []);
    assert.match(
      told[2]!,
      /^This link opens files of a folder a \[Fix\] \(command:workbench\.action\.quit\)\\n\\u202e, and/,
    );
  });

  it('are followed while what another one opened is computed', async () => {
    let done: () => void = () => undefined;
    let shown = 0;
    const slow = linkHandler({
      parts: { services, comparisons: new ComparisonPanels(services) },
      showSelection: () => new Promise((resolve) => ((shown += 1), (done = resolve))),
      ask: async (question) => asked.push(question) > 0,
      folders: () => [{ name: 'exp', path: folder.uri('').fsPath.replace(/[\\/]$/, '') }],
    });
    const first = slow.handleUri(linkOf({ folder: 'exp', view: selection() }));
    await until('the first', () => shown === 1);
    const ended = done;
    void slow.handleUri(linkOf({ folder: 'exp', view: selection() }));
    await until('the second', () => shown === 2);
    ended();
    await first;
    assert.equal(asked.length, 2);
    done();
  });

  it('open a document of the folder, but none that names files outside of it', async () => {
    const here = folder.uri('').fsPath;
    const inside = { ...pair, a: { path: join(here, 'a.npy') }, b: { path: join(here, 'sub', 'b.npy') } };
    await folder.file('sub/pair.ccalens.json', comparisonText(inside, join(here, 'sub')));
    await follow({ folder: 'exp', document: 'sub/pair.ccalens.json' });
    assert.equal(asked[0]?.detail, 'sub/pair.ccalens.json\na.npy\nsub/b.npy');
    await until('the editor', () => {
      const input = window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof TabInputCustom && input.viewType === 'ccaLens.selection';
    });
    const leaving = { ...inside, a: { path: outside.uri('secret.npy').fsPath } };
    await folder.file('leaving.ccalens.json', comparisonText(leaving, here));
    await follow({ folder: 'exp', document: 'leaving.ccalens.json' });
    assert.match(told[0]!, /secret\.npy (leads out of its folder|is an absolute path)/);
    await folder.file('broken.ccalens.json', '{');
    await follow({ folder: 'exp', document: 'broken.ccalens.json' });
    assert.match(told[1]!, /^broken\.ccalens\.json is not a selection of CCA Lens: it is no JSON/);
    assert.equal(asked.length, 1);
  });

  it('name many files by the first of them, without what could steer a line', async () => {
    agree = () => false;
    const arrays = everything(
      ['m'],
      ['c'],
      Array.from({ length: 20 }, (_, i) => `l${i}`),
    );
    for (const [i, array] of arrays.entries()) {
      array.path = `many${i}.npy`;
      await folder.array(array.path, 3, 2, i + 1);
    }
    await follow({ folder: 'exp', view: { ...selection(), arrays } });
    assert.deepEqual(asked[0]!.detail.split('\n').slice(-2), ['many11.npy', 'and 8 more']);
  });
});
