import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of arrays and kernels' memory that a worker leaves to be collected between its tasks: the engine by itself waits for 64 MB of them. */
export const mostGarbage = 12 * 2 ** 20;

let collect: (() => void) | undefined;
/** Bytes outside the engine's heap that a thread held when they were last collected. */
let held = 0;

/**
 * Collects the garbage of this thread at once, before it ends: the end of a thread waits for the engine's background work, which, were memory
 * short, would wait for the thread to collect garbage (nodejs/node#54918). Where the engine does not let it be asked for, nothing happens.
 */
export function collectGarbage(): void {
  try {
    if (!collect) {
      setFlagsFromString('--expose-gc');
      collect = runInNewContext('gc') as () => void;
    }
    collect();
  } catch {
    // Then the end is as likely to come as it is without.
  }
}

/** The same where more than `mostGarbage` came together since the last time. */
export function collectMuch(): void {
  if (getHeapStatistics().external_memory - held <= mostGarbage) return;
  collectGarbage();
  held = getHeapStatistics().external_memory;
}
