import type { PairOutcomes } from '../../analysis/pairs/pairOutcomes';
import type { PairPlan } from '../../analysis/pairs/pairPlan';
import type { PairCell } from '../../analysis/pairs/pairScores';
import { analysisFacts } from '../../facts/analyses';
import type { CompareOptions } from '../../facts/options';
import type { AnalyzeSpec } from '../../protocol/analysisRun';
import type { Selection } from '../../protocol/selection';
import type { OpenedPairs } from '../arrays/openPairs';
import type { Progress } from '../progress';
import { comparingShare } from '../compare/compareMatrix';
import { comparePairs, type PairsDone } from '../compare/comparePairs';
import type { PairsWork } from '../compare/pairTasks';
import { differingCounts, mostSamples } from '../compare/setNotices';
import type { Engine } from '../engine';
import { withMeasure } from '../compare/withMeasure';
import { notDefined, requireSomething } from '../compare/whatIsLeft';
import { requireNoProblem } from './checkIds';
import { fewNotice } from '../calibrate/calibratedReport';
import { permutePairs, type PermutedSet } from '../calibrate/permutePairs';
import type { PermuteWork } from '../calibrate/permutedSets';
import { openSelected } from './openSelected';
import { idsNotices } from './selectedAddresses';

/** A plan whose arrays are opened: what there is of it before a pair is compared. */
interface OpenedPlan {
  opened: OpenedPairs;
  options: CompareOptions;
  /** Filled as pairs are told. */
  cells: (PairCell | undefined)[];
  outcomes: PairOutcomes;
}

/** @throws LensErrors: `id-count-mismatch`, the errors of opening files of ids. */
export async function openPlan(selection: Selection, plan: PairPlan): Promise<OpenedPlan> {
  const options = withMeasure(selection.options, selection.measure);
  const { opened, idsProblems } = await openSelected(plan, options);
  requireNoProblem(idsProblems);
  const cells = new Array<PairCell | undefined>(plan.pairs.length).fill(undefined);
  const outcomes: PairOutcomes = {
    cells,
    names: opened.names,
    neurons: opened.compared.map((compared) => compared?.neurons ?? 0),
    faults: opened.faults,
    samples: mostSamples(opened),
    options,
    notices: [...idsNotices(plan.arrays), ...opened.notices, ...differingCounts(opened)],
    known: 0,
    timings: { total: 0, firstCell: 0 },
  };
  return { opened, options, cells, outcomes };
}

/** The outcomes once all pairs were told, with what comparing them said. @throws see requireSomething. */
export function comparedPlan(
  { analysis, measure }: Selection,
  plan: PairPlan,
  { outcomes, options, cells }: OpenedPlan,
  { known, timings, notices: said }: PairsDone,
): PairOutcomes {
  requireSomething(plan.pairs, cells, options, analysisFacts(analysis).scores === 'all' ? undefined : measure);
  const notices = [...outcomes.notices, ...said, ...notDefined(cells, options, measure)];
  return { ...outcomes, notices, known, timings: { total: timings.total, firstCell: timings.firstCell } };
}

/** What of a plan is calibrated, where its options ask for that. */
export function calibratedOf({ options, measure }: Selection, { calibrated }: PairPlan): PairsWork['calibrated'] {
  return options.calibrate && { measure, places: calibrated };
}

/** With what the compared pairs of a plan are permuted; undefined where they are not. */
export function permutingOf(
  { selection, resources, results }: AnalyzeSpec,
  { calibrated }: PairPlan,
  { options, cells }: OpenedPlan,
): PermuteWork | undefined {
  const { measure } = selection;
  const { calibrate: choice } = options;
  const wanted = calibrated && new Set(calibrated);
  return choice && { cells, measure, options, resources, results, choice, wanted };
}

/** The outcomes with what permuting the pairs came to, since a point of time; `known`: places of the pairs that were compared before. */
export function calibratedPlan(
  done: PairOutcomes,
  permuted: PermutedSet,
  known: readonly number[],
  since: number,
): PairOutcomes {
  const { choice, pairs, computed, notices } = permuted;
  return {
    ...done,
    permuted: { choice, pairs },
    notices: [...done.notices, ...notices, ...fewNotice(choice)],
    known: known.filter((at) => !computed.has(at)).length,
    timings: { ...done.timings, total: done.timings.total + performance.now() - since },
  };
}

/**
 * What the pairs of a plan come to; `partial` makes, of what there is by then, what is shown while it runs.
 * @throws LensErrors: `memory-budget`, `file-changed`; those of openPlan and comparedPlan.
 */
export async function runPlan(
  spec: AnalyzeSpec,
  plan: PairPlan,
  progress: Progress,
  engine: Engine,
  partial?: (outcomes: PairOutcomes) => unknown,
): Promise<PairOutcomes> {
  const { selection, resources, results } = spec;
  const begun = await openPlan(selection, plan);
  const { opened, options, cells, outcomes } = begun;
  const permuting = permutingOf(spec, plan, begun);
  const known: number[] = [];
  const compared = await comparePairs(
    opened,
    { options, resources, results },
    (pair, cell, isKnown) => {
      cells[pair] = cell;
      if (isKnown) known.push(pair);
    },
    (phase, fraction) =>
      progress(phase, (permuting ? comparingShare : 1) * fraction, partial && (() => partial(outcomes))),
    engine,
  );
  const done = comparedPlan(selection, plan, begun, compared);
  if (!permuting) return done;
  const since = performance.now();
  const permuted = await permutePairs(
    opened,
    permuting,
    (phase, fraction) =>
      progress(phase, comparingShare + (1 - comparingShare) * fraction, partial && (() => partial(done))),
    engine,
  );
  return calibratedPlan(done, permuted, known, since);
}
