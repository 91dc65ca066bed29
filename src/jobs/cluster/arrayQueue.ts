import { queueArguments, readQueue, type QueuedTask } from '../../cluster/squeueAnswer';
import type { SlurmJobId } from '../../cluster/sbatchAnswer';
import { LensError } from '../../facts/errors';
import { startSlurm, type SlurmPrograms } from './startSbatch';

/**
 * The tasks of arrays that wait or run, by number. An array that Slurm does not know any more has none.
 * @throws LensErrors `no-scheduler`, and `scheduler-failed` where Slurm does not answer: that nothing is in its queue is not known then.
 */
export async function arrayQueue(
  arrays: readonly SlurmJobId[],
  programs: SlurmPrograms = {},
): Promise<Map<number, QueuedTask>> {
  const tasks = new Map<number, QueuedTask>();
  for (const array of arrays) {
    const answer = await startSlurm('squeue', queueArguments(array), programs).catch((error: unknown) => {
      if (error instanceof LensError && /invalid job id/i.test(error.message)) return '';
      throw error;
    });
    for (const [index, task] of readQueue(answer)) tasks.set(index, task);
  }
  return tasks;
}
