import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { byteSize } from '../../src/facts/byteSize';
import { markdownTable } from '../bench/table';
import { progress } from '../bench/progress';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { countedRun, countingIn, countsIn, folderCounts, type Counts } from './counts';
import { slurmMissing } from './ensureSlurm';
import { withoutTimings } from './savedRuns';
import { arrayEnded, submitShards } from './shardArray';
import { startSlurm } from './slurm';
import { smallSweep, writeSweep, type SweepSize } from './sweep';

/** An analysis that is computed whole, and in shards on a Slurm. */
interface Workload {
  title: string;
  size: SweepSize;
  analysis: 'dynamics' | 'matrix';
  shards: number;
  /** Numbers of nodes of one CPU. */
  nodes: number[];
}

const workloads: Workload[] = [
  { title: 'dynamics of 3 x 20 x 12 layers, grids', size: smallSweep, analysis: 'dynamics', shards: 8, nodes: [1, 2] },
  {
    title: 'matrix of 141 layers',
    size: { models: 1, checkpoints: 3, layers: 47, samples: 64, neurons: 8 },
    analysis: 'matrix',
    shards: 16,
    nodes: [2],
  },
];

/** Run as `tsx test/cluster/run.ts`: what analyses in shards take on a real Slurm on this machine, as Markdown. Every merged document is held to that of one run. */
async function main(): Promise<void> {
  const missing = slurmMissing();
  if (missing !== undefined) throw new Error(missing);
  for (const workload of workloads) console.log(`${await measured(workload)}\n`);
}

async function measured({ title, size, analysis, shards, nodes }: Workload): Promise<string> {
  const folder = temporaryFolder('cluster-bench');
  const inFolder = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  progress(`${title}: writing layers`);
  const document = await writeSweep(folder, size, analysis, { dynamics: { threshold: 0.8, grid: true } });
  const alone = inFolder('alone');
  const rows: [string, Counts][] = [];
  const measure = (name: string, ...words: string[]): string => {
    progress(`${title}: ${name}`);
    const { out, ...counts } = countedRun(alone, ...words);
    rows.push([name, counts]);
    return out;
  };
  measure('the program alone (--version)', '--version');
  measure(`plan, ${shards} shards`, 'plan', document, '--shards', String(shards));
  const whole = [1, 2].map((workers) =>
    measure(
      `the whole, ${workers === 1 ? 'one thread' : 'two threads'}`,
      'run',
      document,
      '--json',
      '--workers',
      String(workers),
    ),
  );
  const lines: string[] = [];
  for (const count of nodes) {
    const results = join(folder, `results-${count}`);
    const counts = inFolder(`counts-${count}`);
    progress(`${title}: ${shards} shards on nodes: ${count}`);
    const slurm = await startSlurm({ nodes: count });
    try {
      const tasks = inFolder(`tasks-${count}`);
      const begun = performance.now();
      const states = await arrayEnded(
        slurm,
        submitShards(slurm, { document, results, count: shards, folder: tasks, variables: countingIn(counts) }),
      );
      const seconds = (performance.now() - begun) / 1000;
      if (Object.values(states).some((state) => state !== 'COMPLETED')) throw new Error(JSON.stringify(states));
      const each = countsIn(counts);
      if (each.length !== shards) throw new Error(`${each.length} of ${shards} tasks were counted`);
      const { files, bytes, largest } = folderCounts(results);
      const mean = (of: (counts: Counts) => number) => each.reduce((sum, one) => sum + of(one), 0) / each.length;
      rows.push([
        `a shard of ${shards}, ${count === 1 ? 'one node' : `${count} nodes`} (mean)`,
        {
          wall: mean((one) => one.wall),
          cpu: mean((one) => one.cpu),
          read: mean((one) => one.read),
          peakMiB: Math.max(...each.map((one) => one.peakMiB)),
        },
      ]);
      lines.push(
        `${count === 1 ? 'One node' : `${count} nodes`} of one CPU: ${seconds.toFixed(1)} s from sbatch to the end, ${(mean((one) => one.cpu) * shards).toFixed(1)} s of the processor; ${byteSize(mean((one) => one.read) * shards)} read; ${files} files of ${byteSize(bytes)} written, ${largest} entries in the largest folder.`,
      );
    } finally {
      await slurm.stop();
    }
    measure(
      `a shard that is known (${count})`,
      'run',
      document,
      '--results',
      results,
      '--shard',
      `1/${shards}`,
      '--workers',
      '1',
    );
    const merged = measure(`merge (${count})`, 'run', document, '--results', results, '--merge', '--json');
    const equal = whole.map((one) => withoutTimings(one) === withoutTimings(merged));
    lines.push(`Merged equal in every byte but timings to the run of one thread: ${equal[0]}, of two: ${equal[1]}.`);
  }
  const table = markdownTable(
    ['process', 's', 'processor s', 'read', 'peak MiB'],
    rows.map(([name, { wall, cpu, read, peakMiB }]) => [
      name,
      wall.toFixed(2),
      cpu.toFixed(2),
      byteSize(read),
      peakMiB.toFixed(0),
    ]),
  );
  const { bytes } = folderCounts(join(folder, 'activations'));
  return `### ${title}\n\nLayers: ${byteSize(bytes)}.\n\n${table}\n\n${lines.join('\n')}`;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
