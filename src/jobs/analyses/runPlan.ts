import type { PairOutcomes } from '../../analysis/pairs/pairOutcomes';
import type { PairPlan } from '../../analysis/pairs/pairPlan';
import type { PairCell } from '../../analysis/pairs/pairScores';
import { analysisFacts } from '../../facts/analyses';
import type { AnalyzeSpec } from '../../protocol/analysisRun';
import type { Progress } from '../progress';
import { comparingShare } from '../compare/compareMatrix';
import { comparePairs } from '../compare/comparePairs';
import { differingCounts, mostSamples } from '../compare/setNotices';
import type { Engine } from '../engine';
import { withMeasure } from '../compare/withMeasure';
import { notDefined, requireSomething } from '../compare/whatIsLeft';
import { requireNoProblem } from './checkIds';
import { fewNotice } from '../calibrate/calibratedReport';
import { permutePairs } from '../calibrate/permutePairs';
import { openSelected } from './openSelected';
import { idsNotices } from './selectedAddresses';

/**
 * What the pairs of a plan come to; `partial` makes, of what there is by then, what is shown while it runs.
 * @throws LensErrors: `id-count-mismatch`, the errors of opening files of ids, `memory-budget`, `file-changed`; see requireSomething.
 */
export async function runPlan(
  { selection, resources, results }: AnalyzeSpec,
  plan: PairPlan,
  progress: Progress,
  engine: Engine,
  partial?: (outcomes: PairOutcomes) => unknown,
): Promise<PairOutcomes> {
  const options = withMeasure(selection.options, selection.measure);
  const { calibrate } = options;
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
  const {
    known,
    timings,
    notices: leftOut,
  } = await comparePairs(
    opened,
    { options, resources, results },
    (pair, cell) => (cells[pair] = cell),
    (phase, fraction) =>
      progress(phase, (calibrate ? comparingShare : 1) * fraction, partial && (() => partial(outcomes))),
    engine,
  );
  const { analysis, measure } = selection;
  requireSomething(plan.pairs, cells, options, analysisFacts(analysis).scores === 'all' ? undefined : measure);
  const notices = [...outcomes.notices, ...leftOut, ...notDefined(cells, options, measure)];
  const done = { ...outcomes, notices, known, timings: { total: timings.total, firstCell: timings.firstCell } };
  if (!calibrate) return done;
  const begun = performance.now();
  const permuted = await permutePairs(
    opened,
    { cells, measure, options, resources, choice: calibrate, wanted: plan.calibrated && new Set(plan.calibrated) },
    (phase, fraction) =>
      progress(phase, comparingShare + (1 - comparingShare) * fraction, partial && (() => partial(done))),
    engine,
  );
  const said = [...notices, ...permuted.notices, ...fewNotice(calibrate)];
  const total = timings.total + performance.now() - begun;
  return { ...done, permuted, notices: said, timings: { ...done.timings, total } };
}
