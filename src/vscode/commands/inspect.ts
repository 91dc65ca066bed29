import type { InspectionPanels } from '../panels/inspectionPanels';
import { chooseArray } from './chooseArray';

/** `ccaLens.inspect`: the facts of one array, of the given or selected one or of one that people choose. */
export function inspect(panels: InspectionPanels) {
  return async (focused?: unknown, selected?: unknown): Promise<void> => {
    const array = await chooseArray('Inspect Activations', focused, selected);
    if (array) await panels.show(array);
  };
}
