import { basename } from 'node:path';
import { l10n, Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { SampleOutcome } from '../../protocol/writing';
import { explain } from '../log';
import type { ComparisonPanels } from '../panels/comparisonPanels';
import type { Services } from '../services';
import { readOptions } from '../settings';
import { underNotification } from '../underNotification';
import { usualFolder } from '../usualFolder';
import { showMessage } from '../showMessage';

const folderName = 'cca-lens-sample';

/**
 * `ccaLens.createSample`: trains small networks on drawn pictures, writes their activations into a folder, and opens the comparison that
 * a first look should see. Nothing that exists is overwritten.
 */
export function createSample(panels: ComparisonPanels, services: Services) {
  return async (into?: unknown): Promise<void> => {
    const folder = into instanceof Uri ? into : await pickFolder();
    if (!folder) return;
    const outcome = await make(folder, services);
    if (!outcome) return;
    const [a, b] = outcome.suggested.map((path) => ({ path })) as [{ path: string }, { path: string }];
    void showMessage.information(
      l10n.t('The sample, with a README of what it holds, is in {0}.', workspace.asRelativePath(outcome.folder)),
    );
    await panels.show({ a, b, options: readOptions(services.log) });
  };
}

async function make(folder: Uri, { workers, log }: Services): Promise<SampleOutcome | undefined> {
  try {
    return await underNotification(l10n.t('Creating sample activations'), (notified) =>
      workers.run('sample', { folder: folder.fsPath }, notified),
    );
  } catch (error) {
    void showMessage.error(explain(error, log).message);
    return undefined;
  }
}

/** One click for the usual place: beside the work that is open, else in the home folder. */
async function pickFolder(): Promise<Uri | undefined> {
  const { uri, name } = usualFolder();
  const usual = Uri.joinPath(uri, folderName);
  const here: QuickPickItem = {
    label: `$(new-folder) ${folderName}`,
    description: l10n.t('in {0}', name),
  };
  const elsewhere: QuickPickItem = { label: l10n.t('$(folder-opened) Choose a Folder…') };
  const chosen = await window.showQuickPick([here, elsewhere], {
    title: l10n.t('Create Sample Activations'),
    placeHolder: l10n.t('Where to put them (some megabytes, made in seconds)'),
  });
  if (chosen === here) return usual;
  if (!chosen) return undefined;
  const [parent] = (await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false })) ?? [];
  return parent && (basename(parent.fsPath) === folderName ? parent : Uri.joinPath(parent, folderName));
}
