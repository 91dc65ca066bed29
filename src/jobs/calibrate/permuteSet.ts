import { distinct } from '../../analysis/pairs/inOrder';
import type { PermutedPair } from '../../analysis/pairs/permutedPairs';
import { timeLeft } from '../../facts/duration';
import { LensError } from '../../facts/errors';
import { isOfWholeSamples } from '../../facts/measures/ofWholeSamples';
import { count as numberOf, counted } from '../../facts/numbers';
import { factsOfScore } from '../../similarity/measures/wanted';
import type { Engine } from '../engine';
import { requireLight } from '../heavyJob';
import { inParallel } from '../inParallel';
import type { NamedSide } from '../passes/finiteSamples';
import { mayPass } from '../store/mayPass';
import type { PlacedScores } from './columnScores';
import { blocksOf, columnTasks } from './columnTasks';
import type { HeldMember } from './holdMember';
import { cut, sentSamples } from './partsOfProducts';
import type { PermuteWork, PlannedSet, SetPair } from './permutedSets';
import { reasonOf } from './reasonOf';

/**
 * Permutes some pairs of a set: the sides are read and factored once for all of them, as many at a time as the memory holds, and workers take pairs of one b together.
 * `tell` hears of each as soon as it is done, and whether its reason, where it has one, may pass. `onShare` hears what share is done.
 * @throws NotConvergedError; FileChangedError; HeavyJob.
 */
export async function permuteSet(
  set: readonly SetPair[],
  { asked, units, plan, mask, samples }: PlannedSet,
  sides: readonly NamedSide[],
  { measure, options, choice, resources = {} }: PermuteWork,
  tell: (pair: SetPair, found: PermutedPair, passes?: boolean) => void,
  onShare: (share: number, phase: string) => void,
  engine: Engine,
): Promise<void> {
  requireLight(plan.bytes, resources);
  const [{ files, rowsPerSample }] = set as [SetPair, ...SetPair[]];
  const { facts, score } = factsOfScore(measure, engine.measures);
  const places = choice.permutations + 1;
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
      parts.forEach((part, at) => {
        const own = found.get(pairs[at]!)!;
        own.push({ ...part, from, samples: drawn.samples });
        if (own.reduce((sum, { scores }) => sum + scores.length, 0) === places) tell(pairs[at]!, joined(own));
      });
    });
  }
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
  tell: Parameters<typeof permuteSet>[4],
  onPairs: (pairs: number) => void,
  places: number,
): Promise<SetPair[]> {
  const held = new Map<number, HeldMember | Fault>();
  await inParallel(distinct(block.flatMap(({ a, b }) => [a, b])), workers, async (at) => {
    held.set(at, await members.of(at));
  });
  return block.filter((pair) => {
    const fault = [held.get(pair.a)!, held.get(pair.b)!].find((side) => 'reason' in side);
    if (fault && 'reason' in fault) {
      tell(pair, { reason: fault.reason }, fault.passes);
      onPairs(places);
    }
    return !fault;
  });
}

/** Why a side cannot be held, and whether that may pass. */
interface Fault {
  reason: string;
  passes: boolean;
}

interface Members {
  /** A side, held; or why it cannot be. */
  of(at: number): Promise<HeldMember | Fault>;
  /** Lets go of all but these. */
  keep(places: readonly number[]): void;
}

/** Sides that are held from when they are first asked for until they are let go of. */
function heldMembers(sides: readonly NamedSide[], hold: (side: NamedSide) => Promise<HeldMember>): Members {
  const held = new Map<number, Promise<HeldMember | Fault>>();
  return {
    of(at) {
      const found = held.get(at) ?? hold(sides[at]!).catch(faultOf);
      held.set(at, found);
      return found;
    },
    keep(places) {
      for (const at of [...held.keys()]) if (!places.includes(at)) held.delete(at);
    },
  };
}

/** @throws what is no refusal. */
function faultOf(error: unknown): Fault {
  return { ...reasonOf(error), passes: error instanceof LensError && mayPass(error.code) };
}
