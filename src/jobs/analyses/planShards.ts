import { distinct } from '../../analysis/pairs/inOrder';
import { pairAnalyses } from '../../analysis/pairAnalyses';
import { isOfPairs } from '../../facts/analyses';
import type { PlannedShard, PlanSpec, ShardPlan } from '../../protocol/analysisRun';
import { knownPairs } from '../compare/knownPairs';
import { shardsOfPairs } from '../compare/shardsOfPairs';
import type { PairsOfSet } from '../compare/pairsOfSet';
import type { PairsWork } from '../compare/pairTasks';
import { withMeasure } from '../compare/withMeasure';
import type { Engine } from '../engine';
import { estimate } from './estimate';
import { layerAnalyses } from './layerAnalyses';
import { openSelected } from './openSelected';
import { calibratedOf } from './runPlan';
import { setOfHeaders, unknownOf, whatItTakes } from './workOfPairs';

/** An analysis cut into shards, from headers alone, with what each takes of what is not yet known. @throws the LensErrors of an estimate. */
export async function planShards(spec: PlanSpec, engine: Engine): Promise<ShardPlan> {
  const { selection, resources = {}, results, shards: count } = spec;
  const { analysis, measure } = selection;
  const { pairs, knownPairs: knownCount, problems, notices } = await estimate(spec, engine);
  const found = { pairs, knownPairs: knownCount, problems, notices };
  if (problems.length > 0) return { ...found, shards: [] };
  if (!isOfPairs(analysis)) return { ...found, shards: await layerAnalyses[analysis].plan(spec, engine) };
  const plan = pairAnalyses[analysis].plan(selection);
  const options = withMeasure(selection.options, measure);
  const { opened } = await openSelected(plan, options);
  const work: PairsWork = { options, resources, results, calibrated: calibratedOf(selection, plan) };
  const known = await knownPairs(opened, work, engine);
  const set = await setOfHeaders(opened, work, engine);
  const cut = shardsOfPairs(set, opened, work, engine, count);
  const owns = Array.from({ length: count }, (): Pick<PairsOfSet, 'tasks' | 'maps'> => ({ tasks: [], maps: [] }));
  for (const task of set.tasks) owns[cut.of(task) - 1]!.tasks.push(task);
  for (const maps of set.maps) owns[cut.ofMaps(maps) - 1]!.maps.push(maps);
  const shards = owns.map((own, at): PlannedShard => {
    const index = at + 1;
    const places = [...own.tasks.flatMap((task) => task.pairs), ...own.maps.map((maps) => maps.at)];
    const todo = unknownOf(own, known.compared);
    const permuted = unknownOf(own, known.all).tasks;
    const { bytesToRead, seconds, memoryBytes } = whatItTakes(todo, permuted, { set, opened, work }, engine);
    const arrays = [
      ...todo.tasks.flatMap(({ a, b }) => [opened.sides[a]!.array, opened.sides[b]!.array]),
      ...todo.maps.flatMap(({ pair: { i, j } }) => [i, j]),
    ];
    return {
      index,
      pairs: places.length,
      knownPairs: places.filter((place) => known.all.has(place)).length,
      arrays: distinct(arrays).length,
      bytesToRead,
      seconds,
      memoryBytes,
    };
  });
  return { ...found, shards };
}
