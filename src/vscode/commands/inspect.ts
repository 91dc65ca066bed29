import { window } from 'vscode';
import type { InspectionPanels } from '../panels/inspectionPanels';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';
import { selectedFiles, unfit } from './selection';

/** `ccaLens.inspect`: the facts of one array, of the selected file or of one that people choose. */
export function inspect(panels: InspectionPanels) {
  return async (focused?: unknown, selected?: unknown): Promise<void> => {
    const title = 'Inspect Activations';
    const files = selectedFiles(focused, selected);
    const problem = await unfit(files);
    if (problem) return void window.showWarningMessage(problem);
    const file = files.length === 1 ? files[0] : await pickFile(title, files.length > 1 ? files : undefined);
    const array = file && (await pickArray(file, title));
    if (array) await panels.show(array);
  };
}
