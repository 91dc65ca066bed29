import { append } from '../../facts/append';
import type { OpenedPairs } from '../arrays/openPairs';
import { timeLeft } from '../../facts/duration';
import { count as numberOf, counted } from '../../facts/numbers';
import type { Notice } from '../../facts/reportParts';
import type { Engine } from '../engine';
import { bothMasks, type NamedSide } from '../passes/finiteSamples';
import { samplesOf } from '../passes/filePair';
import type { ResultStore } from '../store/resultStore';
import { commonFinite, maskKey, rowsKey } from './commonFinite';
import type { Progress } from '../progress';
import { computeSet } from './computeSet';
import { frequencyCell, mapsOfPairs } from './frequencyCell';
import { keptRows, type MapsOfPair } from './keptRows';
import { findTask, knownMaps, storeFor } from './knownPairs';
import type { PairCell } from '../../analysis/pairs/pairScores';
import { askedOfSides, bySamples, tasksOf, type PairsWork, type PairTask } from './pairTasks';
import { sameArrays } from './sameArrays';
import type { MaskedSide } from './sideSource';

/** What a run took; milliseconds. */
export interface PairsDone {
  /** Pairs that were known from an earlier run. */
  known: number;
  timings: { start: number; total: number; firstCell: number };
  /** Of the samples that were left out of all. */
  notices: Notice[];
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
    if (pair.kind === 'refused') tell(at, pair);
  }
  const store = storeFor(work);
  try {
    const tasks = tasksOf(opened);
    const maps = mapsOfPairs(opened);
    append(done.notices, await sameArrays(usedSides(tasks, opened, maps), progress));
    const { resources = {}, options } = work;
    const kept = await keptRows(opened, tasks, maps, options, (sides) => commonFinite(sides, resources, engine));
    append(done.notices, kept.notices);
    const askedOf = askedOfSides(tasks, opened.sides, work, engine.measures);
    const rowsOf = ({ a, b }: PairTask): string =>
      rowsKey(bothMasks(kept.sides[a], kept.sides[b]), samplesOf(opened.sides[a]!.identity), askedOf(a));
    const unknown: PairTask[] = [];
    for (const task of tasks) {
      const found = await findTask(task, opened, store, rowsOf(task));
      if (found === undefined) unknown.push(task);
      else {
        for (const pair of task.pairs) tell(pair, found);
        done.known += task.pairs.length;
      }
    }
    let count = tasks.length - unknown.length;
    if (count > 0) progress('taking pairs from an earlier run', count / tasks.length);
    const [first, computing] = [count, performance.now()];
    const left = (done: number): string =>
      timeLeft((done - first) / unknown.length, (performance.now() - computing) / 1000);
    const pairsPhase = (done: number): string =>
      `comparing ${numberOf(done)} of ${counted(tasks.length, 'pair')}${left(done)}`;
    const finish = (task: PairTask, cell: PairCell): void => {
      const { identity: a, name: nameA } = opened.sides[task.a]!;
      const { identity: b, name: nameB } = opened.sides[task.b]!;
      for (const pair of task.pairs) tell(pair, cell);
      if ('scores' in cell) store?.keep(a, b, cell, { a: nameA, b: nameB }, rowsOf(task));
      progress(pairsPhase(++count), count / tasks.length);
    };
    const sides = opened.sides.map((side, at): MaskedSide => ({ ...side, mask: kept.sides[at] }));
    for (const set of bySamples(unknown, opened.sides)) {
      const before = count;
      const onShare = (share: number): void => {
        const done = before + 0.95 * share * set.length;
        progress(`multiplying samples of all arrays${left(done)}`, done / tasks.length);
      };
      const asked = askedOf(set[0]!.a);
      done.timings.start += await computeSet(set, sides, { ...work, asked }, finish, engine, onShare);
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
  opened: OpenedPairs,
  { options, resources }: PairsWork,
  store: ResultStore | undefined,
  masks: ReadonlyMap<number, Uint8Array>,
  tell: (pair: number, cell: PairCell) => void,
  progress: Progress,
  engine: Engine,
): Promise<number> {
  const all = opened.pairs.flatMap((pair, at) => (pair.kind === 'frequencies' ? [{ at, pair }] : []));
  let known = 0;
  for (const [done, { at, pair }] of all.entries()) {
    progress(`comparing ${pair.names.a} and ${pair.names.b} by frequencies`, done / all.length);
    const mask = masks.get(at);
    const found = await knownMaps(pair, opened, store, maskKey(mask));
    if ('error' in found) tell(at, found);
    else if (found.known) {
      known++;
      tell(at, found.known);
    } else {
      const cell = await frequencyCell(pair, opened, { options, resources, mask }, engine);
      if ('scores' in cell) store?.keep(found.a, found.b, cell, pair.names, maskKey(mask));
      tell(at, cell);
    }
  }
  return known;
}

/** The sides that are compared with anything, also by frequency, each file once. */
function usedSides(tasks: readonly PairTask[], { sides }: OpenedPairs, maps: readonly MapsOfPair[]): NamedSide[] {
  const places = [...new Set(tasks.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
  const used = [...places.map((at): NamedSide => sides[at]!), ...maps.flatMap(({ a, b }) => [a, b])];
  return [...new Map(used.map((side) => [side.identity.address.path, side])).values()];
}
