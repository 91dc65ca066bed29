import type { CompareOptions } from '../similarity/options';
import type { ComparisonReport } from '../similarity/report';
import type { ArrayAddress, ArraySummary } from './worker';

/** Every message between the extension host and a panel's page. Each side answers in full: the host sends a whole state, never a patch. */

/** What a comparison panel is about; kept by the page (setState) so that it survives a window reload. */
export interface ComparisonRequest {
  a: ArrayAddress;
  b: ArrayAddress;
  options: CompareOptions;
}

/** A file as a person reads it: the shortest unambiguous name (relative to the workspace folder where there is one). */
export interface SideNames {
  a: string;
  b: string;
}

export type ComparisonState =
  | { status: 'empty' }
  | {
      status: 'loading';
      request: ComparisonRequest;
      names: SideNames;
      phase: string;
      fraction: number;
      last?: ComparisonReport | undefined;
    }
  | { status: 'done'; request: ComparisonRequest; names: SideNames; report: ComparisonReport }
  | {
      status: 'failed';
      request: ComparisonRequest;
      names: SideNames;
      error: { code: string; message: string };
      last?: ComparisonReport | undefined;
    };

export type InspectionState =
  | { status: 'empty' }
  | { status: 'loading'; array: ArrayAddress; name: string; phase: string; fraction: number }
  | { status: 'done'; array: ArrayAddress; name: string; summary: ArraySummary }
  | { status: 'failed'; array: ArrayAddress; name: string; error: { code: string; message: string } };

/** Host to page. */
export type ToPanel<State> = { type: 'state'; state: State };

/** Page to host. `ready` is answered with the whole state. */
export type FromPanel =
  | { type: 'ready' }
  | { type: 'recompute'; options: CompareOptions }
  | { type: 'again' }
  | { type: 'swap' }
  | { type: 'cancel' }
  | { type: 'save'; suggestedName: string; content: string | Uint8Array }
  | { type: 'copy'; text: string; what: string }
  | { type: 'showLog' }
  /** Opens the setting ccaLens.memoryBudget. */
  | { type: 'showMemoryBudget' };
