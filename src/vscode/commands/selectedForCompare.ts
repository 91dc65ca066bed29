import { commands, window, type LogOutputChannel } from 'vscode';
import { shortName } from '../arrayNames';
import type { ComparisonPanels } from '../panels/comparisonPanels';
import type { ArrayAddress } from '../../protocol/worker';
import { readOptions } from '../settings';
import { chooseArray } from './chooseArray';

/** The context key under which `Compare with Selected` shows. */
const hasSelection = 'ccaLens.hasSelection';

/** `ccaLens.selectForCompare` and `ccaLens.compareWithSelected`, which share the remembered array. */
export function selectedForCompare(panels: ComparisonPanels, log: LogOutputChannel) {
  let remembered: ArrayAddress | undefined;

  return {
    async select(focused?: unknown, selected?: unknown): Promise<void> {
      const array = await chooseArray('Select for Activation Compare', focused, selected);
      if (!array) return;
      remembered = array;
      await commands.executeCommand('setContext', hasSelection, true);
      window.setStatusBarMessage(`${shortName(array)} is selected for comparison`, 4000);
    },

    async compare(focused?: unknown, selected?: unknown): Promise<void> {
      if (!remembered) {
        return void window.showWarningMessage(
          'No array is selected; choose Select for Activation Compare on one first.',
        );
      }
      const a = remembered;
      const b = await chooseArray(`Compare ${shortName(a)} with`, focused, selected);
      if (b) await panels.show({ a, b, options: readOptions(log) });
    },
  };
}
