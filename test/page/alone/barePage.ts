import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { FromPanel } from '../../../src/protocol/panel';
import { projectFolder } from '../../workbench/paths';
import { leavePicture, picturesWanted } from '../leavePicture';
import { putTheme, type themes } from './themes';

const origin = 'http://page.test';

/** The document that src/vscode/html.ts makes, with its policy: what the policy refuses there is refused here. */
const html = (name: string) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="UTF-8"><title>CCA Lens</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-s'; style-src ${origin} 'nonce-t'; img-src ${origin} data: blob:; font-src ${origin}">
<meta property="csp-nonce" content="t">
<link rel="stylesheet" href="${origin}/media/panel.css">
</head><body data-panel="${name}"><main id="root"></main>
<script type="module" nonce="s" src="${origin}/dist/${name}.js"></script></body></html>`;

/** What VS Code gives a page, keeping what is sent. As text: a compiled function would refer to helpers that the page does not have. */
const fakeHost = `
  window.sentToHost = [];
  window.acquireVsCodeApi = () => ({ postMessage: (message) => window.sentToHost.push(message), setState() {}, getState() {} });
`;

/** A page of a panel in a browser alone, without VS Code: a test plays the extension host. */
export class BarePage {
  /** What went wrong in the page, and what its policy refused. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {}

  /** Opens a page by the name of its bundle, in a colour theme; it has said `ready` then. */
  static async open(browser: BrowserContext, name: string, theme: keyof typeof themes = 'dark'): Promise<BarePage> {
    const page = await browser.newPage();
    const bare = new BarePage(page);
    page.on('pageerror', (error) => bare.complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && bare.complaints.push(message.text()));
    await page.route(`${origin}/**`, (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: html(name) });
      if (path === '/favicon.ico') return route.fulfill({ status: 204 });
      const contentType = path.endsWith('.css') ? 'text/css' : 'text/javascript';
      return route.fulfill({ contentType, body: readFileSync(join(projectFolder, path), 'utf8') });
    });
    await page.addInitScript({ content: fakeHost });
    await page.goto(`${origin}/`);
    await bare.theme(theme);
    await page.waitForFunction(() => (window as unknown as { sentToHost: unknown[] }).sentToHost.length > 0);
    return bare;
  }

  /** Puts the page in another colour theme, and waits until it is drawn in it. */
  async theme(name: keyof typeof themes): Promise<void> {
    await putTheme(this.page, name);
    await this.frames();
  }

  /** Until the page has drawn what was changed: charts are drawn anew in the next frame, and seen in the one after it. */
  async frames(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  }

  /** Sends a state as the host does, and waits until the page shows it; milliseconds that the page took to take it in and draw it. */
  async show(state: { status: string }): Promise<number> {
    // As text: Playwright takes ten times as long to hand over an object of a matrix's size.
    return this.page.evaluate(async (text) => {
      const sent = JSON.parse(text) as { status: string };
      const began = performance.now();
      window.postMessage({ type: 'state', state: sent }, '*');
      const root = document.getElementById('root')!;
      do await new Promise((resolve) => requestAnimationFrame(resolve));
      while (root.dataset.status !== sent.status);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - began;
    }, JSON.stringify(state));
  }

  /** Every message that the page has sent, of one type. */
  async sent<T extends FromPanel['type']>(type: T): Promise<Extract<FromPanel, { type: T }>[]> {
    const all = await this.page.evaluate(() => (window as unknown as { sentToHost: FromPanel[] }).sentToHost);
    return all.filter((message) => message.type === type) as Extract<FromPanel, { type: T }>[];
  }

  /** A file that the page asked to save, once it has: the last, or the one after so many others. */
  async saved(after?: number): Promise<{ name: string; bytes: Uint8Array }> {
    const handle = await this.page.waitForFunction((place) => {
      const all = (window as unknown as { sentToHost: FromPanel[] }).sentToHost;
      const saves = all.filter((message) => message.type === 'save');
      const one = place === undefined ? saves.at(-1) : saves[place];
      const content = one?.content ?? '';
      const list = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      // A character a byte: a list of so many numbers takes seconds to arrive.
      const bytes = Array.from(list, (byte) => String.fromCharCode(byte)).join('');
      return one && { name: one.suggestedName, bytes };
    }, after);
    const { name, bytes } = (await handle.jsonValue())!;
    return { name, bytes: Buffer.from(bytes, 'latin1') };
  }

  /** An element by its hook for tests. */
  hook(name: string): Locator {
    return this.page.locator(`[data-test="${name}"]`);
  }

  /** Numbers of a table in full precision, by row and column. */
  async number(table: string, row: string, column: string): Promise<number> {
    const cell = this.page.locator(`[data-test="${table}"] td[data-row="${row}"][data-column="${column}"]`).first();
    return Number(await cell.getAttribute('data-value'));
  }

  /** By how many pixels the page is wider than its window. */
  async overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** Leaves a picture of the whole page where this run wants any, and one in each of some themes, the last of which it then has. */
  async picture(name: string, ...others: (keyof typeof themes)[]): Promise<void> {
    if (!picturesWanted) return;
    await leavePicture(this.page, name, true);
    for (const theme of others) {
      await this.theme(theme);
      await leavePicture(this.page, `${name}-${theme}`, true);
    }
  }
}
