import { againOf, shardStandings } from '../cluster/shardStandings';
import { arraysOf } from '../cluster/submission';
import { LensError } from '../facts/errors';
import { counted } from '../facts/numbers';
import { submissionOf } from '../jobs/cluster/prepareArray';
import { arrayQueue } from '../jobs/cluster/arrayQueue';
import { planId, plansIn, type KeptPlan } from '../jobs/shards/planFiles';
import { memoryOfShards, shardStates } from '../jobs/shards/shardStates';
import type { Selection } from '../protocol/selection';
import { runHere } from './runHere';

/** The shards of a plan that are to be submitted again. */
export interface Rerun {
  count: number;
  /** Those that lack something, and neither run nor wait. */
  shards: number[];
  /** How many lack something, and run or wait. */
  queued: number;
  /** The memory that its work was planned with, in MiB, where that is known. */
  workMib: number | undefined;
}

/**
 * What --rerun submits: of the newest plan of an analysis in a folder what is missing, and neither runs nor waits in the queue.
 * @throws LensError `no-plan` where nothing was planned.
 */
export async function rerunOf(selection: Selection, results: string): Promise<Rerun> {
  const plan = (await plansOf(selection, results)).at(-1);
  if (!plan) {
    const sentence = `${results} holds no plan of this analysis, of which something could be submitted again; leave --rerun out.`;
    throw new LensError('no-plan', sentence);
  }
  const place = { folder: results, maxBytes: Infinity, shared: true as const };
  const states = await shardStates(plan);
  const resources = memoryOfShards(states);
  const { missingShards } = await runHere('kept', { selection, resources, results: place, shards: plan.shards });
  const submission = await submissionOf(plan.folder);
  const queue = await arrayQueue(submission ? arraysOf(submission) : []);
  const shards = againOf(shardStandings(plan.shards, missingShards, states, queue));
  const workMib = resources.memoryBytes === undefined ? undefined : Math.floor(resources.memoryBytes / 2 ** 20);
  return { count: plan.shards, shards, queued: missingShards.length - shards.length, workMib };
}

/** Makes sure that nothing is submitted twice by mistake. @throws LensError `submitted-already` where tasks of an earlier array wait or run. */
export async function requireIdle(selection: Selection, results: string): Promise<void> {
  for (const { folder } of await plansOf(selection, results)) {
    const submission = await submissionOf(folder);
    if (!submission) continue;
    const { size } = await arrayQueue(arraysOf(submission)).catch(() => new Map<number, unknown>());
    if (size === 0) continue;
    const found = `${counted(size, 'task')} of job ${submission.job} of this analysis ${size === 1 ? 'waits or runs' : 'wait or run'}`;
    const otherwise = `cancel it (scancel ${submission.job}), or give --rerun for what else is missing`;
    throw new LensError('submitted-already', `${found}; ${otherwise}.`);
  }
}

/** The plans of an analysis in a folder of results, the newest last. */
async function plansOf(selection: Selection, results: string): Promise<KeptPlan[]> {
  return (await plansIn(results)).filter(({ id, shards }) => id === planId(selection, shards));
}
