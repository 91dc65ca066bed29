import { arrayRanges } from '../cluster/arrayRanges';
import { shellLine } from '../cluster/shellWord';
import { byteSize } from '../facts/byteSize';
import { duration } from '../facts/duration';
import { plural } from '../facts/numbers';
import { fileName } from '../jobs/files/fileBytes';
import type { RowPlan, RowShardEstimate, SummedShard } from '../protocol/rowsJob';

import { shortestPath } from './shortestPath';

/** Shards that a person reads one by one. */
const mostLines = 20;

/** What is said of a shard that was summed up. */
export function summedText({ index, count, from, to, of, samples, known }: SummedShard): string {
  const left = to - from - samples;
  const out = left > 0 ? `, ${counted(left)} of them left out` : '';
  const rows = `rows ${counted(from + 1)} to ${counted(to)} of ${counted(of)}${out}`;
  return `Shard ${index} of ${count}: ${rows}, ${known ? 'summed up before' : 'summed up'}.`;
}

/** A pair that is cut into shards by its rows as a person reads it, with what each takes. */
export function rowsPlanText(plan: RowPlan, shards: readonly RowShardEstimate[]): string {
  const sum = (of: 'bytesToRead' | 'seconds'): number => shards.reduce((total, shard) => total + shard[of], 0);
  const known = plan.done.length > 0 ? `, ${counted(plan.done.length)} of them known` : '';
  const lines = shards.map(
    ({ index, from, to, known: own, bytesToRead, seconds }) =>
      `  ${String(index).padStart(2)}: rows ${counted(from + 1)} to ${counted(to)}${own ? ' (known)' : ''}, ${byteSize(bytesToRead)} read, ${duration(seconds)}`,
  );
  return [
    `${pairOf(plan)}: ${counted(plan.samples)} rows in ${counted(plan.count)} ${plural(plan.count, 'shard')}${known}; ${duration(sum('seconds'))} of one core in all, ${byteSize(sum('bytesToRead'))} read`,
    `each: memory ${byteSize(shards[0]?.memoryBytes ?? 0)} a worker`,
    ...(lines.length <= mostLines ? lines : []),
  ].join('\n');
}

/** How it stands with such a pair in a folder of results. */
export function rowsStatusText(plan: RowPlan, folder: string): string {
  const { a, b, count, samples, done, missing, id } = plan;
  const told = [
    ...(done.length > 0 ? [`${counted(done.length)} done (${arrayRanges(done)})`] : []),
    ...(missing.length > 0 ? [`${counted(missing.length)} missing (${arrayRanges(missing)})`] : []),
  ];
  const files = [a, b].map(shortestPath);
  const command = shellLine(['cca-lens', 'compare', ...files, '--rows', '--results', folder]);
  return [
    `rows of ${pairOf(plan)} in ${counted(count)} ${plural(count, 'shard')} (${id}): ${counted(samples)} rows`,
    `  shards: ${told.join(', ')}`,
    missing.length > 0
      ? `  run again: ${arrayRanges(missing)}, each by ${command} --shard i/${count} and the options that it was begun with, or all of it here without --shard`
      : `  complete: ${command} --merge, with the options that it was begun with, prints the report`,
  ].join('\n');
}

function pairOf({ a, b }: RowPlan): string {
  return `${fileName(a)} and ${fileName(b)}`;
}

function counted(value: number): string {
  return value.toLocaleString('en-US');
}
