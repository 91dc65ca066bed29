import type { CompareSpec } from '../../protocol/compareJob';
import type { Resources } from '../../protocol/resources';
import type { RowPlan, RowShardEstimate } from '../../protocol/rowsJob';
import { measureKernels } from '../../similarity/measures';
import { rowsOfBlock } from '../../similarity/rows/takeRows';
import { defaultWorkers, memoryBudget, overBudget } from '../memoryPlan';
import { neuronsOf } from '../passes/filePair';
import { indicesOf } from '../store/rowFiles';
import { rowsPair, type RowsPair } from './rowsPair';
import { stretchOf } from './stretchOf';

/** Multiplications and additions a second of one core in QR of rows, measured with WebAssembly; rows whose covariance tells them well take half of that. */
const perSecond = 5e9;
/** Seconds for a value to be read, taken off its mean and multiplied with norms, measured. */
const secondsPerValue = 8e-9;
const mebibyte = 2 ** 20;
/** A thread with its code and kernels, and what it reads into. */
const threadBytes = 40 * mebibyte;
const mostWorkers = 8;

/** How many workers a shard of a pair takes within the memory that is allowed. @throws LensError `memory-budget`. */
export function planRows(pair: RowsPair, resources: Resources): { workers: number; bytes: number } {
  const budget = memoryBudget(resources);
  const { names } = pair.sides;
  const one = workerBytes(pair);
  if (one > budget) throw overBudget(`A shard of ${names.a} and ${names.b} needs`, one, budget);
  const wanted = Math.min(mostWorkers, resources.workers ?? defaultWorkers());
  const workers = Math.max(1, Math.min(wanted, Math.floor(budget / one)));
  return { workers, bytes: workers * one };
}

/** Bytes of one worker: a block of rows, as it is taken up and in the memory of the kernels, and triangles: none depends on how many rows there are. */
function workerBytes({ same, sides: { a, b } }: RowsPair): number {
  const columns = neuronsOf(a) + (same ? 0 : neuronsOf(b));
  return threadBytes + 8 * (3 * rowsOfBlock(columns) * columns + 6 * columns ** 2);
}

/**
 * What each shard of a pair takes, told from headers alone, and which shards a folder of results has. @throws what rowsPair throws.
 */
export async function estimateRows(
  spec: CompareSpec,
  count: number,
  results?: string,
): Promise<{ plan: RowPlan; shards: RowShardEstimate[] }> {
  const pair = await rowsPair(spec, measureKernels);
  const { a, b } = pair.sides;
  const done = results === undefined ? [] : await indicesOf(results, pair.id, count);
  const there = new Set(done);
  const used = pair.same ? [a] : [a, b];
  const columns = used.reduce((sum, side) => sum + neuronsOf(side), 0);
  const memoryBytes = workerBytes(pair);
  const shards = Array.from({ length: count }, (_, at): RowShardEstimate => {
    const { from, to } = stretchOf(pair.sides, { index: at + 1, count });
    // A deflated member is inflated from its beginning.
    const bytesToRead = used.reduce(
      (sum, { byteLength, layout }) =>
        sum + (byteLength * (layout.startsWith('inflated') ? to : to - from)) / Math.max(1, pair.rows),
      0,
    );
    const seconds = (to - from) * ((2 * columns ** 2) / perSecond + columns * secondsPerValue);
    return {
      index: at + 1,
      from,
      to,
      known: there.has(at + 1),
      bytesToRead: Math.ceil(bytesToRead),
      seconds,
      memoryBytes,
    };
  });
  const missing = shards.flatMap(({ index, known }) => (known ? [] : [index]));
  const plan = { id: pair.id, a: a.address.path, b: b.address.path, samples: pair.rows, count, done, missing };
  return { plan, shards };
}
