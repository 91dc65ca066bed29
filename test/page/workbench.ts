import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before } from 'mocha';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { openBrowser } from '../workbench/browser';
import { startCodeServer, type CodeServer } from '../workbench/codeServer';
import { projectFolder, resultsFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { writeUserSettings } from '../workbench/userSettings';

let server: CodeServer;
let browser: BrowserContext;
const userData = temporaryFolder('user');

/** Names of colour themes that every VS Code has. */
export const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', contrast: 'Default High Contrast' };

// Declared while the first suite is loaded, these belong to all suites together: one server and one browser for the whole run.
before(async () => {
  const extensions = temporaryFolder('extensions');
  const { publisher, name, version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
    publisher: string;
    name: string;
    version: string;
  };
  symlinkSync(projectFolder, join(extensions, `${publisher}.${name}-${version}`));
  await setTheme('dark');
  server = await startCodeServer({ userData, extensions, trusted: true });
  browser = await openBrowser();
  mkdirSync(resultsFolder, { recursive: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Changes the colour theme in the user's settings; windows that are open follow. */
export async function setTheme(theme: keyof typeof themes): Promise<void> {
  await writeUserSettings(userData, { trusted: true, more: { 'workbench.colorTheme': themes[theme] } });
}

/** A window of VS Code on a folder of its own. */
export class Workbench {
  private constructor(
    readonly page: Page,
    readonly folder: string,
  ) {}

  /** Opens a window on a new folder that holds copies of files, and files of given bytes by their names. */
  static async open(copies: string[], made: Record<string, string | Uint8Array> = {}): Promise<Workbench> {
    const folder = temporaryFolder('folder');
    for (const file of copies) copyFileSync(file, join(folder, basename(file)));
    for (const [name, bytes] of Object.entries(made)) writeFileSync(join(folder, name), bytes);
    const page = await browser.newPage();
    await page.goto(server.address(folder), { waitUntil: 'domcontentloaded' });
    const workbench = new Workbench(page, folder);
    await workbench.row(basename(copies[0] ?? Object.keys(made)[0] ?? '')).waitFor({ timeout: 60_000 });
    return workbench;
  }

  /** A file in the explorer. */
  row(name: string): Locator {
    return this.page.locator(`.explorer-viewlet .monaco-list-row[aria-label^="${name}"]`);
  }

  /** Selects files in the explorer as people do, right-clicks the last of them and chooses an entry of the menu. */
  async choose(names: string[], entry: string): Promise<void> {
    for (const [index, name] of names.entries()) {
      await this.row(name).click({ modifiers: index === 0 ? [] : ['ControlOrMeta'] });
    }
    const item = this.page.locator('.monaco-menu .action-item', { hasText: entry });
    // Entries of extensions come some seconds after the explorer's rows: the menu is opened anew until they are there.
    for (let tries = 0; tries < 20; tries++) {
      await this.row(names.at(-1) ?? '').click({ button: 'right' });
      const there = await item.waitFor({ timeout: 1500 }).then(
        () => true,
        () => false,
      );
      if (there) return item.click();
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`The menu of ${names.join(' and ')} has no entry ${entry}.`);
  }

  /** Chooses an entry of the picker that VS Code shows above the editors. */
  async pick(label: string): Promise<void> {
    await this.page.locator('.quick-input-widget .monaco-list-row', { hasText: label }).first().click();
  }

  /** The page within the panel that is in front. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** An element of that page by its hook for tests. */
  hook(name: string): Locator {
    return this.panel.locator(`[data-test="${name}"]`);
  }

  /** Waits until the panel has reached a status. */
  async status(status: 'loading' | 'done' | 'failed' | 'empty'): Promise<void> {
    await this.panel.locator(`[data-test="status"][data-status="${status}"]`).waitFor({ timeout: 45_000 });
  }

  /** A score of the comparison in full precision. */
  async score(id: string): Promise<number> {
    return Number(await this.panel.locator(`[data-score="${id}"]`).getAttribute('data-value'));
  }

  /** Leaves a picture of the window in test-results. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(resultsFolder, `${name}.png`) });
  }

  /** Closes the window; its extension host ends with it. */
  async close(): Promise<void> {
    await this.page.close({ runBeforeUnload: false });
  }
}
