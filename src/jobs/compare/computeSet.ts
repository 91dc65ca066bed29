import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largestOf } from '../../facts/extremes';
import type { CompareOptions } from '../../facts/options';
import type { Engine } from '../engine';
import { discardDraft, holdDraft } from '../files/drafts';
import { inParallel } from '../inParallel';
import { planMatrix, sideBytes } from '../memoryPlan';
import { askedBytes, type SamplesAsked } from '../samplesAsked';
import { bothMasks } from '../passes/finiteSamples';
import { spectrumWanted } from '../../similarity/measures/wanted';
import type { Executor } from '../pool/executor';
import type { PairCell } from '../../analysis/pairs/pairScores';
import type { PairsWork, PairTask } from './pairTasks';
import { sideSource, type MaskedSide, type SideSource } from './sideSource';

/** Computes pairs of one number of samples; the milliseconds that threads took to start. */
export async function computeSet(
  tasks: readonly PairTask[],
  all: readonly MaskedSide[],
  { options, resources = {}, asked }: PairsWork & { asked?: SamplesAsked | undefined },
  finish: (task: PairTask, cell: PairCell) => void,
  engine: Engine,
): Promise<number> {
  const used = [...new Set(tasks.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
  const places = new Map(used.map((side, at) => [side, at]));
  const sides = used.map((side) => all[side]!);
  const identities = sides.map(({ identity }) => identity);
  const beside = askedBytes(identities, asked);
  const names = sides.map(({ name }) => name);
  const plan = planMatrix(identities, names, resources, beside);
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
    const block = Math.max(1, Math.floor(plan.heldBytes / (largestOf(identities.map(sideBytes)) + beside / 2) / 2));
    const placed = tasks.map((task) => ({ task, i: places.get(task.a)!, j: places.get(task.b)! }));
    await runTasks(inBlocks(placed, block), sides, source, executor, { options, asked }, finish);
  } finally {
    await discardDraft(scratch);
  }
  return waited;
}

/** A task with its sides by their places in the set. */
interface PlacedTask {
  task: PairTask;
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
  { options, asked }: { options: CompareOptions; asked: SamplesAsked | undefined },
  finish: (task: PairTask, cell: PairCell) => void,
): Promise<void> {
  // One pair more than there are workers, so that none waits for the factors of its next pair to arrive.
  await inParallel(tasks, executor.workers + 1, async ({ task, i, j }) => {
    const known = await source.sides(i, j);
    const [a, b] = [sides[i]!, sides[j]!];
    const mask = bothMasks(a.mask, b.mask);
    const pair = { a: a.identity, b: b.identity, names: { a: a.name, b: b.name }, mask };
    // What is known of a side is so of the rows that it keeps.
    const ofBoth = mask === a.mask && mask === b.mask;
    const samples = asked && { asked, ...(ofBoth ? await source.samples(i, j) : {}) };
    const remarks = await source.remarks(i, j);
    finish(task, await executor.run('cell', { pair, known: ofBoth ? known : {}, options, remarks, samples }));
  });
}
