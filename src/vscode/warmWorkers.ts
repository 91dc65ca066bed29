import type { RunOptions, WorkerClient } from '../jobs/workerClient';
import type { JobName, Jobs } from '../protocol/worker';

/** What does jobs in a worker thread of its own, as WorkerClient does. */
export type JobClient = Pick<WorkerClient, 'run' | 'dispose'>;

/** Milliseconds without a job after which the idle thread is ended, and its memory with it. */
const idleFor = 60_000;

/**
 * Worker threads for the jobs of a window. Jobs run side by side, each in a thread that does nothing else; of those that are done one stays
 * for a while, so that the next job finds its code loaded and the factors of the last pairs in its memory.
 */
export class WarmWorkers {
  private readonly busy = new Set<JobClient>();
  private idle: JobClient | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param start makes a client, whose thread begins with its first job. */
  constructor(
    private readonly start: () => JobClient,
    private readonly idleMilliseconds = idleFor,
  ) {}

  /** The job's result. Aborting the signal ends the thread. @throws LensError carried over from the worker; `cancelled`, `worker-stopped`. */
  async run<N extends JobName>(job: N, spec: Jobs[N]['spec'], options: RunOptions = {}): Promise<Jobs[N]['result']> {
    const client = this.take();
    try {
      return await client.run(job, spec, options);
    } finally {
      // One that `forget` or `dispose` has taken out is not wanted back. Of two the one that was there first stays: it knows more.
      const wanted = this.busy.delete(client) && !options.signal?.aborted && !this.idle;
      if (wanted) this.keep(client);
      else client.dispose();
    }
  }

  /** Ends the idle thread at once and each busy one after its job: what they hold in memory is gone. */
  forget(): void {
    this.busy.clear();
    this.endIdle();
  }

  /** Ends all threads; jobs that are still going are rejected with `cancelled`. */
  dispose(): void {
    const running = [...this.busy];
    this.forget();
    for (const client of running) client.dispose();
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
    this.idle?.dispose();
    this.idle = undefined;
  }
}
