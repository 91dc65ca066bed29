import type { RunOptions, WorkerClient } from '../jobs/workerClient';
import type { JobName, Jobs, WarmUpSpec } from '../protocol/jobs';

/** What does jobs in a thread or process of its own, as WorkerClient does. */
export type JobClient = Pick<WorkerClient, 'run' | 'dispose'>;

/** Where jobs of a window are done. */
export type Workers = Pick<WarmWorkers, 'run' | 'warm' | 'forget' | 'dispose'>;

/** Milliseconds: without a job, after which the idle thread is ended, and its memory with it; and without being asked for, after which none is kept warm. */
const usualRest = { idle: 60_000, warm: 600_000 };

/** Milliseconds that VS Code is kept waiting for threads when the extension ends; they need a few. */
const patience = 3_000;

/** All of the window that were not disposed of. */
const open = new Set<WarmWorkers>();

/** Ends all threads of the window, and waits for their end, but not for ever: VS Code is about to end the process they are in. */
export async function endThreads(): Promise<void> {
  const ended = Promise.all([...open].map((workers) => workers.dispose()));
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
}

/**
 * Worker threads, or processes, for the jobs of a window. Jobs run side by side, each in one that does nothing else; of those that are done one stays
 * for a while, so that the next job finds its code loaded and the factors of the last pairs in its memory. Where they are to be warm, one is there from
 * then on in which what comparisons run has been compiled: when one is ended for its memory, a new one takes its place, until nothing was asked for in a
 * long time.
 */
export class WarmWorkers {
  private readonly busy = new Set<JobClient>();
  /** Those of them that are not wanted back. */
  private readonly forgotten = new WeakSet<JobClient>();
  /** Ends of threads that are under way. */
  private readonly ending = new Set<Promise<void>>();
  private idle: JobClient | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** How they are to be warm, while they are. */
  private warmth: WarmUpSpec | undefined;
  private readonly warmed = new WeakSet<JobClient>();
  private cooling: NodeJS.Timeout | undefined;
  private disposed = false;

  /** @param start makes a client, whose thread begins with its first job. */
  constructor(
    private readonly start: () => JobClient,
    private readonly rest = usualRest,
  ) {
    open.add(this);
  }

  /** The job's result. Aborting the signal ends the thread. @throws LensError carried over from the worker; `cancelled`, `worker-stopped`. */
  async run<N extends JobName>(job: N, spec: Jobs[N]['spec'], options: RunOptions = {}): Promise<Jobs[N]['result']> {
    const client = this.take();
    try {
      return await client.run(job, spec, options);
    } finally {
      this.busy.delete(client);
      // Of two the one that was there first stays: it knows more.
      const wanted = !this.forgotten.has(client) && !options.signal?.aborted && !this.idle;
      if (wanted) this.keep(client);
      else this.end(client);
    }
  }

  /**
   * Has one ready that is warm, now or after the job that is under way, and from then on until ten minutes have passed in which this was not called. Nothing
   * is told of it: should it fail, the next job tells why.
   */
  warm(spec: WarmUpSpec): void {
    if (this.disposed) return;
    this.warmth = spec;
    clearTimeout(this.cooling);
    this.cooling = setTimeout(() => this.cool(), this.rest.warm);
    if (this.idle) this.warmUp(this.idle);
    else if (this.busy.size === 0) this.startWarm();
  }

  /** Ends the idle thread at once and each busy one after its job: what they hold in memory is gone. None is kept warm any more. */
  forget(): void {
    for (const client of this.busy) this.forgotten.add(client);
    this.cool();
  }

  /** Ends all threads; jobs that are still going are rejected with `cancelled` at once. Done when the threads have ended. */
  async dispose(): Promise<void> {
    open.delete(this);
    this.disposed = true;
    this.forget();
    for (const client of this.busy) this.end(client);
    await Promise.all(this.ending);
  }

  private take(): JobClient {
    clearTimeout(this.timer);
    const client = this.idle ?? this.start();
    this.idle = undefined;
    this.busy.add(client);
    return client;
  }

  private keep(client: JobClient): void {
    this.idle = client;
    this.timer = setTimeout(() => {
      this.endIdle();
      if (this.warmth && this.busy.size === 0) this.startWarm();
    }, this.rest.idle);
    if (this.warmth) this.warmUp(client);
  }

  private startWarm(): void {
    this.idle = this.start();
    this.warmUp(this.idle);
  }

  /** A job that comes meanwhile has this one all the same: what is compiled by then it need not wait for. */
  private warmUp(client: JobClient): void {
    if (!this.warmth || this.warmed.has(client)) return;
    this.warmed.add(client);
    client.run('warmUp', this.warmth).catch(() => undefined);
  }

  private cool(): void {
    clearTimeout(this.cooling);
    this.warmth = undefined;
    this.endIdle();
  }

  private endIdle(): void {
    clearTimeout(this.timer);
    if (this.idle) this.end(this.idle);
    this.idle = undefined;
  }

  private end(client: JobClient): void {
    const ended = client.dispose().finally(() => this.ending.delete(ended));
    this.ending.add(ended);
  }
}
