import { l10n, commands, window, type LogOutputChannel } from 'vscode';
import { shortName } from '../arrayNames';
import type { ComparisonPanels } from '../panels/comparisonPanels';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { readOptions } from '../settings';
import { chooseArray } from './chooseArray';
import { showMessage } from '../showMessage';

/** The context key under which `Compare with Selected` shows. */
const hasSelection = 'ccaLens.hasSelection';

/** `ccaLens.selectForCompare` and `ccaLens.compareWithSelected`, which share the remembered array. */
export function selectedForCompare(panels: ComparisonPanels, log: LogOutputChannel) {
  let remembered: ArrayAddress | undefined;

  return {
    async select(focused?: unknown, selected?: unknown): Promise<void> {
      const array = await chooseArray(l10n.t('Select for Activation Compare'), focused, selected);
      if (!array) return;
      remembered = array;
      await commands.executeCommand('setContext', hasSelection, true);
      window.setStatusBarMessage(l10n.t('{0} is selected for comparison', shortName(array)), 4000);
    },

    async compare(focused?: unknown, selected?: unknown): Promise<void> {
      if (!remembered) {
        return void showMessage.warning(
          l10n.t('No array is selected; choose Select for Activation Compare on one first.'),
        );
      }
      const a = remembered;
      const b = await chooseArray(l10n.t('Compare {0} with', shortName(a)), focused, selected, a);
      if (b) await panels.show({ a, b, options: readOptions(log) });
    },
  };
}
