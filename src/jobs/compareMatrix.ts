import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LensError } from '../errors';
import { kernels } from '../linalg/kernels';
import {
  matrixMeasures,
  type MatrixMeasure,
  type MatrixOutcome,
  type MatrixSpec,
  type SideIdentity,
} from '../protocol/worker';
import { spectrumWanted } from '../similarity/measures';
import type { SideFactors } from '../similarity/sideFactors';
import type { Progress } from './compareArrays';
import { plainEngine, type Engine } from './engine';
import { planMatrix, sideBytes } from './memoryPlan';
import { openSides } from './openSides';
import type { PairCell, PairScores } from './pairCell';
import { neuronsOf, samplesOf } from './passes/filePasses';
import type { Executor } from './pool/executor';
import { DiskStore } from './store/diskStore';
import { FactorStore } from './store/factorStore';
import { MemoryStore } from './store/memoryStore';

/**
 * All pairs of a set of files, each pair once for both cells: every file is factored once, and read once more for each pair's product. Workers
 * take whole pairs; factors that do not fit the budget wait on disk. A pair that is refused leaves its cells empty and says why.
 * @throws the refusals of opening, orientation and memory, and those of single files, as LensErrors.
 */
export async function compareMatrix(
  spec: MatrixSpec,
  progress: Progress,
  engine: Engine = plainEngine(),
): Promise<MatrixOutcome> {
  const start = performance.now();
  const resources = spec.resources ?? {};
  const { names, sides, notices } = await openSides(
    spec.arrays,
    spec.arrays.map(() => undefined),
  );
  const plan = planMatrix(sides, names, resources);
  const starting = performance.now();
  const executor = await engine.executor(plan.workers);
  const waited = performance.now() - starting;
  const scratch = await mkdtemp(join(tmpdir(), 'cca-lens-'));
  try {
    const set = sideSource(spec, sides, names, executor, plan.heldBytes, scratch);
    const outcome = emptyOutcome(spec, samplesOf(sides[0]!), notices);
    outcome.timings.start = waited;
    const pairs = pairOrder(sides, plan.heldBytes);
    let done = 0;
    let next = 0;
    const pipeline = async (): Promise<void> => {
      for (let at = next++; at < pairs.length; at = next++) {
        const [i, j] = pairs[at]!;
        const known = await set.sides(i, j);
        const pair = { a: sides[i]!, b: sides[j]!, names: { a: names[i]!, b: names[j]! } };
        const cell = await executor.run('cell', { pair, known, options: spec.options });
        if (done === 0) outcome.timings.firstCell = performance.now() - start;
        fill(outcome, i, j, cell);
        progress(`comparing ${names[i]!} and ${names[j]!}`, ++done / pairs.length);
      }
    };
    // One pair more than there are workers, so that none waits for the factors of its next pair to arrive.
    const pipelines = Array.from({ length: executor.workers + 1 }, pipeline);
    try {
      await Promise.all(pipelines);
    } catch (error) {
      // The others end with the pair that they are at: nothing writes into the folder once it is gone.
      next = pairs.length;
      await Promise.allSettled(pipelines);
      throw error;
    }
    outcome.timings.total = performance.now() - start;
    return outcome;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface SideSource {
  sides(i: number, j: number): Promise<{ a?: SideFactors; b?: SideFactors }>;
}

/** Factors of the set's files, each computed at its first use and then kept in memory or on disk. */
function sideSource(
  { options, arrays }: MatrixSpec,
  sides: SideIdentity[],
  names: string[],
  executor: Executor,
  heldBytes: number,
  scratch: string,
): SideSource {
  const disk = new DiskStore(scratch, Infinity);
  const store = new FactorStore(kernels().name, new MemoryStore(heldBytes), disk);
  const spills = arrays.reduce((sum, _, i) => sum + sideBytes(sides[i]!), 0) > heldBytes;
  const wanted = spectrumWanted(options);
  const pending = new Map<number, Promise<SideFactors | undefined>>();

  async function make(i: number): Promise<SideFactors | undefined> {
    const identity = sides[i]!;
    const held = await store.side(identity);
    if (held) return held;
    // A file with more neurons than samples has no factors of its own: its pairs go through samples x samples.
    if (neuronsOf(identity) >= samplesOf(identity)) return undefined;
    try {
      const side = await executor.run('side', { identity, name: names[i]!, wanted });
      await store.keepSide(identity, side, spills);
      return side;
    } catch (error) {
      // The pair says it, of every pair that the file takes part in.
      if (error instanceof LensError && error.code !== 'file-changed') return undefined;
      throw error;
    }
  }

  function side(i: number): Promise<SideFactors | undefined> {
    const found = pending.get(i) ?? make(i).finally(() => pending.delete(i));
    pending.set(i, found);
    return found;
  }

  return {
    async sides(i, j) {
      const [a, b] = await Promise.all([side(i), side(j)]);
      const needed = (factors: SideFactors): SideFactors => (i === j ? factors : withoutCovariance(factors));
      return { ...(a ? { a: needed(a) } : {}), ...(b ? { b: needed(b) } : {}) };
    },
  };
}

/** With its spectrum known, a side's covariance is of use only to the side itself: it need not travel to the worker. */
function withoutCovariance(side: SideFactors): SideFactors {
  const { singularValues, basis } = side;
  return singularValues && basis ? leaveOutGram(side) : side;
}

function leaveOutGram({ gram: _gram, ...side }: SideFactors): SideFactors {
  return side;
}

/** Pairs (i <= j) in an order in which the factors at hand are used up before others are fetched: blocks against blocks. */
function pairOrder(sides: readonly SideIdentity[], heldBytes: number): [number, number][] {
  const widest = Math.max(...sides.map(sideBytes));
  const block = Math.max(1, Math.floor(heldBytes / widest / 2));
  const pairs: [number, number][] = [];
  for (let i0 = 0; i0 < sides.length; i0 += block) {
    for (let j0 = i0; j0 < sides.length; j0 += block) {
      for (let i = i0; i < Math.min(sides.length, i0 + block); i++) {
        for (let j = Math.max(i, j0); j < Math.min(sides.length, j0 + block); j++) pairs.push([i, j]);
      }
    }
  }
  return pairs;
}

function emptyOutcome(spec: MatrixSpec, samples: number, warnings: MatrixOutcome['warnings']): MatrixOutcome {
  const count = spec.arrays.length;
  const grid = (): (number | null)[][] =>
    Array.from({ length: count }, () => new Array<number | null>(count).fill(null));
  const values = Object.fromEntries(matrixMeasures.map((measure) => [measure, grid()]));
  return {
    paths: spec.arrays.map(({ path }) => path),
    samples,
    values: values as MatrixOutcome['values'],
    refused: [],
    warnings,
    options: spec.options,
    timings: { start: 0, total: 0, firstCell: 0 },
  };
}

function fill(outcome: MatrixOutcome, i: number, j: number, cell: PairCell): void {
  if ('error' in cell) {
    outcome.refused.push({ a: outcome.paths[i]!, b: outcome.paths[j]!, ...cell.error });
    return;
  }
  for (const measure of matrixMeasures) {
    outcome.values[measure][i]![j] = score(cell.scores, measure, false);
    outcome.values[measure][j]![i] = score(cell.scores, measure, true);
  }
}

/** PWCCA is the narrower side's; on a tie that of the row, which is side b of the turned pair. All other scores are symmetric. */
function score(scores: PairScores, measure: MatrixMeasure, turned: boolean): number | null {
  if (measure !== 'pwcca') return scores[measure];
  const { pwcca } = scores;
  if (pwcca === null) return null;
  return pwcca.tie ? pwcca[turned ? 'b' : 'a'] : pwcca[pwcca.side];
}
