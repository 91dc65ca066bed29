import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../workbench/paths';
import type { Slurm } from './slurm';
import { until } from './until';

/** Shards of an analysis, to be computed by an array of tasks. */
export interface ShardArray {
  document: string;
  results: string;
  count: number;
  /** The numbers of the tasks as sbatch takes them, `3,7` or `1-8%2`; all when absent. */
  tasks?: string;
  /** What of it a task computes, `auto/COUNT` when absent. */
  shard?: string;
  /** Where the tasks' logs and pauses are, a folder that is made when it is missing. */
  folder: string;
  /** Variables of the tasks' environment in place of those with which they may be paused. */
  variables?: Record<string, string>;
}

const program = join(projectFolder, 'dist', 'cli.js');
const pause = pathToFileURL(join(projectFolder, 'test', 'cluster', 'pause.mjs')).href;
const script = `#!/bin/sh
exec "$@"
`;

/** The variables with which tasks are paused by what a folder has (pauseShard). */
export function pausedIn(folder: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=${pause}`, CCA_LENS_PAUSES: folder };
}

/** Submits shards and yields the job's number. Each task computes with one thread, and may be paused (pauseShard). */
export function submitShards(
  slurm: Slurm,
  { document, results, count, tasks, folder, shard = `auto/${count}`, variables }: ShardArray,
): string {
  mkdirSync(folder, { recursive: true });
  const job = join(folder, 'shard.sh');
  writeFileSync(job, script);
  const named = variables ?? pausedIn(folder);
  const environment = `--export=ALL,${Object.entries(named)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')}`;
  const array = ['--parsable', `--array=${tasks ?? `1-${count}`}`, '--open-mode=append', environment, '--mem=1000'];
  const run = ['run', document, '--results', results, '--shard', shard, '--workers', '1'];
  const words = [...array, `--chdir=${folder}`, `--output=${join(folder, '%a.log')}`, job];
  return slurm.run('sbatch', ...words, process.execPath, program, ...run).trim();
}

/** What `cca-lens submit` prints of an array that it submits, whose tasks have these variables, and the job's number. @throws Error with what it says. */
export function submittedByProgram(
  slurm: Slurm,
  variables: Record<string, string>,
  ...words: string[]
): { out: string; job: string } {
  const env = { ...slurm.env, ...variables };
  const args = [program, 'submit', ...words, '--slurm', '--yes'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  const job = /^Submitted as job (\d+):/m.exec(stdout)?.[1];
  if (job === undefined) throw new Error(stderr || stdout);
  return { out: stdout, job };
}

/** Lets the task of a number stand still, once it is started and has kept so many results. */
export function pauseShard(folder: string, task: number, kept: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${task}.pause`), String(kept));
}

/** Until it stands still. */
export function shardPaused(folder: string, task: number): Promise<void> {
  return until(() => existsSync(join(folder, `${task}.paused`)));
}

/** Lets it go on. */
export function resumeShard(folder: string, task: number): void {
  writeFileSync(join(folder, `${task}.go`), '');
}

/** Until no task of an array waits or runs; the states by the numbers of the tasks. */
export async function arrayEnded(slurm: Slurm, job: string): Promise<Record<number, string>> {
  const open = ['PENDING', 'RUNNING', 'COMPLETING', 'CONFIGURING', 'SUSPENDED', 'REQUEUED'];
  await until(() => [...slurm.tasks(job).values()].every(({ state }) => !open.includes(state)));
  return Object.fromEntries([...slurm.tasks(job)].map(([index, { state }]) => [index, state]));
}

/** What a task has printed, all of its starts one after the other; '' before the first. */
export function shardLog(folder: string, task: number): string {
  const path = join(folder, `${task}.log`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
