import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { resultsFolder } from '../workbench/paths';

/** Whether this run leaves pictures of pages to be looked at (CCA_LENS_PICTURES=1): no test reads them, and they take much of its time. */
export const picturesWanted = Boolean(process.env.CCA_LENS_PICTURES);

/** Leaves a picture of a page, by default of what its window shows, in test-results. */
export async function leavePicture(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(resultsFolder, { recursive: true });
  await page.screenshot({ path: join(resultsFolder, `${name}.png`), fullPage });
}
