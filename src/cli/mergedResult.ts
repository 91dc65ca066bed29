import { arrayRanges } from '../cluster/arrayRanges';
import { shellLine } from '../cluster/shellWord';
import { LensError } from '../facts/errors';
import type { AnalysisResult } from '../facts/analyses';
import { counted } from '../facts/numbers';
import { planId, plansIn } from '../jobs/shards/planFiles';
import { memoryOfShards, shardStates } from '../jobs/shards/shardStates';
import type { Selection } from '../protocol/selection';
import type { OptionValues } from './arguments';
import { resourcesFrom } from './compareOptions';
import { readPlace } from './resultsPlace';
import { runHere } from './runHere';
import { unitOf } from './shardCommand';

/**
 * The result of an analysis out of what is kept in --results; nothing is computed. @throws LensError `usage`; `results-missing`, which says what is missing and what
 * to run; those of the analysis.
 */
export async function mergedResult(selection: Selection, values: OptionValues): Promise<AnalysisResult> {
  const results = await readPlace(values);
  if (!results) throw new LensError('usage', '--merge reads what shards have kept: give --results FOLDER as well.');
  const plans = await plansIn(results.folder);
  const own = plans.filter(({ id, shards }) => id === planId(selection, shards)).at(-1);
  const given = resourcesFrom(values);
  const resources =
    own && values.memory === undefined ? { ...given, ...memoryOfShards(await shardStates(own)) } : given;
  const spec = { selection, resources, results, shards: own?.shards };
  const { result, missing, pairs, missingShards, examples } = await runHere('kept', spec);
  if (missing === 0 && result) return result;
  const shards =
    missingShards.length > 0 && own
      ? `run shard${missingShards.length === 1 ? '' : 's'} ${arrayRanges(missingShards)} of ${own.shards} again (${shellLine(['cca-lens', 'status', results.folder])} says more), or run without --merge, which computes them`
      : 'run without --merge, which computes them';
  const unit = unitOf(selection);
  const some = examples.length < missing ? `${examples.join(', ')} and others` : examples.join(', ');
  throw new LensError(
    'results-missing',
    `${counted(missing, unit)} of ${pairs} ${missing === 1 ? 'has' : 'have'} no result in ${results.folder} (${some}): ${shards}.`,
  );
}
