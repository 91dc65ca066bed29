import { l10n } from 'vscode';
import type { NoticePlace } from '../../facts/reportParts';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { parsePlace } from '../parsePlace';
import { givenAddress } from './givenAddress';
import { pickFile } from './pickFile';
import { chosenFiles, unfit } from './chosenFiles';
import { showMessage } from '../showMessage';

/**
 * `ccaLens.inspect`: shows the array of a given address (`file::member` with that member), of the selected file, or of one that people choose.
 * A second argument that is a place in the array (a sample, a neuron) is gone to. @param viewer where arrays are shown.
 */
export function inspect(viewer: { show(array: ArrayAddress, place?: NoticePlace): Promise<void> }) {
  return async (focused?: unknown, selected?: unknown): Promise<void> => {
    const given = givenAddress(focused);
    if (given) return viewer.show(given, parsePlace(selected));
    const files = chosenFiles(focused, selected);
    const problem = await unfit(files);
    if (problem) return void showMessage.warning(problem);
    const title = l10n.t('Inspect Activations');
    const [only] = files;
    const file =
      only && files.length === 1
        ? { path: only.fsPath }
        : await pickFile(title, { among: files.length > 1 ? files : undefined });
    if (file) await viewer.show(file);
  };
}
