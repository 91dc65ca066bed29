import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { WorkerClient } from '../../src/jobs/workerClient';
import type { Resources } from '../../src/protocol/resources';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { projectFolder } from '../workbench/paths';
import { representation } from './relatedPairs';
import { saveArray } from './savedArrays';

const warmUp = 30;
const comparisons = 120;

/** What is asked in turn, so that most comparisons compute: forced routes know nothing, and other options need other work on what is known. */
const requests: { options?: Partial<CompareOptions>; resources?: Resources }[] = [
  {},
  { resources: { route: 'cholesky-qr' } },
  { options: { svcca: { rule: 'dimensions', count: 20 } } },
  { resources: { route: 'gram' } },
  { options: { epsilon: 1e-6, measures: ['cca', 'cka'] } },
  { options: { dropNonFinite: true }, resources: { route: 'gram' } },
];

/**
 * Run by leak.test.ts in a process of its own with --expose-gc and a folder: 120 comparisons of mid-sized pairs in one client after 30 to warm up.
 * Prints the process's resident memory in bytes after the warm-up and at the end, and how many comparisons read their files.
 */
async function main(folder: string): Promise<void> {
  const paths: string[] = [];
  for (let i = 0; i < 4; i++) {
    const X = representation(1000, 80 + 10 * i, i);
    paths.push(await saveArray(folder, `layer${i}`, X, { descr: '<f4', fortranOrder: i === 3 }));
  }
  const client = new WorkerClient(join(projectFolder, 'dist', 'worker.js'));
  let reads = 0;
  const compare = async (i: number): Promise<void> => {
    const { options, resources } = requests[i % requests.length]!;
    const spec = {
      a: { path: paths[i % 4]! },
      b: { path: paths[(i + 1 + (Math.floor(i / 4) % 3)) % 4]! },
      options: { ...defaultOptions, ...options },
      resources: { workers: 2, ...resources },
    };
    const { report } = await client.run('compare', spec);
    if (report.timings.read! > 0) reads++;
  };
  for (let i = 0; i < warmUp; i++) await compare(i);
  const before = await settled();
  for (let i = 0; i < comparisons; i++) await compare(warmUp + i);
  const after = await settled();
  console.log(JSON.stringify({ before, after, reads }));
  client.dispose();
}

/** Resident memory once garbage is collected: the least of a few looks, since threads give theirs back in their own time. */
async function settled(): Promise<number> {
  let least = Infinity;
  for (let look = 0; look < 5; look++) {
    globalThis.gc?.();
    await wait(100);
    least = Math.min(least, process.memoryUsage.rss());
  }
  return least;
}

void main(process.argv[2]!);
