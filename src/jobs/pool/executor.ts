import { measureKernels } from '../../similarity/measures';
import type { MeasureKernels } from '../../similarity/measures/wanted';
import { runTask, type TaskName, type Tasks, type Told } from './tasks';

/** Where tasks are done: in this thread, or by a pool of workers. */
export interface Executor {
  /** Tasks that can be done at the same time. */
  readonly workers: number;
  /** A task's result. `onTold` hears what it tells meanwhile. @throws the task's LensErrors. */
  run<N extends TaskName>(
    name: N,
    spec: Tasks[N]['spec'],
    onTold?: (part: Told<N>) => void,
  ): Promise<Tasks[N]['result']>;
}

/** Does every task in the thread that asks, one after the other, with these measures. */
export function executorHere(kernels: MeasureKernels): Executor {
  return {
    workers: 1,
    run: (name, spec, onTold = () => undefined) => runTask(name, spec, onTold, kernels),
  };
}

/** The same with the measures that there are. */
export const inThisThread = executorHere(measureKernels);
