import { l10n, window, type LogOutputChannel } from 'vscode';
import { LensError, type Fault } from '../facts/errors';
import { pageWords } from '../facts/pageWords';
import { describeError } from '../jobs/describeError';
import { oneLineLog } from './oneLineLog';
import { showMessage } from './showMessage';

/** The output channel of the extension, where the detail behind every sentence goes. */
export function createLog(): LogOutputChannel {
  return oneLineLog(window.createOutputChannel('CCA Lens', { log: true }));
}

/**
 * What a panel or a message says of an error: its own sentence (see pageWords) when it is one of ours, or of the system. Anything else is a fault of the extension,
 * whose text goes to the log with its stack, and people get one sentence that leads there.
 */
export function explain(error: unknown, log: LogOutputChannel): Fault {
  if (error instanceof LensError) log.warn(`${error.code}: ${error.message}`);
  else log.error(error instanceof Error ? error : String(error));
  return sentenceOf(error);
}

/** Lets something go on by itself; should it fail, one sentence says so. */
export function tellFailure(work: Promise<unknown>, log: LogOutputChannel): void {
  work.catch((error: unknown) => void showMessage.error(explain(error, log).message));
}

/** What `explain` says of an error, for one that the log already has. */
export function sentenceOf(error: unknown): Fault {
  const fault = describeError(error);
  if (fault.code !== 'internal' || error instanceof LensError) return { ...fault, message: pageWords(fault.message) };
  return {
    code: 'unexpected',
    message: l10n.t('CCA Lens met an error that it did not expect; its log has the detail.'),
  };
}
