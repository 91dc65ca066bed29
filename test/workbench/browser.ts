import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { installPackages, mayInstallPackages } from './debianPackages';
import { isProgram, onPath } from './onPath';
import { temporaryFolder } from './temporaryFolder';

// The first is Chromium without the parts for a screen, which takes a fifth less CPU.
const shell = 'chromium-headless-shell';
const names = [shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macs = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((n) => `/Applications/${n}.app/Contents/MacOS/${n}`);

/** A browser of the Chromium family that is installed: CCA_LENS_BROWSER, else one on the PATH, else one that Playwright installed. */
export function findBrowser(): string | undefined {
  const named = process.env.CCA_LENS_BROWSER;
  if (named) return named;
  return names.map(onPath).find(Boolean) ?? [...macs, ...playwrightBrowsers()].find(isProgram);
}

function playwrightBrowsers(): string[] {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  const versions = readdirSync(cache).filter((name) => name.startsWith('chromium-'));
  return versions.flatMap((name) =>
    ['chrome-linux', 'chrome-linux64'].map((part) => join(cache, name, part, 'chrome')),
  );
}

/**
 * A browser of the Chromium family; on Debian, as root, Debian's own is installed when there is none, and in CI the one for tests in any case.
 * @throws Error saying what to install when there is none and none may be installed.
 */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  const chosen = process.env.CCA_LENS_BROWSER ?? onPath(shell);
  if (mayInstallPackages() && (!found || (process.env.CI && !chosen))) {
    // Without a font, which the browser only recommends, screenshots show no text.
    await installPackages(shell, 'fonts-dejavu-core');
  }
  const browser = findBrowser();
  if (!browser)
    throw new Error('No browser was found; install Chromium or Google Chrome, or name one in CCA_LENS_BROWSER.');
  return browser;
}

/** How long a page is waited for, in milliseconds: several times what anything takes on a machine that is busy with other work. */
export const patience = 120_000;

/**
 * Starts a browser without a window and without anything of an earlier session, showing 1280 x 860 pixels; it makes no request of its own to
 * the network. Closing the context ends it.
 */
export async function openBrowser(): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(temporaryFolder('browser'), {
    executablePath: await ensureBrowser(),
    headless: true,
    viewport: { width: 1280, height: 860 },
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
    timeout: patience,
  });
  context.setDefaultTimeout(patience);
  return context;
}
