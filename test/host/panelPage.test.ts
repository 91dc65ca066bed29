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

  /** A panel whose postMessage is overheard, each message arriving at once or (`waits`) when the test says so; all else is the real one's. */
  function overheard(panel: WebviewPanel, waits = false) {
    const sent: unknown[] = [];
    const under: ((arrived: boolean) => void)[] = [];
    const postMessage = (message: unknown): Promise<boolean> => {
      sent.push(message);
      return waits ? new Promise<boolean>((resolve) => under.push(resolve)) : Promise.resolve(true);
    };
    const arrive = (arrived: boolean) => under.shift()?.(arrived);
    return { panel: over(panel, { webview: over(panel.webview, { postMessage }) }), sent, arrive };
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

  it('answers every ready with the whole state', async () => {
    const { panel, sent } = overheard(create());
    const { page } = open(panel);
    page.receive({ type: 'ready' });
    page.show(failed);
    await until('both states', () => sent.length === 2);
    page.receive({ type: 'ready' });
    assert.deepEqual(sent, [
      { type: 'state', state: { status: 'loading', name: 'a.npy' } },
      { type: 'state', state: failed },
      { type: 'state', state: failed },
    ]);
  });

  it('sends one state at a time: the newest of those that have come meanwhile, and of it what has changed', async () => {
    const { panel, sent, arrive } = overheard(create(), true);
    const { page } = open(panel);
    const loading = (fraction: number): ArrayState => ({ status: 'loading', name: 'a.npy', fraction }) as ArrayState;
    page.receive({ type: 'ready' });
    for (const fraction of [0.1, 0.2, 0.3]) page.show(loading(fraction));
    assert.equal(sent.length, 1);
    arrive(true);
    await until('the newest', () => sent.length === 2);
    assert.deepEqual(sent[1], { type: 'change', change: { fraction: 0.3 } });
    // A page that was hidden has lost the message: it is given all when it asks, and again with the next state.
    arrive(false);
    await until('the word that it was lost', () => (page.show(loading(0.4)), sent.length === 3));
    assert.deepEqual(sent[2], { type: 'state', state: loading(0.4) });
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
