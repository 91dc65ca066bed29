import type { EventEmitter, LogOutputChannel, Memento, Uri } from 'vscode';
import type { ArrayState } from '../protocol/arrayMessages';
import type { InlineState } from '../protocol/inline';
import type { AnalysisState, ComparisonState } from '../protocol/panel';
import type { FileWatch } from './files/fileWatch';
import type { InlineServices } from './inline/inlineServices';
import type { PinnedReference } from './inline/pinnedReference';
import type { OpenPages } from './panels/openPages';
import type { Workers } from './warmWorkers';

/** A panel's new state, as extensions and tests that listen to `onState` get it. */
export type PanelEvent =
  | { panel: 'comparison'; state: ComparisonState }
  | { panel: 'array'; state: ArrayState }
  | { panel: 'analysis'; state: AnalysisState }
  | { panel: 'similarity'; state: InlineState };

/** What every command and panel is given: made once at activation. */
export interface Services {
  /** Where the extension is installed. */
  extensionUri: Uri;
  /** Where jobs are done. */
  workers: Workers;
  /** Where workers keep factors between sessions, in the extension's own storage. */
  factorsFolder: string;
  /** Where workers keep results of pairs between sessions, so that an analysis goes on where it was stopped. */
  resultsFolder: string;
  /** Where values of kernel variables lie while they are compared. */
  variablesFolder: string;
  /** What all arrays are compared with, once one was pinned. */
  reference: PinnedReference;
  /** What inline panels have in common; the array viewer reports here what it shows. */
  inline: InlineServices;
  /** What else keeps something of files in memory; ccaLens.clearCache has each forget it. */
  memories: Set<{ forget(): void }>;
  /** The pages that are open. */
  pages: OpenPages;
  /** Tells of changes of all files of which something is shown. */
  watch: FileWatch;
  /** What is kept for the workspace between sessions. */
  workspaceState: Memento;
  /** Detail for people who look for it; panels show sentences. */
  log: LogOutputChannel;
  /** Fires after each state that a panel reaches. */
  states: EventEmitter<PanelEvent>;
}
