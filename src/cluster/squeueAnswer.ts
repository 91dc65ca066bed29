import type { SlurmJobId } from './sbatchAnswer';

/** A task of an array in the queue of Slurm. */
export interface QueuedTask {
  /** PENDING, RUNNING, COMPLETING ... */
  state: string;
  /** Why it waits, as Slurm has it: Resources, Priority ...; `None` where it does not. */
  reason: string;
}

/** The arguments of squeue that print a line for each task of an array that waits or runs. */
export function queueArguments({ job, cluster }: SlurmJobId): string[] {
  const on = cluster === undefined ? [] : [`--clusters=${cluster}`];
  return [...on, '--noheader', '--array', `--jobs=${job}`, '--format=%K|%T|%r'];
}

/** The tasks in what squeue prints so, by number. */
export function readQueue(text: string): Map<number, QueuedTask> {
  const tasks = new Map<number, QueuedTask>();
  for (const line of text.split('\n')) {
    const [, index, state, reason] = /^\s*(\d+)\|(\w+)\|(.*?)\s*$/.exec(line) ?? [];
    if (index !== undefined) tasks.set(Number(index), { state: state!, reason: reason! });
  }
  return tasks;
}

/** Why tasks wait, each reason once; not that others of the array run, which the throttle asks for. */
export function waitingReasons(queue: Iterable<QueuedTask>): string[] {
  const reasons = new Set<string>();
  for (const { state, reason } of queue) {
    if (state === 'PENDING' && !['None', '', 'JobArrayTaskLimit', '(null)'].includes(reason)) reasons.add(reason);
  }
  return [...reasons].sort();
}
