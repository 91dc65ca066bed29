import { measureKernels } from '../../similarity/measures';
import type { MeasureKernels } from '../../similarity/measures/wanted';
import { runTask, type TaskName, type Tasks } from './tasks';

/** Where tasks are done: in this thread, or by a pool of workers. */
export interface Executor {
  /** Tasks that can be done at the same time. */
  readonly workers: number;
  /** A task's result. `onRows` hears of rows that a pass is done with. @throws the task's LensErrors. */
  run<N extends TaskName>(
    name: N,
    spec: Tasks[N]['spec'],
    onRows?: (rows: number) => void,
  ): Promise<Tasks[N]['result']>;
}

/** Does every task in the thread that asks, one after the other, with these measures. */
export function executorHere(kernels: MeasureKernels): Executor {
  return {
    workers: 1,
    run: (name, spec, onRows = () => undefined) => runTask(name, spec, onRows, kernels),
  };
}

/** The same with the measures that there are. */
export const inThisThread = executorHere(measureKernels);
