import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, afterEach, before } from 'mocha';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { openBrowser } from '../workbench/browser';
import { buildExtension } from '../workbench/buildExtension';
import { startCodeServer, type CodeServer } from '../workbench/codeServer';
import { linkExtension } from '../workbench/linkExtension';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { writeUserSettings } from '../workbench/userSettings';
import { hasKeptPanel, type KeptPanel } from './hasKeptPanel';
import { leavePicture, picturesWanted } from './leavePicture';
import { appears, disappears, takes, untilDone } from './untilDone';

let server: CodeServer;
let browser: BrowserContext;
const userData = temporaryFolder('user');
const machine = join(userData, 'Machine');
const settings = {
  trusted: true,
  more: {
    'workbench.colorTheme': 'Default Dark Modern',
    'explorer.compactFolders': false,
    // A tip over the row that the mouse rests on would lie over the next one.
    'workbench.hover.delay': 1e6,
  },
};

/** Keys of the user's own: they leave a window as it is after opening, but for what its extension remembers. */
const tidyKeys = 'Control+Alt+Shift+F9';
const refreshKeys = 'Control+Alt+Shift+F8';
const keybindings = [
  binding(tidyKeys, [
    'workbench.action.files.saveAll',
    'workbench.action.closeAllEditors',
    'workbench.action.closePanel',
    'notifications.clearAll',
    'workbench.view.explorer',
  ]),
  binding(refreshKeys, ['workbench.files.action.refreshFilesExplorer']),
];

function binding(keys: string, commands: string[]): object {
  return { key: keys.replace('Control', 'ctrl').toLowerCase(), command: 'runCommands', args: { commands } };
}

/** The window that the last test leaves to the next: opening one anew takes longer than most tests. */
let left: Workbench | undefined;

// Declared while the first suite is loaded, these belong to all suites together: one server and one browser for the whole run, and a
// picture of each window in which a test failed.
before(async () => {
  const extensions = temporaryFolder('extensions');
  linkExtension(extensions);
  const jupyter = { publisher: 'ms-toolsai', name: 'jupyter', activationEvents: [] };
  await buildExtension('test/page/jupyterStub.ts', jupyter, join(extensions, 'ms-toolsai.jupyter-0.0.1'));
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User', 'keybindings.json'), JSON.stringify(keybindings));
  server = await startCodeServer({ userData, extensions, trusted: true });
  browser = await openBrowser();
});
afterEach(async function () {
  if (this.currentTest?.isFailed()) left = undefined;
  for (const page of browser.pages()) {
    const name = this.currentTest?.fullTitle().replaceAll(/\W+/g, '-');
    if (this.currentTest?.isFailed()) await leavePicture(page, `failed-${name}`);
    if (page !== left?.page) await page.close();
  }
  rmSync(machine, { recursive: true, force: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Settings of the server's machine, until the end of the test. */
export function setOnMachine(more: Record<string, unknown>): void {
  mkdirSync(machine, { recursive: true });
  writeFileSync(join(machine, 'settings.json'), JSON.stringify(more));
}

/** A window of a test's own. */
export interface NewWindow {
  /** Is given the page before anything is loaded. */
  prepare?(page: Page): Promise<void>;
}

/** For a test that needs a window of its own and nothing prepared in it. */
export const anew: NewWindow = {};

/** A window of VS Code on a folder. */
export class Workbench {
  private constructor(
    readonly page: Page,
    readonly folder: string,
  ) {}

  /**
   * Opens a window on a folder that holds copies of files, and files of given bytes by their names.
   * @param anew as of `openTree`.
   */
  static async open(
    copies: string[],
    made: Record<string, string | Uint8Array> = {},
    anew?: NewWindow,
  ): Promise<Workbench> {
    return this.openTree(Object.fromEntries(copies.map((file) => [basename(file), file])), made, anew);
  }

  /**
   * Opens a window on a folder of folders: paths inside it (with `/`) to the files that are copied there, and to bytes.
   * @param anew for a test that needs a window in which nothing was done before, and leaves it to no other; without it the window of the
   * test before is used, without its editors and files.
   */
  static async openTree(
    copies: Record<string, string>,
    made: Record<string, string | Uint8Array> = {},
    anew?: NewWindow,
  ): Promise<Workbench> {
    const fill = (folder: string) => {
      const place = (path: string) => {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        return join(folder, path);
      };
      for (const [path, file] of Object.entries(copies)) copyFileSync(file, place(path));
      for (const [path, bytes] of Object.entries(made)) writeFileSync(place(path), bytes);
    };
    const [first = ''] = [...Object.keys(copies), ...Object.keys(made)].map((path) => path.split('/')[0]!);
    if (!anew && left) {
      await left.takeOver(fill, first);
      return left;
    }
    left = undefined;
    const folder = temporaryFolder('folder');
    fill(folder);
    // As they were at first, should a test have changed them.
    await writeUserSettings(userData, settings);
    const page = await browser.newPage();
    await anew?.prepare?.(page);
    await page.goto(server.address(folder), { waitUntil: 'domcontentloaded' });
    const workbench = new Workbench(page, folder);
    await workbench.row(first).waitFor();
    if (!anew) left = workbench;
    return workbench;
  }

  /** Makes the window what a new one would be, on other files. */
  private async takeOver(fill: (folder: string) => void, first: string): Promise<void> {
    const { page, folder } = this;
    const used = page.locator('.editor-group-container .tab, .notification-toast');
    await untilDone('closing what the test before has opened', async () => {
      if ((await used.count()) === 0) return true;
      await page.keyboard.press(tidyKeys);
      await delay(300);
      return false;
    });
    if (!(await page.locator('.monaco-workbench.vs-dark').isVisible())) await this.chooseTheme('Dark Modern');
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
    fill(folder);
    await untilDone('showing the files of the next test', async () => {
      await page.keyboard.press(refreshKeys);
      await delay(300);
      return this.row(first).isVisible();
    });
  }

  /** A window that a test has opened itself. */
  static of(page: Page, folder: string): Workbench {
    return new Workbench(page, folder);
  }

  /** A file or folder in the explorer. */
  row(name: string): Locator {
    return this.page.locator(`.explorer-viewlet .monaco-list-row[aria-label^="${name}"]`);
  }

  /**
   * Opens a file as people do, until what its editor draws is there: a window that has just opened may not know of the editor yet, and shows the file as
   * text. It is then closed and opened again.
   */
  async openRow(name: string, drawn: Locator): Promise<void> {
    await untilDone(`opening ${name}`, async () => {
      await this.row(name).dblclick();
      if (await appears(drawn, 10_000)) return true;
      await this.page
        .locator('.tab', { hasText: name })
        .click({ button: 'middle', timeout: 1000 })
        .catch(() => undefined);
      return false;
    });
  }

  /** Selects files in the explorer as people do, right-clicks the last of them and chooses an entry of the menu. */
  async choose(names: string[], entry: string): Promise<void> {
    const item = this.page.locator('.monaco-menu .action-item', { hasText: entry });
    // Entries of extensions come some seconds after the explorer's rows: the menu is opened anew until they are there.
    await untilDone(`choosing ${entry} for ${names.join(' and ')}`, async () => {
      // Selected anew too, as Escape ends a selection, and so does VS Code when it reveals the file that the first click has opened.
      for (const [index, name] of names.entries()) {
        await this.row(name).click({ modifiers: index === 0 ? [] : ['ControlOrMeta'] });
      }
      await this.row(names.at(-1) ?? '').click({ button: 'right' });
      if (await appears(item, 3000)) return this.click(item);
      // A key that comes while the menu is still being built is lost, and the menu then lies over everything.
      const menu = this.page.locator('.monaco-menu-container');
      await untilDone('closing the menu', async () => {
        await this.page.keyboard.press('Escape');
        return disappears(menu, 500);
      });
      return false;
    });
  }

  /** Clicks an entry until it is gone: a menu that has just opened does not listen yet. False where the menu closed before a click came. */
  private async click(item: Locator): Promise<boolean> {
    let clicked = false;
    await untilDone('clicking the entry', async () => {
      const click = item.click({ timeout: 1000 });
      clicked = (await click.then(() => true).catch(() => false)) || clicked;
      return disappears(item, 500);
    });
    return clicked;
  }

  /** Changes the colour theme as people do. */
  async chooseTheme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Light Modern' }).waitFor();
    await this.page.keyboard.type(name);
    await this.pick(name);
  }

  /**
   * Runs a command by its title, as people do. A key may come before VS Code listens; and its list of commands is that of the moment in which it
   * opens, while those of extensions come some seconds after the window.
   */
  async command(title: string): Promise<void> {
    await (await this.find('F1', `>${title}`, title)).click();
  }

  /** The first entry with some words of the list that a key opens, once a text is typed there. */
  async find(key: string, text: string, words: string): Promise<Locator> {
    const widget = this.page.locator('.quick-input-widget');
    const entry = widget.locator('.monaco-list-row', { hasText: words }).first();
    await untilDone(`finding ${words}`, async () => {
      await this.page.keyboard.press(key);
      // The list that was open before may still be closing: what appears is then gone again.
      const typed = await takes(widget.locator('input[type="text"]'), text, 5000);
      if (typed && (await appears(entry, 5000))) return true;
      await this.page.keyboard.press('Escape');
      await disappears(widget, 5000);
      return false;
    });
    return entry;
  }

  /** Types into a picker, by words of its title, and presses Enter at once. */
  async typeInto(title: string, text: string): Promise<void> {
    await this.page.locator('.quick-input-title', { hasText: title }).waitFor();
    // Of the field itself: the focus may come back from elsewhere at this moment.
    const field = this.page.locator('.quick-input-widget input[type="text"]');
    await field.fill(text);
    await field.press('Enter');
  }

  /** Chooses an entry of the picker that VS Code shows above the editors. */
  async pick(label: string): Promise<void> {
    await this.page.locator('.quick-input-widget .monaco-list-row', { hasText: label }).first().click();
  }

  /**
   * Names a file in VS Code's own dialog: typed anew as long as it stands, as the dialog writes over it when its list arrives. `listed`: an entry
   * that the list holds, for a file that is not there yet.
   */
  async chooseFile(path: string, listed = basename(path)): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget');
    const field = dialog.locator('input[type="text"]');
    await dialog.locator('.monaco-list-row', { hasText: listed }).first().waitFor();
    await untilDone(`choosing ${path}`, async () => {
      // It may have closed since the last attempt; or it asks whether to replace what that has saved, and typing would take the question back.
      const stands = (await field.inputValue({ timeout: 2000 }).catch(() => undefined)) === path;
      if (stands || (await takes(field, path, 2000)))
        await field.press('Enter', { timeout: 2000 }).catch(() => undefined);
      return disappears(dialog, 2000);
    });
  }

  /** The page within the panel or viewer that is in front; those behind it are hidden, and views in the side bar are none. */
  get panel(): FrameLocator {
    const inFront = 'iframe.webview.ready:not([src*="purpose=webviewView"]):visible';
    return this.page.locator(inFront).last().contentFrame().frameLocator('iframe#active-frame');
  }

  /** An element of that page by its hook for tests. */
  hook(name: string): Locator {
    return this.panel.locator(`[data-test="${name}"]`);
  }

  /** Waits until the panel has reached a status. */
  async status(status: 'loading' | 'done' | 'failed' | 'empty' | 'setup' | 'cluster'): Promise<void> {
    await this.panel.locator(`[data-test="status"][data-status="${status}"]`).waitFor();
  }

  /**
   * Opens the window anew, once the workbench has written down, as it does every few seconds, a panel with what its page has kept: by default one that
   * compares files of the folder.
   */
  async reload(panel: KeptPanel = comparisonIn(this.folder)): Promise<void> {
    await untilDone(`writing down a panel of ${panel.viewType}`, async () => {
      if (await this.page.evaluate(hasKeptPanel, panel)) return true;
      await this.page.waitForTimeout(250);
      return false;
    });
    await this.page.reload({ waitUntil: 'domcontentloaded' });
  }

  /** A score of the comparison in full precision. */
  async score(id: string): Promise<number> {
    return Number(await this.panel.locator(`[data-score="${id}"]`).getAttribute('data-value'));
  }

  /** The number in a cell of a table of the page, in full precision. */
  async cell(table: string, attributes: Record<string, string>): Promise<number> {
    const which = Object.entries(attributes).map(([name, value]) => `[data-${name}="${value}"]`);
    const text = await this.hook(table)
      .locator(`td${which.join('')}`)
      .first()
      .getAttribute('data-value');
    return text === null ? NaN : Number(text);
  }

  /** Leaves a picture of the window where this run wants any, and one in each of some themes, the last of which it then has. */
  async screenshot(name: string, ...themes: string[]): Promise<void> {
    if (!picturesWanted) return;
    await leavePicture(this.page, name);
    for (const theme of themes) {
      await this.chooseTheme(theme);
      await leavePicture(this.page, `${name}-${theme.replaceAll(' ', '-').toLowerCase()}`);
    }
  }
}

function comparisonIn(folder: string): KeptPanel {
  return { viewType: 'ccaLens.comparison', kept: `"a":\\{"path":[^,]*${basename(folder)}/` };
}
