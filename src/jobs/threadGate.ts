import { setTimeout as delay } from 'node:timers/promises';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

/**
 * Node aborts the whole process, in an editor the extension host with all that runs in it, where a thread is ended between the two steps that make a
 * stream of zlib or Brotli ("close before init", nodejs/node v20's node_zlib.cc). So all threads of the process share this number: how many make one
 * now, or `ending` while a thread is being ended. A thread hands it on to those that it starts.
 */
const key = 'cca-lens.threadGate';
const ending = -1;
/** Milliseconds after which a thread that was lost while it held the gate is not waited for any more. */
const patience = 2_000;

const gate = new Int32Array(sharedMemory());
/** Whether threads are being ended from this one: it is not ended itself meanwhile, and may make what it likes. */
let held = false;
let taking: Promise<void> | undefined;
let endings = 0;

function sharedMemory(): SharedArrayBuffer {
  const given = getEnvironmentData(key) as SharedArrayBuffer | undefined;
  const memory = given ?? new SharedArrayBuffer(4);
  if (!given) setEnvironmentData(key, memory);
  return memory;
}

/** Does `make`, which makes a stream of zlib or Brotli (or inflates at once), while no thread of the process is being ended. */
export function makeUnended<T>(make: () => T): T {
  // The main thread is never ended so, and must not wait for itself.
  if (isMainThread || held) return make();
  const until = performance.now() + patience;
  let now: number;
  do {
    now = Atomics.load(gate, 0);
    if (now === ending && performance.now() < until) {
      Atomics.wait(gate, 0, ending, patience);
      now = Atomics.load(gate, 0);
    }
  } while (
    (now === ending && performance.now() < until) ||
    Atomics.compareExchange(gate, 0, now, Math.max(now, 0) + 1) !== now
  );
  try {
    return make();
  } finally {
    do now = Atomics.load(gate, 0);
    while (now > 0 && Atomics.compareExchange(gate, 0, now, now - 1) !== now);
  }
}

/** Does `end`, which ends another thread, while no thread makes such a stream; done when `end` is. */
export async function whileNoneMakes(end: () => Promise<void>): Promise<void> {
  endings++;
  try {
    await (taking ??= take());
    await end();
  } finally {
    if (--endings === 0) {
      taking = undefined;
      held = false;
      Atomics.store(gate, 0, 0);
      Atomics.notify(gate, 0);
    }
  }
}

async function take(): Promise<void> {
  const until = performance.now() + patience;
  while (Atomics.compareExchange(gate, 0, 0, ending) !== 0 && performance.now() < until) await delay(1);
  held = true;
}
