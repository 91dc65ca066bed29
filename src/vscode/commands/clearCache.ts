import { l10n } from 'vscode';
import { mebibytesText, removeKeptFactors } from '../keptFactors';
import type { Services } from '../services';
import { showMessage } from '../showMessage';

/** `ccaLens.clearCache`: forgets what is known of files and of pairs, on disk and in memory, and says how much that was. */
export function clearCache({ factorsFolder, resultsFolder, workers, inline, memories, log }: Services) {
  return async (): Promise<void> => {
    for (const memory of [workers, inline.reports, inline.rows, ...memories]) memory.forget();
    const bytes = (await removeKeptFactors(factorsFolder)) + (await removeKeptFactors(resultsFolder));
    log.info(`Cleared the cache: ${bytes} bytes in ${factorsFolder} and ${resultsFolder}`);
    // Not awaited: the command is done, whether or not people close the message.
    void showMessage.information(sentence(bytes));
  };
}

function sentence(bytes: number): string {
  if (bytes === 0) return l10n.t('Nothing was kept on disk; what was kept in memory is gone.');
  return l10n.t('Freed {0} MiB on disk, and what was kept in memory.', mebibytesText(bytes));
}
