import type { Frame, Page } from 'playwright-core';
import { patience } from '../workbench/browser';

/** The frame of one of the extension's pages by the name of its bundle, among all webviews of a window; waits until it is there. */
export async function frameOf(page: Page, name: string): Promise<Frame> {
  for (const end = Date.now() + patience; Date.now() < end; await page.waitForTimeout(100)) {
    for (const frame of page.frames()) {
      // A frame may go while it is asked, and then is not the one.
      const found = await frame.evaluate(() => document.body?.dataset.panel).catch(() => undefined);
      if (found === name) return frame;
    }
  }
  throw new Error(`No frame shows the page ${name}.`);
}
