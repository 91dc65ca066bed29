import { onDrafts, removeDrafts } from '../jobs/files/drafts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let listening = false;
/** Hears the first signal in place of what it does by default. */
let stopping: (() => void) | undefined;

/**
 * Has this process remove its drafts when it is told to stop, and then end by that very signal, as shells and batch systems expect (130, 143). Signals are
 * listened to from the first draft on: until then they end it at once, whatever it computes.
 */
export function endOnSignals(): void {
  onDrafts(listen);
}

/** Is done when the process is first told to stop, which then ends nothing: who waits for it ends by itself. A second signal ends it as usual. */
export function onceStopped(): Promise<void> {
  listen();
  return new Promise((resolve) => (stopping = resolve));
}

function listen(): void {
  if (listening) return;
  listening = true;
  for (const signal of signals) process.on(signal, end);
}

/** Ends the process by a signal, which then does what it does by default: nobody listens to it any more. */
function end(signal: NodeJS.Signals): void {
  const stop = stopping;
  stopping = undefined;
  if (stop) return stop();
  process.off(signal, end);
  removeDrafts();
  process.kill(process.pid, signal);
}
