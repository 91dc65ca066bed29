import { resolve } from 'node:path';
import { shardAsked } from '../cluster/arrayIndex';
import { LensError } from '../facts/errors';
import { plural } from '../facts/numbers';
import { mostShards } from '../facts/shards';
import type { CompareSpec } from '../protocol/compareJob';
import type { RowsSpec, SummedShard } from '../protocol/rowsJob';
import { numberOption, type OptionValues } from './arguments';

/** Options of a comparison by sums over rows: flags, and those with a value. */
export const rowsFlags = ['rows', 'merge'] as const;
export const rowsTexts = ['results', 'shard', 'shards'] as const;

/** What writes, or reads, more of the rows than their sums. */
const ofRowsThemselves = ['directions', 'notebook'] as const;

/**
 * The comparison by sums over rows that a command line asks for, of a pair; undefined where it asks for none. @throws LensError `usage`, `shard-unclear`.
 */
export function rowsFrom(values: OptionValues, spec: CompareSpec): RowsSpec | undefined {
  const given = [...rowsFlags, ...rowsTexts].filter((name) => values[name] !== undefined);
  if (!values.rows) {
    if (given.length === 0) return undefined;
    throw new LensError(
      'usage',
      `--${given[0]!} is for a comparison by sums over rows: give --rows with it, or leave it out.`,
    );
  }
  if (typeof values.results !== 'string')
    throw new LensError('usage', '--rows keeps sums in a folder: name it with --results FOLDER.');
  const other = ofRowsThemselves.find((name) => values[name] !== undefined);
  if (other)
    throw new LensError('usage', `--${other} needs the rows themselves, and --rows keeps sums alone: leave one out.`);
  const base = { ...spec, folder: resolve(values.results) };
  const count = numberOption(values, 'shards', shardsOption);
  if (typeof values.shard === 'string') {
    if (values.merge || values.methods)
      throw new LensError(
        'usage',
        `--shard sums up one part, and --${values.merge ? 'merge' : 'methods'} is for all: leave one out.`,
      );
    if (count !== undefined && !/^auto$/.test(values.shard))
      throw new LensError(
        'usage',
        'Into how many shards rows are cut stands in --shard i/N already: leave out --shards.',
      );
    return { ...base, step: 'shard', shard: shardAsked(values.shard, process.env, count) };
  }
  return { ...base, step: values.merge ? 'merge' : 'complete', count };
}

const shardsOption = {
  least: 1,
  most: mostShards,
  whole: true,
  needed: `a whole number from 1 to ${mostShards}`,
  advice: '',
} as const;

/** What is said of a shard that was summed up. */
export function summedText({ index, count, from, to, of, samples, known }: SummedShard): string {
  const [first, last, all, part] = [from + 1, to, of, samples].map((value) => value.toLocaleString('en-US'));
  const left = to - from - samples;
  const out =
    left > 0
      ? `, ${part} of them taken part (${left.toLocaleString('en-US')} ${plural(left, 'is', 'are')} left out)`
      : '';
  return `shard ${index} of ${count}: rows ${first} to ${last} of ${all}${out}, ${known ? 'were summed up already' : 'summed up'}`;
}
