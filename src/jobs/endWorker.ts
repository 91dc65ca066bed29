import type { Worker } from 'node:worker_threads';
import { whileNoneMakes } from './threadGate';

/** Milliseconds in which an idle thread that was asked to end does so; a busy machine may take as long, and then it is made to. */
const patience = 2_000;

/**
 * Ends a worker thread, and is done when it has ended. `asked`: the message at which an idle one collects its garbage and leaves by itself (see
 * collectGarbage); without it the thread is stopped in whatever it does.
 */
export async function endWorker(worker: Worker, asked?: unknown): Promise<void> {
  // It has ended before.
  if (worker.threadId < 0) return;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  // The process is not to end before it.
  worker.ref();
  const stop = (): void =>
    void whileNoneMakes(async () => {
      void worker.terminate();
      await ended;
    });
  if (asked === undefined) stop();
  else worker.postMessage(asked);
  const timer = asked === undefined ? undefined : setTimeout(stop, patience);
  await ended;
  clearTimeout(timer);
}
