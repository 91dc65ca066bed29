import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { env, ViewColumn, window, type WebviewPanel } from 'vscode';
import type { ArrayState } from '../../src/protocol/arrayMessages';
import type { FromPanel } from '../../src/protocol/panel';
import { PanelPage } from '../../src/vscode/panels/panelPage';
import { testServices, until } from './extensionUnderTest';

describe('PanelPage', () => {
  let services: ReturnType<typeof testServices>;

  before(() => {
    services = testServices();
  });
  after(() => services.dispose());
  const panels: WebviewPanel[] = [];
  afterEach(() => panels.splice(0).forEach((panel) => panel.dispose()));

  const failed: ArrayState = {
    status: 'failed',
    name: 'a.npy',
    error: { code: 'file-not-found', message: 'a.npy does not exist; check its path.' },
  };

  function open(panel: WebviewPanel) {
    const heard: FromPanel[] = [];
    let closed = 0;
    const owner = {
      folder: () => undefined,
      receive: (message: FromPanel) => heard.push(message),
      closed: () => closed++,
    };
    const page = new PanelPage<ArrayState>(panel, 'array', services, owner, { status: 'loading', name: 'a.npy' });
    return { page, heard, closings: () => closed };
  }

  /** A panel whose postMessage is overheard; all else is the real one's. */
  function overheard(panel: WebviewPanel): { panel: WebviewPanel; sent: unknown[] } {
    const sent: unknown[] = [];
    const postMessage = (message: unknown) => Promise.resolve(sent.push(message));
    return { panel: over(panel, { webview: over(panel.webview, { postMessage }) }), sent };
  }

  /** An object with some members replaced. */
  function over<T extends object>(object: T, members: Record<string, unknown>): T {
    return new Proxy(object, {
      get(target, key) {
        if (Object.hasOwn(members, key)) return members[key as string];
        const value: unknown = Reflect.get(target, key, target);
        // Methods must see the object itself: its private fields are not the proxy's.
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
  }

  /** A panel that is gone after the test, also when VS Code has not told of its tab by then. */
  function create(): WebviewPanel {
    const made = window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active);
    panels.push(made);
    return made;
  }

  it('has a page whose script runs under its policy and says ready', async () => {
    const said: unknown[] = [];
    // In a browser all webviews share one origin and replace each other's service worker. One that opens while those of panels just closed, by the
    // suites before, are still being replaced can wait for its own for ever ("Waiting for controllerchange" on the console), with no line of ours
    // run: people would close it and open it again, and so does this test. A page of ours that does not work fails each time.
    for (let tries = 1; said.length === 0; tries++) {
      const panel = create();
      panel.webview.onDidReceiveMessage((message) => said.push(message));
      open(panel);
      try {
        await until(`ready (of panel ${tries})`, () => said.length > 0, 30_000);
      } catch (error) {
        if (tries === 3) throw error;
        panel.dispose();
      }
    }
    assert.deepEqual(said[0], { type: 'ready' });
  });

  it('answers every ready with the whole state', () => {
    const { panel, sent } = overheard(create());
    const { page } = open(panel);
    page.receive({ type: 'ready' });
    page.show(failed);
    page.receive({ type: 'ready' });
    assert.deepEqual(sent, [
      { type: 'state', state: { status: 'loading', name: 'a.npy' } },
      { type: 'state', state: failed },
      { type: 'state', state: failed },
    ]);
  });

  it('copies by itself and leaves the rest to its owner', async () => {
    const { page, heard } = open(create());
    page.receive({ type: 'copy', text: '| CCA | 0.5 |', what: 'Table' });
    await until('the clipboard', async () => (await env.clipboard.readText()) === '| CCA | 0.5 |');
    page.receive({ type: 'cancel' });
    assert.deepEqual(heard, [{ type: 'cancel' }]);
  });

  it('says what keeps it from doing what its page asks', async () => {
    const logged: unknown[] = [];
    const error = (what: unknown) => logged.push(what);
    const refusal = new Error('There is no folder.');
    const owner = {
      folder: () => {
        throw refusal;
      },
      receive: () => undefined,
      closed: () => undefined,
    };
    const log = over(services.log, { error });
    const page = new PanelPage<ArrayState>(create(), 'array', { ...services, log }, owner, failed);
    page.receive({ type: 'save', suggestedName: 'a.csv', content: '' });
    await until('the word in the log', () => logged.includes(refusal));
  });

  it('says once that it was closed, and sends nothing after', () => {
    const { panel, sent } = overheard(create());
    const { page, closings } = open(panel);
    panel.dispose();
    page.show(failed);
    assert.equal(closings(), 1);
    assert.deepEqual(sent, []);
  });
});
