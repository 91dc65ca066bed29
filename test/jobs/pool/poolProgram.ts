import { WorkerPool } from '../../../src/jobs/pool/workerPool';

const hour = 3_600_000;

/** Run in a process of its own by workerPool.test.ts: opens a pool that is never used, and one that is; then there is nothing left to do. */
async function main(): Promise<void> {
  await WorkerPool.open(3, undefined, hour);
  const pool = await WorkerPool.open(2, undefined, hour);
  const error = await pool.run('side', {} as never).catch((thrown: { code: string }) => thrown);
  console.log(pool.workers, 'code' in error ? error.code : 'no error');
}

void main();
