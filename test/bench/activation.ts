import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../workbench/browser';
import { startCodeServer } from '../workbench/codeServer';
import { linkExtension } from '../workbench/linkExtension';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { writeUserSettings } from '../workbench/userSettings';
import { median } from './inTurn';
import type { Bench } from './programs';
import { progress } from './progress';

/**
 * Milliseconds that VS Code itself says extensions took to load and activate when a Python file was opened in a window that had come to rest, as its
 * list of running extensions shows them: ours, and one beside it that does nothing, as VS Code's clock also runs while others have their turn. A
 * new window, and with it a new extension host, for each run.
 */
export async function activationTable({ runs }: Pick<Bench, 'runs'>): Promise<string> {
  const [folder, userData, extensions] = ['folder', 'user', 'extensions'].map(temporaryFolder) as [
    string,
    string,
    string,
  ];
  writeFileSync(join(folder, 'probe.py'), 'import numpy as np\n');
  linkExtension(extensions);
  addEmptyExtension(join(extensions, 'test.empty-0.0.1'));
  await writeUserSettings(userData, { trusted: true });
  const server = await startCodeServer({ userData, extensions, trusted: true });
  const browser = await openBrowser();
  const times: [ours: number, empty: number][] = [];
  try {
    for (let run = 0; run <= runs; run++) {
      progress(`activation ${run} of ${runs}`);
      const page = await browser.newPage();
      await page.goto(server.address(folder));
      await openPython(page);
      times.push([await activationTime(page, 'CCA Lens'), await activationTime(page, emptyName)]);
      await page.close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  const said = ([first, ...counted]: number[]): string =>
    `median ${median(counted)} ms (${Math.min(...counted)} to ${Math.max(...counted)}; in a first window ${first})`;
  const [ours, empty] = [times.map(([time]) => time), times.map(([, time]) => time)];
  return `Opening a Python file activates the extension: ${said(ours)}; one that does nothing: ${said(empty)}. Goal: under 50 ms.`;
}

const emptyName = 'An extension that does nothing';

function addEmptyExtension(folder: string): void {
  mkdirSync(folder);
  const manifest = {
    ...{ name: 'empty', publisher: 'test', version: '0.0.1', displayName: emptyName, main: './extension.js' },
    engines: { vscode: '^1.100.0' },
    activationEvents: ['onLanguage:python'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'extension.js'), 'exports.activate = () => {};\n');
}

async function openPython(page: Page): Promise<void> {
  const file = page.locator('.explorer-viewlet .monaco-list-row[aria-label^="probe.py"]');
  await file.waitFor({ timeout: 60_000 });
  await page.waitForTimeout(10_000);
  await file.dblclick();
  await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
  await page.keyboard.press('F1');
  await page.keyboard.type('Developer: Show Running Extensions');
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Show Running Extensions' }).first().click();
}

async function activationTime(page: Page, name: string): Promise<number> {
  const row = page.locator('.runtime-extensions-editor .extension', { hasText: name });
  const said = /Activation: (\d+)ms/;
  await row.filter({ hasText: said }).waitFor({ timeout: 60_000 });
  return Number(said.exec((await row.textContent()) ?? '')?.[1]);
}
