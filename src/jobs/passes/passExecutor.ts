import { runPass, type PassResult, type PassSpec } from './runPass';

/** Where shares of passes are done: what passes need to know of an executor of tasks (src/jobs/pool). */
export interface PassExecutor {
  /** Shares that can be done at the same time. */
  readonly workers: number;
  /** The sums of a share. `onRows` hears of rows that are done. @throws as runPass. */
  run(task: 'pass', spec: PassSpec, onRows: (rows: number) => void): Promise<PassResult>;
}

/** Does every share in the thread that asks, one after the other: for what is done in a worker already. */
export const passesHere: PassExecutor = {
  workers: 1,
  run: (_task, spec, onRows) => runPass(spec, onRows),
};
