import { l10n, window, type Uri } from 'vscode';
import { endingList } from '../endingList';
import type { AnalysisPanels } from '../panels/analysisPanels';
import { chosenFiles, unfit } from './chosenFiles';
import { showMessage } from '../showMessage';

/**
 * `ccaLens.analyze`: looks through folders, archives and files and opens a panel about what they hold. From the palette people choose a folder,
 * or several.
 */
export function analyzeFolders(panels: AnalysisPanels) {
  return async (focused?: unknown, selected?: unknown): Promise<void> => {
    const given = chosenFiles(focused, selected);
    const chosen = given.length > 0 ? given : await pickFolders();
    if (chosen.length === 0) return;
    const problem = await unfit(chosen, { folders: true });
    if (problem) return void showMessage.warning(problem);
    await panels.show({ roots: chosen.map(({ fsPath }) => fsPath) });
  };
}

async function pickFolders(): Promise<Uri[]> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Analyze Activations: Folders of {0} Files', endingList('and')),
    openLabel: l10n.t('Analyze'),
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
  });
  return chosen ?? [];
}
