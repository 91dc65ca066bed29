import assert from 'node:assert/strict';
import { after, afterEach, before } from 'mocha';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../../workbench/browser';
import { leavePicture } from '../leavePicture';
import { BarePage } from './barePage';
import type { themes } from './themes';

/** What a suite opens its pages by. */
interface BarePages {
  /** The page of a panel by the name of its bundle, as `BarePage.open` has it. */
  open(name: string, theme?: keyof typeof themes): Promise<BarePage>;
  /** An empty page, for what is no panel. */
  empty(): Promise<Page>;
}

/**
 * Pages for the tests of the suite that calls this: one browser for all of them. Behind each test its pages are closed, and those of panels are held to
 * have had no errors; where it failed, a picture of the last one is left.
 */
export function barePages(): BarePages {
  let browser: BrowserContext;
  const opened: BarePage[] = [];
  before(async () => {
    browser = await openBrowser();
  });
  afterEach(async function () {
    const pages = opened.splice(0);
    const last = pages.at(-1)?.page;
    if (this.currentTest?.isFailed() && last && !last.isClosed())
      await leavePicture(last, `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}`, true);
    // The first is the browser's own.
    for (const page of browser.pages().slice(1)) await page.close();
    assert.deepEqual(
      pages.flatMap(({ complaints }) => complaints),
      [],
      'errors of the page',
    );
  });
  after(() => browser?.close());
  return {
    async open(name, theme) {
      const bare = await BarePage.open(browser, name, theme);
      opened.push(bare);
      return bare;
    },
    empty: () => browser.newPage(),
  };
}
