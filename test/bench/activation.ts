import { writeFileSync } from 'node:fs';
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
 * Milliseconds that VS Code itself says the extension took to load and activate when a Python file was opened, as its list of running extensions
 * shows them: a new window, and with it a new extension host, for each run.
 */
export async function activationTable({ runs }: Pick<Bench, 'runs'>): Promise<string> {
  const [folder, userData, extensions] = ['folder', 'user', 'extensions'].map(temporaryFolder) as [
    string,
    string,
    string,
  ];
  writeFileSync(join(folder, 'probe.py'), 'import numpy as np\n');
  linkExtension(extensions);
  await writeUserSettings(userData, { trusted: true });
  const server = await startCodeServer({ userData, extensions, trusted: true });
  const browser = await openBrowser();
  const times: number[] = [];
  try {
    for (let run = 0; run <= runs; run++) {
      progress(`activation ${run} of ${runs}`);
      const page = await browser.newPage();
      await page.goto(server.address(folder, [['openFile', server.remote(join(folder, 'probe.py'))]]));
      times.push(await activationTime(page));
      await page.close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  const counted = times.slice(1);
  const text = `median ${median(counted)} ms (${Math.min(...counted)} to ${Math.max(...counted)}; ${counted.length} windows after a first of ${times[0]} ms)`;
  return `Opening a Python file activates the extension: ${text}. Goal: under 50 ms.`;
}

async function activationTime(page: Page): Promise<number> {
  await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
  const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'CCA Lens' });
  await page.keyboard.press('F1');
  await page.keyboard.type('Developer: Show Running Extensions');
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Show Running Extensions' }).first().click();
  await row.waitFor({ timeout: 60_000 });
  const said = /Activation: (\d+)ms/;
  await row.filter({ hasText: said }).waitFor({ timeout: 30_000 });
  return Number(said.exec((await row.textContent()) ?? '')?.[1]);
}
