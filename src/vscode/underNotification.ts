import { ProgressLocation, window, type CancellationToken } from 'vscode';
import { LensError } from '../facts/errors';

/** What work under a notification is given: where it tells its progress, and how it hears of people's Cancel, in both spellings. */
interface NotifiedWork {
  /** Words of the moment; with a share of the work done, 0 to 1, the notification's bar follows it. */
  onProgress(message: string, fraction?: number): void;
  signal: AbortSignal;
  token: CancellationToken;
}

/**
 * Does something long under a notification that shows how far it is and can cancel it; undefined when people did.
 * @throws whatever the work throws, but for a LensError `cancelled`.
 */
export async function underNotification<T>(
  title: string,
  work: (notified: NotifiedWork) => Promise<T>,
): Promise<T | undefined> {
  const options = { location: ProgressLocation.Notification, cancellable: true, title };
  return window.withProgress(options, async (progress, token) => {
    const cancelling = new AbortController();
    token.onCancellationRequested(() => cancelling.abort());
    // Of a token that is cancelled already VS Code tells in a later turn, by when short work may be done.
    if (token.isCancellationRequested) cancelling.abort();
    let reached = 0;
    const onProgress = (message: string, fraction = reached) => {
      // VS Code counts steps in hundredths; phases never step back.
      progress.report({ message, increment: Math.max(0, fraction - reached) * 100 });
      reached = Math.max(reached, fraction);
    };
    try {
      return await work({ onProgress, signal: cancelling.signal, token });
    } catch (error) {
      if (error instanceof LensError && error.code === 'cancelled') return undefined;
      throw error;
    }
  });
}
