import { numberOptions } from '../facts/numberOptions';

/** What each task of an array does: it computes the shard of its number, of one plan. Paths are absolute, as they are where the task runs. */
export interface ShardJob {
  /** The plan's id, and how many shards it has. */
  id: string;
  count: number;
  /** The version of the program. */
  version: string;
  /** The copied command line, the document of the analysis, and the results folder. */
  program: string;
  choice: string;
  results: string;
  /** The folder of the tasks' logs. */
  logs: string;
  /** Cores and memory of a task. */
  cpus: number;
  memoryMib: number;
}

/** Threads that a shard computes with at most. */
export const mostWorkers = numberOptions.workers.most;

/** What a process takes beside the memory that its work is planned with: the program, its threads' stacks, buffers of files. */
const besideMib = 512;
const leastMib = 64;
/** Memory that a task asks for at least, and in what steps. */
const usualMib = 2048;
const stepMib = 256;

/** The memory of a task whose work takes so many bytes, with room for what an estimate does not know. */
export function taskMemoryMib(memoryBytes: number): number {
  const wanted = (memoryBytes / 2 ** 20) * 1.25 + besideMib;
  return Math.max(usualMib, Math.ceil(wanted / stepMib) * stepMib);
}

/** The memory of a task that its work is planned with. */
export function workMemoryMib(memoryMib: number): number {
  return Math.max(leastMib, memoryMib - besideMib, Math.floor(memoryMib / 2));
}

/** The memory of a task whose work is planned with so much: what `workMemoryMib` turns into that. */
export function memoryOfWorkMib(workMib: number): number {
  return workMib < besideMib ? 2 * workMib : workMib + besideMib;
}

/** Seconds that a shard should take, where nobody says how many there shall be, and how many there are at most then: Slurm takes 1,001 tasks unless it is told otherwise. */
const usualSeconds = 600;
const usualMost = 1000;

/** How many shards work of so many seconds, of so many pairs or layers that are to be computed, is cut into. */
export function usualShards(seconds: number, pairs: number): number {
  return Math.max(1, Math.min(Math.ceil(seconds / usualSeconds), usualMost, pairs));
}

/** The limit of time of a task of which one of so many seconds is the longest, in minutes: an estimate may be wrong by far, and a file system slow. */
export function taskMinutes(seconds: number): number {
  return Math.max(30, Math.ceil((4 * seconds) / 60));
}

/** Tasks that run at the same time at most, where nobody says how many: they read the same files. */
export const usualThrottle = 100;

/**
 * What follows the program's name, but for the threads that it computes with: the shard of the array's task, of a number of shards that is written out, since the
 * array of a rerun does not tell it.
 */
export function shardArguments({ choice, results, count, memoryMib }: ShardJob): string[] {
  const memory = String(workMemoryMib(memoryMib));
  return ['run', choice, '--results', results, '--shard', `auto/${count}`, '--memory', memory];
}
