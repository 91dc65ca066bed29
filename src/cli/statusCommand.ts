import { arrayRanges } from '../cluster/arrayRanges';
import { shellLine } from '../cluster/shellWord';
import { againOf, shardStandings } from '../cluster/shardStandings';
import type { QueuedTask } from '../cluster/squeueAnswer';
import { arraysOf } from '../cluster/submission';
import { LensError, type Fault } from '../facts/errors';
import { count, counted } from '../facts/numbers';
import { arrayQueue } from '../jobs/cluster/arrayQueue';
import { findProgram } from '../jobs/cluster/findProgram';
import { submissionOf } from '../jobs/cluster/prepareArray';
import { describeError } from '../jobs/describeError';
import { choiceFile, plansIn, type KeptPlan } from '../jobs/shards/planFiles';
import { rowPlans } from '../jobs/store/rowFiles';
import { memoryOfShards, shardStates, type HeardState } from '../jobs/shards/shardStates';
import { parseCommand } from './arguments';
import { resourcesFrom } from './compareOptions';
import { printable } from './printable';
import type { KeptOutcome } from '../protocol/analysisRun';
import type { ShardStanding } from '../protocol/clusterPage';
import { readPlace } from './resultsPlace';
import { runHere } from './runHere';
import { rowsStatusText } from './rowsText';
import { unitOf } from './shardCommand';
import { shortestPath } from './shortestPath';

/** How it stands with a plan. */
interface PlanStatus {
  id: string;
  analysis: string;
  shards: number;
  created: string;
  version: string;
  choice: string;
  /** The memory that its shards were allowed, in MiB, where that was said. */
  memoryMib?: number | undefined;
  pairs: number;
  missing: number;
  /** Pairs (layers) that have no numbers, for which the result says why. */
  refused: number;
  standing: Record<ShardStanding, number[]>;
  /** Why it is not known which shards wait in the scheduler's queue. */
  queueUnknown?: Fault | undefined;
  /** Shards to be run again: all that lack something, and neither run nor wait. */
  again: number[];
  failures: { shard: number; host: string; message: string }[];
}

/** A plan of which nothing can be told, as where its layers are not there. */
interface UntoldPlan extends Pick<PlanStatus, 'id' | 'analysis' | 'shards' | 'created' | 'version'> {
  problem: Fault;
}

/** What Slurm has of a plan in its queue. */
interface PlanQueue {
  queue: Map<number, QueuedTask>;
  queueUnknown?: Fault;
}

/** `cca-lens status`: what is done, running, waiting, failed and missing of what a folder of results is for, and which shards to run again. @throws LensError. */
export async function statusCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, ['json'], ['memory'], { count: 1, what: 'one folder of results' });
  const [folder] = files as [string];
  const plans = await plansIn(folder);
  const rows = await rowPlans(folder);
  if (plans.length === 0 && rows.length === 0)
    throw new LensError(
      'no-plan',
      `${folder} holds no plan: cca-lens plan, submit, or run with --shard and --results ${folder} makes one.`,
    );
  const results = (await readPlace({ results: folder }))!;
  const found: (PlanStatus | UntoldPlan)[] = [];
  for (const plan of plans) {
    const { selection, shards } = plan;
    const states = await shardStates(plan);
    const resources = values.memory === undefined ? memoryOfShards(states) : resourcesFrom(values);
    try {
      const kept = await runHere('kept', { selection, resources, results, shards });
      found.push(statusOf(plan, kept, states, await queueOf(plan)));
    } catch (error) {
      // The layers of one plan may be gone, and the others of the folder are told all the same.
      if (!(error instanceof LensError) || plans.length + rows.length === 1) throw error;
      const { id, version, created } = plan;
      const problem = { code: error.code, message: error.message };
      found.push({ id, analysis: selection.analysis, shards, created, version, problem });
    }
  }
  if (values.json) {
    // A pair that is compared by sums over its rows has no results of pairs, and nobody tells of shards that run.
    const ofRows = rows.map(({ count: shards, done, missing, ...plan }) => ({
      analysis: 'rows',
      ...plan,
      shards,
      standing: { done, missing },
      again: missing,
    }));
    return JSON.stringify([...found, ...ofRows], null, 1);
  }
  const told = printable(found).map((status) =>
    'problem' in status
      ? `${titleOf(status)}: nothing can be told: ${status.problem.message}`
      : statusLines(status, folder).join('\n'),
  );
  return [...told, ...printable(rows).map((plan) => rowsStatusText(plan, folder))].join('\n\n');
}

/** The tasks of a plan that was submitted, where Slurm can be asked; none where it cannot. */
async function queueOf({ folder }: KeptPlan): Promise<PlanQueue> {
  const submission = await submissionOf(folder);
  if (!submission || (await findProgram('squeue')) === undefined) return { queue: new Map() };
  try {
    return { queue: await arrayQueue(arraysOf(submission)) };
  } catch (error) {
    return { queue: new Map(), queueUnknown: describeError(error) };
  }
}

function statusOf(
  { id, shards, created, version, selection, folder }: KeptPlan,
  { pairs, missing, refused, missingShards }: KeptOutcome,
  states: ReadonlyMap<number, HeardState>,
  { queue, queueUnknown }: PlanQueue,
): PlanStatus {
  const standing = shardStandings(shards, missingShards, states, queue);
  const failures = standing.failed.map((shard) => {
    const { host, message = '' } = states.get(shard)!;
    return { shard, host, message };
  });
  const again = againOf(standing);
  const choice = `${folder}/${choiceFile}`;
  const { analysis } = selection;
  const { memoryBytes } = memoryOfShards(states);
  const memoryMib = memoryBytes === undefined ? undefined : Math.floor(memoryBytes / 2 ** 20);
  return {
    id,
    analysis,
    shards,
    created,
    version,
    choice,
    memoryMib,
    pairs,
    missing,
    refused,
    standing,
    queueUnknown,
    again,
    failures,
  };
}

function titleOf({
  id,
  analysis,
  shards,
  created,
}: Pick<PlanStatus, 'id' | 'analysis' | 'shards' | 'created'>): string {
  return `${analysis} in ${counted(shards, 'shard')} (plan ${id}, ${created.slice(0, 16).replace('T', ' ')})`;
}

/** Failures that are told one by one. */
const mostFailures = 5;

function statusLines(status: PlanStatus, folder: string): string[] {
  const { analysis, shards, pairs, missing, refused, standing, queueUnknown, again, failures, choice, memoryMib } =
    status;
  const unit = unitOf({ analysis } as Parameters<typeof unitOf>[0]);
  const told = (Object.entries(standing) as [ShardStanding, number[]][]).flatMap(([name, of]) =>
    of.length > 0 ? [`${count(of.length)} ${name} (${arrayRanges(of)})`] : [],
  );
  const of = [shortestPath(choice), '--results', folder];
  const run = shellLine(['cca-lens', 'run', ...of]);
  // With other memory some measures would take other samples, and what is kept would not be of one kind.
  const memory = memoryMib === undefined ? '' : ` --memory ${memoryMib}`;
  return [
    `${titleOf(status)}: ${count(pairs - missing)} of ${counted(pairs, unit)}${refused > 0 ? `, of which ${count(refused)} ${refused === 1 ? 'is' : 'are'} refused: the result says why` : ''}`,
    `  shards: ${told.join(', ')}`,
    ...(queueUnknown ? [`  which of them wait in the queue is not known: ${queueUnknown.message}`] : []),
    ...failures
      .slice(0, mostFailures)
      .map(({ shard, host, message }) => `  shard ${shard} failed on ${host}: ${message}`),
    ...(failures.length > mostFailures ? [`  and ${failures.length - mostFailures} more failed`] : []),
    ...(again.length > 0
      ? [
          `  run again: ${arrayRanges(again)}, each by ${run}${memory} --shard i/${shards}, or all of it here without --shard`,
          `  or as an array: ${shellLine(['cca-lens', 'submit', ...of, '--slurm', '--rerun'])}`,
        ]
      : missing > 0
        ? []
        : [`  complete: ${run} --merge prints the result`]),
  ];
}
