import { kernelsKey } from '../linalg/activeKernels';
import type { Resources } from '../protocol/resources';
import { measureKernels } from '../similarity/measures';
import type { MeasureKernels } from '../similarity/measures/wanted';
import { heldInProcess } from './heldBytes';
import { executorHere, inThisThread, type Executor } from './pool/executor';
import { WorkerPool } from './pool/workerPool';
import { DiskStore } from './store/diskStore';
import { FactorStore } from './store/factorStore';
import { MemoryStore } from './store/memoryStore';

/** What jobs compute with, kept between the jobs of a thread. */
export interface Engine {
  /** The measures that its executors know: what is asked of files follows from them. */
  readonly measures: MeasureKernels;
  /** Where tasks of a job go that may use so many workers. */
  executor(workers: number): Promise<Executor>;
  /** What is known of files. */
  store(resources: Resources): FactorStore;
}

/**
 * An engine with a warm pool of each size that was asked for, and a store of so many bytes in memory (and on disk, for jobs that name a folder).
 * `idleAfter`: milliseconds without work after which workers end.
 */
export function threadEngine(heldBytes = heldInProcess, idleAfter?: number): Engine {
  const pools = new Map<number, Promise<Executor>>();
  const memory = new MemoryStore(heldBytes);
  return {
    measures: measureKernels,
    executor(workers) {
      if (workers <= 1) return Promise.resolve(inThisThread);
      const pool = pools.get(workers) ?? WorkerPool.open(workers, undefined, idleAfter);
      pools.set(workers, pool);
      return pool;
    },
    store({ cache }) {
      return new FactorStore(kernelsKey(), memory, cache && new DiskStore(cache.folder, cache.maxBytes));
    },
  };
}

/** An engine that does everything in the thread that asks and remembers nothing. */
export function plainEngine(measures: MeasureKernels = measureKernels): Engine {
  const executor = executorHere(measures);
  return {
    measures,
    executor: () => Promise.resolve(executor),
    store: () => new FactorStore(kernelsKey(), new MemoryStore(0)),
  };
}
