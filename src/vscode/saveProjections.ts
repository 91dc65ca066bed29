import { l10n, Uri, window, workspace } from 'vscode';
import type { ComparisonRequest } from '../protocol/panel';
import type { ProjectionRequest } from '../protocol/pairExtras';
import { folderBeside } from './arrayNames';
import { explain } from './log';
import type { Services } from './services';
import { readResources } from './settings';
import { underNotification } from './underNotification';
import { showMessage } from './showMessage';

/**
 * Asks for a folder and writes the projections of a pair's neurons into it; says in one sentence what was written, or why nothing was.
 * @param into the folder, for callers that know it.
 */
export async function saveProjections(
  pair: ComparisonRequest,
  wanted: Pick<ProjectionRequest, 'by' | 'rank'>,
  { workers, log, factorsFolder }: Services,
  into?: Uri,
): Promise<void> {
  const folder = into ?? (await pickFolder(Uri.file(folderBeside(pair.a, pair.b))));
  if (!folder) return;
  const request: ProjectionRequest = { ...wanted, folder: folder.fsPath };
  const spec = { ...pair, resources: readResources(log, factorsFolder), request };
  try {
    const outcome = await underNotification(l10n.t('Saving projections'), (notified) =>
      workers.run('writeProjections', spec, notified),
    );
    if (!outcome) return;
    void showMessage.information(
      l10n.t(
        '{0} files of the projections of rank {1} are in {2}.',
        outcome.files.length,
        wanted.rank,
        workspace.asRelativePath(folder),
      ),
    );
  } catch (error) {
    void showMessage.error(explain(error, log).message);
  }
}

async function pickFolder(defaultUri: Uri): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Folder for the Projections'),
    openLabel: l10n.t('Save Here'),
    canSelectFolders: true,
    canSelectFiles: false,
    defaultUri,
  });
  return chosen?.[0];
}
