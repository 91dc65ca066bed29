import type { WasmModule } from '../../linalg/wasm/webAssembly';
import type { TaskName } from './tasks';

/** What a pool worker is started with: kernels that were compiled in the job's thread. */
export interface PoolWorkerData {
  module: WasmModule | undefined;
  kernels: 'relaxed' | 'simd' | 'plain';
}

/** Job's thread to pool worker: one task at a time. */
export interface ToPoolWorker {
  task: TaskName;
  spec: unknown;
}

/** Pool worker to job's thread: any number of `rows`, then exactly one `done` or `failed`. */
export type FromPoolWorker =
  | { type: 'rows'; rows: number }
  | { type: 'done'; result: unknown }
  | { type: 'failed'; error: { code: string; message: string } };
