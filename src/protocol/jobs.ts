import type { Fault } from '../facts/errors';
import type { ComparisonReport } from '../facts/report';
import type { Notice } from '../facts/reportParts';
import type { FoundHeaders, HeadersSpec, NamesSpec, ScanSpec, ScanOutcome } from './scan';
import type {
  EstimateSpec,
  Estimate,
  AnalyzeSpec,
  KeptOutcome,
  KeptSpec,
  PlanSpec,
  ShardPlan,
  ShardSpec,
  WatchOutcome,
  WatchSpec,
} from './analysisRun';
import type { ShardDone } from '../facts/shards';
import type { AnalysisResult } from '../facts/analyses';
import type { ArrayFileSpec, ArrayFile } from './arrayFile';
import type { WindowSpec, WindowOutcome } from './window';
import type { SpectrumSpec, SpectrumOutcome } from './arraySpectrum';
import type { ExtraName, PairExtras, ProjectionRequest } from './pairExtras';
import type { ArraysAsReadSpec, ArraysAsRead } from './asRead';
import type { CompareSpec, CompareOutcome } from './compareJob';
import type { SummarySpec, ArraySummary } from './arraySummary';
import type { ConvertSpec, DirectionsSpec, SampleOutcome } from './writing';
import type { RowsOutcome, RowsSpec } from './rowsJob';
import type { MatrixOutcome, MatrixSpec } from './matrixJob';
import type { Resources } from './resources';

/** Every message between the extension host (or the command line) and a worker thread. */

/** What a pair is asked beyond its report. */
type ExtraJobs = {
  [Name in ExtraName]: { spec: CompareSpec & Pick<PairExtras[Name], 'request'>; result: PairExtras[Name]['outcome'] };
};

/** With what means comparisons will be made, before one is asked for. */
export interface WarmUpSpec {
  resources: Resources;
}

/** The jobs a worker can do: argument and result of each, by name. */
export interface Jobs extends ExtraJobs {
  compare: { spec: CompareSpec; result: CompareOutcome };
  rows: { spec: RowsSpec; result: RowsOutcome };
  summary: { spec: SummarySpec; result: ArraySummary };
  arrayFile: { spec: ArrayFileSpec; result: ArrayFile };
  window: { spec: WindowSpec; result: WindowOutcome };
  spectrum: { spec: SpectrumSpec; result: SpectrumOutcome };
  convert: { spec: ConvertSpec; result: { path: string; shape: number[]; warnings: Notice[] } };
  matrix: { spec: MatrixSpec; result: MatrixOutcome };
  writeDirections: { spec: DirectionsSpec; result: { files: string[]; report: ComparisonReport } };
  sample: { spec: { folder: string }; result: SampleOutcome };
  scan: { spec: ScanSpec; result: ScanOutcome };
  /** A scan in its parts, for who keeps what was found from look to look. */
  headers: { spec: HeadersSpec; result: FoundHeaders };
  names: { spec: NamesSpec; result: Omit<ScanOutcome, 'unreadable'> };
  estimate: { spec: EstimateSpec; result: Estimate };
  analyze: { spec: AnalyzeSpec; result: AnalysisResult };
  shard: { spec: ShardSpec; result: ShardDone };
  kept: { spec: KeptSpec; result: KeptOutcome };
  plan: { spec: PlanSpec; result: ShardPlan };
  watch: { spec: WatchSpec; result: WatchOutcome };
  arraysAsRead: { spec: ArraysAsReadSpec; result: ArraysAsRead };
  warmUp: { spec: WarmUpSpec; result: void };
  writeProjections: { spec: CompareSpec & { request: ProjectionRequest }; result: { files: string[] } };
}

export type JobName = keyof Jobs;

export type RunMessage = { [N in JobName]: { type: 'run'; id: number; job: N; spec: Jobs[N]['spec'] } }[JobName];

/** Host to worker: runs; and at last, to one that has none, that it shall leave. */
export type ToWorker = RunMessage | { type: 'end' };

/**
 * Worker to host: any number of `progress` (`partial`: what a job has of its result by then), then exactly one `done` or `failed` for each `run`; `draft`
 * when a file or folder that is none yet is about to be there, and when it is not any more; and once what there is to tell of the thread itself.
 */
export type FromWorker =
  | { type: 'draft'; path: string; there: boolean }
  | { type: 'notice'; notice: Notice }
  | { type: 'progress'; id: number; phase: string; fraction: number; partial?: unknown }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'failed'; id: number; error: Fault };
