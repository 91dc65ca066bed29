import { byteSize } from '../facts/byteSize';
import { duration } from '../facts/duration';
import { LensError } from '../facts/errors';
import { largestOf, smallestOf } from '../facts/extremes';
import { count, counted } from '../facts/numbers';
import { numberOptions } from '../facts/numberOptions';
import { keepPlan } from '../jobs/shards/planFiles';
import type { PlannedShard, ShardPlan } from '../protocol/analysisRun';
import type { Selection } from '../protocol/selection';
import { numberOption, parseCommand } from './arguments';
import { resourcesFrom } from './compareOptions';
import { readChoice } from './readChoice';
import { resultsPlace } from './resultsPlace';
import { runHere } from './runHere';
import { unitOf } from './shardCommand';

/** Shards that a person reads one by one. */
const mostLines = 20;

/**
 * `cca-lens plan`: an analysis cut into shards, and what each takes; with --results without what is known there, and kept there for those that compute it.
 * @throws LensError.
 */
export async function planCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, ['json'], ['shards', 'results', 'order', 'workers', 'memory'], {
    count: 1,
    what: 'one selection FILE.ccalens.json',
  });
  const shards = numberOption(values, 'shards', numberOptions.shards);
  if (shards === undefined)
    throw new LensError('usage', 'Into how many parts? Give --shards N (--help explains the commands).');
  const selection = await readChoice(files[0]!, values);
  const results = await resultsPlace(values);
  const plan = await runHere('plan', { selection, resources: resourcesFrom(values), results, shards });
  const [problem] = plan.problems;
  if (problem) throw new LensError(problem.code, problem.message);
  const kept = results && (await keepPlan(results.folder, selection, shards));
  if (values.json) return JSON.stringify({ ...(kept && { id: kept.id }), ...plan }, null, 1);
  const where = kept ? [`Kept as plan ${kept.id} in ${results.folder}.`] : [];
  return [...planLines(plan, selection), ...where].join('\n');
}

/** A plan as a person reads it. */
export function planLines({ pairs, knownPairs, shards, notices }: ShardPlan, selection: Selection): string[] {
  const unit = unitOf(selection);
  const bytes = shards.reduce((sum, { bytesToRead }) => sum + bytesToRead, 0);
  const seconds = shards.reduce((sum, shard) => sum + shard.seconds, 0);
  const known = knownPairs > 0 ? `, ${count(knownPairs)} known` : '';
  const empty = shards.filter((shard) => shard.pairs === 0).length;
  return [
    `${selection.analysis}: ${counted(pairs, unit)}${known}, in ${counted(shards.length, 'shard')}; about ${duration(seconds)} in all, ${byteSize(bytes)} read`,
    rangeLine(shards, unit),
    ...(empty > 0 ? [`${counted(empty, 'shard')} would have nothing to do: fewer are enough.`] : []),
    ...(shards.length <= mostLines ? shards.map((shard) => shardLine(shard, unit)) : []),
    ...notices.map(({ message }) => message),
  ];
}

function rangeLine(shards: readonly PlannedShard[], unit: string): string {
  const range = (of: (shard: PlannedShard) => number, say: (value: number) => string): string => {
    const values = shards.map(of);
    const [low, high] = [say(smallestOf(values)), say(largestOf(values))];
    return low === high ? low : `${low} to ${high}`;
  };
  return `each: ${range(({ pairs }) => pairs, count)} ${unit}s, ${range(({ seconds }) => seconds, duration)}, memory ${range(({ memoryBytes }) => memoryBytes, byteSize)}`;
}

function shardLine(
  { index, pairs, knownPairs, arrays, bytesToRead, seconds, memoryBytes }: PlannedShard,
  unit: string,
) {
  const known = knownPairs > 0 ? ` (${count(knownPairs)} known)` : '';
  return `  ${String(index).padStart(2)}: ${counted(pairs, unit)}${known}, ${counted(arrays, 'array')}, ${byteSize(bytesToRead)} read, ${duration(seconds)}, memory ${byteSize(memoryBytes)}`;
}
