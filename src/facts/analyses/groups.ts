import type { CsvField } from '../csv';
import type { ByScore, ScoreName } from '../measures';
import { counted } from '../numbers';
import { clearOr } from '../standing';
import { standingOfMean } from '../standingIn';
import type { AnalysisFacts } from './analysis';
import { calibratedColumns, calibratedLine, type CalibratedNumber } from './calibratedParts';
import { groupsChoiceSchema, groupsSchema } from './groupsSchema';
import type { ResultBase } from './resultParts';

/** Names of groups, in the order in which sides a and b are taken. Without it the order is that in which the arrays name them. */
export type GroupsChoice = string[];

/** Groups of networks against themselves and each other. */
export interface GroupsResult extends ResultBase {
  analysis: 'groups';
  measure: ScoreName;
  groups: { name: string; models: string[] }[];
  layers: string[];
  /** One for each layer and each pair of groups (a = b: within). */
  cells: GroupCell[];
  /** What the numbers say, in a sentence or two. */
  reading: string;
}

export interface GroupCell {
  layer: string;
  a: string;
  b: string;
  mean: number | null;
  /** Means of every score over the same pairs. */
  means: ByScore<number | null>;
  nullCca: number | null;
  /** Means of what unrelated data give by every measure (as in a matrix), over the pairs that have its score. */
  nulls: ByScore<number | null>;
  /** The mean does not stand clear of chance, and so is ahead of none; absent where it does. */
  atChance?: true | undefined;
  /** The mean is saturated, and takes part in no verdict at all; absent where it is not. */
  saturated?: true | undefined;
  /** The mean likeness of its pairs held against that of each permutation of the samples; absent where that was not asked for. */
  calibrated?: CalibratedNumber | undefined;
  pairs: { a: string; b: string; modelA: string; modelB: string; value: number | null }[];
  /** Smallest and largest value of a pair. */
  range: [number, number] | null;
  /** 95% percentile bootstrap over networks; null when either group has fewer than five. */
  interval: [number, number] | null;
}

/** The pairs of groups of a result, in its order, each once. */
export function pairsOfGroups({ cells }: Pick<GroupsResult, 'cells'>): { a: string; b: string }[] {
  const pairs = new Map(cells.map(({ a, b }) => [JSON.stringify([a, b]), { a, b }]));
  return [...pairs.values()];
}

/** Groups of networks, layer by layer. */
export const groupsFacts = {
  id: 'groups',
  title: 'Groups of networks',
  question: 'Are networks of one kind more alike than those of another, layer by layer?',
  of: 'pairs',
  scores: 'one',
  choice: {
    schema: groupsChoiceSchema,
    check: (check, value) => check.texts(value, 'groups') as GroupsChoice | undefined,
    kept: (choice, names) => (sameNames(choice, names.groups) ? choice : undefined),
  },
  size: (result) => [counted(result.groups.length, 'group'), counted(result.layers.length, 'layer')],
  schema: groupsSchema,
  csv: groupsRows,
} as const satisfies AnalysisFacts<GroupsResult, GroupsChoice>;

/** Whether an order names just these groups. */
export function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

/** Means of groups over the pairs that have a value; low and high are the interval, min and max the range. */
function groupsRows({ cells, measure }: GroupsResult): CsvField[][] {
  const held = cells.some(({ calibrated }) => calibrated);
  const lines = cells.map((cell): CsvField[] => {
    const { layer, a, b, mean, range, interval, pairs, nulls } = cell;
    const known = pairs.filter(({ value }) => value !== null).length;
    const [[low, high], [min, max]] = [interval ?? [null, null], range ?? [null, null]];
    return [
      layer,
      a,
      b,
      measure,
      mean,
      low,
      high,
      min,
      max,
      known,
      clearOr(standingOfMean(cell), mean, nulls?.[measure]),
      ...(held ? calibratedLine(cell.calibrated) : []),
    ];
  });
  const head = ['layer', 'group_a', 'group_b', 'measure', 'mean', 'low', 'high', 'min', 'max', 'pairs', 'standing'];
  return [held ? [...head, ...calibratedColumns] : head, ...lines];
}
