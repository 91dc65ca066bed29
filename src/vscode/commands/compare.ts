import { l10n } from 'vscode';
import type { LogOutputChannel } from 'vscode';
import type { ComparisonPanels } from '../panels/comparisonPanels';
import { readOptions } from '../settings';
import { pickPair } from './pickPair';

/** `ccaLens.compare`: compares two selected files, two arrays given by their addresses, or two that are chosen. */
export function compare(panels: ComparisonPanels, log: LogOutputChannel) {
  return async (focused?: unknown, selected?: unknown): Promise<void> => {
    const pair = await pickPair(l10n.t('Compare Activations'), focused, selected);
    if (pair) await panels.show({ ...pair, options: readOptions(log) });
  };
}
