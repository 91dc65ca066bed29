import { setTimeout as delay } from 'node:timers/promises';

/** Waits until something is seen, which is looked for again and again; what limits it is the time of the test. */
export async function until(seen: () => boolean): Promise<void> {
  while (!seen()) await delay(50);
}
