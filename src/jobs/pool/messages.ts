import type { Notice } from '../../facts/reportParts';
import type { KernelParts } from '../loadKernels';
import type { TaskName } from './tasks';

/** What a pool worker is started with: kernels that were compiled in the job's thread. */
export interface PoolWorkerData {
  kernels: KernelParts;
}

/** One task of a pool worker. */
export interface PoolTask {
  task: TaskName;
  spec: unknown;
}

/** Job's thread to pool worker: one task at a time; `end`, to one that has none, that it shall leave. */
export type ToPoolWorker = PoolTask | 'end';

/**
 * Pool worker to job's thread: for each task any number of `told`, then exactly one `done` or `failed`; before it `plain`, should the worker have to do without
 * WebAssembly or a library.
 */
export type FromPoolWorker =
  | { type: 'told'; part: unknown }
  | { type: 'plain'; notice: Notice }
  | { type: 'done'; result: unknown }
  | { type: 'failed'; error: { code: string; message: string } };
