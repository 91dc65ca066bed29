import type { ScoreName } from '../facts/measures';
import type { ProjectionBasis } from '../facts/projectionBases';
import type { Fault } from '../facts/errors';
import type { CompareOptions } from '../facts/options';
import type { ComparisonReport } from '../facts/report';
import type { NoticePlace } from '../facts/reportParts';
import type { Estimate } from './analysisRun';
import type { ArrayForm, ClusterForm, ClusterPlace, ClusterWatch } from './clusterPage';
import type { ScanFindings, ScanTaking, ScanSpec } from './scan';
import type { Selection } from './selection';
import type { AnalysisResult } from '../facts/analyses';
import type { MatrixResult } from '../facts/analyses/matrix';
import type { FurtherSeconds } from './compareJob';
import type { FollowState } from './follow';
import type { FromArray } from './arrayMessages';
import type { FromInline } from './inline';
import type { AskedExtra, DirectionsRequest, ExtraName, ShownExtras } from './pairExtras';
import type { SideNames } from './sideNames';
import type { StaleFiles } from './staleFiles';
import type { NamedFiles } from '../facts/namedFiles';
import type { ArrayAddress } from './arrayAddress';

/** Every message between the extension host and a panel's page. Each side answers in full: the host sends a whole state, never a patch. */

/** What a comparison panel is about; kept by the page (setState) so that it survives a window reload. */
export interface ComparisonRequest {
  a: ArrayAddress;
  b: ArrayAddress;
  options: CompareOptions;
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
  | ({
      status: 'done';
      request: ComparisonRequest;
      names: SideNames;
      report: ComparisonReport;
      further?: FurtherSeconds | undefined;
      /** Files that the report is not of any more. */
      stale?: StaleFiles | undefined;
      /** The marks of the files that the report is of, by path. */
      files?: Record<string, string> | undefined;
    } & ShownExtras)
  | {
      status: 'failed';
      request: ComparisonRequest;
      names: SideNames;
      error: Fault;
      last?: ComparisonReport | undefined;
    };

/** A panel (or editor of *.ccalens.json) about many files. */
export type AnalysisState =
  | { status: 'empty' }
  | { status: 'scanning'; phase: string; fraction: number }
  /** The table of what was read from the names, to be put right, with what the analysis would take. */
  | AnalysisSetup
  /** What would be submitted to a cluster. */
  | { status: 'clusterForm'; subject: AnalysisSubject; cluster: ClusterForm }
  /** What a cluster computes; `partial`: what there is of the result. */
  | { status: 'cluster'; subject: AnalysisSubject; watch: ClusterWatch; partial?: AnalysisResult | undefined }
  | {
      status: 'loading';
      subject: AnalysisSubject;
      phase: string;
      fraction: number;
      /** What a matrix has of its cells so far. */
      partial?: MatrixResult | undefined;
    }
  | {
      status: 'done';
      subject: AnalysisSubject;
      result: AnalysisResult;
      /** The pair that the page asked for beside the result. */
      pair?: ShownPair | undefined;
      /** Files that the result is not of any more. */
      stale?: StaleFiles | undefined;
      /** The next result of a training that is followed, while it is computed. */
      busy?: { phase: string; fraction: number } | undefined;
    }
  | { status: 'failed'; subject?: AnalysisSubject | undefined; error: { code: string; message: string } };

/** A pair of a result that is shown beside it, by its paths. */
export type ShownPair = { a: string; b: string } & (
  { status: 'loading' } | { status: 'done'; report: ComparisonReport } | { status: 'failed'; message: string }
);

export interface AnalysisSetup {
  status: 'setup';
  subject: AnalysisSubject;
  estimate?:
    { status: 'loading' } | { status: 'done'; estimate: Estimate } | { status: 'failed'; message: string } | undefined;
  /** Files that are not opened before people say so: until then nothing is, and there is no estimate. */
  outside?: NamedFiles | undefined;
  /** Whether it can be submitted to a cluster from here. */
  onCluster?: true | undefined;
}

/** What an analysis panel is about; kept by the page so that it survives a window reload. */
export interface AnalysisSubject {
  /** Paths absolute. */
  selection: Selection;
  /** Names that people read for the paths, by path. */
  names: Record<string, string>;
  /** Where it was looked for; absent for a document. */
  scan?: ScanSpec | undefined;
  /** What was found there beside the layers; absent for a document that was opened. */
  found?: ScanFindings | undefined;
  /** The *.ccalens.json that it is kept in, as people read it; absent: not saved. */
  document?: string | undefined;
  /** Whether it was run: a panel that comes back after a reload then goes on by itself, with all that is known of its pairs. */
  started?: boolean | undefined;
  /** Where it is kept, once it was submitted to a cluster: there it is watched, and nothing is computed here. */
  cluster?: ClusterPlace | undefined;
  /** The training that it follows, or has followed. */
  follow?: FollowState | undefined;
}

/** Host to page (see stateMessage): a whole state, or what has changed of the last one. */
export type ToPanel<State> = { type: 'state'; state: State } | { type: 'change'; change: Partial<State> };

/** Page to host. `ready` is answered with the whole state. */
export type FromPanel =
  | { type: 'ready' }
  | { type: 'recompute'; options: CompareOptions }
  | { type: 'again' }
  | { type: 'swap' }
  /** Opens the matrix of the layers of a pair whose arrays are stacks of them. */
  | { type: 'showLayers' }
  /** Stops what is being computed: the comparison, or what was asked beyond it. */
  | { type: 'cancel'; what?: ExtraName | undefined }
  /** What is asked beyond the report. */
  | AskedExtra
  /** Asks for a label file to colour directions by, then computes them. */
  | { type: 'chooseLabels'; request: DirectionsRequest }
  /** Writes projections of rank k (P'P of each side) as .npy into a folder that is asked for. */
  | { type: 'saveProjections'; by: ProjectionBasis; rank: number }
  /** A selection as it was put right; answered with an estimate. */
  | { type: 'select'; selection: Selection }
  /** Looks through the folders again, with other globs. */
  | { type: 'scan'; include: string[]; exclude: string[]; taking?: ScanTaking | undefined }
  | { type: 'run' }
  /** Shows what would be submitted to a cluster, by a form: the usual one where it is absent. */
  | { type: 'clusterForm'; form?: ArrayForm | undefined }
  /** Asks for another results folder. */
  | { type: 'chooseResults'; form: ArrayForm }
  /** Submits what the form shows, once people are asked. */
  | { type: 'submitArray'; form: ArrayForm }
  /** Shows what was submitted before, or is there. */
  | { type: 'watchArray' }
  /** Of an analysis on a cluster: looks now; cancels what runs and waits, and submits again what is missing, once people are asked. */
  | { type: 'lookAtArray' }
  | { type: 'cancelArray' }
  | { type: 'arrayAgain' }
  /** Lets new checkpoints enter the analysis by themselves, from now on or no more. */
  | { type: 'follow'; on: boolean }
  /** Lets the files of the selection be opened that are not opened unasked. */
  | { type: 'openOutside' }
  /** Back to the table. */
  | { type: 'setup' }
  | { type: 'saveSelection' }
  /** Saves a comparison as a document, to a place that is asked for. */
  | { type: 'saveComparison' }
  /** Copies a link that opens the same view. */
  | { type: 'copyLink'; measure?: ScoreName | undefined }
  /** Shows the document of a selection as the text that it is. */
  | { type: 'openAsText' }
  /** Asks for a label file, or a file of class names, for the analysis of classes. */
  | { type: 'chooseFor'; what: 'labels' | 'names' }
  | { type: 'openPair'; a: string; b: string }
  /** Shows an array of what is shown in the viewer of arrays, at a sample or a neuron of it. */
  | { type: 'showArray'; place: NoticePlace }
  /** Asks for the report of a pair, to stand beside the result; the newest one asked for is answered. */
  | { type: 'showPair'; a: string; b: string }
  /** What the viewer of arrays asks for. */
  | { type: 'array'; message: FromArray }
  /** What the inline similarity panel asks for, wherever it stands. */
  | { type: 'inline'; message: FromInline }
  | { type: 'save'; suggestedName: string; content: string | Uint8Array }
  | { type: 'copy'; text: string; what: string }
  /** Writes a notebook that recomputes what is shown, to a place that is asked for. */
  | { type: 'exportNotebook' }
  | { type: 'showLog' }
  /** Opens the setting ccaLens.memoryBudget. */
  | { type: 'showMemoryBudget' };
