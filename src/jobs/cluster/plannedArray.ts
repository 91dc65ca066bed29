import { join, resolve } from 'node:path';
import { sbatchArguments, type SlurmWishes } from '../../cluster/sbatchArguments';
import { nodesOf, sbatchScript, type NodeChoice } from '../../cluster/sbatchScript';
import {
  mostWorkers,
  taskMemoryMib,
  taskMinutes,
  usualCpus,
  usualThrottle,
  workMemoryMib,
  type ShardJob,
} from '../../cluster/shardJob';
import { LensError } from '../../facts/errors';
import { largestOf } from '../../facts/extremes';
import { programVersion } from '../../facts/programVersion';
import type { ShardPlan } from '../../protocol/analysisRun';
import type { Resources } from '../../protocol/resources';
import type { Selection } from '../../protocol/selection';
import type { ArrayWishes } from '../../protocol/shardArray';
import { choiceFile, planFolder, planId } from '../shards/planFiles';
import { programPlace } from './copyProgram';

/** An array as it would be submitted: everything that is written and handed to sbatch. */
export interface PlannedArray {
  job: ShardJob;
  /** The shards that it computes, ascending. */
  shards: number[];
  /** The script, and where it is put. */
  script: string;
  scriptPath: string;
  /** The arguments of sbatch. */
  args: string[];
  throttle: number;
}

/** The means that a task has, by which its plan is made. */
export function taskResources({ cpus = usualCpus, memoryMib }: ArrayWishes): Resources {
  return {
    workers: Math.min(cpus, mostWorkers),
    ...(memoryMib !== undefined && { memoryBytes: workMemoryMib(memoryMib) * 2 ** 20 }),
  };
}

/** The shards of a plan that lack results. */
export function openShards({ shards }: ShardPlan): number[] {
  return shards.filter(({ pairs, knownPairs }) => knownPairs < pairs).map(({ index }) => index);
}

/**
 * What a task of some shards of a plan is given; nothing is written.
 * @param results the results folder.
 * @throws LensError where the program's own files cannot be read.
 */
export async function shardJobOf(
  selection: Selection,
  results: string,
  plan: ShardPlan,
  wishes: ArrayWishes,
): Promise<ShardJob> {
  const count = plan.shards.length;
  const id = planId(selection, count);
  const folder = planFolder(results, id);
  const version = programVersion ?? '';
  return {
    id,
    count,
    version,
    program: await programPlace(results, version),
    choice: join(folder, choiceFile),
    results: resolve(results),
    logs: join(folder, 'logs'),
    cpus: wishes.cpus ?? usualCpus,
    memoryMib: wishes.memoryMib ?? taskMemoryMib(largestOf(plan.shards.map(({ memoryBytes }) => memoryBytes))),
  };
}

/**
 * The array of Slurm over shards of a plan: by default those that lack results. Nothing is written and nothing submitted: see submitArray.
 * @param plan as the job `plan` yields it, by the means of a task and with the results folder.
 * @throws LensErrors: `nothing-missing` where no shard is to be computed, `usage` for a wish that Slurm would not take as it is meant.
 */
export async function plannedArray(
  selection: Selection,
  results: string,
  plan: ShardPlan,
  wishes: ArrayWishes,
  node: NodeChoice,
  shards = openShards(plan),
): Promise<PlannedArray> {
  if (shards.length === 0)
    throw new LensError('nothing-missing', `All of it is in ${results} already: there is nothing to submit.`);
  nodesOf(node);
  const job = await shardJobOf(selection, results, plan, wishes);
  const wanted = new Set(shards);
  const seconds = largestOf(plan.shards.filter(({ index }) => wanted.has(index)).map((shard) => shard.seconds));
  const { time = taskMinutes(seconds), throttle = usualThrottle } = wishes;
  const slurm: SlurmWishes = { ...wishes, time, throttle };
  const scriptPath = join(planFolder(results, job.id), 'array.sh');
  const args = sbatchArguments(job, slurm, shards, scriptPath);
  return { job, shards, script: sbatchScript(job, node), scriptPath, args, throttle };
}
