import type { ScoreName } from '../../facts/measures';
import { firstAndLast } from '../pairs/inOrder';
import { clearOfOther } from '../../facts/verdictRule';
import { ahead, type HeldScore } from '../verdict';

/** The mean of a layer's pairs within a group or across two, as a verdict takes it. */
export interface GroupMean extends HeldScore {
  /** Standard error over networks; 0 where there are too few. */
  error: number;
}

/** By layer and two groups (the same twice: within it), whichever comes first; null where there is none. */
type GroupMeanOf = (layer: string, a: string, b: string) => GroupMean | null;

/**
 * What the means say, by the rule of {@link ahead} with the standard errors of both means: networks of two groups are no pairs, and means that share
 * a group's networks vary together, which makes this error of their difference rather too large than too small. In words, and in no matter which order groups come: in which layers which group's networks are most alike,
 * and in which two groups are less alike, or more, than the networks within either.
 */
export function groupsReading(
  groups: readonly string[],
  layers: readonly string[],
  meanOf: GroupMeanOf,
  measure: ScoreName,
): string {
  const compare = (first: GroupMean, second: GroupMean): number =>
    ahead(first, second, measure, Math.hypot(first.error, second.error));
  const comparable = layers.some(
    (layer) =>
      groups.filter((name) => meanOf(layer, name, name) !== null).length > 1 ||
      groups.some((a) => meanOf(layer, a, a) !== null && groups.some((b) => b !== a && meanOf(layer, a, b) !== null)),
  );
  if (!comparable) return 'No two groups can be held against each other in any layer.';
  const said = [...mostAlike(groups, layers, meanOf, measure, compare), ...across(groups, layers, meanOf, compare)];
  if (said.length > 0) return said.join(' ');
  return `Groups are tied in every layer: no mean stands clear of chance and of the others (by ${clearOfOther} and twice the standard error over networks).`;
}

/** Layers of a sentence, which stays short for a deep network: every mean is in the result. */
function inLayers(layers: readonly string[]): string {
  return firstAndLast(layers, 'layer');
}

type Compare = (first: GroupMean, second: GroupMean) => number;

/** For each layer the group whose networks are more alike than those of any other, and than they are with any other group. */
function mostAlike(
  groups: readonly string[],
  layers: readonly string[],
  meanOf: GroupMeanOf,
  measure: ScoreName,
  compare: Compare,
): string[] {
  const leaders = new Map<string, string[]>();
  let gap = { layer: '', high: 0, low: 0, size: -1 };
  for (const layer of layers) {
    const within = groups.flatMap((name) => {
      const mean = meanOf(layer, name, name);
      return mean === null ? [] : [{ name, mean }];
    });
    if (within.length < 2) continue;
    const leader = within.find(({ name, mean }) => {
      const others = groups.filter((other) => other !== name);
      const rivals = others.flatMap((other) => [meanOf(layer, other, other), meanOf(layer, name, other)]);
      return rivals.every((rival) => rival === null || compare(mean, rival) > 0);
    });
    if (leader === undefined) continue;
    leaders.set(leader.name, [...(leaders.get(leader.name) ?? []), layer]);
    const high = leader.mean.value;
    for (const { name, mean } of within) {
      const size = Math.abs(high - mean.value);
      // The nearest rival of this layer is what the leader is held against.
      const nearest = within.every((other) => other === leader || Math.abs(high - other.mean.value) >= size);
      if (name !== leader.name && nearest && size > gap.size) gap = { layer, high, low: mean.value, size };
    }
  }
  if (leaders.size === 0) return [];
  const parts = [...leaders].map(([name, where]) => `of ${name} in ${inLayers(where)}`);
  return [
    `Networks are most alike within their group: ${parts.join('; ')} (${measure}; furthest ahead in ${gap.layer}, ${gap.high.toFixed(3)} against ${gap.low.toFixed(3)}).`,
  ];
}

/** Pairs of groups that are less alike, or more, than the networks within either. */
function across(groups: readonly string[], layers: readonly string[], meanOf: GroupMeanOf, compare: Compare): string[] {
  const sentences: string[] = [];
  groups.forEach((a, at) => {
    for (const b of groups.slice(at + 1)) {
      const where = (sign: number): string[] =>
        layers.filter((layer) => {
          const [between, one, other] = [meanOf(layer, a, b), meanOf(layer, a, a), meanOf(layer, b, b)];
          if (between === null || one === null || other === null) return false;
          return [one, other].every((within) => compare(between, within) === sign);
        });
      const [less, more] = [where(-1), where(1)];
      if (less.length > 0)
        sentences.push(`${a} and ${b} are less alike than the networks within either in ${inLayers(less)}.`);
      if (more.length > 0)
        sentences.push(`${a} and ${b} are more alike than the networks within either in ${inLayers(more)}.`);
    }
  });
  return sentences;
}
