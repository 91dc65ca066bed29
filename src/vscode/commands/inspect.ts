import { Uri, window } from 'vscode';
import type { ArrayAddress } from '../../protocol/worker';
import { parseAddress } from '../parseRequest';
import { pickFile } from './pickFile';
import { selectedFiles, unfit } from './selection';

/**
 * `ccaLens.inspect`: shows the array of an address or a path (`x.npz::member` with that member), of the selected file, or of one that people choose.
 * @param viewer where arrays are shown.
 */
export function inspect(viewer: { show(array: ArrayAddress): Promise<void> }) {
  return async (focused?: unknown, selected?: unknown): Promise<void> => {
    const address = addressOf(focused);
    if (address) return viewer.show(address);
    const files = selectedFiles(focused, selected);
    const problem = await unfit(files);
    if (problem) return void window.showWarningMessage(problem);
    const file =
      files.length === 1 ? files[0] : await pickFile('Inspect Activations', files.length > 1 ? files : undefined);
    if (file) await viewer.show({ path: file.fsPath });
  };
}

/** What a link or another part of the extension gives in place of a file; a link's Uri comes as plain JSON. */
function addressOf(given: unknown): ArrayAddress | undefined {
  if (given instanceof Uri) return undefined;
  if (typeof given === 'string' && given !== '') return { path: given };
  const parts = given as { scheme?: unknown; path?: unknown } | undefined;
  if (typeof parts?.scheme === 'string' && typeof parts.path === 'string') {
    return { path: Uri.from({ ...parts, scheme: parts.scheme, path: parts.path }).fsPath };
  }
  return parseAddress(given);
}
