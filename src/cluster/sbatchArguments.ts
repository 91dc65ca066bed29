import { LensError } from '../facts/errors';
import { arrayRanges } from './arrayRanges';
import { schedulerTime, schedulerValue } from './schedulerValue';
import type { ShardJob } from './shardJob';

/** What people may ask of Slurm. */
export interface SlurmWishes {
  partition?: string | undefined;
  account?: string | undefined;
  qos?: string | undefined;
  constraint?: string | undefined;
  reservation?: string | undefined;
  /** A limit of time as Slurm takes it; minutes, as a number, where it is that of an estimate. */
  time: string | number;
  /** Tasks that run at the same time at most. */
  throttle: number;
}

/** Wishes that are handed on as they are, each by its option. */
export const handedOn = ['partition', 'account', 'qos', 'constraint', 'reservation'] as const;

/**
 * The arguments of sbatch for an array over some shards (ascending, from 1), which is handed to it without a shell: each with its value in one word, so that
 * no value is read as another option. Logs are one a shard, to which a task that runs again adds.
 * @param script the path of the script, absolute.
 * @throws LensError `usage` for a value that Slurm would not take as it is meant.
 */
export function sbatchArguments(
  job: ShardJob,
  wishes: SlurmWishes,
  shards: readonly number[],
  script: string,
): string[] {
  const asked = handedOn.flatMap((name) => {
    const value = wishes[name];
    return value === undefined ? [] : [`--${name}=${schedulerValue(`--${name}`, value)}`];
  });
  const time = typeof wishes.time === 'number' ? String(wishes.time) : schedulerTime('--time', wishes.time);
  return [
    '--parsable',
    `--array=${arrayRanges(shards)}%${wishes.throttle}`,
    `--job-name=cca-lens-${job.id}`,
    `--output=${logPattern(job.logs)}`,
    '--open-mode=append',
    '--requeue',
    '--nodes=1',
    '--ntasks=1',
    `--cpus-per-task=${job.cpus}`,
    `--mem=${job.memoryMib}M`,
    `--time=${time}`,
    ...asked,
    requireAbsolute(script),
  ];
}

/** The logs of tasks in a folder as Slurm's patterns have it, in which `%` is one of theirs, and a backslash turns all of them off. */
function logPattern(folder: string): string {
  const value = schedulerValue('--results', requireAbsolute(folder));
  if (value.includes('\\')) {
    const sentence = `Slurm cannot write logs to ${folder}: it takes no path with a backslash; choose another folder with --results.`;
    throw new LensError('usage', sentence);
  }
  return `${value.replaceAll('%', '%%')}/%a.log`;
}

/** No path that is relative, and so could be read as an option, is handed to sbatch. */
function requireAbsolute(path: string): string {
  if (!path.startsWith('/')) throw new LensError('usage', `Slurm needs a path that begins with /, not ${path}.`);
  return path;
}
