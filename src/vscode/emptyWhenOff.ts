import { workspace, type Disposable } from 'vscode';
import { removeKeptFactors } from './keptFactors';
import type { Services } from './services';
import { readResources } from './settings';

type Kept = Pick<Services, 'factorsFolder' | 'resultsFolder' | 'log'>;

/** Removes what was kept on disk when the settings say that nothing is to be: now, and whenever `ccaLens.cacheSize` changes to 0. */
export function emptyWhenOff({ factorsFolder, resultsFolder, log }: Kept): Disposable {
  const check = () => {
    if (readResources(log, factorsFolder).cache) return;
    for (const folder of [factorsFolder, resultsFolder]) {
      removeKeptFactors(folder).catch((error: unknown) => log.warn(`The cache stays: ${String(error)}`));
    }
  };
  check();
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('ccaLens.cacheSize')) check();
  });
}
