import type { GroupCell, GroupsResult } from '../../protocol/analysis';
import type { MatrixMeasure } from '../../protocol/worker';
import { allAtNull, orderNotices } from '../pairs/atNull';
import type { GroupCellPlan, GroupsPlan } from './groupsPlan';
import { groupsReading } from './groupsReading';
import { groupedBy } from '../pairs/inOrder';
import { betweenInterval, withinInterval } from './networkBootstrap';
import { nullCcaOf, resultBase, type PairOutcomes } from '../pairs/pairOutcomes';
import { everyMeasure, scoreOf } from '../pairs/scoreOf';

/** Means, ranges and intervals of a plan's groups, layer by layer. */
export function groupsResult(plan: GroupsPlan, outcomes: PairOutcomes, measure: MatrixMeasure): GroupsResult {
  const cells = plan.cells.map((cell) => groupCell(cell, plan, outcomes, measure));
  const { groups, layers } = plan;
  return {
    analysis: 'groups',
    ...resultBase(plan, outcomes, orderNotices('All layers are', unlikeNetworks(plan, outcomes))),
    measure,
    groups,
    layers,
    cells,
    reading: groupsReading(
      groups.map(({ name }) => name),
      layers,
      cells,
      measure,
    ),
  };
}

/** Pairs of networks of which no layer is more alike than chance. */
function unlikeNetworks({ groups, cells: plans }: GroupsPlan, { cells: scores }: PairOutcomes): string[] {
  const pairs = plans.flatMap(({ a, b, pairs }) =>
    pairs.map(({ pair, modelA, modelB }) => ({
      name: `${groups[a]!.models[modelA]!} with ${groups[b]!.models[modelB]!}`,
      cell: scores[pair],
    })),
  );
  return [...groupedBy(pairs, ({ name }) => name)]
    .filter(([, layers]) => allAtNull(layers.map(({ cell }) => cell)))
    .map(([name]) => name);
}

function groupCell(
  { layer, a, b, pairs }: GroupCellPlan,
  plan: GroupsPlan,
  { cells }: PairOutcomes,
  measure: MatrixMeasure,
): GroupCell {
  const [first, second] = [plan.groups[a]!, plan.groups[b]!];
  const meanOf = (name: MatrixMeasure): number | null => mean(pairs.map(({ pair }) => scoreOf(cells[pair], name)));
  const shown = pairs.map(({ pair, modelA, modelB }) => ({
    a: plan.arrays[plan.pairs[pair]![0]]!.path,
    b: plan.arrays[plan.pairs[pair]![1]]!.path,
    modelA: first.models[modelA]!,
    modelB: second.models[modelB]!,
    value: scoreOf(cells[pair], measure),
  }));
  const values = shown.flatMap(({ value }) => (value === null ? [] : [value]));
  return {
    layer,
    a: first.name,
    b: second.name,
    mean: mean(values),
    means: Object.fromEntries(everyMeasure.map((name) => [name, meanOf(name)])) as GroupCell['means'],
    nullCca: mean(pairs.map(({ pair }) => nullCcaOf(cells[pair]))),
    pairs: shown,
    range: values.length === 0 ? null : [Math.min(...values), Math.max(...values)],
    interval: intervalOf({ a, b, pairs }, shown),
  };
}

/** Networks that have this layer take part, however many the group has. */
function intervalOf(
  { a, b, pairs }: Pick<GroupCellPlan, 'a' | 'b' | 'pairs'>,
  shown: GroupCell['pairs'],
): [number, number] | null {
  const found = new Map(pairs.map(({ modelA, modelB }, at) => [`${modelA} ${modelB}`, shown[at]!.value]));
  const inA = networksOf(
    a === b ? pairs.flatMap(({ modelA, modelB }) => [modelA, modelB]) : pairs.map((p) => p.modelA),
  );
  if (a === b) return withinInterval(inA.length, (i, j) => found.get(`${inA[i]!} ${inA[j]!}`) ?? null);
  const inB = networksOf(pairs.map(({ modelB }) => modelB));
  return betweenInterval(inA.length, inB.length, (i, j) => found.get(`${inA[i]!} ${inB[j]!}`) ?? null);
}

function networksOf(places: readonly number[]): number[] {
  return [...new Set(places)].sort((i, j) => i - j);
}

function mean(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length;
}
