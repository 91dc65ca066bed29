import type { ScanOutcome } from '../../../../src/protocol/scan';
import type { Selection } from '../../../../src/protocol/selection';

/** The settings of one analysis, shown while it is chosen. */
export interface ChoiceSettings {
  node: HTMLElement;
  /** On lines of their own; without it they stand beside the score. */
  wide?: true;
  /** @param beside files that were found beside the layers. @param names what people read for paths. */
  show(selection: Selection, beside: ScanOutcome['beside'], names: Record<string, string>): void;
}

/** Makes them. `changed` takes the selection as it was put right; `ask` opens a dialog for a file. */
export type MakeSettings = (
  changed: (selection: Selection) => void,
  ask: (what: 'labels' | 'names') => void,
) => ChoiceSettings;
