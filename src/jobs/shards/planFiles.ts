import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseSelection } from '../../analysis/selection/parseSelection';
import { isRecord } from '../../facts/isRecord';
import { programVersion } from '../../facts/programVersion';
import { mostShards } from '../../facts/shards';
import type { Selection } from '../../protocol/selection';
import { digest, stableText } from '../store/recordStore';
import { replaceFile } from './replaceFile';

/** An analysis as it was cut into shards, kept beside its results. */
export interface KeptPlan {
  id: string;
  /** Of the plan within the folder of results: its states, its logs, what was submitted. */
  folder: string;
  shards: number;
  /** The program that made it. */
  version: string;
  /** ISO 8601. */
  created: string;
  /** With absolute paths. */
  selection: Selection;
}

const planFile = 'plan.json';
/** The analysis by itself, as any command takes it. */
export const choiceFile = 'choice.ccalens.json';

/** The folder of a plan in a folder of results. */
export function planFolder(results: string, id: string): string {
  return join(plansFolder(results), id);
}

function plansFolder(results: string): string {
  return join(resolve(results), 'plans');
}

/** What tells a plan from others: the analysis, the number of shards and the program. */
export function planId(selection: Selection, shards: number): string {
  // As its document has it: what is read from one again is the same plan.
  const read = parseSelection(JSON.parse(JSON.stringify(selection)));
  return digest(stableText(['problems' in read ? selection : read.selection, shards, programVersion])).slice(0, 12);
}

/** Keeps a plan where it is not yet; any number of processes may at once. @throws LensError `results-unwritable`. */
export async function keepPlan(results: string, selection: Selection, shards: number): Promise<KeptPlan> {
  const id = planId(selection, shards);
  const folder = planFolder(results, id);
  const known = await planIn(folder);
  if (known) return known;
  const plan = { id, shards, version: programVersion ?? '', created: new Date().toISOString(), selection };
  replaceFile(join(folder, choiceFile), `${JSON.stringify(selection, null, 1)}\n`);
  // Last: who finds it finds the other as well.
  replaceFile(join(folder, planFile), `${JSON.stringify({ kind: 'cca-lens-plan', ...plan }, null, 1)}\n`);
  return { ...plan, folder };
}

/** The plans in a folder of results, the oldest first; what is damaged, or no plan, is none. */
export async function plansIn(results: string): Promise<KeptPlan[]> {
  const folder = plansFolder(results);
  const names = await readdir(folder).catch(() => []);
  const plans = await Promise.all(names.sort().map((name) => planIn(join(folder, name))));
  return plans
    .filter((plan) => plan !== undefined)
    .sort((x, y) => (x.created < y.created ? -1 : x.created > y.created ? 1 : 0));
}

async function planIn(folder: string): Promise<KeptPlan | undefined> {
  const text = await readFile(join(folder, planFile), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value.kind !== 'cca-lens-plan') return undefined;
    const { id, shards, version, created } = value;
    const parsed = parseSelection(value.selection);
    const isCount = typeof shards === 'number' && Number.isInteger(shards) && shards >= 1 && shards <= mostShards;
    if (!isCount || 'problems' in parsed || ![id, version, created].every((part) => typeof part === 'string'))
      return undefined;
    const { selection } = parsed;
    return { id: id as string, folder, shards, version: version as string, created: created as string, selection };
  } catch {
    return undefined;
  }
}
