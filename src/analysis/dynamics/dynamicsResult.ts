import type { DynamicsOfModel, DynamicsResult } from '../../protocol/analysis';
import type { MatrixMeasure } from '../../protocol/worker';
import { allAtNull, orderNotices } from '../pairs/atNull';
import { checkpointPositions } from './checkpointPositions';
import { convergenceReading, frozenFrom, lowerFirst } from './convergence';
import type { DynamicsPlan, ModelPlan } from './dynamicsPlan';
import type { CellPlace } from '../pairs/pairBook';
import { nullCcaOf, resultBase, type PairOutcomes } from '../pairs/pairOutcomes';
import { scoreOf } from '../pairs/scoreOf';

/** The course of every model of a plan towards its final checkpoint. */
export function dynamicsResult(
  plan: DynamicsPlan,
  outcomes: PairOutcomes,
  measure: MatrixMeasure,
  threshold: number,
): DynamicsResult {
  return {
    analysis: 'dynamics',
    ...resultBase(plan, outcomes, orderNotices('All layers are', unlikeFinal(plan, outcomes))),
    measure,
    models: plan.models.map((model) => courseOf(model, plan, outcomes, measure, threshold)),
    threshold,
  };
}

/** Checkpoints of which no layer is more like its final state than chance. */
function unlikeFinal({ models }: DynamicsPlan, { cells: scores }: PairOutcomes): string[] {
  return models.flatMap(({ model, checkpoints, final, cells }) =>
    checkpoints.flatMap((checkpoint, c) => {
      const own = cells[c]!.flatMap((place) => (place ? [scores[place.pair]] : []));
      if (c === final || !allAtNull(own)) return [];
      return [`${model === '' ? '' : `${model} `}${checkpoint} with ${checkpoints[final]!}`];
    }),
  );
}

function courseOf(
  { model, checkpoints, final: finalAt, layers, at, cells, grids }: ModelPlan,
  { arrays }: DynamicsPlan,
  outcomes: PairOutcomes,
  measure: MatrixMeasure,
  threshold: number,
): DynamicsOfModel {
  const final = checkpoints[finalAt]!;
  const value = (place: CellPlace | null): number | null =>
    place && scoreOf(outcomes.cells[place.pair], measure, place.turned);
  const values = cells.map((row) => row.map(value));
  const course = { checkpoints, final, layers, values };
  const frozen = frozenFrom(course, threshold, measure);
  const order = lowerFirst(course, measure);
  return {
    model,
    positions: checkpointPositions(checkpoints),
    ...course,
    paths: at.map((row) => row.map((array) => (array === null ? null : arrays[array]!.path))),
    nullCca: cells.map((row) => row.map((place) => place && nullCcaOf(outcomes.cells[place.pair]))),
    ...(grids ? { grids: grids.map((grid) => grid.map((row) => row.map(value))) } : {}),
    frozen,
    lowerFirst: order,
    reading: convergenceReading(final, frozen, order, threshold),
  };
}
