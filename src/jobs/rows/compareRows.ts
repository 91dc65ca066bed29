import { LensError } from '../../facts/errors';
import { joinedWords } from '../../facts/joinedWords';
import { mostShards } from '../../facts/shards';
import type { RowsOutcome, RowsSpec } from '../../protocol/rowsJob';
import { plainEngine, type Engine } from '../engine';
import { makeFolder } from '../files/folders';
import { planPair } from '../memoryPlan';
import { neuronsOf } from '../passes/filePair';
import type { Progress } from '../progress';
import { countsOf, indicesOf } from '../store/rowFiles';
import { mergeShards } from './mergeShards';
import { rowsReport } from './rowsReport';
import { planRows } from './planRows';
import { rowsPair, type RowsPair } from './rowsPair';
import { sumShard } from './sumShard';

/** Values of a shard where nobody says how many there are to be. */
const usualValues = 2 ** 31;

/**
 * Compares a pair by sums over stretches of its rows that are kept in a folder of results: sums a shard up, or makes the report of all, or both of what is missing.
 * @throws LensError `rows-not-summable`, `shards-missing`, `usage` for a number of shards that the pair cannot have; what sumShard and rowsReport throw.
 */
export async function compareRows(
  spec: RowsSpec,
  progress: Progress,
  engine: Engine = plainEngine(),
): Promise<RowsOutcome> {
  const { options, folder: results } = spec;
  const resources = spec.resources ?? {};
  const pair = await rowsPair(spec, engine.measures);
  if (spec.step !== 'merge') await makeFolder(results);
  const summing = async (index: number, count: number, onShare: Progress) => {
    const executor = await engine.executor(planRows(pair, resources).workers);
    const work = { results, dropNonFinite: options.dropNonFinite, executor, progress: onShare };
    return sumShard(pair, { index, count }, work);
  };
  if (spec.step === 'shard') {
    const { index, count } = spec.shard;
    requireCount(pair, count);
    return { summed: await summing(index, count, progress) };
  }
  const count = await countFor(pair, spec);
  requireCount(pair, count);
  if (spec.step === 'complete')
    for (let index = 1; index <= count; index++)
      await summing(index, count, (phase, share) => progress(phase, (0.9 * (index - 1 + share)) / count));
  const merged = await mergeShards(pair, { results, count }, (done) =>
    progress(`merging shard ${done} of ${count}`, 0.9 + (0.05 * done) / count),
  );
  const { a, b, names } = pair.sides;
  const { workers } = planPair(a, b, names, resources);
  const executor = await engine.executor(workers);
  const report = await rowsReport(pair, merged, {
    spec,
    executor,
    kernels: engine.measures,
    progress: () => undefined,
  });
  return { report };
}

/** @throws LensError `usage` where a pair cannot be cut into so many shards. */
function requireCount({ rows, sides: { names } }: RowsPair, count: number): void {
  const most = Math.min(rows, mostShards);
  if (count > most)
    throw new LensError(
      'usage',
      `The ${rows} rows of ${names.a} and ${names.b} can be cut into at most ${most} shards, not ${count}.`,
    );
}

/** Into how many shards a pair is cut: as asked for, or as it is in the folder, or, to be completed, as usual. @throws LensError `shards-missing`, `usage`. */
async function countFor(pair: RowsPair, spec: Exclude<RowsSpec, { step: 'shard' }>): Promise<number> {
  if (spec.count !== undefined) return spec.count;
  const counts = await countsOf(spec.folder, pair.id);
  if (counts.length === 1) return counts[0]!;
  for (const count of counts) if ((await indicesOf(spec.folder, pair.id, count)).length === count) return count;
  const { a, b, names } = pair.sides;
  if (counts.length > 1)
    throw new LensError(
      'usage',
      `${spec.folder} has ${names.a} and ${names.b} by ${joinedWords(counts.map(String))} shards, and all of none: say which with --shards.`,
    );
  if (spec.step === 'complete') {
    const values = pair.rows * (neuronsOf(a) + neuronsOf(b));
    return Math.min(pair.rows, mostShards, Math.max(1, Math.ceil(values / usualValues)));
  }
  throw new LensError(
    'shards-missing',
    `${spec.folder} has no shard of ${names.a} and ${names.b} as they are now: run --shard i/N first, or leave out --merge.`,
  );
}
