import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../workbench/temporaryFolder';
import type { Part } from './tally';

/** Where the processes of a job say what they have to say: where this process does, or into an open file. */
export type Output = 'inherit' | number;

/** A part of a run. */
export interface Job {
  name: string;
  run(output: Output): Promise<Part>;
}

/**
 * Runs jobs in their order, so many side by side. A job that runs alone prints as it goes; of several, each is printed as a whole when it ends.
 * @returns what they counted, in the order of the jobs. A job that rejects lets the others end first.
 */
export async function sideBySide(jobs: readonly Job[], most: number): Promise<Part[]> {
  if (jobs.length === 1) return [await jobs[0]!.run('inherit')];
  const parts: Part[] = [];
  const waiting = [...jobs.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, job] = next;
      console.log(`-- ${job.name} ...`);
      parts[at] = await aside(job);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: most }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  return parts;
}

/** Runs a job without a word, and then prints what it said. */
async function aside(job: Job): Promise<Part> {
  const said = join(temporaryFolder('job'), 'said.txt');
  const file = openSync(said, 'w');
  try {
    return await job.run(file);
  } finally {
    closeSync(file);
    console.log(`\n== ${job.name}\n${readFileSync(said, 'utf8').trimEnd()}\n`);
  }
}
