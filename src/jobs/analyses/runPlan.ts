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
import { differingCounts, mostSamples } from '../compare/setNotices';
import type { Engine } from '../engine';
import { withMeasure } from '../compare/withMeasure';
import { notDefined, requireSomething } from '../compare/whatIsLeft';
import { requireNoProblem } from './checkIds';
import { fewNotice } from '../calibrate/calibratedReport';
import { permutePairs } from '../calibrate/permutePairs';
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

/**
 * What the pairs of a plan come to; `partial` makes, of what there is by then, what is shown while it runs.
 * @throws LensErrors: `memory-budget`, `file-changed`; those of openPlan and comparedPlan.
 */
export async function runPlan(
  { selection, resources, results }: AnalyzeSpec,
  plan: PairPlan,
  progress: Progress,
  engine: Engine,
  partial?: (outcomes: PairOutcomes) => unknown,
): Promise<PairOutcomes> {
  const begun = await openPlan(selection, plan);
  const { opened, options, cells, outcomes } = begun;
  const { calibrate } = options;
  const compared = await comparePairs(
    opened,
    { options, resources, results },
    (pair, cell) => (cells[pair] = cell),
    (phase, fraction) =>
      progress(phase, (calibrate ? comparingShare : 1) * fraction, partial && (() => partial(outcomes))),
    engine,
  );
  const done = comparedPlan(selection, plan, begun, compared);
  if (!calibrate) return done;
  const since = performance.now();
  const { measure } = selection;
  const permuted = await permutePairs(
    opened,
    { cells, measure, options, resources, choice: calibrate, wanted: plan.calibrated && new Set(plan.calibrated) },
    (phase, fraction) =>
      progress(phase, comparingShare + (1 - comparingShare) * fraction, partial && (() => partial(done))),
    engine,
  );
  const notices = [...done.notices, ...permuted.notices, ...fewNotice(calibrate)];
  const total = done.timings.total + performance.now() - since;
  return { ...done, permuted, notices, timings: { ...done.timings, total } };
}
