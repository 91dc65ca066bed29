import { WorkerClient } from '../jobs/workerClient';
import type { JobName, Jobs } from '../protocol/worker';

/** Progress and cancellation of one job. */
export interface JobOptions {
  onProgress?(phase: string, fraction: number): void;
  /** Aborting it ends the worker and rejects with code `cancelled`. */
  signal?: AbortSignal;
}

/**
 * The result of a job done in a worker thread of its own. The thread lives exactly as long as the job: panels run side by side, an idle
 * one holds no memory, and a crash takes nothing else along. What is worth keeping is in the factor cache, outside it.
 * @throws LensError carried over from the worker; codes `cancelled` and `worker-stopped` besides.
 */
export async function runInWorker<N extends JobName>(
  workerFile: string,
  job: N,
  spec: Jobs[N]['spec'],
  options: JobOptions = {},
): Promise<Jobs[N]['result']> {
  const client = new WorkerClient(workerFile);
  try {
    return await client.run(job, spec, options);
  } finally {
    client.dispose();
  }
}
