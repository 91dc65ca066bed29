import { LensError } from '../facts/errors';
import type { FromWorker, JobName, Jobs, RunMessage } from '../protocol/jobs';
import { draftsElsewhere } from './files/drafts';
import type { Runner, StartRunner } from './runners/runner';
import { threadRunner } from './runners/threadRunner';

/** An error that a job met where it ran, its code, sentence and offer carried over whole. */
class RemoteError extends LensError {}

/** What a run may be given besides its spec. */
export interface RunOptions {
  /** Hears what is being done and the share of it, 0 to 1; and now and then what there is of the result, from jobs that tell it. */
  onProgress?: ((phase: string, fraction: number, partial?: unknown) => void) | undefined;
  /** Aborting it ends the thread or process and rejects the run with code `cancelled` at once. */
  signal?: AbortSignal | undefined;
}

interface PendingRun {
  resolve(result: unknown): void;
  reject(error: LensError): void;
  onProgress: RunOptions['onProgress'];
}

/**
 * Runs jobs in a worker thread, or a process, which is started by the first run, used again by later ones, and started anew after a cancellation or a
 * crash. Every run ends: with its result, the job's error, `cancelled`, or `worker-stopped`.
 */
export class WorkerClient {
  private runner: Runner | undefined;
  /** The ends of all its former runners. */
  private ended: Promise<unknown> = Promise.resolve();
  private readonly pending = new Map<number, PendingRun>();
  private lastId = 0;

  private readonly startRunner: StartRunner;

  /** @param where path of the bundled worker, to be a thread, or what starts another runner. @param onNotice hears what there is to tell of it, each a sentence. */
  constructor(
    where: string | StartRunner,
    private readonly onNotice: (sentence: string) => void = () => undefined,
  ) {
    this.startRunner = typeof where === 'string' ? threadRunner(where) : where;
  }

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
      try {
        this.runner ??= this.start();
      } catch (error) {
        return void this.stop(stopped(error instanceof Error ? error.message : String(error)));
      }
      this.runner.post({ type: 'run', id, job, spec } as RunMessage);
    });
  }

  /** Ends what it runs in and frees its memory; runs that are still going are rejected with `cancelled` at once. Done when its threads or processes have ended. */
  dispose(): Promise<void> {
    return this.stop(cancelled());
  }

  private start(): Runner {
    const current = () => this.runner === runner;
    const drafts = draftsElsewhere();
    const runner = this.startRunner({
      message: (message) => {
        // Those of one that is being ended are of use, too: all have come when it tells of its end.
        if (message.type === 'draft') drafts.note(message.path, message.there);
        else if (current()) this.receive(message);
      },
      lost: (why) => current() && void this.stop(stopped(why)),
      ended: () => void drafts.discard(),
    });
    return runner;
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
    const { runner } = this;
    this.runner = undefined;
    const runs = [...this.pending.values()];
    this.pending.clear();
    if (runner) this.ended = Promise.all([this.ended, runner.end(runs.length === 0)]);
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
