import { distinct } from '../../analysis/pairs/inOrder';
import { LensError } from '../../facts/errors';
import type { MeasureFacts } from '../../facts/measures/measure';
import type { Estimate } from '../../protocol/analysisRun';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { wantedOf } from '../../similarity/measures/wanted';
import { gramianWork } from '../../similarity/routes/gramianBands';
import type { OpenedPairs } from '../arrays/openPairs';
import { pairsOfSet, type PairsOfSet, type PlacedMaps } from '../compare/pairsOfSet';
import type { PairsWork, PairTask } from '../compare/pairTasks';
import type { Engine } from '../engine';
import { planMatrix } from '../memoryPlan';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { askedBytes, partsAsked, type SamplesAsked } from '../samplesAsked';
import { storedBytes } from './storedBytes';
import {
  leadingSeconds,
  mapsSeconds,
  pairSamplesSeconds,
  pairSeconds,
  permutedInSetSeconds,
  scanSeconds,
  sideSamplesSeconds,
  sideSeconds,
  togetherSeconds,
  wholeSeconds,
} from './workSeconds';

/** Some pairs of a set. */
export interface SomePairs {
  tasks: readonly PairTask[];
  maps: readonly PlacedMaps[];
}

/** A set as it is planned. */
interface PlannedSet {
  set: PairsOfSet;
  opened: OpenedPairs;
  work: PairsWork;
}

/** The set as headers have it, all rows of all files taken. */
export function setOfHeaders(opened: OpenedPairs, work: PairsWork, engine: Engine): Promise<PairsOfSet> {
  return pairsOfSet(opened, work, engine, () => Promise.resolve({ masks: [], notices: [] }));
}

/** What is left of a set where the pairs at these places are known. */
export function unknownOf({ tasks, maps }: SomePairs, known: ReadonlySet<number>): SomePairs {
  return {
    tasks: tasks.filter(({ pairs }) => pairs.some((at) => !known.has(at))),
    maps: maps.filter(({ at }) => !known.has(at)),
  };
}

/**
 * What some pairs of a set take: bytes that are read, seconds, memory; and what stands in the way of it. `permuted`: those whose permutations are computed, also where
 * their scores are known.
 */
export function whatItTakes(
  some: SomePairs,
  permuted: readonly PairTask[],
  planned: PlannedSet,
  engine: Engine,
): Pick<Estimate, 'bytesToRead' | 'seconds' | 'memoryBytes' | 'problems'> {
  const { set, work } = planned;
  const { coreSeconds, leading, bytes } = workOf(some, planned, engine);
  const { workers, bytes: memoryBytes, problems } = memoryOf(some.tasks, set, work.resources ?? {});
  const permuting = permuted.reduce((sum, task) => sum + permutingSeconds(task, set, work), 0);
  const seconds = wholeSeconds(coreSeconds + permuting, workers, bytes, leading);
  return { bytesToRead: bytes, seconds, memoryBytes, problems };
}

/** Core seconds of each pair of a set by itself, its sides known. */
export function costsOfPairs(
  set: PairsOfSet,
  opened: OpenedPairs,
  work: PairsWork,
  engine: Engine,
): { tasks: number[]; maps: number[] } {
  const { options } = work;
  const wanted = wantedOf(options, engine.measures).map(({ facts }) => facts);
  return {
    tasks: set.tasks.map((task) => {
      const [[samples, p], [, q]] = [sizeOf(set, task.a), sizeOf(set, task.b)];
      const permuting = permutingSeconds(task, set, work);
      if (set.together.has(task)) return togetherSeconds(samples * p * q) + permuting;
      return pairSeconds(samples, p, q, options) + samplesSeconds(task, set, wanted) + permuting;
    }),
    maps: set.maps.map((maps) => secondsOfMaps(maps, opened)),
  };
}

function sizeOf({ sides }: PairsOfSet, at: number): [samples: number, neurons: number] {
  const { identity } = sides[at]!;
  return [samplesOf(identity), neuronsOf(identity)];
}

/** What measures of single samples take of a pair whose samples are read. */
function samplesSeconds(task: PairTask, set: PairsOfSet, wanted: readonly MeasureFacts<unknown>[]): number {
  const asked = set.askedOf(task.a);
  if (!asked) return 0;
  const [[, p], [, q]] = [sizeOf(set, task.a), sizeOf(set, task.b)];
  return partsAsked(set.sides[task.a]!.identity, asked).reduce((sum, part) => {
    const own = asked.whole ? ofPart(wanted, part.asked) : wanted;
    return sum + pairSamplesSeconds(part.asked.count, own, p, q);
  }, 0);
}

function secondsOfMaps({ pair: { i, j } }: PlacedMaps, { compared, headers }: OpenedPairs): number {
  const [first, second] = [compared[i], compared[j]];
  const elements = Math.max(elementsOf(headers[i]), elementsOf(headers[j]));
  return first && second ? mapsSeconds(first.samples, first.neurons, second.neurons, elements) : 0;
}

/** Core seconds of the permutations of a pair, where it is calibrated. */
function permutingSeconds(
  { a, b, pairs }: PairTask,
  set: PairsOfSet,
  { options: { calibrate }, calibrated }: PairsWork,
): number {
  if (!calibrate || !calibrated || a === b) return 0;
  const { measure, places } = calibrated;
  if (places && !pairs.some((at) => placesOf(places).has(at))) return 0;
  const [[samples, p], [, q]] = [sizeOf(set, a), sizeOf(set, b)];
  return permutedInSetSeconds(samples, p, q, measure) * (calibrate.permutations + 1);
}

const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

/** A list as a set, made once. */
function placesOf(list: readonly number[]): ReadonlySet<number> {
  const found = sets.get(list) ?? new Set(list);
  sets.set(list, found);
  return found;
}

/** Every side is read once for itself, and with every other side once more. */
function workOf(
  { tasks, maps }: SomePairs,
  { set, opened, work: { options } }: PlannedSet,
  engine: Engine,
): { coreSeconds: number; leading: number; bytes: number } {
  const wanted = wantedOf(options, engine.measures).map(({ facts }) => facts);
  const bytesOf = (array: number): number => {
    const found = opened.headers[array];
    return found ? storedBytes(found.stored) : 0;
  };
  const bytesOfSide = (side: number): number => bytesOf(opened.sides[side]!.array);
  const together = tasks.filter((task) => set.together.has(task));
  let coreSeconds = secondsTogether(together, set);
  let bytes = 0;
  for (const placed of maps) {
    bytes += bytesOf(placed.pair.i) + bytesOf(placed.pair.j);
    coreSeconds += secondsOfMaps(placed, opened);
  }
  for (const task of tasks) {
    if (set.together.has(task)) continue;
    const [[samples, p], [, q]] = [sizeOf(set, task.a), sizeOf(set, task.b)];
    coreSeconds += pairSeconds(samples, p, q, options) + samplesSeconds(task, set, wanted);
    if (task.a !== task.b) bytes += bytesOfSide(task.a) + bytesOfSide(task.b);
  }
  for (const side of distinct(tasks.flatMap(({ a, b }) => [a, b]))) {
    const [samples, neurons] = sizeOf(set, side);
    coreSeconds += sideSeconds(samples, neurons) + scanSeconds(samples, neurons);
    bytes += bytesOfSide(side);
    const asked = set.askedOf(side);
    for (const part of asked ? partsAsked(set.sides[side]!.identity, asked) : []) {
      coreSeconds += sideSamplesSeconds(part.asked.count, neuronsOf(part.side), part.asked);
      bytes += bytesOfSide(side);
    }
  }
  return { coreSeconds, leading: leadingSeconds(together.length), bytes };
}

/** The measures that are of rows, or those of whole samples. */
function ofPart(
  wanted: readonly MeasureFacts<unknown>[],
  { rows }: Pick<SamplesAsked, 'rows'>,
): readonly MeasureFacts<unknown>[] {
  return wanted.filter((facts) => facts.needs.includes('rows') === rows);
}

/** The pairs that are multiplied all at once, of each number of samples. */
function secondsTogether(tasks: readonly PairTask[], set: PairsOfSet): number {
  let seconds = 0;
  for (const samples of distinct(tasks.map(({ a }) => sizeOf(set, a)[0]))) {
    const some = tasks.filter(({ a }) => sizeOf(set, a)[0] === samples);
    const used = distinct(some.flatMap(({ a, b }) => [a, b]));
    const neurons = used.map((side) => sizeOf(set, side)[1]);
    seconds += togetherSeconds(gramianWork(samples, neurons, []).together);
  }
  return seconds;
}

function elementsOf(array: OpenedPairs['headers'][number]): number {
  return array ? array.stored.shape.reduce((product, length) => product * length, 1) : 0;
}

/** The plan of the largest set of one number of samples. */
function memoryOf(
  tasks: readonly PairTask[],
  { sides, askedOf }: PairsOfSet,
  resources: NonNullable<PairsWork['resources']>,
): { workers: number; bytes: number; problems: Estimate['problems'] } {
  const sets = new Map<
    number,
    { identities: SideIdentity[]; names: string[]; asked: ReturnType<PairsOfSet['askedOf']> }
  >();
  for (const at of distinct(tasks.flatMap(({ a, b }) => [a, b]))) {
    const { identity, name } = sides[at]!;
    const set = sets.get(samplesOf(identity)) ?? { identities: [], names: [], asked: askedOf(at) };
    set.identities.push(identity);
    set.names.push(name);
    sets.set(samplesOf(identity), set);
  }
  const found = { workers: 1, bytes: 0, problems: [] as Estimate['problems'] };
  for (const { identities, names, asked } of sets.values()) {
    try {
      const plan = planMatrix(identities, names, resources, askedBytes(identities, asked), tasks.length);
      found.workers = Math.max(found.workers, plan.workers);
      found.bytes = Math.max(found.bytes, plan.bytes);
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
      found.problems.push({ code: error.code, message: error.message, paths: [] });
    }
  }
  return found;
}
