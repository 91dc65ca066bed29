import { onDrafts, removeDrafts } from '../jobs/files/drafts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Has this process remove its drafts when it is told to stop, and then end by that very signal, as shells and batch systems expect (130, 143). Signals are
 * listened to from the first draft on: until then they end it at once, whatever it computes.
 */
export function endOnSignals(): void {
  let listening = false;
  onDrafts(() => {
    if (listening) return;
    listening = true;
    for (const signal of signals) process.once(signal, end);
  });
}

/** By now nobody listens to the signal any more, so that it does what it does by default. */
function end(signal: NodeJS.Signals): void {
  removeDrafts();
  process.kill(process.pid, signal);
}
