import type { Page } from 'playwright-core';

/** Runs in the page before the workbench reads its configuration from an attribute. */
const script = `{
  const read = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = read.call(this, name);
    if (this.id !== 'vscode-workbench-web-configuration' || typeof value !== 'string') return value;
    return value.replace('"enableSmokeTestDriver":true', '"enableSmokeTestDriver":false');
  };
}`;

/**
 * Lets VS Code show its modal dialogs on a page that is opened next: with its driver for smoke tests, which the server offers, it refuses
 * each one as an error.
 */
export async function withDialogs(page: Page): Promise<void> {
  await page.addInitScript({ content: script });
}
