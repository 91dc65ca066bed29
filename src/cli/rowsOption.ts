import { resolve } from 'node:path';
import { shardAsked } from '../cluster/arrayIndex';
import { LensError } from '../facts/errors';
import { numberOptions } from '../facts/numberOptions';
import { estimateRows } from '../jobs/rows/planRows';
import type { CompareSpec } from '../protocol/compareJob';
import type { RowsSpec } from '../protocol/rowsJob';
import { numberOption, type OptionValues } from './arguments';
import { printable } from './printable';
import { rowsPlanText } from './rowsText';

/** Options of a comparison by sums over rows: flags, and those with a value. */
export const rowsFlags = ['rows', 'merge', 'plan'] as const;
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
  if (values.plan) return undefined;
  if (typeof values.results !== 'string')
    throw new LensError('usage', '--rows keeps sums in a folder: name it with --results FOLDER.');
  const other = ofRowsThemselves.find((name) => values[name] !== undefined);
  if (other)
    throw new LensError('usage', `--${other} needs the rows themselves, and --rows keeps sums alone: leave one out.`);
  const base = { ...spec, folder: resolve(values.results) };
  const count = numberOption(values, 'shards', numberOptions.shards);
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

/** What the shards of a pair that a command line cuts by its rows take, as text or JSON; undefined where it does not ask for that. @throws LensError. */
export async function rowsPlanned(values: OptionValues, spec: CompareSpec): Promise<string | undefined> {
  if (!values.rows || !values.plan) return undefined;
  const other = ['shard', 'merge', 'methods', ...ofRowsThemselves].find((name) => values[name] !== undefined);
  if (other) throw new LensError('usage', `--plan computes nothing: leave out --${other}.`);
  const count = numberOption(values, 'shards', numberOptions.shards);
  if (count === undefined)
    throw new LensError('usage', 'Into how many parts? Give --shards N (--help explains the commands).');
  const results = typeof values.results === 'string' ? resolve(values.results) : undefined;
  const { plan, shards } = await estimateRows(spec, count, results);
  return values.json ? JSON.stringify({ ...plan, shards }, null, 1) : rowsPlanText(printable(plan), shards);
}
