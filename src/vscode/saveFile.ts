import { basename } from 'node:path';
import { l10n, window, workspace, type Uri } from 'vscode';
import { freePlace } from './freePlace';

/**
 * Asks where to save what a panel made, and writes it there; yields the place. The dialog offers a free name in `folder`, and itself asks before it replaces a
 * file.
 * A failure, such as a read-only disk, is told in one sentence.
 * @param content or what makes it, where it depends on the place.
 */
export async function saveFile(
  folder: Uri,
  suggestedName: string,
  content: string | Uint8Array | ((target: Uri) => string),
): Promise<Uri | undefined> {
  // A name with a folder in it could lead elsewhere than where the dialog says it starts.
  const name = basename(suggestedName);
  const ending = /\.([^.]+)$/.exec(name)?.[1] ?? '';
  const target = await window.showSaveDialog({
    defaultUri: await freePlace(folder, ending ? name.slice(0, -ending.length - 1) : name, ending ? `.${ending}` : ''),
    filters: ending ? { [ending.toUpperCase()]: [ending] } : {},
  });
  if (!target) return undefined;
  try {
    const made = typeof content === 'function' ? content(target) : content;
    await workspace.fs.writeFile(target, typeof made === 'string' ? new TextEncoder().encode(made) : made);
    window.setStatusBarMessage(l10n.t('Saved {0}', basename(target.path)), 4000);
    return target;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t('{0} could not be saved: {1}', basename(target.path), reason));
    return undefined;
  }
}
