import type { PairOutcomes } from '../../analysis/pairs/pairOutcomes';
import type { PairPlan } from '../../analysis/pairs/pairPlan';
import type { PairCell } from '../../analysis/pairs/pairScores';
import { scoreOf } from '../../analysis/pairs/scoreOf';
import type { AnalyzeSpec } from '../../protocol/analysis';
import type { MatrixMeasure } from '../../protocol/worker';
import type { Notice } from '../../similarity/report';
import type { Progress } from '../compare/compareArrays';
import { comparePairs } from '../compare/comparePairs';
import { differingCounts, mostSamples } from '../compare/pairNotices';
import type { Engine } from '../engine';
import { withMeasure } from '../compare/withMeasure';
import { requireNoProblem } from './checkIds';
import { openSelected } from './openSelected';
import { idsNotices } from './selectedAddresses';

/**
 * What the pairs of a plan come to; `partial` makes, of what there is by then, what is shown while it runs.
 * @throws LensErrors: `id-count-mismatch`, the errors of opening files of ids, `memory-budget`, `file-changed`.
 */
export async function runPlan(
  { selection, resources, results }: AnalyzeSpec,
  plan: PairPlan,
  progress: Progress,
  engine: Engine,
  partial?: (outcomes: PairOutcomes) => unknown,
): Promise<PairOutcomes> {
  const options = withMeasure(selection.options, selection.measure);
  const { opened, idsProblems } = await openSelected(plan, options);
  requireNoProblem(idsProblems);
  const cells = new Array<PairCell | undefined>(plan.pairs.length).fill(undefined);
  const outcomes: PairOutcomes = {
    cells,
    names: opened.names,
    neurons: opened.compared.map((compared) => compared?.neurons ?? 0),
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
    (phase, fraction) => progress(phase, fraction, partial && (() => partial(outcomes))),
    engine,
  );
  const notices = [...outcomes.notices, ...leftOut, ...withoutScore(cells, selection.measure)];
  return { ...outcomes, notices, known, timings: { total: timings.total, firstCell: timings.firstCell } };
}

/** Pairs that were compared and do not have the score that the analysis is about. */
function withoutScore(cells: readonly (PairCell | undefined)[], measure: MatrixMeasure): Notice[] {
  const compared = cells.filter((cell) => cell !== undefined && 'scores' in cell);
  const without = compared.filter((cell) => scoreOf(cell, measure) === null).length;
  if (without === 0) return [];
  const message = `${without} of ${compared.length} compared pairs have no ${measure}, which is not defined there (CCA needs more samples than neurons, and a comparison by frequencies gives CCA alone): choose another measure.`;
  return [{ code: 'measure-not-defined', message }];
}
