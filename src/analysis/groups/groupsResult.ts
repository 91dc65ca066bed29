import { meanStanding } from '../../facts/standingIn';
import { largestOf, smallestOf } from '../../facts/extremes';
import type { GroupCell, GroupsResult } from '../../facts/analyses/groups';
import type { ScoreName } from '../../facts/measures';
import { allAtNull, orderNotices } from '../pairs/atNull';
import { calibratedMean } from '../pairs/calibratedPairs';
import type { GroupCellPlan, GroupsPlan } from './groupsPlan';
import { groupsReading, type GroupMean } from './groupsReading';
import { groupedBy } from '../pairs/inOrder';
import { networkError } from './networkError';
import { betweenInterval, withinInterval } from './networkBootstrap';
import { nullCcaOf, resultBase, type PairOutcomes } from '../pairs/pairOutcomes';
import { scoresOfCells, symmetricScore } from '../pairs/scoreOf';
import { heldScore, heldStanding } from '../verdict';

/** Means, ranges and intervals of a plan's groups, layer by layer. */
export function groupsResult(plan: GroupsPlan, outcomes: PairOutcomes, measure: ScoreName): GroupsResult {
  const cells = plan.cells.map((cell) => groupCell(cell, plan, outcomes, measure));
  const { groups, layers } = plan;
  const means = new Map(
    plan.cells.map((cell) => [keyOf(cell.layer, cell.a, cell.b), meanFor(cell, outcomes, measure)]),
  );
  const place = (name: string): number => groups.findIndex((group) => group.name === name);
  return {
    analysis: 'groups',
    ...resultBase(plan, outcomes, orderNotices('All layers are', unlikeNetworks(plan, outcomes)), measure),
    measure,
    groups,
    layers,
    cells,
    reading: groupsReading(
      groups.map(({ name }) => name),
      layers,
      (layer, a, b) => means.get(keyOf(layer, place(a), place(b))) ?? null,
      measure,
    ),
  };
}

/** Of two groups whichever comes first. */
function keyOf(layer: string, a: number, b: number): string {
  return JSON.stringify([layer, Math.min(a, b), Math.max(a, b)]);
}

/** What a verdict needs of a cell: its mean, the mean of its pairs' null levels, and the error over networks. */
function meanFor(
  { a, b, pairs }: GroupCellPlan,
  { cells }: Pick<PairOutcomes, 'cells'>,
  measure: ScoreName,
): GroupMean | null {
  const known = pairs.flatMap(({ pair, modelA, modelB }) => {
    const held = heldScore(cells[pair], measure);
    const networks: [string, string] = [`${a} ${modelA}`, `${b} ${modelB}`];
    return held === null ? [] : [{ networks, ...held }];
  });
  const value = mean(known.map((pair) => pair.value));
  return value === null ? null : { value, level: mean(known.map(({ level }) => level)), error: networkError(known) };
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
  { cells, permuted }: PairOutcomes,
  measure: ScoreName,
): GroupCell {
  const [first, second] = [plan.groups[a]!, plan.groups[b]!];
  const held = meanFor({ layer, a, b, pairs }, { cells }, measure);
  const meansOf = (of: (pair: number, name: ScoreName) => number | null): GroupCell['means'] =>
    Object.fromEntries(
      scoresOfCells(cells, measure).map((name) => [name, mean(pairs.map(({ pair }) => of(pair, name)))]),
    ) as GroupCell['means'];
  const shown = pairs.map(({ pair, modelA, modelB }) => ({
    a: plan.arrays[plan.pairs[pair]![0]]!.path,
    b: plan.arrays[plan.pairs[pair]![1]]!.path,
    modelA: first.models[modelA]!,
    modelB: second.models[modelB]!,
    value: symmetricScore(cells[pair], measure),
  }));
  const values = shown.flatMap(({ value }) => (value === null ? [] : [value]));
  const all = pairs.map(({ pair }) => pair);
  const calibrated = permuted && calibratedMean(all, cells, permuted, measure);
  return {
    layer,
    a: first.name,
    b: second.name,
    mean: mean(values),
    means: meansOf((pair, name) => symmetricScore(cells[pair], name)),
    nullCca: mean(pairs.map(({ pair }) => nullCcaOf(cells[pair]))),
    nulls: meansOf((pair, name) => heldScore(cells[pair], name)?.level ?? null),
    ...meanStanding(held ? heldStanding(held, measure) : undefined),
    ...(calibrated ? { calibrated } : {}),
    pairs: shown,
    range: values.length === 0 ? null : [smallestOf(values), largestOf(values)],
    interval: intervalOf({ a, b, pairs }, [first, second], shown),
  };
}

/** Networks that have this layer take part, however many the group has; by name, as are groups, so that draws are the same in whatever order they come. */
function intervalOf(
  { a, b, pairs }: Pick<GroupCellPlan, 'a' | 'b' | 'pairs'>,
  [first, second]: readonly [GroupsPlan['groups'][number], GroupsPlan['groups'][number]],
  shown: GroupCell['pairs'],
): [number, number] | null {
  const found = new Map(pairs.map(({ modelA, modelB }, at) => [`${modelA} ${modelB}`, shown[at]!.value]));
  const value = (i: number, j: number): number | null => found.get(`${i} ${j}`) ?? null;
  if (a === b) {
    const all = byName(
      pairs.flatMap(({ modelA, modelB }) => [modelA, modelB]),
      first,
    );
    return withinInterval(all.length, (i, j) => value(all[i]!, all[j]!) ?? value(all[j]!, all[i]!));
  }
  const inA = byName(
    pairs.map(({ modelA }) => modelA),
    first,
  );
  const inB = byName(
    pairs.map(({ modelB }) => modelB),
    second,
  );
  if (second.name < first.name) return betweenInterval(inB.length, inA.length, (i, j) => value(inA[j]!, inB[i]!));
  return betweenInterval(inA.length, inB.length, (i, j) => value(inA[i]!, inB[j]!));
}

function byName(places: readonly number[], { models }: GroupsPlan['groups'][number]): number[] {
  return [...new Set(places)].sort((i, j) => (models[i]! < models[j]! ? -1 : 1));
}

function mean(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length;
}
