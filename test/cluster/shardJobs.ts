import type { ShardJob } from '../../src/cluster/shardJob';

/** A job of eight shards in a results folder. */
export function shardJob(results = '/data/results', changed: Partial<ShardJob> = {}): ShardJob {
  const id = '0123456789ab';
  return {
    id,
    count: 8,
    version: '0.1.0',
    program: `${results}/program/0.1.0-abcdef01/cli.js`,
    choice: `${results}/plans/${id}/choice.ccalens.json`,
    results,
    logs: `${results}/plans/${id}/logs`,
    cpus: 2,
    memoryMib: 4096,
    ...changed,
  };
}
