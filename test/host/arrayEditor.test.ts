import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { afterEach, describe, it } from 'mocha';
import { ViewColumn, window, type LogOutputChannel, type Uri, type WebviewPanel } from 'vscode';
import type { ArrayState, FromArray } from '../../src/protocol/arrayMessages';
import { ArrayEditor } from '../../src/vscode/arrays/arrayEditor';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import { zipArchive } from '../zipArchive';
import { arrayBytes, arrayFolder } from './arrayFolder';
import { until } from './extensionUnderTest';
import { partsSuite } from './suites';

type Shown = Extract<ArrayState, { status: 'done' }>;

describe('ArrayEditor', function () {
  // An archive of a thousand members is made, and its headers are read a few times.
  const suite = partsSuite();
  const panels: WebviewPanel[] = [];
  afterEach(() => panels.splice(0).forEach((panel) => panel.dispose()));

  /** A viewer of a file as its page sees it, and the warnings that it logs. */
  async function open(file: Uri) {
    const panel = window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active);
    panels.push(panel);
    const warnings: unknown[] = [];
    const log = { warn: (what: unknown) => warnings.push(what) } as unknown as LogOutputChannel;
    const services = { ...suite.services, log };
    const parts = { services, comparisons: new ComparisonPanels(services) };
    const editor = new ArrayEditor(panel, file, parts, services.workers, () => undefined);
    await editor.load();
    const states = () => suite.seen.flatMap(({ panel: name, state }) => (name === 'array' ? [state] : []));
    const shown = () => states().at(-1) as Shown;
    await until('the panel in front', () => services.pages.active !== undefined);
    const send = (message: unknown) => services.pages.active!.receive({ type: 'array', message: message as FromArray });
    return { states, shown, send, warnings };
  }

  it('reads the header of a member that is chosen, where there are more than are read at once', async () => {
    const array = arrayBytes([2, 3], new Float64Array(6));
    const names = Array.from({ length: 1003 }, (_, at) => `layer${at}.npy`);
    const bytes = await zipArchive(Object.fromEntries(names.map((name) => [name, array])), 0);
    const { shown, send, states } = await open(await suite.folder.file('many.npz', bytes));
    assert.equal(shown().member, 'layer0');
    assert.equal(shown().file.members[1001]!.header, undefined);
    send({ type: 'member', name: 'layer1001' });
    // Once more, and then another one: the last is shown, and none before it.
    send({ type: 'member', name: 'layer1001' });
    send({ type: 'member', name: 'layer5' });
    await until('a member that is known', () => shown().member === 'layer5');
    assert.ok(states().every((state) => state.status !== 'done' || state.member !== 'layer1001'));
    send({ type: 'member', name: 'layer1001' });
    await until('the member', () => shown().member === 'layer1001');
    assert.deepEqual(shown().file.members[1001]!.header?.shape, [2, 3]);
    assert.match(shown().array.path, /many\.npz::layer1001$/);
  });

  it('says once that its file is gone, however often it looks', async () => {
    // Alone in its folder: the row of layers has nothing to say of it.
    const alone = await arrayFolder();
    const file = await alone.array('leaving.npy', 9, 2, 1);
    const { shown, warnings } = await open(file);
    await rm(file.fsPath);
    await until('the loss', () => shown().trouble !== undefined);
    // It is looked for after one second and after three; the page may ask for its numbers once meanwhile, and hears why there are none.
    await new Promise((resolve) => setTimeout(resolve, 3700));
    assert.ok(warnings.length <= 2, warnings.join('\n'));
    await alone.array('leaving.npy', 9, 2, 1);
    await until('its return', () => shown().trouble === undefined);
    await alone.remove();
  });

  it('does nothing that its page cannot ask for', async () => {
    const { send, states, warnings } = await open(await suite.folder.array('asked.npy', 9, 2, 1));
    const before = states().length;
    send({ type: 'statistics', axis: 'all', asked: true });
    send({ type: 'statistics', axis: 2, asked: true });
    assert.equal(states().length, before);
    assert.equal(warnings.length, 1);
  });
});
