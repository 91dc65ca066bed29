import { basename } from 'node:path';
import { l10n, window, type Uri } from 'vscode';
import { atFreePlace } from './freePlace';
import { tellUnsaved, writeTo } from './writeTo';

/**
 * Asks where to save what a panel made, and writes it there; yields the place. The dialog offers a free name in `folder`, and itself asks before it replaces a
 * file.
 * A failure, such as a read-only disk, is told in one sentence.
 * @param content or what makes it, where it depends on the place.
 * @param inputs files that it is made from, which it never replaces.
 */
export async function saveFile(
  folder: Uri,
  suggestedName: string,
  content: string | Uint8Array | ((target: Uri) => string),
  inputs: readonly string[],
): Promise<Uri | undefined> {
  // A name with a folder in it could lead elsewhere than where the dialog says it starts.
  const name = basename(suggestedName);
  const ending = /\.[^.]+$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length);
  return atFreePlace(folder, stem, ending, async (place) => {
    const filters = ending ? { [ending.slice(1).toUpperCase()]: [ending.slice(1)] } : {};
    const target = await window.showSaveDialog({ defaultUri: place, filters });
    return target && ((await write(target, content, inputs)) ? target : undefined);
  });
}

/** Whether it is written; why not is told. */
async function write(
  target: Uri,
  content: string | Uint8Array | ((target: Uri) => string),
  inputs: readonly string[],
): Promise<boolean> {
  try {
    await writeTo(target, typeof content === 'function' ? content(target) : content, inputs);
    window.setStatusBarMessage(l10n.t('Saved {0}', basename(target.path)), 4000);
    return true;
  } catch (error) {
    tellUnsaved(target, error);
    return false;
  }
}
