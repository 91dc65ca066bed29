import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LensError } from '../../facts/errors';
import { endWorker } from '../endWorker';
import { latestKernels, noteLost } from '../loadKernels';
import type { Executor } from './executor';
import { inThisThread } from './executor';
import type { FromPoolWorker, PoolTask, PoolWorkerData } from './messages';
import type { TaskName, Tasks, Told } from './tasks';

interface QueuedTask {
  message: PoolTask;
  onTold: (part: unknown) => void;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Milliseconds after which workers without work are ended, and their memory with them. */
const patience = 30_000;

/** The pools that this thread has opened. */
const pools = new Set<WorkerPool>();

/** Ends all workers of this thread's pools; done when none is left. */
export async function endPools(): Promise<void> {
  await Promise.all([...pools].map((pool) => pool.end()));
}

/** Why a task of a pool that was ended is refused. */
const endedHere = 'its pool was ended';

/** The numbers lie outside the engine's heap; what is left is short-lived, and would else spread over some 100 MB before it is collected. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/**
 * A pool of worker threads, each with its own kernels and its own memory, that does tasks in the order in which they were asked for. Workers are
 * started when there is work for them, stay warm between jobs, and end when idle or with the thread that owns the pool.
 */
export class WorkerPool implements Executor {
  /** All that have not ended yet. */
  private readonly threads = new Set<Worker>();
  private readonly idle: Worker[] = [];
  private readonly busy = new Map<Worker, QueuedTask>();
  private readonly queue: QueuedTask[] = [];
  private timer: NodeJS.Timeout | undefined;
  private ended = false;

  private constructor(
    readonly workers: number,
    private readonly file: string,
    private readonly data: PoolWorkerData,
    private readonly idleAfter: number,
  ) {}

  /**
   * A pool of `workers` threads that run `file`, and end after `idleAfter` milliseconds without work; the calling thread itself where one is
   * enough or the program is not there.
   */
  static async open(workers: number, file = programFile(), idleAfter = patience): Promise<Executor> {
    if (workers <= 1 || !existsSync(file)) return inThisThread;
    const { own, module, library } = await latestKernels();
    const pool = new WorkerPool(workers, file, { kernels: { own, module, library } }, idleAfter);
    pools.add(pool);
    await Promise.all(
      Array.from({ length: workers }, async () => {
        const worker = pool.start();
        await started(worker);
        pool.rest(worker);
      }),
    );
    // Should no task come, they end as well.
    pool.next();
    return pool;
  }

  run<N extends TaskName>(
    task: N,
    spec: Tasks[N]['spec'],
    onTold: (part: Told<N>) => void = () => undefined,
  ): Promise<Tasks[N]['result']> {
    if (this.ended) return Promise.reject(stopped(endedHere));
    return new Promise((resolve, reject) => {
      const told = onTold as (part: unknown) => void;
      this.queue.push({ message: { task, spec }, onTold: told, resolve: resolve as (result: unknown) => void, reject });
      this.next();
    });
  }

  /** Ends all workers, also in the middle of tasks, which are then refused as all that come later; done when all have ended. */
  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    for (const { reject } of this.queue.splice(0)) reject(stopped(endedHere));
    const idle = new Set(this.idle.splice(0));
    await Promise.all([...this.threads].map((worker) => endWorker(worker, idle.has(worker) ? 'end' : undefined)));
  }

  private next(): void {
    clearTimeout(this.timer);
    while (this.queue.length > 0) {
      const worker = this.idle.pop() ?? (this.busy.size < this.workers ? this.start() : undefined);
      if (!worker) return;
      const task = this.queue.shift()!;
      this.busy.set(worker, task);
      worker.ref();
      worker.postMessage(task.message);
    }
    if (this.busy.size === 0) {
      this.timer = setTimeout(() => this.endIdle(), this.idleAfter);
      this.timer.unref();
    }
  }

  /** A worker without work keeps nothing alive. One that has ended is not kept. */
  private rest(worker: Worker): void {
    if (worker.threadId < 0) return;
    worker.unref();
    this.idle.push(worker);
  }

  private start(): Worker {
    const worker = new Worker(this.file, { workerData: this.data, resourceLimits });
    worker.on('message', (message: FromPoolWorker) => this.receive(worker, message));
    worker.on('error', (error) => this.lose(worker, error.message));
    worker.on('exit', (code) => {
      this.threads.delete(worker);
      this.lose(worker, `exit code ${code}`);
    });
    this.threads.add(worker);
    return worker;
  }

  private receive(worker: Worker, message: FromPoolWorker): void {
    const task = this.busy.get(worker);
    if (!task) return;
    if (message.type === 'told') return task.onTold(message.part);
    if (message.type === 'plain') return noteLost(message.notice);
    this.busy.delete(worker);
    this.rest(worker);
    if (message.type === 'done') task.resolve(message.result);
    else task.reject(new LensError(message.error.code, message.error.message));
    this.next();
  }

  private lose(worker: Worker, why: string): void {
    const task = this.busy.get(worker);
    this.busy.delete(worker);
    const at = this.idle.indexOf(worker);
    if (at >= 0) this.idle.splice(at, 1);
    task?.reject(stopped(why));
    this.next();
  }

  private endIdle(): void {
    for (const worker of this.idle.splice(0)) void endWorker(worker, 'end');
  }
}

function stopped(why: string): LensError {
  return new LensError(
    'worker-stopped',
    `A worker stopped unexpectedly (${why}); run it again, with a smaller memory budget if memory is short.`,
  );
}

/** Resolves when a thread runs, or has ended before: who gives it work then hears of that. */
function started(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['online', 'exit', 'error']) worker.once(event, () => resolve());
  });
}

/** The bundled program of pool workers: beside the running bundle, or in the project's dist when its source runs. */
function programFile(): string {
  const beside = join(__dirname, 'poolWorker.js');
  return existsSync(beside) ? beside : join(dirname(dirname(dirname(__dirname))), 'dist', 'poolWorker.js');
}
