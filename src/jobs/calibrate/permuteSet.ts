import { distinct } from '../../analysis/pairs/inOrder';
import type { PairCell } from '../../analysis/pairs/pairScores';
import type { PermutedPair } from '../../analysis/pairs/permutedPairs';
import { timeLeft } from '../../facts/duration';
import type { MeasureName, ScoreName } from '../../facts/measures';
import { isOfWholeSamples } from '../../facts/measures/ofWholeSamples';
import { count as numberOf, counted } from '../../facts/numbers';
import type { CalibrateChoice } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import type { Units } from '../../similarity/measures/kernel';
import { factsOfScore, samplesWanted } from '../../similarity/measures/wanted';
import type { PairsWork, PairTask } from '../compare/pairTasks';
import type { Resources } from '../../protocol/resources';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { gathersFaster } from '../analyses/workSeconds';
import type { Engine } from '../engine';
import { inParallel } from '../inParallel';
import { neuronsOf, samplesOf, type FilePair } from '../passes/filePair';
import type { NamedSide } from '../passes/finiteSamples';
import { samplesAsked, type SamplesAsked } from '../samplesAsked';
import { samplesToHold, usableSamples } from '../trust/samplesToHold';
import type { PlacedScores } from './columnScores';
import { blocksOf, columnTasks, type PlacedPair } from './columnTasks';
import type { HeldMember } from './holdMember';
import { cut, sentSamples } from './partsOfProducts';
import { planPermuted } from './planPermuted';
import { reasonOf } from './reasonOf';
import { unitsOfScore } from './unitOfSamples';

/** Pairs of a set that were compared, and how they are permuted. */
export interface PermuteWork extends Pick<PairsWork, 'options' | 'resources'> {
  cells: readonly (PairCell | undefined)[];
  measure: ScoreName;
  choice: CalibrateChoice;
  /** Places of the pairs that are permuted; all where absent. */
  wanted?: ReadonlySet<number> | undefined;
}

/** A pair of a set by the places of its sides, and the pairs of the plan that are it. */
export interface SetPair extends PlacedPair {
  task: PairTask;
  files: FilePair;
  rowsPerSample: number;
}

/**
 * Permutes pairs over the same rows, of as many rows a sample: the sides are read and factored once for all of them, as many at a time as the memory holds, and
 * workers take pairs of one b together. `onShare` hears what share is done. Yields what must be said of all.
 * @throws TooFewSamplesError; LensError `memory-budget`; NotConvergedError; FileChangedError; HeavyJob.
 */
export async function permuteSet(
  set: readonly SetPair[],
  sides: readonly NamedSide[],
  { measure, options, choice, resources = {} }: PermuteWork,
  tell: (pair: SetPair, found: PermutedPair) => void,
  onShare: (share: number, phase: string) => void,
  engine: Engine,
): Promise<Notice[]> {
  const [{ files, rowsPerSample }] = set as [SetPair, ...SetPair[]];
  const { facts, score } = factsOfScore(measure, engine.measures);
  const used = distinct(set.flatMap(({ a, b }) => [a, b])).map((at) => sides[at]!.identity);
  const usable = usableSamples(files, files.mask, rowsPerSample);
  const { units, asked } = askedOfSet(used, { usable: usable.length, rowsPerSample, measure, resources }, engine);
  const places = choice.permutations + 1;
  const size = { sides: used, samples: usable.length, rowsPerSample, pairs: set.length, places };
  const plan = planPermuted({ ...size, data: score.bySample === true, asked }, resources);
  const rows = samplesOf(files.a);
  const { mask, samples, notices } = samplesToHold(usable, plan.samples, { rows, rowsPerSample, seed: choice.seed });
  const executor = await engine.executor(plan.workers);
  const members = heldMembers(sides, async ({ identity, name }) => {
    const asks = { ofCut: facts.ofCut === true, rows: false, data: score.bySample === true };
    const member = await executor.run('holdMember', { identity, name, mask, asked: asks, options });
    if (!asked) return member;
    const own = await executor.run('sideSamples', { identity, name, mask: files.mask, asked });
    const sent = sentSamples(own);
    if (!units || own.whole) return { ...member, samples: sent };
    const unit = await executor.run('unitOfSamples', { samples: sent, measure, options });
    return { ...member, samples: { samples: own.samples, of: own.of, scaleExponent: own.scaleExponent }, unit };
  });
  const begun = performance.now();
  const all = set.length * places;
  let done = 0;
  const onPairs = (pairs: number): void => {
    const left = timeLeft((done += pairs) / all, (performance.now() - begun) / 1000);
    onShare(
      done / all,
      `permuting samples of ${counted(set.length, 'pair')}: ${numberOf(done)} of ${numberOf(all)} scores${left}`,
    );
  };
  for (const block of blocksOf(set, plan.sides)) {
    members.keep(block.flatMap(({ a, b }) => [a, b]));
    const ready = await readyPairs(block, members, executor.workers, tell, onPairs, places);
    // What measures of samples make ready of a pair is large, where it is not made of either side alone: a pair at a time.
    const tasks = columnTasks(ready, places, executor.workers, asked && (!units || asked.whole) ? 1 : undefined);
    const found = new Map(ready.map((pair) => [pair, [] as FoundPart[]]));
    await inParallel(tasks, executor.workers, async ({ b, pairs, from, to }) => {
      const column = (await members.of(b)) as HeldMember;
      const own = (await Promise.all(pairs.map(({ a }) => members.of(a)))) as HeldMember[];
      const drawnOf = samplesOfOrders(column, { samples, rowsPerSample }, isOfWholeSamples(facts), files.mask);
      if ('reason' in drawnOf) {
        for (const pair of pairs) tell(pair, drawnOf);
        return onPairs(pairs.length * (to - from));
      }
      const spec = { rows: own, column, measure, rowsPerSample: drawnOf.rowsPerSample, options };
      const drawn = { seed: choice.seed, samples: drawnOf.samples, from, to };
      const parts = await executor.run('columnScores', { ...spec, places: drawn }, onPairs);
      parts.forEach((part, at) => found.get(pairs[at]!)!.push({ ...part, from, samples: drawn.samples }));
    });
    for (const [pair, parts] of found) if (parts.length > 0) tell(pair, joined(parts));
  }
  return notices.map((notice) => ({ ...notice, message: drawnMessage(samples, usable.length) }));
}

/**
 * What the score asks of the samples of each side, and how it is an inner product of what is made of either: also where it could be had of products of singular
 * vectors, if it takes less time, and all samples are held.
 */
function askedOfSet(
  sides: readonly SideIdentity[],
  of: { usable: number; rowsPerSample: number; measure: ScoreName; resources: Resources },
  { measures }: Engine,
): { units?: Units | undefined; asked?: SamplesAsked | undefined } {
  const { usable, rowsPerSample, measure, resources } = of;
  const { facts } = factsOfScore(measure, measures);
  const units = unitsOfScore(measure, measures);
  const own = samplesAsked(sides, samplesWanted({ measures: [facts.id as MeasureName] }, measures), resources);
  if (own) return { units, asked: own };
  if (!units || rowsPerSample > 1 || !gathersFaster(usable, sides.map(neuronsOf))) return {};
  const asked = samplesAsked(sides, { gramian: true, rows: false }, resources);
  return asked && asked.count >= usable ? { units, asked } : {};
}

/** The scores of a pair from a place on. */
type FoundPart = PlacedScores & { from: number; samples: number };

/** All scores of a pair, in the order of their places. */
function joined(parts: FoundPart[]): PermutedPair {
  const sorted = parts.sort((x, y) => x.from - y.from);
  const side = (of: 'a' | 'b') => sorted.flatMap(({ bySide }) => bySide![of]);
  const bySide = sorted.every((part) => part.bySide) ? { a: side('a'), b: side('b') } : undefined;
  return { scores: sorted.flatMap(({ scores }) => scores), bySide, samples: sorted[0]!.samples };
}

/** Whole samples that orders are of, and rows of each: of those that are held, or of what a measure asks of samples; or why these are none. */
function samplesOfOrders(
  { samples }: HeldMember,
  held: { samples: number; rowsPerSample: number },
  ofWholes: boolean,
  mask: Uint8Array | undefined,
): { samples: number; rowsPerSample: number } | { reason: string } {
  if (!samples) return held;
  const { whole } = samples;
  if (ofWholes && whole)
    return 'code' in whole ? { reason: whole.message } : { samples: whole.samples, rowsPerSample: 1 };
  const { rowsPerSample } = held;
  if (rowsPerSample > 1 && (mask || samples.samples !== samples.of || samples.of % rowsPerSample > 0))
    return { reason: cut };
  return { samples: samples.samples / rowsPerSample, rowsPerSample };
}

/** The pairs of a block whose sides can be held; of the others it is told why not. */
async function readyPairs(
  block: readonly SetPair[],
  members: Members,
  workers: number,
  tell: (pair: SetPair, found: PermutedPair) => void,
  onPairs: (pairs: number) => void,
  places: number,
): Promise<SetPair[]> {
  const held = new Map<number, HeldMember | { reason: string }>();
  await inParallel(distinct(block.flatMap(({ a, b }) => [a, b])), workers, async (at) => {
    held.set(at, await members.of(at));
  });
  return block.filter((pair) => {
    const fault = [held.get(pair.a)!, held.get(pair.b)!].find((side) => 'reason' in side);
    if (fault && 'reason' in fault) {
      tell(pair, fault);
      onPairs(places);
    }
    return !fault;
  });
}

interface Members {
  /** A side, held; or why it cannot be. */
  of(at: number): Promise<HeldMember | { reason: string }>;
  /** Lets go of all but these. */
  keep(places: readonly number[]): void;
}

/** Sides that are held from when they are first asked for until they are let go of. */
function heldMembers(sides: readonly NamedSide[], hold: (side: NamedSide) => Promise<HeldMember>): Members {
  const held = new Map<number, Promise<HeldMember | { reason: string }>>();
  return {
    of(at) {
      const found = held.get(at) ?? hold(sides[at]!).catch(reasonOf);
      held.set(at, found);
      return found;
    },
    keep(places) {
      for (const at of [...held.keys()]) if (!places.includes(at)) held.delete(at);
    },
  };
}

function drawnMessage(held: number, all: number): string {
  return `Calibrated scores are of ${numberOf(held)} samples, drawn from ${numberOf(all)} as many as the memory budget holds: raise it (setting ccaLens.memoryBudget, or --memory).`;
}
