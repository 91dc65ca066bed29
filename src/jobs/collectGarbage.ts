import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects the garbage of this thread at once, before it ends: the end of a thread waits for the engine's background work, which, were memory
 * short, would wait for the thread to collect garbage (nodejs/node#54918). Where the engine does not let it be asked for, nothing happens.
 */
export function collectGarbage(): void {
  try {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
  } catch {
    // Then the end is as likely to come as it is without.
  }
}
