import type { ShardStanding } from '../protocol/clusterPage';
import type { QueuedTask } from './squeueAnswer';

/** What a process has said of the shard that it computes, and whether it has been heard of lately. */
export interface SaidOfShard {
  state: 'running' | 'done' | 'failed';
  alive: boolean;
}

/**
 * How it stands with a shard: results say what is done, the scheduler's queue what runs and waits, and the process that computes it the rest.
 * @param lacks whether a result of it is missing. `task`: that of the queue.
 */
export function shardStanding(
  lacks: boolean,
  said: SaidOfShard | undefined,
  task: QueuedTask | undefined,
): ShardStanding {
  if (!lacks) return 'done';
  if (task) return task.state === 'PENDING' ? 'waiting' : 'running';
  if (said?.state === 'running') return said.alive ? 'running' : 'stopped';
  return said?.state === 'failed' ? 'failed' : 'missing';
}

/** The shards of a plan by how it stands with them, ascending. */
export function shardStandings(
  count: number,
  missing: readonly number[],
  said: ReadonlyMap<number, SaidOfShard>,
  queue: ReadonlyMap<number, QueuedTask>,
): Record<ShardStanding, number[]> {
  const lacking = new Set(missing);
  const standings: Record<ShardStanding, number[]> = {
    done: [],
    running: [],
    waiting: [],
    failed: [],
    stopped: [],
    missing: [],
  };
  for (let index = 1; index <= count; index++)
    standings[shardStanding(lacking.has(index), said.get(index), queue.get(index))].push(index);
  return standings;
}

/** Shards to be submitted again: all that lack something, and neither run nor wait. */
export function againOf({
  failed,
  stopped,
  missing,
}: Record<'failed' | 'stopped' | 'missing', readonly number[]>): number[] {
  return [...failed, ...stopped, ...missing].sort((x, y) => x - y);
}
