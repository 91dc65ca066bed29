import { join } from 'node:path';
import { WorkerClient } from '../jobs/workerClient';
import type { JobName, Jobs } from '../protocol/worker';

/** A job's result, computed in a worker thread; progress goes to standard error when that is a terminal. @throws the job's LensErrors. */
export async function runInThread<N extends JobName>(job: N, spec: Jobs[N]['spec']): Promise<Jobs[N]['result']> {
  const client = new WorkerClient(join(__dirname, 'worker.js'));
  const terminal = process.stderr.isTTY;
  const onProgress = (phase: string, fraction: number) =>
    process.stderr.write(`\r\x1b[K${phase} ${Math.floor(100 * fraction)}%`);
  try {
    return await client.run(job, spec, terminal ? { onProgress } : {});
  } finally {
    if (terminal) process.stderr.write('\r\x1b[K');
    client.dispose();
  }
}
