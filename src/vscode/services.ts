import type { EventEmitter, LogOutputChannel, Uri } from 'vscode';
import type { ComparisonState, InspectionState } from '../protocol/panel';
import type { FactorCache } from './factorCache';

/** A panel's new state, as extensions and tests that listen to `onState` get it. */
export type PanelEvent =
  { panel: 'comparison'; state: ComparisonState } | { panel: 'inspection'; state: InspectionState };

/** What every command and panel is given: made once at activation. */
export interface Services {
  /** Where the extension is installed. */
  extensionUri: Uri;
  /** The built worker script. */
  workerFile: string;
  /** Detail for people who look for it; panels show sentences. */
  log: LogOutputChannel;
  /** Factors of pairs compared in this window. */
  factors: FactorCache;
  /** Fires after each state that a panel reaches. */
  states: EventEmitter<PanelEvent>;
}
