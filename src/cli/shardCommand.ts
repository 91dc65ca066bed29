import { resolve } from 'node:path';
import { shardAsked } from '../cluster/arrayIndex';
import { LensError } from '../facts/errors';
import { counted, count as numberOf } from '../facts/numbers';
import { describeError } from '../jobs/describeError';
import { keepPlan, planId, plansIn } from '../jobs/shards/planFiles';
import { tellShard } from '../jobs/shards/shardStates';
import type { Selection } from '../protocol/selection';
import type { OptionValues } from './arguments';
import { beforeLongShard } from './beforeLongWork';
import { resourcesFrom } from './compareOptions';
import { resultsPlace } from './resultsPlace';
import { runHere } from './runHere';

/**
 * What `--shard` asks of an analysis: computes that part into --results, says in the folder how it goes, and yields what it has done; undefined where it is
 * not asked for. @throws LensErrors: `usage`, `shard-unclear`, those of the shard.
 */
export async function shardAnswer(selection: Selection, values: OptionValues): Promise<string | undefined> {
  const { shard: text, results: folder, merge } = values;
  if (typeof text !== 'string') return undefined;
  if (merge === true) throw new LensError('usage', '--merge computes nothing, and --shard a part: give one of them.');
  const results = await resultsPlace(values);
  if (typeof folder !== 'string' || !results)
    throw new LensError('usage', '--shard keeps what it computes in a folder: give --results FOLDER as well.');
  const shard = shardAsked(text, process.env, await plannedCount(selection, folder, text));
  const resources = resourcesFrom(values);
  const spec = { selection, resources, results, shard };
  await beforeLongShard(spec, values);
  const teller = tellShard(await keepPlan(folder, selection, shard.count), shard, resources);
  try {
    const done = await runHere('shard', spec);
    teller.done(done);
    if (values.json) return JSON.stringify({ shard, ...done }, null, 1);
    const { pairs, known, computed, refused } = done;
    const parts = [
      `${numberOf(computed)} computed`,
      `${numberOf(known)} known before`,
      ...(refused > 0 ? [`${numberOf(refused)} refused`] : []),
    ];
    return `Shard ${shard.index} of ${shard.count}: ${counted(pairs, unitOf(selection))}, ${parts.join(', ')}.`;
  } catch (error) {
    teller.failed(describeError(error).message);
    throw error;
  }
}

/** What shards are made of. */
export function unitOf({ analysis }: Selection): string {
  return analysis === 'classes' ? 'layer' : 'pair';
}

/** The number of shards of the one plan that the folder holds of an analysis, for `auto`. @throws LensError `shard-unclear` where there are several. */
async function plannedCount(selection: Selection, folder: string, text: string): Promise<number | undefined> {
  if (text !== 'auto') return undefined;
  const plans = await plansIn(folder);
  const own = plans.filter(({ id, shards }) => id === planId(selection, shards));
  if (own.length > 1) {
    const counts = own.map(({ shards }) => shards).join(' and ');
    const found = `${resolve(folder)} holds plans of this analysis in ${counts} shards`;
    throw new LensError('shard-unclear', `Which shard to compute is not clear: ${found}; give --shard auto/N.`);
  }
  return own[0]?.shards;
}
