/** What a piece of work is told: when to stop, and whether anybody still waits for it. */
export interface RunContext {
  signal: AbortSignal;
  /** False once the run was replaced or its owner is gone: then nothing of it may be shown. */
  isLatest(): boolean;
}

/** One run at a time: starting anew cancels the one before. */
export class LatestRun {
  private current: AbortController | undefined;

  /** Starts `work`, which deals with its own errors. Resolves when it has ended, however it did. */
  async start(work: (context: RunContext) => Promise<void>): Promise<void> {
    this.current?.abort();
    const run = new AbortController();
    this.current = run;
    await work({ signal: run.signal, isLatest: () => this.current === run });
    if (this.current === run) this.current = undefined;
  }

  /** Stops the present run, which then ends as cancelled and may still show so. */
  cancel(): void {
    this.current?.abort();
  }

  /** Stops the present run for good: nobody waits for its end. */
  dispose(): void {
    const run = this.current;
    this.current = undefined;
    run?.abort();
  }
}
