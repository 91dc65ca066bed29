import { mostWorkers, taskMemoryMib, taskMinutes, usualShards, workMemoryMib } from '../../cluster/shardJob';
import { LensError } from '../../facts/errors';
import { largestOf } from '../../facts/extremes';
import type { EstimateSpec, PlanSpec, ShardPlan } from '../../protocol/analysisRun';

/** What people may say of the tasks of an array; what they do not say is of the plan. */
export interface TaskWishes {
  shards?: number | undefined;
  /** Cores of a task. */
  cpus?: number | undefined;
  /** Memory of a task, in MiB. */
  memoryMib?: number | undefined;
}

/** An analysis cut for an array, and what its tasks ask for. */
export interface PlannedArray {
  plan: ShardPlan;
  cpus: number;
  memoryMib: number;
  /** A limit of time that leaves room, in minutes. */
  minutes: number;
  /** The shards that have something to do. */
  shards: number[];
}

/** Memory of a task that is planned with at first, and the most that is asked for unless people name more. */
const [firstMib, mostMib] = [4096, 65536];

/**
 * Cuts an analysis for an array: shards of some minutes each where nobody says how many, and memory for the largest of them.
 * @param planned runs the job `plan`. @throws LensError: the first problem of the analysis; those of the job.
 */
export async function planArray(
  spec: Pick<EstimateSpec, 'selection' | 'results'>,
  { shards, cpus = 1, memoryMib }: TaskWishes,
  planned: (spec: PlanSpec) => Promise<ShardPlan>,
): Promise<PlannedArray> {
  const workers = Math.min(cpus, mostWorkers);
  const planWith = (count: number, mib: number): Promise<ShardPlan> =>
    planned({ ...spec, shards: count, resources: { workers, memoryBytes: workMemoryMib(mib) * 2 ** 20 } });
  let mib = memoryMib ?? firstMib;
  let plan = await planWith(shards ?? 1, mib);
  const needsMore = (): boolean => plan.problems.some(({ code }) => code === 'memory-budget');
  while (memoryMib === undefined && mib < mostMib && needsMore()) plan = await planWith(shards ?? 1, (mib *= 2));
  const [problem] = plan.problems;
  if (problem) throw new LensError(problem.code, problem.message);
  if (shards === undefined) {
    const seconds = plan.shards.reduce((sum, shard) => sum + shard.seconds, 0);
    const count = usualShards(seconds, plan.pairs - plan.knownPairs);
    if (count > 1) plan = await planWith(count, mib);
  }
  const todo = plan.shards.filter(({ pairs, knownPairs }) => knownPairs < pairs);
  return {
    plan,
    cpus,
    memoryMib: memoryMib ?? taskMemoryMib(largestOf([0, ...todo.map(({ memoryBytes }) => memoryBytes)])),
    minutes: taskMinutes(largestOf([0, ...todo.map(({ seconds }) => seconds)])),
    shards: todo.map(({ index }) => index),
  };
}
