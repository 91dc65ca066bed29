import type { Standing } from '../../facts/standing';
import type { DynamicsOfModel, DynamicsResult } from '../../facts/analyses/dynamics';
import { calibratedTables } from '../../facts/analyses/calibratedParts';
import { checkpointPositions } from '../../facts/checkpointPositions';
import type { ScoreName } from '../../facts/measures';
import { calibratedMean } from '../pairs/calibratedPairs';
import { allAtNull, orderNotices } from '../pairs/atNull';
import { convergenceReading, frozenFrom } from './convergence';
import { lowerFirst, type HeldCourse } from './lowerFirst';
import type { DynamicsPlan, ModelPlan } from './dynamicsPlan';
import type { CellPlace } from '../pairs/pairBook';
import { nullCcaOf, resultBase, type PairOutcomes } from '../pairs/pairOutcomes';
import { symmetricScore } from '../pairs/scoreOf';
import { heldScore, heldStanding } from '../verdict';

/** The course of every model of a plan towards its final checkpoint. */
export function dynamicsResult(
  plan: DynamicsPlan,
  outcomes: PairOutcomes,
  measure: ScoreName,
  threshold: number,
): DynamicsResult {
  const held = plan.models.map((model) => heldCourse(model, outcomes, measure));
  return {
    analysis: 'dynamics',
    ...resultBase(plan, outcomes, orderNotices('All layers are', unlikeFinal(plan, outcomes)), measure),
    measure,
    models: plan.models.map((model, at) =>
      courseOf(model, plan, outcomes, measure, threshold, {
        held: held[at]!,
        order: lowerFirst(held[at]!, held, measure),
      }),
    ),
    threshold,
  };
}

function heldCourse(
  { checkpoints, final, layers, cells }: ModelPlan,
  outcomes: PairOutcomes,
  measure: ScoreName,
): HeldCourse {
  const scores = cells.map((row) => row.map((place) => place && heldScore(outcomes.cells[place.pair], measure)));
  return { checkpoints, final: checkpoints[final]!, layers, scores };
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
  measure: ScoreName,
  threshold: number,
  { held, order }: { held: HeldCourse; order: DynamicsOfModel['lowerFirst'] },
): DynamicsOfModel {
  const final = checkpoints[finalAt]!;
  const value = (place: CellPlace | null): number | null =>
    place && symmetricScore(outcomes.cells[place.pair], measure);
  const values = cells.map((row) => row.map(value));
  const unclear = (wanted: Standing): [number, number][] =>
    held.scores.flatMap((row, c) =>
      row.flatMap((score, l): [number, number][] =>
        c !== finalAt && score && heldStanding(score, measure) === wanted ? [[c, l]] : [],
      ),
    );
  const inGrids = (wanted: Standing): [number, number, number][] =>
    (grids ?? []).flatMap((grid, c) =>
      grid.flatMap((row, i) =>
        row.flatMap((place, j): [number, number, number][] => {
          const score = place && heldScore(outcomes.cells[place.pair], measure);
          return score && heldStanding(score, measure) === wanted ? [[c, i, j]] : [];
        }),
      ),
    );
  const course = {
    checkpoints,
    final,
    layers,
    values,
    ...lists({ atChance: unclear('chance'), saturated: unclear('saturated') }),
  };
  const frozen = frozenFrom(course, threshold, measure);
  const counted = frozenFrom({ ...course, atChance: [], saturated: [] }, threshold, measure);
  const leftOut = frozen.some(({ index }, l) => index !== counted[l]!.index);
  const { permuted } = outcomes;
  const calibrated =
    permuted &&
    calibratedTables(
      cells.map((row) =>
        row.map((place) => (place ? calibratedMean([place.pair], outcomes.cells, permuted, measure) : undefined)),
      ),
    );
  return {
    model,
    positions: checkpointPositions(checkpoints),
    ...course,
    paths: at.map((row) => row.map((array) => (array === null ? null : arrays[array]!.path))),
    nullCca: cells.map((row) => row.map((place) => place && nullCcaOf(outcomes.cells[place.pair]))),
    nulls: held.scores.map((row) => row.map((score) => score?.level ?? null)),
    ...(calibrated ? { calibrated } : {}),
    ...(grids ? { grids: grids.map((grid) => grid.map((row) => row.map(value))) } : {}),
    ...lists({ gridsAtChance: inGrids('chance'), gridsSaturated: inGrids('saturated') }),
    frozen,
    lowerFirst: order,
    reading: `${convergenceReading(final, frozen, order, threshold)}${leftOut ? ' Scores that do not stand clear of chance do not count.' : ''}`,
  };
}

/** Those of the lists that hold anything. */
function lists<T extends Record<string, readonly unknown[]>>(all: T): Partial<T> {
  return Object.fromEntries(Object.entries(all).filter(([, list]) => list.length > 0)) as Partial<T>;
}
