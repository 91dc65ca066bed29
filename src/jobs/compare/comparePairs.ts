import { append } from '../../facts/append';
import type { OpenedPairs } from '../arrays/openPairs';
import { timeLeft } from '../../facts/duration';
import { count as numberOf, counted } from '../../facts/numbers';
import type { Notice } from '../../facts/reportParts';
import { isOf } from '../../analysis/pairs/cutPairs';
import type { Engine } from '../engine';
import { mayPass } from '../store/mayPass';
import { otherKernels } from '../store/ofKernels';
import type { ResultStore } from '../store/resultStore';
import { commonFinite } from './commonFinite';
import type { Progress } from '../progress';
import { computeSet } from './computeSet';
import { frequencyCell } from './frequencyCell';
import { findTask, knownMaps, setAsKnown, storeFor } from './knownPairs';
import type { PairCell } from '../../analysis/pairs/pairScores';
import { bySamples, type PairsWork, type PairTask } from './pairTasks';
import { pairsOfSet, usedSides, type PairsOfSet, type PlacedMaps } from './pairsOfSet';
import { sameArrays } from './sameArrays';
import { shardsOfPairs } from './shardsOfPairs';

/** What a run took; milliseconds. */
export interface PairsDone {
  /** Pairs that were known from an earlier run. */
  known: number;
  timings: { start: number; total: number; firstCell: number };
  /** Of the samples that were left out of all, of arrays that are the same, and of results of several kernels. */
  notices: Notice[];
}

/**
 * The scores of all opened pairs, told one by one: pairs known from an earlier run at once, of the others every side is factored once, and read once
 * more for each pair's product. Workers take whole pairs; factors that do not fit the budget wait on disk. A pair that is refused says why. Of a shard
 * its pairs alone; where nothing is to be computed, those that are kept.
 * @throws LensErrors: `memory-budget` when no pair fits; `file-changed`; `results-unwritable`.
 */
export async function comparePairs(
  opened: OpenedPairs,
  work: PairsWork,
  onCell: (pair: number, cell: PairCell, known: boolean) => void,
  progress: Progress,
  engine: Engine,
): Promise<PairsDone> {
  const done: PairsDone = { known: 0, timings: { start: 0, total: 0, firstCell: 0 }, notices: [] };
  const since = (): number => performance.now() - opened.startedAt;
  const tell = (pair: number, cell: PairCell, known = false): void => {
    if (done.timings.firstCell === 0 && 'scores' in cell) done.timings.firstCell = since();
    onCell(pair, cell, known);
  };
  for (const [at, pair] of opened.pairs.entries()) {
    if (pair.kind === 'refused') tell(at, pair);
  }
  const { shard } = work;
  const store = storeFor(work);
  try {
    const set = work.keptAlone
      ? await setAsKnown(opened, work, engine)
      : await pairsOfSet(opened, work, engine, (sides) => commonFinite(sides, work, engine));
    // Nothing is kept of samples of which nobody knows which they are.
    if (!set) return done;
    // What is said of the whole is said where the whole is shown.
    if (!shard) append(done.notices, await sameArrays(usedSides(set, opened), progress));
    append(done.notices, set.notices);
    const shards = shard && shardsOfPairs(set, opened, work, engine, shard.count);
    const tasks = set.tasks.filter((task) => isOf(shard, shards?.of(task)));
    const maps = set.maps.filter((placed) => isOf(shard, shards?.ofMaps(placed)));
    const unknown: PairTask[] = [];
    const kinds = new Map<string, number>();
    for (const task of tasks) {
      const found = await findTask(task, set, store, work.keptAlone);
      if (found === undefined) unknown.push(task);
      else {
        for (const pair of task.pairs) tell(pair, found.cell, true);
        done.known += task.pairs.length;
        kinds.set(found.kernels, (kinds.get(found.kernels) ?? 0) + task.pairs.length);
      }
    }
    if (!work.keptAlone)
      await compareUnknown({ opened, set, work, store, tell, progress, engine, tasks, unknown }, done);
    done.known += await compareMaps(maps, { opened, set, work, store, tell, progress, engine });
    append(done.notices, otherKernels(kinds));
  } finally {
    await store?.close();
  }
  done.timings.total = since();
  return done;
}

/** What computing some pairs of a set needs. */
interface Computing {
  opened: OpenedPairs;
  set: PairsOfSet;
  work: PairsWork;
  store: ResultStore | undefined;
  tell: (pair: number, cell: PairCell, known?: boolean) => void;
  progress: Progress;
  engine: Engine;
}

/** The pairs of sides that nobody has kept, set by set. */
async function compareUnknown(
  { set, work, store, tell, progress, engine, tasks, unknown }: Computing & Record<'tasks' | 'unknown', PairTask[]>,
  { timings }: PairsDone,
): Promise<void> {
  let count = tasks.length - unknown.length;
  if (count > 0) progress('taking pairs from an earlier run', count / tasks.length);
  const [first, computing] = [count, performance.now()];
  const left = (done: number): string =>
    timeLeft((done - first) / unknown.length, (performance.now() - computing) / 1000);
  const pairsPhase = (done: number): string =>
    `comparing ${numberOf(done)} of ${counted(tasks.length, 'pair')}${left(done)}`;
  const finish = (task: PairTask, cell: PairCell): void => {
    const { identity: a, name: nameA } = set.sides[task.a]!;
    const { identity: b, name: nameB } = set.sides[task.b]!;
    for (const pair of task.pairs) tell(pair, cell);
    if (isKept(cell)) store?.keep(a, b, cell, { a: nameA, b: nameB }, set.keyOf(task));
    progress(pairsPhase(++count), count / tasks.length);
  };
  for (const some of bySamples(unknown, set.sides)) {
    const before = count;
    const onShare = (share: number): void => {
      const done = before + 0.95 * share * some.length;
      progress(`multiplying samples of all arrays${left(done)}`, done / tasks.length);
    };
    const asked = set.askedOf(some[0]!.a);
    const { together } = set;
    timings.start += await computeSet(some, set.sides, { ...work, asked, together }, finish, engine, onShare);
  }
}

/** Whether what a pair came to is kept: its scores, or a refusal that it would have anywhere. */
export function isKept(cell: PairCell): boolean {
  return 'scores' in cell || !mayPass(cell.error.code);
}

/** The pairs of maps that are compared frequency by frequency, one after the other; how many were known. */
async function compareMaps(
  maps: readonly PlacedMaps[],
  { opened, set, work, store, tell, progress, engine }: Computing,
): Promise<number> {
  const { options, resources, keptAlone } = work;
  let known = 0;
  for (const [done, placed] of maps.entries()) {
    const { at, pair } = placed;
    progress(`comparing ${pair.names.a} and ${pair.names.b} by frequencies`, done / maps.length);
    const key = set.keyOfMaps(placed);
    const found = await knownMaps(pair, opened, store, key, keptAlone);
    if ('error' in found) tell(at, found);
    else if (found.known) {
      known++;
      tell(at, found.known.cell, true);
    } else if (!keptAlone) {
      const mask = set.mapsMasks.get(at);
      const cell = await frequencyCell(pair, opened, { options, resources, mask }, engine);
      if (isKept(cell)) store?.keep(found.a, found.b, cell, pair.names, key);
      tell(at, cell);
    }
  }
  return known;
}
