import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShardStanding } from '../../src/protocol/clusterPage';
import { run, runWith } from '../cli/calls';

/** How it stands with a plan, as `cca-lens status --json` has it. */
export interface Status {
  pairs: number;
  missing: number;
  standing: Record<ShardStanding, number[]>;
  again: number[];
  failures: { shard: number; message: string }[];
}

/** How it stands with the plans of a folder of results, where they were submitted to a Slurm of this environment. */
export function statuses(results: string, env = process.env): Status[] {
  const { code, out, err } = runWith({ env }, 'status', results, '--json');
  assert.equal(code, 0, err);
  return JSON.parse(out) as Status[];
}

/** The document of one run that nobody disturbs, as text without its times, which no two runs share. */
export function undisturbed(document: string): string {
  return withoutTimings(printedBy(run('run', document, '--json')));
}

/** The same of what is merged. */
export function merged(document: string, results: string): string {
  return withoutTimings(printedBy(run('run', document, '--results', results, '--merge', '--json')));
}

function printedBy({ code, out, err }: ReturnType<typeof run>): string {
  assert.equal(code, 0, err);
  return out;
}

/** A result document as text without its times, which no two runs share. */
export function withoutTimings(text: string): string {
  const parts = text.split(/ "timings": \{[^{}]*\},\n/);
  assert.equal(parts.length, 2);
  return parts.join('');
}

/** What a process said of a shard. */
export interface SaidOfShard {
  state: string;
  pid: number;
  message?: string;
  done?: { pairs: number; known: number; computed: number };
}

/** What the process of a shard, of the only plan in a folder, says of it. */
export function saidOfShard(results: string, index: number): SaidOfShard {
  const plans = join(results, 'plans');
  const [plan, ...others] = readdirSync(plans);
  assert.deepEqual(others, []);
  return JSON.parse(readFileSync(join(plans, plan!, 'shards', '000', `${index}.json`), 'utf8')) as SaidOfShard;
}
