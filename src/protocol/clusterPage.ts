/** Between the analysis page and its host: an analysis that a cluster computes. */

/** What people fill in before an analysis is submitted, as they typed it; an empty one is that of the plan, or of Slurm. */
export interface ArrayForm {
  /** The results folder, an absolute path. */
  results: string;
  shards: string;
  partition: string;
  account: string;
  time: string;
  /** MiB of a task. */
  memory: string;
  cpus: string;
  throttle: string;
}

export type ArrayField = keyof ArrayForm;

/** What would be submitted. */
export interface ArrayPreview {
  /** Pairs (of classes: layers) in all, and how many are in the results folder already. */
  pairs: number;
  knownPairs: number;
  /** Shards of the plan, and how many of them lack something: that many tasks are submitted. */
  shards: number;
  tasks: number;
  /** Of all tasks together, and of the longest. */
  seconds: number;
  longestSeconds: number;
  bytesToRead: number;
  /** Of each task: what its work takes, and what is asked for. */
  memoryBytes: number;
  memoryMib: number;
  /** What stands for the fields that are empty. */
  usual: Partial<ArrayForm>;
  /** Where the script is put, the script, and what is started: sbatch with its arguments. */
  scriptPath: string;
  script: string;
  command: string[];
}

/** The form, and what comes of it. */
export interface ClusterForm {
  form: ArrayForm;
  /** What is wrong with fields, each a sentence. */
  problems: Partial<Record<ArrayField, string>>;
  preview: { status: 'loading' } | { status: 'done'; preview: ArrayPreview } | { status: 'failed'; message: string };
  /** An array of this analysis that was submitted with these results before, by its number. */
  before?: string | undefined;
  /** What is being submitted, or what kept it from it. */
  submitting?: true | undefined;
  failure?: string | undefined;
}

/** Where an analysis is kept that a cluster computes. */
export interface ClusterPlace {
  /** The results folder, and the plan's id in it. */
  results: string;
  plan: string;
}

/** How it stands with each shard: `waiting` in the queue; `stopped` one whose process is not heard of any more; `missing` one that nobody has begun. */
export type ShardStanding = 'done' | 'running' | 'waiting' | 'failed' | 'stopped' | 'missing';

/** How it stands with an analysis that a cluster computes. */
export interface ClusterWatch extends ClusterPlace {
  /** The number of the array that was submitted last. */
  job?: string | undefined;
  /** Shards of the plan, and its pairs (of classes: layers). */
  shards: number;
  pairs: number;
  missingPairs: number;
  standings: Record<ShardStanding, number>;
  /** Why tasks wait, as Slurm has it. */
  reasons: string[];
  /** Why shards failed, some of them. */
  failures: { shard: number; host: string; message: string }[];
  /** Tasks that wait or run, which can be cancelled; absent where the queue is not known. */
  queued?: number | undefined;
  /** Shards that may be submitted again. */
  again: number;
  /** When it was looked at last (milliseconds since 1970); absent before the first time. */
  looked?: number | undefined;
  /** What kept it from being looked at, or from what people asked for. */
  problem?: string | undefined;
  /** What is being done that people asked for. */
  doing?: 'cancel' | 'submit' | undefined;
}
