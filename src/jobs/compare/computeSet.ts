import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largestOf } from '../../facts/extremes';
import type { CompareOptions } from '../../facts/options';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { distinct } from '../../analysis/pairs/inOrder';
import { allEnded } from '../allEnded';
import type { Engine } from '../engine';
import { discardDraft, holdDraft } from '../files/drafts';
import { inParallel } from '../inParallel';
import { planMatrix, sideBytes } from '../memoryPlan';
import { askedBytes, type SamplesAsked } from '../samplesAsked';
import { bothMasks } from '../passes/finiteSamples';
import { spectrumWanted } from '../../similarity/measures/wanted';
import type { Executor } from '../pool/executor';
import type { PairCell } from '../../analysis/pairs/pairScores';
import { compareByGramians } from './gramianPairs';
import type { PairsWork, PairTask } from './pairTasks';
import type { KnownSide } from './pairCells';
import { sideSource, withoutCovariance, type MaskedSide, type SideSource } from './sideSource';
import { tilesOf, type PlacedTask } from './tiles';

/** With what the pairs of a set are computed. */
export interface SetAsked extends PairsWork {
  /** What measures ask of single samples; absent where they ask nothing. */
  asked?: SamplesAsked | undefined;
  /** Those that are multiplied all at once (see gramianTasks). */
  together: ReadonlySet<PairTask>;
}

/**
 * Computes pairs of one number of samples; the milliseconds that threads took to start. `onShare` hears of what share of them is done where they are computed
 * together.
 */
export async function computeSet(
  tasks: readonly PairTask[],
  all: readonly MaskedSide[],
  { options, resources = {}, asked, together }: SetAsked,
  finish: (task: PairTask, cell: PairCell) => void,
  engine: Engine,
  onShare: (share: number) => void = () => undefined,
): Promise<number> {
  const used = [...new Set(tasks.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
  const places = new Map(used.map((side, at) => [side, at]));
  const sides = used.map((side) => all[side]!);
  const identities = sides.map(({ identity }) => identity);
  const beside = askedBytes(identities, asked);
  const names = sides.map(({ name }) => name);
  const plan = planMatrix(identities, names, resources, beside, tasks.length);
  const starting = performance.now();
  const executor = await engine.executor(plan.workers);
  const waited = performance.now() - starting;
  const scratch = join(tmpdir(), `cca-lens-${randomUUID()}`);
  // Known before it is there, and made within this step: no signal comes between. For nobody else, as mkdtemp makes folders.
  holdDraft(scratch);
  mkdirSync(scratch, { mode: 0o700 });
  try {
    const wanted = spectrumWanted(options, engine.measures);
    const source = sideSource(sides, wanted, executor, plan.heldBytes, scratch, asked);
    const block = Math.max(1, Math.floor(plan.heldBytes / (largestOf(identities.map(sideBytes)) + beside.ofSide) / 2));
    const placed = tasks.map((task) => ({ task, i: places.get(task.a)!, j: places.get(task.b)! }));
    const kernels = engine.measures;
    const bytes = plan.roomBytes;
    const set = { sides, source, executor, options, kernels, bytes, finish, onShare };
    const byGramians = placed.filter(({ task }) => together.has(task));
    const alone = placed.filter(({ task }) => !together.has(task));
    const rest = [...alone, ...(await compareByGramians(byGramians, set))];
    const tiles = tilesOf(rest, { block, most: plan.tileEdge, workers: executor.workers });
    const work = { sides, source, executor, options, asked, finish };
    // One more than there are workers, so that none waits for the factors of its next pairs to arrive; this thread alone would hold both at once.
    await inParallel(tiles, executor.workers > 1 ? executor.workers + 1 : 1, (tile) => runTile(tile, work));
  } finally {
    await discardDraft(scratch);
  }
  return waited;
}

/** Sides of a set, and with what their pairs are computed. */
interface TileWork {
  sides: readonly MaskedSide[];
  source: SideSource;
  executor: Executor;
  options: CompareOptions;
  asked: SamplesAsked | undefined;
  finish: (task: PairTask, cell: PairCell) => void;
}

/** Pairs of a few sides: those of known sides over the same rows together, the others one by one. */
async function runTile(tile: readonly PlacedTask[], work: TileWork): Promise<void> {
  const { sides, source, executor } = work;
  const factors = new Map<number, SideFactors>();
  // Several at a time: one after the other, each would wait for the batches that are before it.
  await inParallel(tile.length > 1 ? usedIn(tile) : [], executor.workers, async (at) => {
    const found = await source.side(at);
    if (found) factors.set(at, found);
  });
  const together = new Map<Uint8Array | undefined, PlacedTask[]>();
  for (const placed of tile) {
    const [a, b] = [sides[placed.i]!, sides[placed.j]!];
    // What is known of a side is so of the rows that it keeps.
    const alike = bothMasks(a.mask, b.mask) === a.mask && a.mask === b.mask;
    // What wide sides have in common is not in their files: their pairs gain nothing by being read together.
    const narrow = [placed.i, placed.j].every((at) => factors.get(at) && !factors.get(at)!.gramian);
    if (!alike || !narrow) await runPair(placed, work);
    else together.set(a.mask, [...(together.get(a.mask) ?? []), placed]);
  }
  for (const [mask, some] of together) await runPairs(some, mask, factors, work);
}

async function runPair({ task, i, j }: PlacedTask, work: TileWork): Promise<void> {
  const { sides, source, executor, options, asked, finish } = work;
  const [ownA, ownB] = await allEnded([source.side(i), source.side(j)]);
  const [knownA, knownB] = await allEnded([besideOther(ownA, ownB, i, source), besideOther(ownB, ownA, j, source)]);
  const [a, b] = [sides[i]!, sides[j]!];
  const mask = bothMasks(a.mask, b.mask);
  const ofBoth = mask === a.mask && mask === b.mask;
  const needed = (side: SideFactors): SideFactors => (i === j ? side : withoutCovariance(side));
  const known = ofBoth ? { ...(knownA ? { a: needed(knownA) } : {}), ...(knownB ? { b: needed(knownB) } : {}) } : {};
  const [samplesA, samplesB] = asked && ofBoth ? await allEnded([source.samples(i), source.samples(j)]) : [];
  const samples = asked && { asked, ...(samplesA ? { a: samplesA } : {}), ...(samplesB ? { b: samplesB } : {}) };
  const remarks = (await allEnded((i === j ? [i] : [i, j]).map((at) => source.remarks(at)))).flat();
  const pair = { a: a.identity, b: b.identity, names: { a: a.name, b: b.name }, mask };
  finish(task, await executor.run('cell', { pair, known, options, remarks, samples }));
}

/** What a pair needs of a side: its own factors, or of a narrow one beside a wide one what those pairs have in common. */
function besideOther(
  own: SideFactors | undefined,
  other: SideFactors | undefined,
  at: number,
  source: SideSource,
): Promise<SideFactors | undefined> {
  return own && !own.gramian && other?.gramian ? source.besideWide(at) : Promise.resolve(own);
}

async function runPairs(
  some: readonly PlacedTask[],
  mask: Uint8Array | undefined,
  factors: ReadonlyMap<number, SideFactors>,
  { sides, source, executor, options, asked, finish }: TileWork,
): Promise<void> {
  const used = usedIn(some);
  const withItself = new Set(some.flatMap(({ i, j }) => (i === j ? [i] : [])));
  const known = await allEnded(
    used.map(async (at): Promise<KnownSide> => {
      const { identity, name } = sides[at]!;
      const side = factors.get(at)!;
      const [remarks, samples] = [await source.remarks(at), await source.samples(at)];
      return { identity, name, factors: withItself.has(at) ? side : withoutCovariance(side), remarks, samples };
    }),
  );
  const placeOf = new Map(used.map((side, at) => [side, at]));
  const pairs = some.map(({ i, j }): [number, number] => [placeOf.get(i)!, placeOf.get(j)!]);
  await executor.run('cells', { sides: known, pairs, mask, options, asked }, (found) => {
    for (const { at, cell } of found) finish(some[at]!.task, cell);
  });
}

/** Places of the sides of some tasks, each once. */
function usedIn(tasks: readonly PlacedTask[]): number[] {
  return distinct(tasks.flatMap(({ i, j }) => [i, j]));
}
