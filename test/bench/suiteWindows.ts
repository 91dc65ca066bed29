import { dirname, join } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from '../workbench/browser';
import { buildExtension } from '../workbench/buildExtension';
import { startCodeServer } from '../workbench/codeServer';
import { linkExtension } from '../workbench/linkExtension';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { writeUserSettings } from '../workbench/userSettings';

/** Windows of a VS Code server, in whose extension host a suite runs. */
export interface SuiteWindows {
  /** What the suite tells of a new window on a folder; `meanwhile` has its page, and does what people do there. */
  tell(folder: string, meanwhile?: (page: Page) => Promise<void>): Promise<string>;
  close(): Promise<void>;
}

/**
 * A server with the extension that is built beside `cli`, which keeps nothing on disk between windows. The suite of a source file, which exports `run`,
 * writes a line to its console that begins with `told` and a space: what it tells.
 */
export async function suiteWindows(source: string, told: string, cli: string): Promise<SuiteWindows> {
  const [userData, extensions, suite] = ['user', 'extensions', 'suite'].map(temporaryFolder) as [
    string,
    string,
    string,
  ];
  linkExtension(extensions, dirname(dirname(cli)));
  await writeUserSettings(userData, { trusted: true, more: { 'ccaLens.cacheSize': 0 } });
  await buildExtension(source, { name: 'empty', publisher: 'test', activationEvents: [] }, suite);
  const server = await startCodeServer({ userData, extensions, trusted: true });
  const browser = await openBrowser();
  const payload: [string, string][] = [
    ['extensionDevelopmentPath', server.remote(suite)],
    ['extensionTestsPath', server.remote(join(suite, 'extension.js'))],
  ];
  return {
    async tell(folder, meanwhile) {
      const page = await browser.newPage();
      const telling = new Promise<string>((resolve, reject) => {
        let last = '';
        void page.exposeFunction('codeAutomationExit', () => reject(new Error(`the window ended: ${last}`)));
        void page.exposeFunction('codeAutomationLog', (_type: string, said: unknown[]) => {
          last = format(...said);
          const line = last.split('\n').find((one) => one.startsWith(`${told} `));
          if (line) resolve(line.slice(told.length + 1));
        });
      });
      await page.goto(server.address(folder, payload), { waitUntil: 'domcontentloaded' });
      const [heard] = await Promise.all([telling, meanwhile?.(page)]);
      await page.close();
      return heard;
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}
