/** What people wish of an array of tasks; what they leave out is that of the plan. */
export interface ArrayWishes {
  /** Into how many shards the analysis is cut. */
  shards?: number | undefined;
  /** Cores and memory of a task. */
  cpus?: number | undefined;
  memoryMib?: number | undefined;
  /** A limit of time as Slurm takes it. */
  time?: string | undefined;
  /** Tasks that run at the same time at most. */
  throttle?: number | undefined;
  partition?: string | undefined;
  account?: string | undefined;
  qos?: string | undefined;
  constraint?: string | undefined;
  reservation?: string | undefined;
}
