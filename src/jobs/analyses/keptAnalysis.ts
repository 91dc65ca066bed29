import { pairAnalyses } from '../../analysis/pairAnalyses';
import type { PairPlan } from '../../analysis/pairs/pairPlan';
import { isOfPairs } from '../../facts/analyses';
import type { KeptOutcome, KeptSpec } from '../../protocol/analysisRun';
import { permutePairs } from '../calibrate/permutePairs';
import { comparePairs } from '../compare/comparePairs';
import { shardsOfPairs } from '../compare/shardsOfPairs';
import type { Engine } from '../engine';
import type { Progress } from '../progress';
import { layerAnalyses } from './layerAnalyses';
import { calibratedOf, calibratedPlan, comparedPlan, openPlan, permutingOf } from './runPlan';
import { setOfHeaders } from './workOfPairs';

/** Names of missing pairs that are told. */
const mostExamples = 5;

/**
 * What is kept of an analysis, whoever has computed it: the result that one run would have come to, where nothing is missing. Files are opened, and looked at
 * for what is said of them; nothing is computed. @throws the LensErrors of the analysis.
 */
export async function keptAnalysis(spec: KeptSpec, progress: Progress, engine: Engine): Promise<KeptOutcome> {
  const { selection, resources, results, shards } = spec;
  const { analysis } = selection;
  if (!isOfPairs(analysis)) return layerAnalyses[analysis].kept(spec, progress, engine);
  const { plan: planOf, result, whileRunning } = pairAnalyses[analysis];
  const plan = planOf(selection);
  const begun = await openPlan(selection, plan);
  const { opened, options, cells, outcomes } = begun;
  const calibrated = calibratedOf(selection, plan);
  const work = { options, resources, results, keptAlone: true, calibrated };
  const compared = await comparePairs(opened, work, (pair, cell) => (cells[pair] = cell), progress, engine);
  const permuting = permutingOf(spec, plan, begun);
  const since = performance.now();
  const permuted = permuting && (await permutePairs(opened, { ...permuting, keptAlone: true }, progress, engine));
  const missing = cells.flatMap((cell, at) => (cell === undefined || permuted?.missing.has(at) ? [at] : []));
  const refused = cells.filter((cell) => cell !== undefined && 'error' in cell).length;
  if (missing.length === 0) {
    // The shards are this run's own: nothing was known before it.
    const done = comparedPlan(selection, plan, begun, { ...compared, known: 0 });
    const whole = permuted ? calibratedPlan(done, permuted, [], since) : done;
    return { result: result(plan, whole, selection, true), pairs: cells.length, missing: 0, refused, ...none };
  }
  const partial = whileRunning && result(plan, outcomes, selection, false);
  return {
    ...(partial && { result: partial }),
    pairs: cells.length,
    missing: missing.length,
    refused,
    missingShards: shards === undefined ? [] : await shardsOf(missing),
    examples: missing.slice(0, mostExamples).map((at) => nameOf(plan, opened.names, at)),
  };

  async function shardsOf(places: readonly number[]): Promise<number[]> {
    const set = await setOfHeaders(opened, work, engine);
    const cut = shardsOfPairs(set, opened, work, engine, shards!);
    const open = new Set(places);
    const found = [
      ...set.tasks.flatMap((task) => (task.pairs.some((at) => open.has(at)) ? [cut.of(task)] : [])),
      ...set.maps.flatMap((maps) => (open.has(maps.at) ? [cut.ofMaps(maps)] : [])),
    ];
    return [...new Set(found)].sort((x, y) => x - y);
  }
}

const none = { missingShards: [], examples: [] };

function nameOf({ pairs }: PairPlan, names: readonly string[], at: number): string {
  const [a, b] = pairs[at]!;
  return `${names[a]!} with ${names[b]!}`;
}
