import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { LensError } from '../facts/errors';
import type { FromWorker, ToWorker, JobName, Jobs } from '../protocol/jobs';
import { endWorker } from './endWorker';
import { draftsElsewhere } from './files/drafts';

/** An error that a job met in the worker thread, its code, sentence and offer carried over whole. */
class RemoteError extends LensError {}

/** What a run may be given besides its spec. */
export interface RunOptions {
  /** Hears what is being done and the share of it, 0 to 1; and now and then what there is of the result, from jobs that tell it. */
  onProgress?: ((phase: string, fraction: number, partial?: unknown) => void) | undefined;
  /** Aborting it ends the worker thread and rejects the run with code `cancelled` at once. */
  signal?: AbortSignal | undefined;
}

interface PendingRun {
  resolve(result: unknown): void;
  reject(error: LensError): void;
  onProgress: RunOptions['onProgress'];
}

/**
 * Runs jobs in a worker thread, which is started by the first run, used again by later ones, and started anew after a cancellation or a
 * crash. Every run ends: with its result, the job's error, `cancelled`, or `worker-stopped`.
 */
export class WorkerClient {
  private worker: Worker | undefined;
  /** The ends of all its former threads. */
  private ended: Promise<unknown> = Promise.resolve();
  private readonly pending = new Map<number, PendingRun>();
  private lastId = 0;

  /** @param workerFile path of the bundled worker. @param onNotice hears what there is to tell of its threads, each a sentence. */
  constructor(
    private readonly workerFile: string,
    private readonly onNotice: (sentence: string) => void = () => undefined,
  ) {}

  /** The job's result. @throws RemoteError, or LensError with code `cancelled` or `worker-stopped`. */
  run<N extends JobName>(job: N, spec: Jobs[N]['spec'], options: RunOptions = {}): Promise<Jobs[N]['result']> {
    const { onProgress, signal } = options;
    return new Promise<Jobs[N]['result']>((resolve, reject) => {
      if (signal?.aborted) return reject(cancelled());
      const cancel = () => void this.stop(cancelled());
      const settle = () => signal?.removeEventListener('abort', cancel);
      signal?.addEventListener('abort', cancel, { once: true });
      const id = ++this.lastId;
      this.pending.set(id, {
        resolve: (result) => {
          settle();
          resolve(result as Jobs[N]['result']);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        onProgress,
      });
      if (!existsSync(this.workerFile)) return void this.stop(stopped('its program file is missing'));
      this.worker ??= this.start();
      // Cloned, never transferred: the caller's spec stays whole.
      this.worker.postMessage({ type: 'run', id, job, spec });
    });
  }

  /** Ends the thread and frees its memory; runs that are still going are rejected with `cancelled` at once. Done when its threads have ended. */
  dispose(): Promise<void> {
    return this.stop(cancelled());
  }

  private start(): Worker {
    const worker = new Worker(this.workerFile);
    const current = () => this.worker === worker;
    const drafts = draftsElsewhere();
    worker.on('message', (message: FromWorker) => {
      // Those of a thread that is being ended are of use, too: all have come when it tells of its end.
      if (message.type === 'draft') drafts.note(message.path, message.there);
      else if (current()) this.receive(message);
    });
    worker.on('exit', () => void drafts.discard());
    worker.on('error', (error) => current() && void this.stop(stopped(error.message)));
    worker.on('exit', (code) => current() && void this.stop(stopped(`exit code ${code}`)));
    return worker;
  }

  private receive(message: Exclude<FromWorker, { type: 'draft' }>): void {
    if (message.type === 'notice') return this.onNotice(message.notice.message);
    const run = this.pending.get(message.id);
    if (!run) return;
    if (message.type === 'progress') return run.onProgress?.(message.phase, message.fraction, message.partial);
    this.pending.delete(message.id);
    if (message.type === 'done') run.resolve(message.result);
    else {
      const { code, message: sentence, turn, stacks } = message.error;
      run.reject(new RemoteError(code, sentence, turn, stacks));
    }
  }

  private async stop(reason: LensError): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    const runs = [...this.pending.values()];
    this.pending.clear();
    if (worker) {
      const leave = runs.length === 0 ? ({ type: 'end' } satisfies ToWorker) : undefined;
      this.ended = Promise.all([this.ended, endWorker(worker, leave)]);
    }
    for (const run of runs) run.reject(reason);
    await this.ended;
  }
}

function cancelled(): LensError {
  return new LensError('cancelled', 'The computation was cancelled.');
}

function stopped(why: string): LensError {
  return new LensError(
    'worker-stopped',
    `The computation stopped unexpectedly (${why}); run it again, with smaller files if memory is short.`,
  );
}
