import { randomUUID } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { open, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { smallestOf } from '../../facts/extremes';
import { isRecord } from '../../facts/isRecord';
import type { Shard, ShardDone } from '../../facts/shards';
import type { Resources } from '../../protocol/resources';
import { systemCode } from '../files/fileErrors';
import { overwriting } from '../files/ownFile';
import { inParallel } from '../inParallel';
import type { KeptPlan } from './planFiles';
import { replaceFile } from './replaceFile';

/** What a process says of the shard that it computes; the results themselves are what counts. */
export interface ShardState {
  state: 'running' | 'done' | 'failed';
  host: string;
  pid: number;
  /** ISO 8601. */
  started: string;
  /** The memory that it may take, where that was said: of how many samples some measures are follows from it. */
  memoryBytes?: number | undefined;
  ended?: string | undefined;
  /** What it has done, once it has. */
  done?: ShardDone | undefined;
  /** Why it failed. */
  message?: string | undefined;
}

/** A state, and whether its process has been heard of lately. */
export interface HeardState extends ShardState {
  alive: boolean;
  /** When it was heard of last, in milliseconds of the clock that stamps files there. */
  heard: number;
}

/** Milliseconds between two signs of life, and those without one after which a process counts as gone. */
const beat = 20_000;
const silence = 90_000;
/** None of the folders of states has more files than this. */
const statesOfFolder = 1000;
const readAtOnce = 32;

/** Tells of a shard while it is computed: `done` or `failed` end it. What cannot be told does not stop it. */
export interface ShardTeller {
  done(done: ShardDone): void;
  failed(message: string): void;
}

function pathOf({ folder }: Pick<KeptPlan, 'folder'>, index: number): string {
  return join(folder, 'shards', String(Math.floor(index / statesOfFolder)).padStart(3, '0'), `${index}.json`);
}

/** Says that this process computes a shard, and that it lives, until one of the ends is told or the process ends. */
export function tellShard(
  plan: Pick<KeptPlan, 'folder'>,
  { index }: Shard,
  { memoryBytes }: Pick<Resources, 'memoryBytes'>,
): ShardTeller {
  const path = pathOf(plan, index);
  const begun = { host: hostname(), pid: process.pid, started: new Date().toISOString(), memoryBytes };
  const tell = (state: Omit<ShardState, keyof typeof begun>): void => {
    const text = `${JSON.stringify({ ...begun, ...state })}\n`;
    try {
      replaceFile(path, text);
    } catch {
      overwrite(path, text);
    }
  };
  tell({ state: 'running' });
  const timer = setInterval(() => void touchState(path), beat);
  timer.unref();
  const end = (state: Omit<ShardState, keyof typeof begun>): void => {
    clearInterval(timer);
    tell({ ...state, ended: new Date().toISOString() });
  };
  return {
    done: (done) => end({ state: 'done', done }),
    failed: (message) => end({ state: 'failed', message }),
  };
}

/**
 * A sign of life: the first byte of a state, written over itself, so that its time is that of the clock there, and not of this machine, which may be off. What
 * cannot be told does no harm.
 */
export async function touchState(path: string): Promise<void> {
  const file = await open(path, overwriting).catch(() => undefined);
  try {
    await file?.write('{', 0);
  } catch {
    // Others take the process for one that has stopped, and may begin the shard once more.
  } finally {
    await file?.close().catch(() => undefined);
  }
}

/**
 * Writes over what a small file of ours has: where a disk is full its place on it is room enough, so that why a shard failed is told. What cannot be told
 * the results say.
 */
function overwrite(path: string, text: string): void {
  try {
    const file = openSync(path, overwriting);
    try {
      writeSync(file, text, 0);
      ftruncateSync(file, Buffer.byteLength(text));
    } finally {
      closeSync(file);
    }
  } catch {
    // Nothing is lost: whoever asks sees which results are missing.
  }
}

/** What was said of each shard of a plan, by number; nothing of those that nobody has begun. */
export async function shardStates(plan: Pick<KeptPlan, 'folder' | 'shards'>): Promise<Map<number, HeardState>> {
  const now = await clockOf(plan.folder);
  const states = new Map<number, HeardState>();
  const indices = Array.from({ length: plan.shards }, (_, at) => at + 1);
  await inParallel(indices, readAtOnce, async (index) => {
    const found = await readState(pathOf(plan, index), now);
    if (found) states.set(index, found);
  });
  return states;
}

async function readState(path: string, now: number): Promise<HeardState | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const state = stateOf(value);
    return state && { ...state, alive: now - found.mtimeMs < silence && !hasEnded(state), heard: found.mtimeMs };
  } catch {
    return undefined;
  }
}

/** What a file says, which anyone who shares the folder may have written; undefined for what no shard says. */
function stateOf(value: unknown): ShardState | undefined {
  if (!isRecord(value) || !['running', 'done', 'failed'].includes(String(value.state))) return undefined;
  const { host, pid, memoryBytes = 1, message = '' } = value;
  const isNumber = (part: unknown): part is number => typeof part === 'number' && part >= 1;
  const isSaid = typeof host === 'string' && typeof message === 'string' && isNumber(memoryBytes);
  return isSaid && isNumber(pid) && Number.isInteger(pid) ? (value as unknown as ShardState) : undefined;
}

/** The memory that the shards of a plan were computed with, as far as they say: what is kept is of as many samples as that allows. */
export function memoryOfShards(states: ReadonlyMap<number, ShardState>): Pick<Resources, 'memoryBytes'> {
  const said = [...states.values()].flatMap(({ memoryBytes }) => (memoryBytes === undefined ? [] : [memoryBytes]));
  return said.length > 0 ? { memoryBytes: smallestOf(said) } : {};
}

/** Whether a process of this machine is known to have ended; of others their silence tells. */
function hasEnded({ host, pid }: ShardState): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}

/** The time on the clock that stamps files there, which on a network file system is another machine's. */
async function clockOf(folder: string): Promise<number> {
  const trial = join(folder, `.clock.${randomUUID().slice(0, 8)}.draft`);
  try {
    await writeFile(trial, '');
    return (await stat(trial)).mtimeMs;
  } catch {
    return Date.now();
  } finally {
    await rm(trial, { force: true }).catch(() => undefined);
  }
}
