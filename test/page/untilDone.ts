import type { Locator } from 'playwright-core';
import { patience } from '../workbench/browser';

/**
 * Tries something that VS Code may not take yet, again and again until it is done. Attempts wait for what they bring about, so that they do not
 * follow upon each other at once.
 * @throws Error naming what was not done in all that time.
 */
export async function untilDone(what: string, attempt: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patience;
  while (!(await attempt())) {
    if (Date.now() > end) throw new Error(`${what}: this did not happen within ${patience / 1000} seconds.`);
  }
}

/** Whether an element is there within some milliseconds: a step of `untilDone`, which goes on when it is not. */
export function appears(element: Locator, milliseconds: number): Promise<boolean> {
  return element.waitFor({ timeout: milliseconds }).then(
    () => true,
    () => false,
  );
}

/** The same of one that is to go. */
export function disappears(element: Locator, milliseconds: number): Promise<boolean> {
  return element.waitFor({ state: 'hidden', timeout: milliseconds }).then(
    () => true,
    () => false,
  );
}

/** Whether a field takes a text within some milliseconds. */
export function takes(field: Locator, text: string, milliseconds: number): Promise<boolean> {
  return field.fill(text, { timeout: milliseconds }).then(
    () => true,
    () => false,
  );
}
