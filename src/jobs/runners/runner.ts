import type { FromWorker, ToWorker } from '../../protocol/jobs';

/** What does jobs away from the thread that asks for them: a thread of this process, or a process of its own. */
export interface Runner {
  /** Gives it a message, of which it has a copy: what the caller holds stays whole. */
  post(message: ToWorker): void;
  /** Ends it, `idle` or in whatever it does; done when it has ended. */
  end(idle: boolean): Promise<void>;
}

/** What is heard of a runner. */
export interface RunnerEvents {
  message(message: FromWorker): void;
  /** That it does, or will do, nothing any more, and why; heard once or several times. */
  lost(why: string): void;
  /** That it has ended: nothing of it is heard afterwards. */
  ended(): void;
}

/** Starts a runner, which is heard through `events`. */
export type StartRunner = (events: RunnerEvents) => Runner;
