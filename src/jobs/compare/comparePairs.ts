import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kernels } from '../../linalg/kernels';
import type { Resources, SideIdentity } from '../../protocol/worker';
import type { CompareOptions } from '../../similarity/options';
import type { Notice } from '../../similarity/report';
import { bothMasks, type NamedSide } from '../passes/finiteSamples';
import type { Progress } from './compareArrays';
import type { Engine } from '../engine';
import { frequencyCell, frequencyIdentities, type FrequencyPair } from './frequencyCell';
import { planMatrix, sideBytes } from '../memoryPlan';
import type { OpenedPairs } from '../arrays/openPairs';
import type { PairCell } from './pairCell';
import { samplesOf } from '../passes/filePasses';
import type { Executor } from '../pool/executor';
import { commonFinite, maskKey } from './commonFinite';
import { sameArrays } from './sameArrays';
import { sideSource, type MaskedSide, type SideSource } from './sideSource';
import { ResultStore, type PairNames } from '../store/resultStore';

/** With what pairs are compared. */
export interface PairsWork {
  options: CompareOptions;
  resources?: Resources | undefined;
  /** Where scores are kept pair by pair; nowhere when absent. */
  results?: { folder: string; maxBytes: number } | undefined;
}

/** What a run took; milliseconds. */
export interface PairsDone {
  /** Pairs that were known from an earlier run. */
  known: number;
  timings: { start: number; total: number; firstCell: number };
  /** Of the samples that were left out of all. */
  notices: Notice[];
}

/** Two sides, and the places in the list of pairs that ask for them. */
interface Task {
  a: number;
  b: number;
  pairs: number[];
}

/**
 * The scores of all opened pairs, told one by one: pairs known from an earlier run at once, of the others every side is factored once, and read once
 * more for each pair's product. Workers take whole pairs; factors that do not fit the budget wait on disk. A pair that is refused says why.
 * @throws LensErrors: `memory-budget` when no pair fits; `file-changed`.
 */
export async function comparePairs(
  opened: OpenedPairs,
  work: PairsWork,
  onCell: (pair: number, cell: PairCell) => void,
  progress: Progress,
  engine: Engine,
): Promise<PairsDone> {
  const done: PairsDone = { known: 0, timings: { start: 0, total: 0, firstCell: 0 }, notices: [] };
  const since = (): number => performance.now() - opened.startedAt;
  const tell = (pair: number, cell: PairCell): void => {
    if (done.timings.firstCell === 0 && 'scores' in cell) done.timings.firstCell = since();
    onCell(pair, cell);
  };
  for (const [at, pair] of opened.pairs.entries()) {
    if (pair.kind === 'refused') tell(at, { error: pair.error });
  }
  const store = storeFor(work);
  try {
    const tasks = tasksOf(opened);
    done.notices.push(...(await sameArrays(await usedSides(tasks, opened))));
    const kept = await keptRows(opened, tasks, work, engine);
    done.notices.push(...kept.notices);
    const maskOf = ({ a, b }: Task): Uint8Array | undefined => bothMasks(kept.sides[a], kept.sides[b]);
    const unknown: Task[] = [];
    for (const task of tasks) {
      const found = await findTask(task, opened, store, maskKey(maskOf(task)));
      if (found === undefined) unknown.push(task);
      else {
        for (const pair of task.pairs) tell(pair, found);
        done.known += task.pairs.length;
      }
    }
    let count = tasks.length - unknown.length;
    if (count > 0) progress('taking pairs from an earlier run', count / tasks.length);
    const finish = (task: Task, cell: PairCell): void => {
      const { identity: a, name: nameA } = opened.sides[task.a]!;
      const { identity: b, name: nameB } = opened.sides[task.b]!;
      for (const pair of task.pairs) tell(pair, cell);
      if ('scores' in cell) store?.keep(a, b, cell, { a: nameA, b: nameB }, maskKey(maskOf(task)));
      progress(`comparing ${nameA} and ${nameB}`, ++count / tasks.length);
    };
    const sides = opened.sides.map((side, at): MaskedSide => ({ ...side, mask: kept.sides[at] }));
    for (const set of bySamples(unknown, opened.sides)) {
      done.timings.start += await computeSet(set, sides, work, finish, engine);
    }
    done.known += await compareMaps(opened, work, store, kept.maps, tell, progress, engine);
  } finally {
    await store?.close();
  }
  done.timings.total = since();
  return done;
}

/** The pairs of maps that are compared frequency by frequency, one after the other; how many were known. */
async function compareMaps(
  { pairs }: OpenedPairs,
  work: PairsWork,
  store: ResultStore | undefined,
  masks: ReadonlyMap<number, Uint8Array>,
  tell: (pair: number, cell: PairCell) => void,
  progress: Progress,
  engine: Engine,
): Promise<number> {
  const all = pairs.flatMap((pair, at) => (pair.kind === 'frequencies' ? [{ at, pair }] : []));
  let known = 0;
  for (const [done, { at, pair }] of all.entries()) {
    progress(`comparing ${pair.names.a} and ${pair.names.b} by frequencies`, done / all.length);
    const mask = masks.get(at);
    const found = await knownMaps(pair, store, maskKey(mask));
    if ('error' in found) tell(at, found);
    else if (found.known) {
      known++;
      tell(at, found.known);
    } else {
      const cell = await frequencyCell({ ...pair, mask }, work, engine);
      if ('scores' in cell) store?.keep(found.a, found.b, cell, pair.names, maskKey(mask));
      tell(at, cell);
    }
  }
  return known;
}

async function knownMaps(pair: FrequencyPair & { names: PairNames }, store: ResultStore | undefined, rows = '') {
  const found = await frequencyIdentities(pair);
  return 'error' in found ? found : { ...found, known: await store?.find(found.a, found.b, pair.names, rows) };
}

function findTask({ a, b }: Task, { sides }: OpenedPairs, store: ResultStore | undefined, rows = '') {
  const [sideA, sideB] = [sides[a]!, sides[b]!];
  return store?.find(sideA.identity, sideB.identity, { a: sideA.name, b: sideB.name }, rows);
}

/** The rows that a set keeps: by place of a side, and by place of a pair of maps that are compared by frequency. */
interface KeptRows {
  sides: (Uint8Array | undefined)[];
  maps: Map<number, Uint8Array>;
  notices: Notice[];
}

/** All arrays of a set over the same samples, where samples that are not finite are to be left out. @throws TooFewSamplesError; the errors of reading. */
async function keptRows(
  { sides, pairs }: OpenedPairs,
  tasks: readonly Task[],
  { options, resources = {} }: PairsWork,
  engine: Engine,
): Promise<KeptRows> {
  const kept: KeptRows = { sides: [], maps: new Map(), notices: [] };
  if (!options.dropNonFinite) return kept;
  const used = [...new Set(tasks.flatMap(({ a, b }) => [a, b]))];
  const members: NamedSide[] = used.map((at) => sides[at]!);
  const places = new Map<string, number>();
  const placeOf = (identity: SideIdentity, name: string): number => {
    const key = JSON.stringify(identity);
    const place = places.get(key) ?? members.push({ identity, name }) - 1;
    places.set(key, place);
    return place;
  };
  const maps: { at: number; a: number; b: number }[] = [];
  for (const [at, pair] of pairs.entries()) {
    if (pair.kind !== 'frequencies') continue;
    const found = await frequencyIdentities(pair);
    // Its cell says why it is refused.
    if ('error' in found) continue;
    maps.push({ at, a: placeOf(found.read.a, pair.names.a), b: placeOf(found.read.b, pair.names.b) });
  }
  const common = await commonFinite(members, resources, engine);
  used.forEach((side, i) => (kept.sides[side] = common.masks[i]));
  for (const { at, a, b } of maps) {
    const mask = bothMasks(common.masks[a], common.masks[b]);
    if (mask) kept.maps.set(at, mask);
  }
  return { ...kept, notices: common.notices };
}

/** The pairs whose scores are known from an earlier run. */
export async function knownPairs(opened: OpenedPairs, work: PairsWork): Promise<Set<number>> {
  const known = new Set<number>();
  const store = storeFor(work);
  if (!store) return known;
  for (const task of tasksOf(opened)) {
    if (await findTask(task, opened, store)) for (const pair of task.pairs) known.add(pair);
  }
  for (const [at, pair] of opened.pairs.entries()) {
    if (pair.kind !== 'frequencies') continue;
    const found = await knownMaps(pair, store);
    if (!('error' in found) && found.known) known.add(at);
  }
  return known;
}

function storeFor({ results, options }: PairsWork): ResultStore | undefined {
  if (results === undefined || results.maxBytes <= 0) return undefined;
  return new ResultStore(results.folder, results.maxBytes, kernels().name, options);
}

/** Each two sides once, whoever asks for them. */
function tasksOf({ pairs }: OpenedPairs): Task[] {
  const tasks = new Map<string, Task>();
  pairs.forEach((pair, at) => {
    if (pair.kind !== 'sides') return;
    const { a, b } = pair;
    const task = tasks.get(`${a} ${b}`) ?? { a, b, pairs: [] };
    task.pairs.push(at);
    tasks.set(`${a} ${b}`, task);
  });
  return [...tasks.values()];
}

/** The sides that are compared with anything, also by frequency, each file once. */
async function usedSides(tasks: readonly Task[], { sides, pairs }: OpenedPairs): Promise<NamedSide[]> {
  const places = [...new Set(tasks.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
  const used = places.map((at): NamedSide => sides[at]!);
  for (const pair of pairs) {
    if (pair.kind !== 'frequencies') continue;
    const found = await frequencyIdentities(pair);
    // Its cell says why it is refused.
    if ('error' in found) continue;
    const { a, b } = found.read;
    used.push({ identity: a, name: pair.names.a }, { identity: b, name: pair.names.b });
  }
  return [...new Map(used.map((side) => [side.identity.address.path, side])).values()];
}

/** Pairs of different numbers of samples share no side, and have memory plans of their own. */
function bySamples(tasks: readonly Task[], sides: readonly NamedSide[]): Task[][] {
  const sets = new Map<number, Task[]>();
  for (const task of tasks) {
    const samples = samplesOf(sides[task.a]!.identity);
    sets.set(samples, [...(sets.get(samples) ?? []), task]);
  }
  return [...sets.values()];
}

/** Computes pairs of one number of samples; the milliseconds that threads took to start. */
async function computeSet(
  tasks: readonly Task[],
  all: readonly MaskedSide[],
  { options, resources = {} }: PairsWork,
  finish: (task: Task, cell: PairCell) => void,
  engine: Engine,
): Promise<number> {
  const used = [...new Set(tasks.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
  const places = new Map(used.map((side, at) => [side, at]));
  const sides = used.map((side) => all[side]!);
  const identities = sides.map(({ identity }) => identity);
  const plan = planMatrix(
    identities,
    sides.map(({ name }) => name),
    resources,
  );
  const starting = performance.now();
  const executor = await engine.executor(plan.workers);
  const waited = performance.now() - starting;
  const scratch = await mkdtemp(join(tmpdir(), 'cca-lens-'));
  try {
    const source = sideSource(sides, options, executor, plan.heldBytes, scratch);
    const block = Math.max(1, Math.floor(plan.heldBytes / Math.max(...identities.map(sideBytes)) / 2));
    const placed = tasks.map((task) => ({ task, i: places.get(task.a)!, j: places.get(task.b)! }));
    await runTasks(inBlocks(placed, block), sides, source, executor, options, finish);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return waited;
}

/** A task with its sides by their places in the set. */
interface PlacedTask {
  task: Task;
  i: number;
  j: number;
}

/** In an order in which the factors at hand are used up before others are fetched: blocks of sides against blocks. */
function inBlocks(tasks: PlacedTask[], block: number): PlacedTask[] {
  const blockOf = (at: number): number => Math.floor(at / block);
  return tasks.sort((x, y) => blockOf(x.i) - blockOf(y.i) || blockOf(x.j) - blockOf(y.j) || x.i - y.i || x.j - y.j);
}

async function runTasks(
  tasks: readonly PlacedTask[],
  sides: readonly MaskedSide[],
  source: SideSource,
  executor: Executor,
  options: CompareOptions,
  finish: (task: Task, cell: PairCell) => void,
): Promise<void> {
  let next = 0;
  const pipeline = async (): Promise<void> => {
    for (let at = next++; at < tasks.length; at = next++) {
      const { task, i, j } = tasks[at]!;
      const known = await source.sides(i, j);
      const [a, b] = [sides[i]!, sides[j]!];
      const mask = bothMasks(a.mask, b.mask);
      const pair = { a: a.identity, b: b.identity, names: { a: a.name, b: b.name }, mask };
      // What is known of a side is so of the rows that it keeps.
      const of = mask === a.mask && mask === b.mask ? known : {};
      finish(task, await executor.run('cell', { pair, known: of, options, remarks: await source.remarks(i, j) }));
    }
  };
  // One pair more than there are workers, so that none waits for the factors of its next pair to arrive.
  const pipelines = Array.from({ length: executor.workers + 1 }, pipeline);
  try {
    await Promise.all(pipelines);
  } catch (error) {
    // The others end with the pair that they are at: nothing writes into the folder once it is gone.
    next = tasks.length;
    await Promise.allSettled(pipelines);
    throw error;
  }
}
