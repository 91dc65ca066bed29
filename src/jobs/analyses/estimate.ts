import type { PairPlan } from '../../analysis/pairs/pairPlan';
import { planOfSelection } from '../../analysis/planOfSelection';
import { PlanError } from '../../analysis/pairs/planError';
import { isOfPairs } from '../../facts/analyses';
import { LensError } from '../../facts/errors';
import type { Estimate, EstimateSpec } from '../../protocol/analysisRun';
import type { SelectedArray } from '../../protocol/selection';
import { knownPairs } from '../compare/knownPairs';
import type { PairsWork } from '../compare/pairTasks';
import { plainEngine, type Engine } from '../engine';
import type { OpenedPairs } from '../arrays/openPairs';
import { layerAnalyses } from './layerAnalyses';
import { sampleCountProblems } from './sampleCountProblems';
import { withMeasure } from '../compare/withMeasure';
import { openSelected } from './openSelected';
import { requireReadable } from './requireReadable';
import { idsNotices } from './selectedAddresses';
import { calibratedOf } from './runPlan';
import { setOfHeaders, unknownOf, whatItTakes } from './workOfPairs';

/** What an analysis will take and what stands in its way, from headers alone; what is known from earlier runs takes nothing. */
export async function estimate(spec: EstimateSpec, engine: Engine = plainEngine()): Promise<Estimate> {
  const { selection, resources = {}, results } = spec;
  const { analysis } = selection;
  if (!isOfPairs(analysis)) return layerAnalyses[analysis].estimate(spec, engine);
  let plan: PairPlan;
  const included = selection.arrays.filter(({ include }) => include);
  try {
    await requireReadable(selection);
    plan = planOfSelection(selection);
  } catch (error) {
    if (error instanceof PlanError) return impossible(error);
    if (error instanceof LensError) return impossible(error, included);
    throw error;
  }
  const options = withMeasure(selection.options, selection.measure);
  const { opened, idsProblems } = await openSelected(plan, options);
  const work: PairsWork = { options, resources, results, calibrated: calibratedOf(selection, plan) };
  const known = await knownPairs(opened, work, engine);
  const set = await setOfHeaders(opened, work, engine);
  const permuted = unknownOf(set, known.all).tasks;
  const planned = { set, opened, work };
  const { problems, ...takes } = whatItTakes(unknownOf(set, known.compared), permuted, planned, engine);
  return {
    arrays: plan.arrays.length,
    pairs: plan.pairs.length,
    knownPairs: known.all.size,
    ...takes,
    problems: [...idsProblems, ...problemsOf(opened, plan), ...problems],
    notices: [...plan.notices, ...idsNotices(plan.arrays), ...opened.notices, ...refusals(opened)],
  };
}

function impossible({ code, message }: LensError, arrays: readonly SelectedArray[] = []): Estimate {
  const nothing = { arrays: 0, pairs: 0, knownPairs: 0, bytesToRead: 0, seconds: 0, memoryBytes: 0 };
  return { ...nothing, problems: [{ code, message, paths: arrays.map(({ path }) => path) }], notices: [] };
}

/** Files that cannot be read, counts of samples that keep pairs apart, and choices that are open: all at once. */
function problemsOf(opened: OpenedPairs, plan: PairPlan): Estimate['problems'] {
  const pathOf = (array: number): string => plan.arrays[array]!.path;
  const unreadable = opened.faults.flatMap((fault, array) => (fault ? [{ ...fault, paths: [pathOf(array)] }] : []));
  const apart = new Set<number>();
  opened.pairs.forEach((pair, at) => {
    if (pair.kind === 'refused' && pair.error.code === 'sample-count-mismatch')
      for (const array of plan.pairs[at]!) apart.add(array);
  });
  const counted = [...apart].flatMap((array) => {
    const found = opened.compared[array];
    return found ? [{ name: opened.names[array]!, path: pathOf(array), samples: found.samples }] : [];
  });
  const open = opened.problems.map(({ code, message, arrays }) => ({ code, message, paths: arrays.map(pathOf) }));
  const mismatch = opened.pairs.find((pair) => pair.kind === 'refused' && pair.error.turn !== undefined);
  const turn = mismatch?.kind === 'refused' ? mismatch.error.turn : undefined;
  return [...unreadable, ...open, ...sampleCountProblems(counted, turn)];
}

/** Pairs that will be refused for other reasons than those: they do not keep the others from being computed. */
function refusals({ pairs, faults, problems }: OpenedPairs): Estimate['notices'] {
  const said = new Set([
    ...faults.flatMap((fault) => (fault ? [fault.message] : [])),
    ...problems.map((p) => p.message),
  ]);
  const refused = pairs.filter(
    (pair) => pair.kind === 'refused' && pair.error.code !== 'sample-count-mismatch' && !said.has(pair.error.message),
  );
  const [first] = refused;
  if (first?.kind !== 'refused') return [];
  const count = refused.length === 1 ? '1 pair' : `${refused.length} pairs`;
  return [
    { code: 'pairs-refused', message: `${count} cannot be compared and will be left empty: ${first.error.message}` },
  ];
}
