import { basename } from 'node:path';
import { l10n, window, workspace, type Uri } from 'vscode';
import { atFreePlace } from './freePlace';

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
  const ending = /\.[^.]+$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length);
  return atFreePlace(folder, stem, ending, async (place) => {
    const filters = ending ? { [ending.slice(1).toUpperCase()]: [ending.slice(1)] } : {};
    const target = await window.showSaveDialog({ defaultUri: place, filters });
    return target && ((await write(target, content)) ? target : undefined);
  });
}

/** Whether it is written; why not is told. */
async function write(target: Uri, content: string | Uint8Array | ((target: Uri) => string)): Promise<boolean> {
  try {
    const made = typeof content === 'function' ? content(target) : content;
    await workspace.fs.writeFile(target, typeof made === 'string' ? new TextEncoder().encode(made) : made);
    window.setStatusBarMessage(l10n.t('Saved {0}', basename(target.path)), 4000);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t('{0} could not be saved: {1}', basename(target.path), reason));
    return false;
  }
}
