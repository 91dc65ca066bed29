import type { RunOptions, WorkerClient } from '../jobs/workerClient';
import type { JobName, Jobs } from '../protocol/jobs';

/** What does jobs in a thread or process of its own, as WorkerClient does. */
export type JobClient = Pick<WorkerClient, 'run' | 'dispose'>;

/** Where jobs of a window are done. */
export type Workers = Pick<WarmWorkers, 'run' | 'forget' | 'dispose'>;

/** Milliseconds without a job after which the idle thread is ended, and its memory with it. */
const idleFor = 60_000;

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
 * for a while, so that the next job finds its code loaded and the factors of the last pairs in its memory.
 */
export class WarmWorkers {
  private readonly busy = new Set<JobClient>();
  /** Those of them that are not wanted back. */
  private readonly forgotten = new WeakSet<JobClient>();
  /** Ends of threads that are under way. */
  private readonly ending = new Set<Promise<void>>();
  private idle: JobClient | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param start makes a client, whose thread begins with its first job. */
  constructor(
    private readonly start: () => JobClient,
    private readonly idleMilliseconds = idleFor,
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

  /** Ends the idle thread at once and each busy one after its job: what they hold in memory is gone. */
  forget(): void {
    for (const client of this.busy) this.forgotten.add(client);
    this.endIdle();
  }

  /** Ends all threads; jobs that are still going are rejected with `cancelled` at once. Done when the threads have ended. */
  async dispose(): Promise<void> {
    open.delete(this);
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
    this.timer = setTimeout(() => this.endIdle(), this.idleMilliseconds);
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
