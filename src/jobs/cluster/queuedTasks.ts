import { readTasks, squeueArguments, type SlurmJobId } from '../../cluster/sbatchAnswer';
import { LensError } from '../../facts/errors';
import { startSlurm, type SlurmPrograms } from './startSbatch';

/** The tasks of arrays that wait or run, as squeue has them; none of an array that it does not know any more. @throws LensError `no-scheduler`. */
export async function queuedTasks(arrays: readonly SlurmJobId[], programs: SlurmPrograms = {}): Promise<Set<number>> {
  const tasks = new Set<number>();
  for (const array of arrays) {
    const answer = await startSlurm('squeue', squeueArguments(array), programs).catch((error: unknown) => {
      // It says so of arrays that ended a while ago; where Slurm does not answer at all, nothing can be submitted either.
      if (error instanceof LensError && error.code === 'scheduler-failed') return '';
      throw error;
    });
    for (const task of readTasks(answer)) tasks.add(task);
  }
  return tasks;
}
