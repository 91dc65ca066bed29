import type { Executor } from '../../src/jobs/pool/executor';
import { inThisThread } from '../../src/jobs/pool/executor';
import type { TaskName, Tasks } from '../../src/jobs/pool/tasks';

/** A task that was asked for. */
export type CountedTask = { [N in TaskName]: { name: N; spec: Tasks[N]['spec'] } }[TaskName];

/** An executor that notes its tasks. */
export interface CountingExecutor extends Executor {
  tasks: CountedTask[];
  /** The sums that passes were asked for. */
  sums(): Tasks['pass']['spec']['sums'][];
  count(name: TaskName): number;
}

/** Does tasks in this thread and notes them; `before` is waited for before each. */
export function countingExecutor(before: (task: CountedTask) => Promise<void> = async () => {}): CountingExecutor {
  const tasks: CountedTask[] = [];
  return {
    workers: 1,
    tasks,
    sums: () => tasks.flatMap(({ name, spec }) => (name === 'pass' ? [(spec as Tasks['pass']['spec']).sums] : [])),
    count: (wanted) => tasks.filter(({ name }) => name === wanted).length,
    async run(name, spec, onRows) {
      const task = { name, spec } as CountedTask;
      tasks.push(task);
      await before(task);
      return inThisThread.run(name, spec, onRows);
    },
  };
}
