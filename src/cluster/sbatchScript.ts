import { shellLine, shellWord } from './shellWord';
import { mostWorkers, shardArguments, type ShardJob } from './shardJob';
import { schedulerValue } from './schedulerValue';

/** The least version of Node.js that the program runs on, as package.json has it. */
export const leastNode = 20;

/** The Node that a task runs on: one that was named, or that of the PATH, else `own`, by which the script was written. */
export interface NodeChoice {
  /** The path of a program, or a name that is looked for on the PATH when a task starts. */
  named?: string | undefined;
  own: string;
}

/** Programs to be tried, the first first. @throws LensError `usage` for a name that is none. */
export function nodesOf({ named, own }: NodeChoice): string[] {
  return named === undefined ? ['node', own] : [schedulerValue('--node', named)];
}

/**
 * The script of a Slurm array, whose tasks compute the shards of a plan. No option for Slurm stands in it (see sbatchArguments), and all that people have named is
 * quoted. The Node is tried when a task starts, on its machine: without one that will do, one sentence stands in the log, and the exit code is 2.
 */
export function sbatchScript(job: ShardJob, node: NodeChoice): string {
  const nodes = nodesOf(node);
  const none = `cca-lens: no Node.js ${leastNode} or newer runs here: ${nodes.join(' and ')} did not; name one with --node.`;
  return `#!/bin/sh
# Shards of an analysis, by CCA Lens ${job.version.replace(/[^\w.+-]/g, '')}: a task computes the one of its number in the array, of ${job.count}.
# What Slurm is asked for (array, memory, logs) are arguments of sbatch: no line here is one of them.
set -eu

# Node.js ${leastNode} or newer: ${node.named === undefined ? 'that of the PATH, else the one by which this was written' : 'the one that was named'}. That of an editor is Node when it is told so.
export ELECTRON_RUN_AS_NODE=1
node=
for candidate in ${shellLine(nodes)}; do
  if "$candidate" -e 'process.exit(Number.parseInt(process.versions.node, 10) >= ${leastNode} ? 0 : 1)' >/dev/null 2>&1; then
    node=$candidate
    break
  fi
done
if [ -z "$node" ]; then
  printf '%s\\n' ${shellWord(none)} >&2
  exit 2
fi

# A thread for each core of the task, ${mostWorkers} at most.
workers=\${SLURM_CPUS_PER_TASK:-${Math.min(job.cpus, mostWorkers)}}
if [ "$workers" -gt ${mostWorkers} ]; then workers=${mostWorkers}; fi

exec "$node" ${shellLine([job.program, ...shardArguments(job)])} --workers "$workers"
`;
}
